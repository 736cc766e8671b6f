import { refuse, type Refusal } from '#kernel/refusal.ts'
import { commitmentOf, SEATS_OF, type Seat } from './paper.ts'
import type { DrawFacts, SeatTaken } from './words.ts'

/** The clause that everything about draws rests on. */
export const DRAW_CLAUSE = 'bihuan-house-rules#draw'

/** Who takes part: what the rules need to know of the actor. */
export type Party = { readonly person: string; readonly org: string; readonly role: string }

/** Roles that prepare draws for their office and sit as its clerk. */
export const DRAWING_ROLES: readonly string[] = [
  'committee_clerk',
  'committee_head',
  'regulator_clerk',
  'section_head',
]

/** Roles that may witness: whoever sees cases and is nobody's subject. */
export const WITNESS_ROLES: readonly string[] = [
  ...DRAWING_ROLES,
  'leader',
  'inspector',
  'legal_reviewer',
  'auditor',
  'archivist',
  'reader',
]

const no = (sentence: string) => refuse(sentence, DRAW_CLAUSE)

const SEAT_NAMES = { clerk: '经办人', witness: '见证人', delegate: '第三方代表' } as const

function seatOf(draw: DrawFacts, seat: Seat): SeatTaken | undefined {
  return draw.seats.find((one) => one.seat === seat)
}

/**
 * Why this person may not bind themselves in this seat, or null: the seat belongs to the ceremony,
 * the clerk is of the office, every other seat is another person's, the delegate's another body's.
 */
export function commitRefusal(draw: DrawFacts, seat: Seat, by: Party): Refusal | null {
  if (!(SEATS_OF[draw.ceremony] as readonly Seat[]).includes(seat)) {
    return no(`本次抽取不设${SEAT_NAMES[seat]}。`)
  }
  if (seat === 'clerk' && (by.org !== draw.ownerOrg || !DRAWING_ROLES.includes(by.role))) {
    return no('经办人应由组织抽取的单位的经办岗位担任。')
  }
  if (!WITNESS_ROLES.includes(by.role)) return no(`本岗位不担任抽取的${SEAT_NAMES[seat]}。`)
  if (draw.state === 'void') return no('本次抽取已作废，请在重抽的轮次办理。')
  const taken = seatOf(draw, seat)
  if (taken?.commitment) return no(`${SEAT_NAMES[seat]}已提交承诺，承诺不能更换。`)
  if (draw.state !== 'prepared') return no('各方承诺均已提交。')
  const other = draw.seats.find((one) => one.person === by.person)
  if (other) return no(`${SEAT_NAMES[seat]}应由${SEAT_NAMES[other.seat]}以外的人担任。`)
  if (seat === 'delegate' && draw.seats.some((one) => one.org === by.org)) {
    return no('第三方代表应来自经办人、见证人以外的单位。')
  }
  return null
}

/** Why this person may not show the value of this seat now. The value itself is judged apart. */
export function revealRefusal(draw: DrawFacts, seat: Seat, by: Party): Refusal | null {
  const taken = seatOf(draw, seat)
  if (draw.state === 'void') return no('本次抽取已作废，请在重抽的轮次办理。')
  if (draw.state === 'prepared') return no('各方承诺均提交后方可揭示。')
  if (!taken || taken.person !== by.person) {
    return no(`${SEAT_NAMES[seat]}的数值应由提交承诺的本人揭示。`)
  }
  if (taken.reveal) return no(`${SEAT_NAMES[seat]}已揭示。`)
  if (draw.state !== 'committed') return no('各方数值均已揭示。')
  return null
}

/** Whether what is shown is what was bound, and the public value the one already read out. */
export function valueRefusal(
  draw: DrawFacts,
  seat: Seat,
  given: { readonly value: string; readonly publicValue: string },
): Refusal | null {
  if (seatOf(draw, seat)?.commitment !== commitmentOf(draw.frozenHash, seat, given.value)) {
    return no('揭示的数值与承诺不符，应揭示提交承诺时生成的数值。')
  }
  if (draw.publicValue !== null && draw.publicValue !== given.publicValue) {
    return no(`公共数值与已登记的“${draw.publicValue}”不一致，请各方共同核对。`)
  }
  return null
}

/** Why this person may not complete the draw now. */
export function completeRefusal(draw: DrawFacts, by: Party): Refusal | null {
  const seated = draw.seats.some((one) => one.person === by.person)
  const own = by.org === draw.ownerOrg && DRAWING_ROLES.includes(by.role)
  if (!seated && !own) return no('抽取应由参加抽取的人或者组织抽取的单位办理。')
  if (draw.state === 'void') return no('本次抽取已作废，请在重抽的轮次办理。')
  if (draw.state === 'complete') return no('本次抽取已完成，结果已公布。')
  if (draw.state !== 'revealed') return no('各方数值均揭示后方可抽取。')
  return null
}

/** The seats after somebody took one, in the order of the ceremony. */
export function seatsAfter(
  draw: DrawFacts,
  seat: Seat,
  set: Partial<SeatTaken>,
): readonly SeatTaken[] {
  return draw.seats.map((one) => (one.seat === seat ? { ...one, ...set } : one))
}
