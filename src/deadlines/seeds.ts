import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { makeCalendar, type Calendar } from './calendar.ts'
import { calendarNotice, type CalendarNotice } from './words.ts'

const folder = fileURLToPath(new URL('../../seeds/calendar/', import.meta.url))

/** The years of the calendar that come with the product, oldest first, each checked. */
export async function seedNotices(): Promise<CalendarNotice[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted()
  const texts = await Promise.all(names.map((name) => readFile(folder + name, 'utf8')))
  return texts.map((text) => calendarNotice.parse(JSON.parse(text)))
}

/** The calendar of the seeds alone, for tests and for work without a database. */
export async function seedCalendar(): Promise<Calendar> {
  const notices = await seedNotices()
  return makeCalendar(
    notices.map(({ year }) => year),
    notices.flatMap(({ days }) => days),
  )
}
