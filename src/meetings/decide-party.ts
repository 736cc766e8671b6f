/** The decisions of bodies that were asked to come, and on thematic months. */
import { refuse, type Circumstances, type Effect } from '#kernel/index.ts'
import { decisionOf, viewerOf } from '#papers/index.ts'
import { abolishedIn, type BodyOf, type Verdict } from './decide.ts'
import type { Asked, SeenMonth, SeenParty } from './load.ts'
import { attendRefusal, CLAUSES, monthRefusal, OFFICE, partyRefusal } from './rules.ts'
import type { MonthAct, MonthState, PartyAct } from './words.ts'
import type * as words from './words.ts'

function partyMove(
  act: PartyAct,
  seen: SeenParty,
  body: { readonly revision: number },
  at: Circumstances,
  moving: { set: Effect['set']; to?: string; note: string | null; say: string },
): Verdict {
  if (body.revision !== seen.record.revision) return { stale: { revision: seen.record.revision } }
  const no = partyRefusal(act, seen.facts, viewerOf(at), at.today)
  if (no) return no
  return decisionOf(seen, at, { act, ...moving, meet: ['acknowledge'] })
}

function attendedBy(name: string, as: 'self' | 'clerk', at: Circumstances): Effect['set'] {
  return { attended: name, attendedAt: at.now, signedAs: as, signedPerson: at.actor.person }
}

/** 回执: who comes, and in whose place. */
export function acknowledgeNotice(
  seen: SeenParty,
  body: BodyOf<typeof words.acknowledgeNotice>,
  at: Circumstances,
): Verdict {
  const { attendee, insteadOf } = body
  return partyMove('acknowledge', seen, body, at, {
    to: 'acknowledged',
    set: { attendee, insteadOf, reason: null, answeredAt: at.now },
    note: insteadOf === null ? null : `代${insteadOf}参会`,
    say: `已回执，由${attendee}参会。`,
  })
}

/** 请假, with its reason. */
export function excuseNotice(
  seen: SeenParty,
  body: BodyOf<typeof words.excuseNotice>,
  at: Circumstances,
): Verdict {
  return partyMove('excuse', seen, body, at, {
    to: 'leave',
    set: { attendee: null, insteadOf: null, reason: body.reason, answeredAt: at.now },
    note: body.reason,
    say: '已请假，办公室可见理由。',
  })
}

/** 签到 by the participant's own login. */
export function attendMeeting(
  seen: SeenParty,
  body: BodyOf<typeof words.attendMeeting>,
  at: Circumstances,
): Verdict {
  return partyMove('attend', seen, body, at, {
    set: attendedBy(body.name, 'self', at),
    note: null,
    say: `${body.name}已签到。`,
  })
}

/** 代录签到 by the clerk at the door, in the name of who came. */
export function enterAttendance(
  seen: SeenParty,
  body: BodyOf<typeof words.enterAttendance>,
  at: Circumstances,
): Verdict {
  const { record, facts } = seen
  if (body.revision !== record.revision) return { stale: { revision: record.revision } }
  const keeps = (OFFICE as readonly string[]).includes(at.actor.role)
  if (!keeps || at.actor.org !== record.owner_org) {
    return refuse('代录签到由召集会议的安委会办公室办理。', CLAUSES.authority)
  }
  const no = attendRefusal('attend', facts, at.today, '签到')
  if (no) return no
  return decisionOf(seen, at, {
    act: 'enter',
    set: attendedBy(body.name, 'clerk', at),
    note: null,
    meet: ['acknowledge'],
    say: `已代录${body.name}签到。`,
  })
}

/** 登记主题月: its items become tasks one by one. */
export function openMonth(
  seen: SeenMonth,
  body: BodyOf<typeof words.openMonth>,
  at: Circumstances,
  bodies: readonly Asked[],
): Verdict {
  const no = abolishedIn(bodies)
  if (no) return no
  if (body.toOn < body.fromOn) return refuse('结束日期不得早于开始日期。', CLAUSES.meetings)
  return decisionOf(seen, at, {
    act: 'open',
    to: 'open',
    set: {
      number: seen.record.number,
      title: body.title,
      fromOn: body.fromOn,
      toOn: body.toOn,
      authority: body.authority,
      items: JSON.stringify(body.items.map((item) => ({ ...item, id: at.newId() }))),
    },
    note: null,
    start: [
      {
        kind: 'sum_up',
        label: '总结主题月',
        org: seen.record.owner_org,
        due: { dueOn: body.toOn, ref: CLAUSES.meetings },
      },
    ],
    say: `已登记${body.title}。`,
  })
}

function monthMove(
  act: MonthAct,
  seen: SeenMonth,
  body: { readonly revision: number },
  at: Circumstances,
  moving: { to: string; set: Effect['set']; note: string; say: string },
): Verdict {
  const { record } = seen
  if (body.revision !== record.revision) return { stale: { revision: record.revision } }
  const month = { state: record.state as MonthState, ownerOrg: record.owner_org }
  const no = monthRefusal(act, month, viewerOf(at))
  if (no) return no
  return decisionOf(seen, at, {
    act,
    ...moving,
    set: { ...moving.set, endedAt: at.now },
    ...(act === 'sum_up' ? { meet: ['sum_up'] } : { cancel: 'all' as const }),
  })
}

export function sumUpMonth(
  seen: SeenMonth,
  body: BodyOf<typeof words.sumUpMonth>,
  at: Circumstances,
): Verdict {
  return monthMove('sum_up', seen, body, at, {
    to: 'summed_up',
    set: { done: body.done },
    note: body.done,
    say: '主题月已总结。',
  })
}

export function voidMonth(
  seen: SeenMonth,
  body: BodyOf<typeof words.voidMonth>,
  at: Circumstances,
): Verdict {
  return monthMove('void', seen, body, at, {
    to: 'void',
    set: {},
    note: body.reason,
    say: '主题月已作废，记录保留。',
  })
}
