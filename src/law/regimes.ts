import { clauseTitle } from './clauses.ts'
import type { Pack } from './formats.ts'
import { resolve } from './resolve.ts'
import type { RegimeKind, RegimeView } from './words.ts'

type Regime = NonNullable<NonNullable<Pack['campaign']>['regime']>

/**
 * By what campaigns may reach enterprises at a place on a date: where the law keeps committee
 * offices from inspecting, enterprises are inspected by licensed bodies and groups score
 * governments and departments alone. Answers the clause that says so; null where none speaks.
 */
export function regimeOn(
  packs: readonly Pack[],
  asked: { readonly on: string; readonly lineage: readonly string[] },
): { readonly kind: RegimeKind; readonly ref: string } | null {
  const found = resolve(packs, { ...asked, key: 'inspection.enterprise.byCommitteeOffice' })
  if (found === undefined) return null
  const kind = found.value === 'forbidden' ? 'licensed_inspections' : 'groups_score_enterprises'
  return { kind, ref: found.winner.ref }
}

/** A pack's regime aspect by aspect beside a pack of the other kind; null where it has none. */
export function regimeView(
  packs: readonly Pack[],
  pack: Pack,
  now: { readonly kind: RegimeKind; readonly ref: string } | null,
): RegimeView | null {
  const own = pack.campaign?.regime
  if (own === undefined) return null
  const other = otherOf(packs, own)
  return {
    kind: own.kind,
    label: own.label,
    now: now && { kind: now.kind, title: clauseTitle(packs, now.ref) },
    otherTitle: other === undefined ? null : (other.head.short ?? other.head.title),
    points: aspects(own, other?.campaign?.regime).map(({ about, mine, theirs }) => ({
      about,
      here: said(packs, mine),
      there: said(packs, theirs),
    })),
  }
}

function otherOf(packs: readonly Pack[], own: Regime): Pack | undefined {
  return packs
    .filter(({ campaign }) => campaign?.regime !== undefined && campaign.regime.kind !== own.kind)
    .toSorted((a, b) => b.campaign!.regime!.points.length - a.campaign!.regime!.points.length)[0]
}

type Point = Regime['points'][number]

function aspects(own: Regime, other: Regime | undefined) {
  const theirs = other?.points ?? []
  const alone = theirs.filter(({ aspect }) => !own.points.some((one) => one.aspect === aspect))
  return [
    ...own.points.map((mine) => ({
      about: mine.about,
      mine,
      theirs: theirs.find(({ aspect }) => aspect === mine.aspect),
    })),
    ...alone.map((one) => ({ about: one.about, mine: undefined, theirs: one })),
  ]
}

function said(packs: readonly Pack[], point: Point | undefined) {
  return point === undefined ? null : { says: point.says, clause: clauseTitle(packs, point.ref) }
}
