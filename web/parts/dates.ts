const weekdays = ['日', '一', '二', '三', '四', '五', '六']
const clockFormat = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
})

/** `08-25`, or `2022-08-25` when the year is not this one. */
export function shortDay(date: string, today = legalToday()): string {
  return date.slice(0, 4) === today.slice(0, 4) ? date.slice(5) : date
}

/** `2026年8月25日`. */
export function longDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** `2026年8月25日 星期二`. */
export function longDay(date: string): string {
  return `${longDate(date)} 星期${weekdayOf(date)}`
}

/** `08-25 16:40` of an instant, on the clock of the law. */
export function shortTime(instant: string, today = legalToday()): string {
  const [day = '', time = ''] = clockFormat.format(new Date(instant)).split(' ')
  return `${shortDay(day, today)} ${time}`
}

/** `2026-08-25 16:40`. */
export function fullTime(instant: string): string {
  return clockFormat.format(new Date(instant))
}

/** `16:40`. */
export function timeOnly(instant: string): string {
  return clockFormat.format(new Date(instant)).slice(11)
}

/** Today's legal date by the clock of this machine; only for writing, never for deciding. */
export function legalToday(): string {
  return clockFormat.format(new Date()).slice(0, 10)
}

function weekdayOf(date: string): string {
  return weekdays[new Date(`${date}T12:00:00Z`).getUTCDay()] ?? ''
}
