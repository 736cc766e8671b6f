import { refuse, type Refusal } from '#kernel/refusal.ts'
import { MEETING_MOVES, MONTH_MOVES, PARTICIPANTS } from './moves.ts'
import { MEETING_STATE_LABELS, MONTH_STATE_LABELS, PARTY_STATE_LABELS } from './texts.ts'
import type {
  MeetingAct,
  MeetingFacts,
  MeetingState,
  MeetingViewer,
  MonthAct,
  MonthState,
  PartyAct,
  PartyState,
} from './words.ts'

export { MEETING_MOVES, MONTH_MOVES, OFFICE } from './moves.ts'

/** The clauses that refusals about meetings rest on. */
export const CLAUSES = {
  meetings: 'bihuan-house-rules#meetings',
  authority: 'bihuan-house-rules#14',
} as const

const no = (sentence: string) => refuse(sentence, CLAUSES.meetings)

/**
 * Why `viewer` may not do `act` on the meeting now, or null where they may: whose act it is, the
 * state, then what must stand before.
 */
export function meetingRefusal(
  act: MeetingAct,
  meeting: MeetingFacts,
  viewer: MeetingViewer,
  today: string,
): Refusal | null {
  const move = MEETING_MOVES[act]
  if (!(move.roles as readonly string[]).includes(viewer.role)) {
    return refuse(`本岗位不办理“${move.label}”。`, CLAUSES.authority)
  }
  const whose = move.by === 'office' ? meeting.ownerOrg : meeting.chairOrg
  if (viewer.org !== whose) {
    return refuse(`${move.label}应由${meeting.names[whose] ?? '有关单位'}办理。`, CLAUSES.authority)
  }
  if (!(move.from as readonly MeetingState[]).includes(meeting.state)) {
    if (act === 'cancel' || act === 'adjourn') {
      return no(`会议${MEETING_STATE_LABELS[meeting.state]}，不能${move.label}。`)
    }
    return no(`会议现为“${MEETING_STATE_LABELS[meeting.state]}”，不能${move.label}。`)
  }
  if (act === 'hold' || act === 'enter') return earlyRefusal(meeting.startsOn, today, move.label)
  if (act === 'sign') return signRefusal(meeting)
  return null
}

function signRefusal({ minutes, minutesNumber }: MeetingFacts): Refusal | null {
  if (minutes === 'none') return no('尚未拟纪要，由办公室拟出后签发。')
  if (minutes === 'signed') return no(`${minutesNumber}已经签发。`)
  return null
}

function earlyRefusal(startsOn: string, today: string, label: string): Refusal | null {
  if (startsOn <= today) return null
  return no(`会议定于${startsOn}召开，当日起方可${label}；时间有变的，由召集单位先改期。`)
}

/** Why a draft of minutes with these `corrects` may not stand: signed minutes are frozen. */
export function minutesRefusal(
  { minutes, minutesNumber }: Pick<MeetingFacts, 'minutes' | 'minutesNumber'>,
  corrects: string | null,
): Refusal | null {
  if (minutes === 'signed' && corrects === null) {
    return no(`${minutesNumber}已经签发，不得修改；确有错误的，另拟更正纪要，注明所更正的文号。`)
  }
  if (minutes === 'none' && corrects !== null) return no('尚无已签发的纪要，无从更正。')
  if (minutes === 'signed' && corrects !== minutesNumber) {
    return no(`现行纪要为${minutesNumber}，更正应注明该文号。`)
  }
  return null
}

/** Who presides in place of the planned chair is named with the reason. */
export function chairRefusal(
  planned: { readonly name: string; readonly org: string },
  presiding: { readonly name: string; readonly org: string; readonly absence: string | null },
): Refusal | null {
  if (planned.name === presiding.name && planned.org === presiding.org) return null
  if (presiding.absence !== null) return null
  return no(`原定由${planned.name}主持；由他人主持的，请写明原因。`)
}

/** What the rules know of a notice to one body. */
export type PartyFacts = {
  readonly state: PartyState
  readonly org: string
  readonly orgName: string
  readonly startsOn: string
  readonly attendedAt: string | null
}

/** Why `viewer` may not answer the notice, or sign in, now; null where they may. */
export function partyRefusal(
  act: PartyAct,
  party: PartyFacts,
  viewer: MeetingViewer,
  today: string,
): Refusal | null {
  const label = { acknowledge: '回执', excuse: '请假', attend: '签到' }[act]
  if (!(PARTICIPANTS as readonly string[]).includes(viewer.role)) {
    return refuse(`本岗位不办理“${label}”。`, CLAUSES.authority)
  }
  if (viewer.org !== party.org) {
    return refuse(`${label}应由${party.orgName}办理。`, CLAUSES.authority)
  }
  return attendRefusal(act, party, today, label)
}

/** The same without whose act it is, as for the clerk at the door. */
export function attendRefusal(
  act: PartyAct,
  party: Pick<PartyFacts, 'state' | 'startsOn' | 'attendedAt'>,
  today: string,
  label: string,
): Refusal | null {
  if (party.state === 'cancelled') {
    return no(`会议${PARTY_STATE_LABELS.cancelled}，无需${label}。`)
  }
  if (party.attendedAt !== null) return no('已经签到，不再变更。')
  return act === 'attend' ? earlyRefusal(party.startsOn, today, label) : null
}

/** The dates that a meeting may not have. */
export function dateRefusal(startsOn: string, today: string): Refusal | null {
  if (startsOn >= today) return null
  return no(`会议日期不得早于今日（${today}）。`)
}

/** Why a body may not be given a task or asked to come: it was abolished; its successor is named. */
export function abolishedRefusal(name: string, successor: string | null): Refusal {
  const who = successor === null ? '请另选单位' : `由${successor}承接，请改选该单位`
  return no(`${name}已撤销，${who}。`)
}

/** Why `viewer` may not do `act` on the thematic month, or null. */
export function monthRefusal(
  act: MonthAct,
  month: { readonly state: MonthState; readonly ownerOrg: string },
  viewer: MeetingViewer,
): Refusal | null {
  const move = MONTH_MOVES[act]
  if (!(move.roles as readonly string[]).includes(viewer.role) || viewer.org !== month.ownerOrg) {
    return refuse(`${move.label}由主办的安委会办公室办理。`, CLAUSES.authority)
  }
  if ((move.from as readonly MonthState[]).includes(month.state)) return null
  return no(`主题月现为“${MONTH_STATE_LABELS[month.state]}”，不能${move.label}。`)
}

/** The last day of the quarter of a day. */
export function quarterEnd(day: string): string {
  const [year, month] = day.split('-').map(Number) as [number, number]
  const last = Math.ceil(month / 3) * 3
  const days = last === 6 || last === 9 ? 30 : 31
  return `${year}-${String(last).padStart(2, '0')}-${days}`
}
