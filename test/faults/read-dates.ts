// Writes days through the application's pool and reads them back through both pools, as JSON; runs
// under a TZ of its own:  TZ=… GROUND=… node test/faults/read-dates.ts DAY …
import { Database, rows, type Connection } from '#kernel/index.ts'

const db = new Database(JSON.parse(process.env.GROUND ?? '{}') as Connection, 1)
for (const day of process.argv.slice(2)) {
  await db.app.query('insert into kept values ($1::date, $2::timestamptz)', [
    day,
    `${day}T16:30:00Z`,
  ])
}
const text = `select day, at, day::text as text, 'UTC' as zone from kept order by day`
const app = await rows(db.app, text.replace(`'UTC'`, `current_setting('TimeZone')`))
const read = [...app, ...(await rows(db.owner, text))]
const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions()
console.log(JSON.stringify({ zone, read }))
await db.close()
