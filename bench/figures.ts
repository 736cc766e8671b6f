/**
 * The figures at the size of a nation: the roll-up of places and the whole pages of statistics over
 * HTTP, beside a recount of every row, equal cell by cell.
 * `node bench/figures.ts`; BIHUAN_BENCH_ROWS sets the size.
 */
import assert from 'node:assert/strict'
import pg from 'pg'
import { checkFigures } from '#findings/index.ts'
import { contest, type Contender } from './support/contest.ts'
import { fillLedger, ledgerFolder, ROWS } from './support/million.ts'
import { person, serveProduct, signIn, type Person, type Serving } from './support/product.ts'
import { columns, figure, goal, heading, line, table } from './support/report.ts'

const SHAPE = { workers: 1, rounds: 5, roundMs: Number(process.env.BIHUAN_BENCH_MS ?? 1000) }

type Cell = { place: string; grade: string; state: string; count: number }

const serving = await serveProduct(ledgerFolder())
const client = new pg.Client({ connectionString: serving.database })
await client.connect()
try {
  const made = await fillLedger(serving.database)
  if (made > 0) line(`  made in ${figure(made / 1000)} s`)
  const reader = await person(serving.url, await signIn(serving.url, 'chayue'))
  const county = await busiestCounty()
  heading(`${ROWS.toLocaleString('en')} findings, figures over HTTP, 1 connection`)
  const results = await contest(asked(serving, reader, county), SHAPE)
  table(results)
  const rollUp = results[0]!
  await compare(reader)
  goal(`roll-up of the nation ≤ 10 ms: ${figure(rollUp.p50)} ms`, rollUp.p50 <= 10)
  reader.close()
} finally {
  await client.end()
  await serving.stop()
}

function asked(product: Serving, reader: Person, county: string): Contender[] {
  const of = (name: string, path: string): Contender => ({
    name,
    work: () => reader.get(path),
    cpu: product.cpu,
  })
  return [
    of('place × grade × state, nation', '/api/findings/rollup'),
    of('place × grade × state, a province', '/api/findings/rollup?place=41'),
    of('all statistics, nation', '/api/figures?place=0'),
    of('all statistics, a province', '/api/figures?place=41'),
    of('all statistics, the busiest county', `/api/figures?place=${county}`),
    of('count overdue, nation', '/api/findings/count?due=overdue'),
    of('count open over a year, nation', '/api/findings/count?age=beyond365'),
  ]
}

/** The roll-up against a recount of it, and every cell of every figure against a full recount. */
async function compare(reader: Person): Promise<void> {
  const key = ({ place, grade, state, count }: Cell) => `${place} ${grade} ${state} ${count}`
  const begun = performance.now()
  const { rows } = await client.query<Cell>(
    `select left(jur, 2) as place, grade, state, count(*)::int as count
       from finding group by 1, 2, 3`,
  )
  const counted = performance.now()
  const answer = await reader.get('/api/findings/rollup')
  const { cells } = JSON.parse(String(answer.body)) as { cells: Cell[] }
  assert.deepEqual(cells.map(key).toSorted(), rows.map(key).toSorted())
  const started = performance.now()
  const check = await checkFigures(client)
  const checked = performance.now()
  assert.deepEqual(check.differences, [])
  columns([
    ['', 'ms', 'cells'],
    ['recount of place × grade × state', figure(counted - begun), String(cells.length)],
    ['recount of every figure, compared', figure(checked - started), String(check.cells)],
  ])
  line('  every cell equal to the recount')
}

async function busiestCounty(): Promise<string> {
  const { rows } = await client.query<{ jur: string }>(
    'select left(jur, 6) as jur from finding group by 1 order by count(*) desc limit 1',
  )
  return rows[0]!.jur
}
