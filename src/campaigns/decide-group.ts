/** The decisions of a group and of the county that it inspects: pure. */
import { refuse, type Circumstances, type Effect, type Event } from '#kernel/index.ts'
import { decisionOf, viewerOf, type Starting } from '#papers/index.ts'
import { freshOf, starting, tieOf, type BodyOf, type Verdict } from './decide.ts'
import type { SeenGroup } from './load.ts'
import { listed, type CampaignRecord, type GroupRecord, type HostRecord } from './records.ts'
import { CLAUSES, groupRefusal, itineraryRefusal, membersRefusal, signersRefusal } from './rules.ts'
import { MEMBER_PART_LABELS } from './texts.ts'
import type * as words from './words.ts'

type OnGroup<B> = (seen: SeenGroup, body: B, at: Circumstances) => Verdict

/** Who inspects whom, with the bodies' places. */
export type Pairing = {
  readonly no: number
  readonly org: string
  readonly orgJur: string
  readonly host: string
  readonly hostJur: string
}

/** The row of a group that is about to come into being. */
export function freshGroup(
  campaign: CampaignRecord,
  pair: Pairing,
  at: Circumstances,
): GroupRecord {
  return {
    ...freshOf(campaign, at),
    jur: pair.orgJur,
    number: `${campaign.number}第${pair.no}组`,
    state: 'forming',
    org: pair.org,
    group_no: pair.no,
    round: campaign.round,
    pack: campaign.pack,
    pack_version: campaign.pack_version,
    host_org: pair.host,
    host_jur: pair.hostJur,
    visit_from: campaign.visit_from,
    visit_to: campaign.visit_to,
    members: null,
    changes: null,
    undertaken_at: null,
    sheet_wanted: false,
    itinerary: null,
    itinerary_state: 'none',
    itinerary_note: null,
    contacts: null,
    finished_at: null,
    reason: null,
  }
}

/** 列入分组: a group whose members its county names by the clock. */
export function formGroup(seen: SeenGroup, at: Circumstances): Verdict {
  const { record, law } = seen
  const clock = law.clock('campaign.staff')
  return decisionOf(seen, at, {
    act: 'form',
    to: 'forming',
    set: {
      ...tieOf(record),
      groupNo: record.group_no,
      round: record.round,
      pack: record.pack,
      packVersion: record.pack_version,
      hostOrg: record.host_org,
      hostJur: record.host_jur,
      visitFrom: record.visit_from,
      visitTo: record.visit_to,
      itineraryState: 'none',
      sheetWanted: false,
    },
    note: null,
    start: [starting('staff', record.org, clock)],
    basis: [clock.basis],
    events: [
      {
        event: 'campaign.group_formed',
        jur: record.campaign_jur,
        payload: { group: record.id, to: record.host_org },
      },
    ],
    say: `${record.number}已列入分组。`,
  })
}

type GroupAct = Parameters<typeof groupRefusal>[0]

function onGroup<B extends { readonly revision: number }>(
  act: GroupAct,
  move: (seen: SeenGroup, body: B, at: Circumstances) => Verdict,
): OnGroup<B> {
  return (seen, body, at) => {
    if (body.revision !== seen.record.revision) {
      return { stale: { revision: seen.record.revision } }
    }
    return groupRefusal(act, viewerOf(at), seen.facts) ?? move(seen, body, at)
  }
}

/** The itinerary is to be settled before the visits begin, or today where they have. */
function untilVisit({ visit_from: from }: GroupRecord, { today }: Circumstances): Starting['due'] {
  return { dueOn: from < today ? today : from, ref: CLAUSES.campaigns }
}

function staffClause({ composition, record }: SeenGroup): string {
  const [first] = composition
  return first ? `${record.pack}#${first.article}` : CLAUSES.campaigns
}

const membersIn = ({ record }: SeenGroup) => listed<words.Member>(record.members)
const changesIn = ({ record }: SeenGroup) => listed<words.Change>(record.changes)

/** 组建专项行动组: all its members, each having said what binds them to the inspected county. */
export const staffGroup = onGroup<BodyOf<typeof words.staffGroup>>('staff', (seen, body, at) => {
  const no = membersRefusal(body.members, seen.composition, staffClause(seen))
  if (no) return no
  const clock = seen.law.clock('campaign.staff')
  return decisionOf(seen, at, {
    act: 'staff',
    set: { members: JSON.stringify(body.members) },
    note: null,
    facts: { count: `${body.members.length}人` },
    meet: ['staff'],
    cancel: ['swear'],
    start: [starting('swear', seen.record.org, clock)],
    basis: [clock.basis],
    say: `已组建，共${body.members.length}人，请全组签署纪律承诺。`,
  })
})

/** 更换组员: with a reason; the new member signs, and the old one stays in the record. */
export const replaceMember = onGroup<BodyOf<typeof words.replaceMember>>(
  'replace',
  (seen, { name, by, reason }, at) => {
    const members = membersIn(seen)
    const old = members.find((one) => one.name === name)
    if (!old) return refuse(`${name}不是本组现任成员。`, CLAUSES.campaigns)
    const now = members.map((one) => (one === old ? { ...by, part: old.part } : one))
    const no = membersRefusal(now, seen.composition, staffClause(seen))
    if (no) return no
    const change: words.Change = {
      kind: 'member',
      before: `${MEMBER_PART_LABELS[old.part]} ${old.name}`,
      after: `${MEMBER_PART_LABELS[old.part]} ${by.name}`,
      reason,
      at: at.now,
    }
    const clock = seen.law.clock('campaign.staff')
    return decisionOf(seen, at, {
      act: 'replace',
      to: 'forming',
      set: {
        members: JSON.stringify(now),
        changes: JSON.stringify([...changesIn(seen), change]),
        undertakenAt: null,
      },
      note: reason,
      cancel: ['swear'],
      start: [starting('swear', seen.record.org, clock)],
      basis: [clock.basis],
      say: `已更换，请全组重新签署纪律承诺。`,
    })
  },
)

