import type { TakenFinding } from '#findings/index.ts'
import type { Line, Table } from './import-csv.ts'

/** Inspections of San Francisco's restaurants, as three linked tables. */
export const BUSINESSES = {
  name: 'businesses.csv',
  fields: {
    business_id: 'identifier',
    name: 'name',
    address: 'address',
    city: 'address',
    state: 'address',
    postal_code: 'address',
    latitude: null,
    longitude: null,
    phone_number: null,
  },
} as const satisfies Table

export const INSPECTIONS = {
  name: 'inspections.csv',
  fields: { business_id: 'subject', score: 'sourceNote', date: 'foundOn', type: 'sourceNote' },
} as const satisfies Table

export const VIOLATIONS = {
  name: 'violations.csv',
  fields: { business_id: 'subject', date: 'foundOn', description: 'text' },
} as const satisfies Table

export const MALFORMED_DATE = 'malformed_correction_date'
export const CORRECTED_BEFORE_FOUND = 'corrected_before_found'
export const MALFORMED_FOUND = 'malformed_found_date'

const CORRECTED = /\s*\[\s*date violation corrected:\s*([^\]]*?)\s*\]\s*$/i

/** A violation as its row says it, and what is odd about it. */
export type Violation = {
  readonly business: string
  readonly foundOn: string | null
  readonly title: string
  readonly text: string
  readonly correctedOn: string | null
  readonly marks: TakenFinding['marks']
}

/**
 * Reads one violation. The day on which it was put right stands at the end of its description; one
 * that is no date leaves the violation open, with a mark, and its words as they are.
 */
export function readViolation({ cells }: Line): Violation {
  const { business_id: business = '', date = '', description = '' } = cells
  const found = CORRECTED.exec(description)
  const foundOn = calendarDay(date.slice(0, 4), date.slice(4, 6), date.slice(6))
  const correctedOn = found ? americanDay(found[1]!) : null
  const marks: { code: string; note: string }[] = []
  if (foundOn === null) marks.push({ code: MALFORMED_FOUND, note: `发现日期原文：${date}` })
  if (found && correctedOn === null) {
    marks.push({ code: MALFORMED_DATE, note: `整改日期原文：${found[1]}` })
  }
  if (correctedOn !== null && foundOn !== null && correctedOn < foundOn) {
    const note = `整改日期 ${correctedOn} 早于发现日期 ${foundOn}`
    marks.push({ code: CORRECTED_BEFORE_FOUND, note })
  }
  const title = description.replace(CORRECTED, '').replaceAll(/\s+/g, ' ').trim()
  return { business, foundOn, title, text: description, correctedOn, marks }
}

/** `12/11/2017` as a date; null for what is none. */
function americanDay(text: string): string | null {
  const parts = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)
  return parts ? calendarDay(parts[3]!, parts[1]!, parts[2]!) : null
}

function calendarDay(year: string, month: string, day: string): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const there = /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`)
  if (!there || Number.isNaN(there.getTime())) return null
  return there.toISOString().startsWith(text) ? text : null
}
