/** The decisions on meetings by their office and chair: pure, from what was loaded. */
import {
  isRefusal,
  refuse,
  type Circumstances,
  type Decision,
  type Effect,
  type Refusal,
  type Stale,
} from '#kernel/index.ts'
import { meetDeadline } from '#deadlines/index.ts'
import { decisionOf, viewerOf, type Starting } from '#papers/index.ts'
import type { Asked, SeenMeeting } from './load.ts'
import {
  abolishedRefusal,
  chairRefusal,
  CLAUSES,
  dateRefusal,
  meetingRefusal,
  minutesRefusal,
} from './rules.ts'
import { itemsIn } from './tables.ts'
import { whenText } from './texts.ts'
import type { MeetingAct } from './words.ts'
import type * as words from './words.ts'
import type * as z from 'zod'

export type Verdict = Decision | Refusal | Stale
export type BodyOf<F extends { body: z.ZodType }> = z.output<F['body']>
type Versioned = { readonly revision: number }

function stopped(act: MeetingAct, seen: SeenMeeting, body: Versioned, at: Circumstances) {
  if (body.revision !== seen.record.revision) return { stale: { revision: seen.record.revision } }
  return meetingRefusal(act, seen.facts, viewerOf(at), at.today)
}

/** The sentence on the first abolished body, or null. */
export function abolishedIn(bodies: readonly Asked[]): Refusal | null {
  const gone = bodies.find(({ abolished }) => abolished)
  return gone ? abolishedRefusal(gone.name, gone.successorName) : null
}

function planned(body: BodyOf<typeof words.planMeeting>): Effect['set'] {
  return {
    kind: body.kind,
    title: body.title,
    startsOn: body.startsOn,
    startsAt: body.startsAt,
    venue: body.venue,
    chairOrg: body.chairOrg,
    chairName: body.chairName,
    agenda: JSON.stringify(body.agenda),
    invited: body.invited,
  }
}

/** 拟会议: seen by its office and the chair until the notices go out. */
export function planMeeting(
  seen: SeenMeeting,
  body: BodyOf<typeof words.planMeeting>,
  at: Circumstances,
  bodies: readonly Asked[],
): Verdict {
  const no = dateRefusal(body.startsOn, at.today) ?? abolishedIn(bodies)
  if (no) return no
  return decisionOf(seen, at, {
    act: 'plan',
    to: 'draft',
    set: { number: seen.record.number, ...planned(body) },
    note: null,
    say: `已拟${seen.record.number}，核对后发通知。`,
  })
}

export function reviseMeeting(
  seen: SeenMeeting,
  body: BodyOf<typeof words.reviseMeeting>,
  at: Circumstances,
  bodies: readonly Asked[],
): Verdict {
  const no =
    stopped('revise', seen, body, at) ?? dateRefusal(body.startsOn, at.today) ?? abolishedIn(bodies)
  if (no) return no
  return decisionOf(seen, at, {
    act: 'revise',
    set: planned(body),
    note: null,
    say: '会议安排已修改。',
  })
}

/** 发通知: each body gets a notice of its own, with a receipt to give. */
export function callMeeting(
  seen: SeenMeeting,
  body: BodyOf<typeof words.callMeeting>,
  at: Circumstances,
  bodies: readonly Asked[],
): Verdict {
  const { record } = seen
  const no =
    stopped('call', seen, body, at) ??
    dateRefusal(record.starts_on, at.today) ??
    abolishedIn(bodies)
  if (no) return no
  return decisionOf(seen, at, {
    act: 'call',
    to: 'called',
    set: { calledAt: at.now },
    note: body.note,
    start: [
      {
        kind: 'hold',
        label: '登记召开',
        org: record.owner_org,
        due: { dueOn: record.starts_on, ref: CLAUSES.meetings },
      },
    ],
    say: `会议通知已发${bodies.length}个单位。`,
  })
}

/** 改期: every body is told anew and gives its receipt anew. */
export function adjournMeeting(
  seen: SeenMeeting,
  body: BodyOf<typeof words.adjournMeeting>,
  at: Circumstances,
): Verdict {
  const no = stopped('adjourn', seen, body, at) ?? dateRefusal(body.startsOn, at.today)
  if (no) return no
  const when = { startsOn: body.startsOn, startsAt: body.startsAt }
  return decisionOf(seen, at, {
    act: 'adjourn',
    set: { ...when, told: body.reason },
    note: body.reason,
    facts: { to: whenText(body.startsOn, body.startsAt) },
    cancel: ['hold'],
    start: [
      {
        kind: 'hold',
        label: '登记召开',
        org: seen.record.owner_org,
        due: { dueOn: body.startsOn, ref: CLAUSES.meetings },
      },
    ],
    say: `已改期至${whenText(body.startsOn, body.startsAt)}，${seen.record.invited.length}个单位重新回执。`,
  })
}

