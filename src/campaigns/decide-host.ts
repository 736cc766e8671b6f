/** The decisions of the county that a group inspects: pure. */
import type { Circumstances, Event } from '#kernel/index.ts'
import { decisionOf, viewerOf, type Moving } from '#papers/index.ts'
import { starting, tieOf, type BodyOf, type Verdict } from './decide.ts'
import type { SeenHost } from './load.ts'
import { listed, type GroupRecord, type HostRecord } from './records.ts'
import { contactsRefusal, hostRefusal } from './rules.ts'
import type * as words from './words.ts'

/** The other side of a group. */
export function freshHost(group: GroupRecord, at: Circumstances): HostRecord {
  return {
    id: at.newId(),
    revision: 0,
    owner_org: group.owner_org,
    party_id: null,
    demo: group.demo,
    title: group.title,
    jur: group.host_jur,
    number: group.number,
    state: 'waiting',
    campaign_id: group.campaign_id,
    campaign_jur: group.campaign_jur,
    org: group.host_org,
    group_id: group.id,
    group_no: group.group_no,
    round: group.round,
    group_org: group.org,
    visit_from: group.visit_from,
    visit_to: group.visit_to,
    itinerary: null,
    itinerary_state: 'none',
    itinerary_note: null,
    contacts: null,
    reason: null,
  }
}

/** 列入接受检查. */
export function receiveGroup(seen: SeenHost, at: Circumstances): Verdict {
  const { record } = seen
  return decisionOf(seen, at, {
    act: 'host',
    to: 'waiting',
    set: {
      ...tieOf(record),
      group: record.group_id,
      groupNo: record.group_no,
      round: record.round,
      groupOrg: record.group_org,
      visitFrom: record.visit_from,
      visitTo: record.visit_to,
      itineraryState: 'none',
    },
    note: null,
    say: `${record.number}接受检查。`,
  })
}

/** What the group proposed, laid before the inspected county with a clock. */
export function layItinerary(seen: SeenHost, group: GroupRecord, at: Circumstances): Verdict {
  const clock = seen.law.clock('campaign.agree')
  return decisionOf(seen, at, {
    act: 'propose',
    to: 'waiting',
    set: {
      itinerary: group.itinerary,
      itineraryState: 'proposed',
      itineraryNote: group.itinerary_note,
    },
    note: group.itinerary_note,
    cancel: ['agree'],
    start: [starting('agree', seen.record.org, clock)],
    basis: [clock.basis],
    say: '对方提出行程，请确认。',
  })
}

function onHost<B extends { readonly revision: number }>(
  act: 'agree' | 'return',
  moving: (seen: SeenHost, body: B, at: Circumstances) => Moving | Verdict,
) {
  return (seen: SeenHost, body: B, at: Circumstances): Verdict => {
    if (body.revision !== seen.record.revision) {
      return { stale: { revision: seen.record.revision } }
    }
    const no = hostRefusal(act, viewerOf(at), seen.facts)
    if (no) return no
    const moved = moving(seen, body, at)
    return 'act' in moved ? decisionOf(seen, at, moved) : moved
  }
}

function answered({ record }: SeenHost): Event[] {
  return [
    {
      event: 'campaign.itinerary_answered',
      jur: record.campaign_jur,
      payload: { host: record.id, to: record.group_org },
    },
  ]
}

/** 确认行程: with a named contact for each enterprise that is to be visited. */
export const agreeItinerary = onHost<BodyOf<typeof words.agreeItinerary>>(
  'agree',
  (seen, { contacts, note }) =>
    contactsRefusal(listed<words.Visit>(seen.record.itinerary), contacts) ?? {
      act: 'agree',
      to: 'agreed',
      set: { itineraryState: 'agreed', itineraryNote: note, contacts: JSON.stringify(contacts) },
      note,
      meet: ['agree'],
      events: answered(seen),
      say: '行程已确认。',
    },
)

/** 退回行程, with what does not suit. */
export const returnItinerary = onHost<BodyOf<typeof words.returnItinerary>>(
  'return',
  (seen, { reason }) => ({
    act: 'return',
    to: 'waiting',
    set: { itineraryState: 'returned', itineraryNote: reason },
    note: reason,
    meet: ['agree'],
    events: answered(seen),
    say: '行程已退回，等待对方重新提出。',
  }),
)

/** The end of a group, as the inspected county's row holds it. */
export function hearFinish(seen: SeenHost, at: Circumstances): Verdict {
  return decisionOf(seen, at, {
    act: 'finish',
    to: 'finished',
    note: null,
    cancel: 'all',
    say: '对方检查结束。',
  })
}
