import { Decimal } from 'decimal.js'
import { dayOfSerial } from './serials.ts'
import type { Cell } from './words.ts'

/**
 * Text as it was meant: full-width letters and digits made narrow, every kind of space one plain
 * space, invisible marks gone, nothing at the ends. Chinese punctuation stays as it is.
 */
export function cleanText(text: string): string {
  if (!UNCLEAN.test(text)) return text
  return text
    .replaceAll(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (letter) =>
      String.fromCharCode(letter.charCodeAt(0) - 0xfee0),
    )
    .replaceAll(/(?<=\d)．(?=\d)/g, '.')
    .replaceAll(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replaceAll(/[^\S\n]/g, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .replaceAll(/ ?\r?\n ?/g, '\n')
    .trim()
}

/** What makes a text worth cleaning; most cells of a large sheet have none of it. */
const UNCLEAN = /[\s\uff0e\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u200b-\u200f\u2060\ufeff\u00ad]/

/** What a title or name is compared by: clean, without any space, brackets and separators alike. */
export function comparable(text: string): string {
  if (!VARIED.test(text)) return text
  return cleanText(text)
    .replaceAll(/\s+/g, '')
    .replaceAll('（', '(')
    .replaceAll('）', ')')
    .replaceAll(/[：:*＊]+$/g, '')
    .toLowerCase()
}

/** What two ways of writing one name may differ in. */
const VARIED =
  /[\s（）：:*A-Z\uff0a\uff0e\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u200b-\u200f\u2060\ufeff\u00ad]/

/** What surrounds a date: when the file's serials begin, and the year that its title speaks of. */
export type DateContext = { readonly epoch: 1900 | 1904; readonly year: number | null }

/** A day, with a doubt where it was not written in full; or the sentence that refuses it. */
export type ReadDay =
  | { readonly day: string; readonly doubt: string | null }
  | { readonly refused: string }

/** Reads a cell as a day: a date, a bare serial, or one of the ways in which ledgers write days. */
export function readDay(cell: Pick<Cell, 'kind' | 'text'>, context: DateContext): ReadDay {
  if (cell.kind === 'date') return { day: cell.text, doubt: null }
  const text = cleanText(cell.text).replaceAll('\n', ' ')
  if (cell.kind === 'error') return { refused: `公式结果为错误值 ${text}，请改为日期。` }
  if (/^\d{5}(\.\d+)?$/.test(text)) return fromSerial(text, context)
  const found = WRITTEN.map((pattern) => pattern.exec(text)).find((one) => one !== null)
  if (found) return fromParts(text, found)
  const short = /^(\d{1,2}) ?(?:月|[./-]) ?(\d{1,2}) ?[日号]?$/.exec(text)
  // The number 8.1 may have been typed as the 1st or as the 10th of August.
  if (short && cell.kind !== 'number') return withoutYear(text, short, context)
  return { refused: `“${text}”不是可以识别的日期，请写成 2023-08-07 这样的形式。` }
}

const CLOCK = String.raw`(?:[ T]\d{1,2}[:时]\d{1,2}.*)?`
const WRITTEN = [
  new RegExp(String.raw`^(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]?${CLOCK}$`),
  new RegExp(String.raw`^(\d{4}) ?[.．。/-] ?(\d{1,2}) ?[.．。/-] ?(\d{1,2})\.?${CLOCK}$`),
  /^(\d{4})(\d{2})(\d{2})$/,
]

function fromSerial(text: string, { epoch }: DateContext): ReadDay {
  const day = dayOfSerial(Number(text), epoch)
  if (day === null || day < '1990-01-01' || day > '2099-12-31') {
    return { refused: `“${text}”不是可以识别的日期。` }
  }
  return { day, doubt: `“${text}”是日期序列值，按 ${day} 读取，请核对。` }
}

function fromParts(text: string, [, year, month, date]: RegExpExecArray): ReadDay {
  const day = calendarDay(Number(year), Number(month), Number(date))
  return day === null ? { refused: `“${text}”在日历上不存在，请更正。` } : { day, doubt: null }
}

function withoutYear(
  text: string,
  [, month, date]: RegExpExecArray,
  { year }: DateContext,
): ReadDay {
  if (year === null) return { refused: `“${text}”没有年份，表中也看不出年份，请补写年份。` }
  const day = calendarDay(year, Number(month), Number(date))
  if (day === null) return { refused: `“${text}”在日历上不存在，请更正。` }
  return { day, doubt: `“${text}”没有年份，按 ${day} 读取，请核对。` }
}

/** A day of the calendar as `YYYY-MM-DD`; null for what is none. */
export function calendarDay(year: number, month: number, date: number): string | null {
  if (!(year >= 1900 && year <= 2199)) return null
  const there = new Date(Date.UTC(year, month - 1, date))
  const same = there.getUTCMonth() === month - 1 && there.getUTCDate() === date
  return same ? there.toISOString().slice(0, 10) : null
}

/** The year that a title or file name speaks of, such as 2023年度…台账; null where there is none. */
export function yearIn(text: string): number | null {
  const found = /(?<!\d)((?:19|20)\d{2}) ?(?:年|[.\-/]\d)/.exec(cleanText(text))
  return found ? Number(found[1]) : null
}

/** An amount as decimal text with its unit; or the sentence that refuses it. */
export type ReadAmount =
  | {
      readonly amount: string
      readonly unit: '元' | '万元' | '亿元'
      readonly doubt: string | null
    }
  | { readonly refused: string }

/** Reads an amount of money; `unit` is what the column's title says, null where it says none. */
export function readAmount(
  cell: Pick<Cell, 'kind' | 'text'>,
  unit: '元' | '万元' | '亿元' | null,
): ReadAmount {
  const text = cleanText(cell.text)
    .replaceAll('．', '.')
    .replaceAll(/[，,\s]/g, '')
  const found =
    /^(?:人民币|[¥￥])?(\d{1,15}(?:\.\d{1,6})?)(亿元|亿|万元|万|元)?(?:整|人民币)?$/.exec(text)
  if (!found || cell.kind === 'error') {
    return { refused: `“${cell.text.trim()}”不是可以识别的金额，请写成 3.60 这样的数字。` }
  }
  const own = UNITS[found[2] ?? ''] ?? null
  const amount = new Decimal(found[1]!).toFixed()
  if (own !== null && unit !== null && own !== unit) {
    return { amount, unit: own, doubt: `单位写作“${own}”，与表头的“${unit}”不同，按“${own}”读取。` }
  }
  const said = own ?? unit
  if (said !== null) return { amount, unit: said, doubt: null }
  return { amount, unit: '元', doubt: `“${text}”没有单位，按元读取，请核对。` }
}

const UNITS: { readonly [unit: string]: '元' | '万元' | '亿元' } = {
  元: '元',
  万: '万元',
  万元: '万元',
  亿: '亿元',
  亿元: '亿元',
}

/** Several values in one cell, joined by 、 or by line breaks and the like. */
export function splitValues(text: string): string[] {
  return cleanText(text)
    .split(/[、;；\n]|(?<=[^\d]),(?=[^\d])|，/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** The address of a cell, as a spreadsheet shows it; columns count from 0, rows from 1. */
export function addressOf(col: number, row: number): string {
  let letters = ''
  for (let rest = col + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return `${letters}${row}`
}
