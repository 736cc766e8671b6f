// Writes the seeds of the working-day calendar from chinese-days (MIT):
// node seeds/calendar/make.ts && oxfmt seeds/calendar
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { CalendarDay, CalendarNotice } from '../../src/deadlines/words.ts'

type Days = { readonly [date: string]: string }
type Year = { readonly holidays: Days; readonly workdays: Days }

const require = createRequire(import.meta.url)

/** The days of one calendar year on which the week is not as usual. */
export function noticeOf(year: number): CalendarNotice {
  const { holidays, workdays } = require(`chinese-days/dist/years/${year}.json`) as Year
  const days = [...daysOf(holidays, 'holiday'), ...daysOf(workdays, 'make_up_workday')]
  return {
    year,
    notice: `国务院办公厅关于${year}年部分节假日安排的通知`,
    days: days.toSorted((a, b) => (a.day < b.day ? -1 : 1)),
  }
}

function daysOf(days: Days, kind: CalendarDay['kind']): CalendarDay[] {
  return Object.entries(days).map(([day, text]) => ({
    day,
    kind,
    name: text.split(',')[1] ?? text,
  }))
}

function spaced(day: CalendarDay): string {
  return JSON.stringify(day)
    .replaceAll('":"', '": "')
    .replaceAll('","', '", "')
    .replace('{', '{ ')
    .replace('}', ' }')
}

/** The years that the package has in full. */
export const seededYears = Array.from({ length: 20 }, (_, index) => 2007 + index)

if (import.meta.main) {
  for (const year of seededYears) {
    const { days, ...head } = noticeOf(year)
    const lines = days.map((day) => `    ${spaced(day)}`).join(',\n')
    const text = JSON.stringify(head, null, 2).replace(/\n}$/, `,\n  "days": [\n${lines}\n  ]\n}\n`)
    writeFileSync(new URL(`${year}.json`, import.meta.url), text)
  }
}