/** 取消会议: bodies that were told read the reason on their notice. */
export function cancelMeeting(
  seen: SeenMeeting,
  body: BodyOf<typeof words.cancelMeeting>,
  at: Circumstances,
): Verdict {
  const no = stopped('cancel', seen, body, at)
  if (no) return no
  const many = seen.record.state === 'called' ? seen.record.invited.length : 0
  return decisionOf(seen, at, {
    act: 'cancel',
    to: 'cancelled',
    set: { endedAt: at.now, told: body.reason },
    note: body.reason,
    cancel: 'all',
    say: many > 0 ? `会议已取消，已告知${many}个单位。` : '会议已取消。',
  })
}

/** 登记召开: who presided, and why it was not the planned chair. */
export function holdMeeting(
  seen: SeenMeeting,
  body: BodyOf<typeof words.holdMeeting>,
  at: Circumstances,
): Verdict {
  const { record } = seen
  const plannedChair = { name: record.chair_name ?? '', org: record.chair_org }
  const presiding = { name: body.chairName, org: body.chairOrg, absence: body.absence }
  const no = stopped('hold', seen, body, at) ?? chairRefusal(plannedChair, presiding)
  if (no) return no
  const other = plannedChair.name !== body.chairName || plannedChair.org !== body.chairOrg
  const clock = seen.law.clock('meeting.minutes')
  const rhythm = record.kind === 'plenary' ? seen.rhythm.filter(isRhythm) : []
  return decisionOf(seen, at, {
    act: 'hold',
    to: 'held',
    set: {
      heldAt: at.now,
      chairOrg: body.chairOrg,
      chairName: body.chairName,
      ...(other ? { plannedChair: plannedChair.name, absence: body.absence } : {}),
    },
    note: other ? body.absence : null,
    ...(other ? { facts: { chair: `${body.chairName}代为主持` } } : {}),
    meet: ['hold'],
    start: [{ kind: 'minutes', label: '拟会议纪要', org: record.owner_org, due: clock }],
    more: rhythm.map((row) => meetDeadline(row, at.today)),
    basis: [clock.basis],
    say: '会议已召开，办公室拟纪要。',
  })
}

const isRhythm = ({ kind }: { readonly kind: string }) => kind === 'plenary'

/** 拟纪要: a draft that may be written anew until it is signed. */
export function draftMinutes(
  seen: SeenMeeting,
  body: BodyOf<typeof words.draftMinutes>,
  at: Circumstances,
  bodies: readonly Asked[],
): Verdict {
  const old = seen.minutes
  const inDraft = old?.state === 'draft'
  const corrects = inDraft ? old.corrects : body.corrects
  const stop = stopped('minute', seen, body, at)
  if (stop) return stop
  const no = (inDraft ? null : minutesRefusal(seen.facts, corrects)) ?? abolishedIn(bodies)
  if (no) return no
  if (body.items.some((item) => item.dueOn < at.today)) {
    return refuse(`议定事项的完成期限不得早于今日（${at.today}）。`, CLAUSES.meetings)
  }
  const { record } = seen
  const clock = seen.law.clock('meeting.sign')
  const set = { text: body.text, items: JSON.stringify(body.items) }
  const row: Effect = inDraft
    ? {
        kind: 'meeting_minutes',
        jur: record.jur,
        id: old.id,
        revision: old.revision + 1,
        set,
      }
    : {
        kind: 'meeting_minutes',
        jur: record.jur,
        id: at.newId(),
        revision: 1,
        owner: { org: record.owner_org, party: null, demo: record.demo },
        set: { meeting: record.id, state: 'draft', number: null, corrects, ...set },
      }
  const sign: Starting = { kind: 'sign', label: '签发纪要', org: record.chair_org, due: clock }
  return decisionOf(seen, at, {
    act: 'minute',
    note: corrects === null ? null : `更正${corrects}`,
    meet: ['minutes'],
    start: inDraft ? [] : [sign],
    more: [row],
    basis: [clock.basis],
    say: `纪要已拟，由${record.chair_name ?? '主持人'}签发。`,
  })
}

/** 签发纪要: frozen from here on, under the number loaded last; its decisions become rows. */
export function signMinutes(
  seen: SeenMeeting,
  body: BodyOf<typeof words.signMinutes>,
  at: Circumstances,
  number: Refusal | string,
): Verdict {
  const no = stopped('sign', seen, body, at)
  if (no) return no
  if (isRefusal(number)) return number
  const { record, minutes } = seen
  const owner = { org: record.owner_org, party: null, demo: record.demo }
  const decisions: Effect[] = itemsIn(minutes!).map((item, index) => ({
    kind: 'meeting_decision',
    jur: record.jur,
    id: at.newId(),
    revision: 1,
    owner,
    set: {
      meeting: record.id,
      minutes: minutes!.id,
      minutesNumber: number,
      item: index + 1,
      text: item.text,
      orgs: item.orgs,
      dueOn: item.dueOn,
    },
  }))
  return decisionOf(seen, at, {
    act: 'sign',
    to: 'concluded',
    set: { endedAt: at.now },
    note: body.note,
    facts: { number },
    meet: ['sign'],
    more: [
      {
        kind: 'meeting_minutes',
        jur: record.jur,
        id: minutes!.id,
        revision: minutes!.revision + 1,
        set: { state: 'signed', number, signedAt: at.now, signedPerson: at.actor.person },
      },
      ...decisions,
    ],
    say: `纪要已签发，文号${number}。`,
  })
}