/** 签署纪律承诺: by every member; the sheet to score lies open from then on. */
export function swearGroup(
  seen: SeenGroup,
  body: BodyOf<typeof words.swearGroup>,
  at: Circumstances,
  evidence: readonly Effect[],
): Verdict {
  return onGroup<BodyOf<typeof words.swearGroup>>('swear', (_seen, { names }) => {
    const no = signersRefusal(seen.facts.names, names)
    if (no) return no
    const { record } = seen
    const agreed = record.itinerary_state === 'agreed'
    const due = untilVisit(record, at)
    return decisionOf(seen, at, {
      act: 'swear',
      to: agreed ? 'agreed' : 'sworn',
      set: { undertakenAt: at.now, sheetWanted: record.sheet_wanted || seen.scores },
      note: names.join('、'),
      meet: ['swear'],
      start: record.itinerary_state === 'none' ? [starting('itinerary', record.org, due)] : [],
      more: evidence,
      events: record.sheet_wanted || !seen.scores ? [] : [sheetFor(seen)],
      say: '已签署纪律承诺，请与被检查县区商定行程。',
    })
  })(seen, body, at)
}

/** The sheet that the group scores on, in the version of the pack that the campaign is bound to. */
function sheetFor({ record, hostPlace }: SeenGroup): Event {
  return {
    event: 'score_sheet.wanted',
    jur: record.host_jur,
    payload: {
      pack: record.pack,
      packVersion: record.pack_version,
      place: record.host_jur,
      subjectOrg: record.host_org,
      subjectName: hostPlace,
      ownerOrg: record.org,
      officeOrg: record.owner_org,
      members: [],
      dueOn: record.visit_to,
      source: { kind: 'campaign_group', id: record.id, of: record.campaign_id },
    },
  }
}

/** 提出行程: laid before the inspected county; an agreed one is changed the same way. */
export const proposeItinerary = onGroup<BodyOf<typeof words.proposeItinerary>>(
  'propose',
  (seen, { visits, reason }, at) => {
    const { record } = seen
    const no = itineraryRefusal(visits, { visitFrom: record.visit_from, visitTo: record.visit_to })
    if (no) return no
    const changed = record.itinerary_state === 'agreed'
    if (changed && reason === null) {
      return refuse('行程已经确认，调整的应当写明理由。', CLAUSES.campaigns)
    }
    const before = listed<words.Visit>(record.itinerary)
    const change: words.Change = {
      kind: 'itinerary',
      before: tellVisits(before),
      after: tellVisits(visits),
      reason: reason ?? '',
      at: at.now,
    }
    return decisionOf(seen, at, {
      act: 'propose',
      to: 'sworn',
      set: {
        itinerary: JSON.stringify(
          visits.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
        ),
        itineraryState: 'proposed',
        itineraryNote: reason,
        ...(changed ? { changes: JSON.stringify([...changesIn(seen), change]) } : {}),
      },
      note: reason,
      meet: ['itinerary'],
      events: [
        {
          event: 'campaign.itinerary_proposed',
          jur: record.campaign_jur,
          payload: { group: record.id, to: record.host_org },
        },
      ],
      say: '行程已提出，等待被检查县区确认。',
    })
  },
)

function tellVisits(visits: readonly words.Visit[]): string {
  return visits.map(({ on, what }) => `${on} ${what}`).join('；')
}

/** 结束检查: the group is back; nothing it gave lies unsigned. */
export const finishGroup = onGroup<BodyOf<typeof words.finishGroup>>(
  'finish',
  (seen, { note }, at) =>
    decisionOf(seen, at, {
      act: 'finish',
      to: 'finished',
      set: { finishedAt: at.now },
      note,
      events: [
        {
          event: 'campaign.group_finished',
          jur: seen.record.campaign_jur,
          payload: { group: seen.record.id, to: seen.record.host_org },
        },
      ],
      say: '本组检查已结束，请按期报送打分表和总结。',
    }),
)

/** The answer of the inspected county, as the group's row holds it. */
export function hearAnswer(seen: SeenGroup, host: HostRecord, at: Circumstances): Verdict {
  const agreed = host.itinerary_state === 'agreed'
  const { record } = seen
  const due = untilVisit(record, at)
  return decisionOf(seen, at, {
    act: agreed ? 'agree' : 'return',
    to: agreed && record.undertaken_at !== null ? 'agreed' : record.state,
    set: {
      itineraryState: host.itinerary_state,
      itineraryNote: host.itinerary_note,
      contacts: host.contacts,
    },
    note: host.itinerary_note,
    start: agreed ? [] : [starting('itinerary', record.org, due)],
    say: agreed ? '对方已确认行程。' : '对方退回行程。',
  })
}

/** A row of a campaign that was voided falls away with its clocks. */
export function fallAway(
  seen: Parameters<typeof decisionOf>[0],
  reason: string,
  at: Circumstances,
): Verdict {
  return decisionOf(seen, at, {
    act: 'void',
    to: 'void',
    set: { reason },
    note: reason,
    cancel: 'all',
    say: '已随专项行动作废。',
  })
}
