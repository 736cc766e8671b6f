/** What a pack with a campaign proposes to whoever opens one; pure. */
import { Temporal } from 'temporal-polyfill'
import type { Pack } from '#law/index.ts'
import type { RegimeKind } from '#law/words.ts'
import type { MemberPart, PackProposal } from './words.ts'

export type CampaignPack = Pack & { readonly campaign: NonNullable<Pack['campaign']> }

/** Whether a pack carries a campaign that groups inspect for. */
export function hasCampaign(pack: Pack): pack is CampaignPack {
  return pack.campaign !== undefined && pack.campaign.composition.length > 0
}

/** The rule set under which the campaign of a pack works. */
export function regimeOf({ campaign }: CampaignPack): RegimeKind {
  return campaign.regime?.kind ?? 'groups_score_enterprises'
}

/**
 * Milestones and lengths of the pack's own campaign, told in days after its start, so that another
 * campaign may begin on another day. Only what somebody receives by a date is owed.
 */
export function proposalOf(pack: CampaignPack, current: boolean): PackProposal {
  const { campaign } = pack
  const { from, to, title } = campaign.campaign
  const after = (day: string) => daysBetween(from, day)
  const visits = campaign.milestones.find((one) => one.from && one.to && one.part === 'groups')
  return {
    id: pack.head.id,
    version: pack.version,
    title,
    short: pack.head.short ?? pack.head.title,
    regime: regimeOf(pack),
    current,
    days: after(to),
    visitStart: after(visits?.from ?? from),
    visitEnd: after(visits?.to ?? to),
    methods: campaign.methods,
    leaders: campaign.composition.flatMap(({ role, part }) => (part === undefined ? [role] : [])),
    sectors: campaign.industries.map(({ name, lead }) => ({ name, lead })),
    milestones: campaign.milestones.flatMap((one) => {
      const due = one.on ?? one.to
      if (due === undefined) return []
      const receives = one.on !== undefined && one.receiver !== undefined
      return [
        {
          key: one.key,
          what: one.what,
          fromDay: one.from === undefined ? null : after(one.from),
          dueDay: after(due),
          part: receives ? (one.part ?? null) : null,
          seal: receives && one.seal,
        },
      ]
    }),
    summaryParts: campaign.summaryParts,
  }
}

function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days
}

/** How many a group needs of each part, as the pack has it. */
export type Composition = {
  readonly part: MemberPart
  readonly least: number
  readonly most: number | null
  readonly who: string
  readonly article: string
}

/** The composition of a group; empty where the pack says nothing. */
export function compositionOf({ campaign }: CampaignPack): Composition[] {
  return campaign.composition.flatMap(({ part, who, least, most, article }) =>
    part === undefined ? [] : [{ part, least, most: most ?? null, who, article }],
  )
}
