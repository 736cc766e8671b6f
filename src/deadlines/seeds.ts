import { readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { makeCalendar, type Calendar, type FixedDays } from './calendar.ts'
import { calendarNotice, type CalendarNotice } from './words.ts'

const folder = fileURLToPath(new URL('../../seeds/calendar/', import.meta.url))

/** The days that rest by their date, as the seeds cite them. */
export const FIXED_DAYS: FixedDays = z
  .strictObject({
    source: z.string(),
    from: z.int(),
    days: z.array(z.strictObject({ on: z.string().regex(/^\d\d-\d\d$/), name: z.string() })),
  })
  .parse(JSON.parse(readFileSync(`${folder}fixed-days.json`, 'utf8')))

/** The years of the calendar that come with the product, oldest first, each checked. */
export async function seedNotices(): Promise<CalendarNotice[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}\.json$/.test(name)).toSorted()
  const texts = await Promise.all(names.map((name) => readFile(folder + name, 'utf8')))
  return texts.map((text) => calendarNotice.parse(JSON.parse(text)))
}

/** The calendar of the seeds alone, for tests and for work without a database. */
export async function seedCalendar(): Promise<Calendar> {
  const notices = await seedNotices()
  return makeCalendar(
    notices.map(({ year }) => year),
    notices.flatMap(({ days }) => days),
    FIXED_DAYS,
  )
}
