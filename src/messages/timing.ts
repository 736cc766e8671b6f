/** When messages may go: the quiet hours and rest days of the legal zone. */
import { LEGAL_ZONE, legalDate } from '#kernel/index.ts'
import { addDays, isWorkday, type Calendar } from '#deadlines/index.ts'

/** Hours of the legal zone between which nothing but the urgent goes out. */
export type Quiet = { readonly from: number; readonly to: number }

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: LEGAL_ZONE,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** `08:30` of the legal zone. */
export function legalTime(instant: string): string {
  return clock.format(new Date(instant))
}

/** The instant of a time of a legal day; the zone has had no summer time since 1991. */
export function instantOf(day: string, time: string): string {
  return new Date(`${day}T${time}:00+08:00`).toISOString()
}

/** Whether a message that can wait must wait now. */
export function isQuiet(now: string, quiet: Quiet, calendar: Calendar): boolean {
  if (!isWorkday(calendar, legalDate(now))) return true
  const hour = Number(legalTime(now).slice(0, 2))
  return hour < quiet.to || hour >= quiet.from
}

/** The next moment at which nothing is quiet: now, or the morning of the next working day. */
export function nextLoud(now: string, quiet: Quiet, calendar: Calendar): string {
  if (!isQuiet(now, quiet, calendar)) return now
  const today = legalDate(now)
  const opens = `${String(quiet.to).padStart(2, '0')}:00`
  let day = Number(legalTime(now).slice(0, 2)) < quiet.to ? today : addDays(today, 1)
  while (!isWorkday(calendar, day)) day = addDays(day, 1)
  return instantOf(day, opens)
}
