import { calendarDay } from './values.ts'

/** Decimals that a number may show. */
export const MOST_DECIMALS = 6

/** Places in the list of cell formats below; a number's is `number` and its decimals. */
export const STYLES = { text: 1, title: 2, line: 3, header: 4, day: 5, quoted: 6, number: 7 }

/** What a cell holds at most in the spreadsheets that people use. */
const LONGEST_CELL = 32_767
const CUT = '……（超出单元格上限，全文见平台）'

/** Whether a text goes into a sheet as it is, which nearly every one does. */
export function isPlain(value: string): boolean {
  return value.length <= LONGEST_CELL && !UNUSUAL.test(value)
}

/** A text as XML, with what a sheet cannot hold written as `_xHHHH_`; cut where it is too long. */
export function xmlText(value: string): { readonly text: string; readonly cut: boolean } {
  if (isPlain(value)) return { text: value, cut: false }
  const cut = value.length > LONGEST_CELL
  const kept = cut ? `${value.slice(0, LONGEST_CELL - CUT.length)}${CUT}` : value
  const text = kept
    .toWellFormed()
    .replaceAll(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')
    .replaceAll(FORBIDDEN, (mark) => `_x${hex(mark)}_`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
  return { text, cut }
}

/** What XML has no way to hold; built from text, because a pattern may not show such marks. */
const CONTROLS = String.raw`\u0000-\u0008\u000b-\u001f\ufffe\uffff`
const FORBIDDEN = new RegExp(`[${CONTROLS}]`, 'g')
const UNUSUAL = new RegExp(String.raw`[&<>${CONTROLS}\ud800-\udfff]|_x[0-9a-fA-F]{4}_`)

function hex(mark: string): string {
  return mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
}

/** Whether a spreadsheet would take the text for a formula if it were typed in. */
export function quotable(text: string): boolean {
  return /^[\s'"]*[=+\-@\t\r＝＋－＠]/.test(text)
}

/** What a number of a sheet keeps of its digits. */
const MOST_DIGITS = 15

/** The style that shows a decimal with its own decimals; null for what a number would not keep. */
export function numberStyle(value: string): number | null {
  if (!DECIMAL.test(value)) return null
  const point = value.indexOf('.')
  const decimals = point < 0 ? 0 : value.length - point - 1
  const digits = value.length - (point < 0 ? 0 : 1) - (value.startsWith('-') ? 1 : 0)
  if (digits > MOST_DIGITS || decimals > MOST_DECIMALS) return null
  return STYLES.number + decimals
}

const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/

const DAY_MS = 86_400_000
const FIRST_SURE = '1900-03-01'

/** Days come again and again in a ledger; so many are remembered. */
const MOST_KNOWN = 4096
const known = new Map<string, number | null>()

/** The serial of a day in the epoch of 1900; null for what is no day or lies before its leap. */
export function serialOf(day: string): number | null {
  const before = known.get(day)
  if (before !== undefined) return before
  if (known.size >= MOST_KNOWN) known.clear()
  const serial = counted(day)
  known.set(day, serial)
  return serial
}

function counted(day: string): number | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day)
  if (!found || day < FIRST_SURE) return null
  const [, year, month, date] = found.map(Number) as [number, number, number, number]
  if (calendarDay(year, month, date) === null) return null
  return (Date.UTC(year, month - 1, date) - Date.UTC(1899, 11, 30)) / DAY_MS
}
