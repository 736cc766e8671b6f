import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import type { Database } from '#kernel/index.ts'
import { testDatabase } from '../database.ts'

const run = promisify(execFile)
const READER = join(import.meta.dirname, 'read-dates.ts')

/** Days on which zones disagree: Shanghai's summer time, a leap day, new year, the first day. */
const DAYS = ['1970-01-01', '1986-05-04', '1991-09-15', '2024-02-29', '2026-01-01', '2026-12-31']

let db: Database
before(async () => {
  db = await testDatabase()
  await db.owner.query('create table kept (day date, at timestamptz)')
  await db.owner.query('grant select, insert on kept to bihuan_app')
})
after(() => db.close())

test('a date stays the same day, an instant the same instant, whatever zone the machine is set to', async () => {
  for (const zone of ['UTC', 'Asia/Shanghai', 'America/New_York']) {
    const env = { ...process.env, TZ: zone, GROUND: JSON.stringify(db.connection) }
    const { stdout } = await run(process.execPath, [READER, ...DAYS], { env })
    const { zone: seen, read } = JSON.parse(stdout) as { zone: string; read: unknown[] }
    assert.equal(seen, zone)
    const expected = DAYS.map((day) => ({
      day,
      at: `${day}T16:30:00.000Z`,
      text: day,
      zone: 'UTC',
    }))
    assert.deepEqual(read, [...expected, ...expected], zone)
    await db.owner.query('truncate kept')
  }
})
