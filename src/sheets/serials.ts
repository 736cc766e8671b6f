const DAY_MS = 86_400_000

/**
 * The day that a serial number stands for, as `YYYY-MM-DD`, without any time zone; null for what is
 * no day: below 1, beyond the year 9999, or the 29th of February 1900, which never was.
 */
export function dayOfSerial(serial: number, epoch: 1900 | 1904): string | null {
  // A second before midnight is what is left of midnight in a floating number.
  const day = Math.floor(serial + 0.5 / 86_400)
  if (epoch === 1904) return dayAfter(Date.UTC(1904, 0, 1), day, 0)
  if (day === 60) return null
  return dayAfter(Date.UTC(1899, 11, day < 60 ? 31 : 30), day, 1)
}

function dayAfter(start: number, days: number, least: number): string | null {
  if (!(days >= least && days < 2_958_466)) return null
  return new Date(start + days * DAY_MS).toISOString().slice(0, 10)
}

/** Built-in formats that show a day; those of time alone (18–21, 45–47) do not. */
const BUILT_IN = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58])

/** Whether a number format shows a day, by its number or its code. */
export function showsDay(id: number, code: string | undefined): boolean {
  if (code === undefined) return BUILT_IN.has(id)
  const bare = code.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]/g, '')
  return /[yd]/i.test(bare) && !/general/i.test(bare)
}

/** A stored number as decimal text with the fifteen digits that a spreadsheet keeps. */
export function decimalText(stored: string | number): string | null {
  const value = Number(stored)
  if (!Number.isFinite(value)) return null
  const short = String(Number(value.toPrecision(15)))
  return short.includes('e') ? plain(value) : short
}

function plain(value: number): string {
  if (Math.abs(value) < 1e21 && Math.abs(value) >= 1) return value.toFixed(0)
  return Math.abs(value) < 1 ? value.toFixed(20).replace(/0+$/, '') : BigInt(value).toString()
}
