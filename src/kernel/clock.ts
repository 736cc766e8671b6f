/** Where the time comes from. `now` is an instant in ISO form, `today` the legal date. */
export type Clock = { now(): string; today(): string }

/** The zone in which a legal day begins and ends, for every deployment of the product. */
export const LEGAL_ZONE = 'Asia/Shanghai'

const legalDay = new Intl.DateTimeFormat('sv-SE', { timeZone: LEGAL_ZONE })

/** The legal date of an instant, `2026-08-25`, whatever zone the machine is set to. */
export function legalDate(instant: string): string {
  return legalDay.format(new Date(instant))
}

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  today() {
    // No zone changes its date within a minute of the clock, and formatting costs more than asking.
    const minute = Math.floor(Date.now() / 60_000)
    if (minute !== kept.minute) kept = { minute, today: legalDate(new Date().toISOString()) }
    return kept.today
  },
}

let kept = { minute: -1, today: '' }

/** A clock that stands still, or moves by hand, for tests and replays. */
export function fixedClock(start: string): Clock & { set(instant: string): void } {
  let instant = new Date(start).toISOString()
  return {
    now: () => instant,
    today: () => legalDate(instant),
    set(next) {
      instant = new Date(next).toISOString()
    },
  }
}
