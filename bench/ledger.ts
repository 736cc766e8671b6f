/**
 * The ledger at a million findings: pages, counts, search and the roll-up of places over HTTP,
 * under row-level security, beside a bare server that runs the same select by hand.
 * `node bench/ledger.ts`; BIHUAN_BENCH_ROWS sets the size.
 */
import assert from 'node:assert/strict'
import pg from 'pg'
import { contest, type Contender, type Result } from './support/contest.ts'
import { startFloor } from './support/floor.ts'
import { fillLedger, ledgerFolder, ROWS } from './support/million.ts'
import { person, serveProduct, signIn, type Person, type Serving } from './support/product.ts'
import { columns, figure, goal, heading, line, table } from './support/report.ts'
import { Wire } from './support/wire.ts'

const ROUND_MS = Number(process.env.BIHUAN_BENCH_MS ?? 2000)
const ROUNDS = 5
const WORKERS = 16

const PAGE = `select f.id, f.jur, f.number, f.title, f.grade, f.state, f.ended, f.sector,
  f.subject_name, f.next_due_on, f.next_label, f.due_on, f.found_on, o.name as rectifier
  from finding f left join organization o on o.id = f.rectifier_org
  where f.jur >= $1 and f.jur < $2 order by f.ended, f.next_due_on, f.id limit 50`

/** What each contender asks, by hand and as the product's users do. */
const ASKED = [
  { name: 'page of 50, county', login: 'county', path: '/api/findings?size=50', floor: 'county' },
  { name: 'page of 50, nation', login: 'nation', path: '/api/findings?size=50', floor: 'nation' },
  {
    name: 'page of 50, one province',
    login: 'nation',
    path: '/api/findings?size=50&place=41',
    floor: 'province',
  },
] as const

const serving = await serveProduct(ledgerFolder())
try {
  const made = await fillLedger(serving.database)
  if (made > 0) line(`  made in ${figure(made / 1000)} s`)
  await bench(serving)
} finally {
  await serving.stop()
}

async function bench(product: Serving): Promise<void> {
  const floor = await startFloor(product.database, product.postmaster, { page: PAGE })
  const wires = await Promise.all(Array.from({ length: WORKERS }, () => Wire.open(floor.url)))
  const county = await busiestCounty(product.database)
  const people = await readers(product, county)
  const ranges = {
    county: `v=${county}&v=${county.slice(0, -1)}${String.fromCharCode(county.charCodeAt(5) + 1)}`,
    nation: 'v=0&v=~',
    province: 'v=41&v=42',
  }
  try {
    for (const workers of [WORKERS, 1]) {
      heading(`${ROWS.toLocaleString('en')} findings, pages, ${workers} connections`)
      const pairs = ASKED.flatMap(({ name, login, path, floor: range }): Contender[] => [
        {
          name: `bare: ${name}`,
          work: (worker) => wires[worker]!.ask('GET', `/page?${ranges[range]}`),
          cpu: floor.cpu,
        },
        { name, work: (worker) => people[login][worker]!.get(path), cpu: product.cpu },
      ])
      const results = await contest(pairs, { workers, rounds: ROUNDS, roundMs: ROUND_MS })
      for (const { name } of ASKED) {
        table(
          results.filter((result) => result.name.endsWith(name)),
          `bare: ${name}`,
        )
        if (workers === WORKERS) pageGoal(results, name)
      }
    }
    await others(product, people)
    await rollUp(product, people.nation[0]!)
  } finally {
    for (const one of [...people.county, ...people.nation]) one.close()
    for (const wire of wires) wire.close()
    await floor.stop()
  }
}

function pageGoal(results: readonly Result[], name: string): void {
  const rate = (wanted: string) => results.find((result) => result.name === wanted)!.rate
  const share = rate(name) / rate(`bare: ${name}`)
  goal(`${name} ≥ 60 % of the bare server: ${Math.round(share * 100)} %`, share >= 0.6)
}

/** Counts and search, which a bare server would run no other way: their own times. */
async function others(product: Serving, { county, nation }: People): Promise<void> {
  heading(`${ROWS.toLocaleString('en')} findings, counts and search, 1 connection`)
  const ask = (name: string, reader: Person, path: string): Contender => ({
    name,
    work: () => reader.get(path),
    cpu: product.cpu,
  })
  const find = (text: string) => `/api/findings?size=50&q=${encodeURIComponent(text)}`
  const results = await contest(
    [
      ask('exact total, county', county[0]!, '/api/findings/count'),
      ask('exact total, nation', nation[0]!, '/api/findings/count'),
      ask('exact total, nation, overdue', nation[0]!, '/api/findings/count?due=overdue'),
      ask('search common words, county', county[0]!, find('配电箱未设漏电保护')),
      ask('search common words, nation', nation[0]!, find('配电箱未设漏电保护')),
      ask('search a number, nation', nation[0]!, find('4711号')),
      ask('newest first, nation', nation[0]!, '/api/findings?size=50&sort=newest'),
      ask('overdue, nation', nation[0]!, '/api/findings?size=50&due=overdue'),
    ],
    { workers: 1, rounds: 3, roundMs: 500 },
  )
  table(results)
}

type Cell = { place: string; grade: string; state: string; count: number }

/** The roll-up of the nation, timed, and compared with a recount of every row. */
async function rollUp(product: Serving, reader: Person): Promise<void> {
  heading(`${ROWS.toLocaleString('en')} findings, place × grade × state`)
  const client = new pg.Client({ connectionString: product.database })
  await client.connect()
  try {
    const read = async () =>
      JSON.parse(String((await reader.get('/api/findings/rollup')).body)) as { cells: Cell[] }
    const key = ({ place, grade, state, count }: Cell) => `${place} ${grade} ${state} ${count}`
    const begun = performance.now()
    const { rows } = await client.query<Cell>(
      `select left(jur, 2) as place, grade, state, count(*)::int as count
         from finding group by 1, 2, 3`,
    )
    const counted = performance.now() - begun
    const { cells } = await read()
    assert.deepEqual(cells.map(key).toSorted(), rows.map(key).toSorted())
    const shape = { workers: 1, rounds: 5, roundMs: 500 }
    const [result] = await contest([{ name: 'roll-up', work: read, cpu: product.cpu }], shape)
    columns([
      ['', 'p50 ms', 'p99 ms'],
      ['roll-up over HTTP', figure(result!.p50), figure(result!.p99)],
      ['recount of every row', figure(counted), ''],
    ])
    line(`  ${cells.length} cells, each equal to the recount`)
    goal(`roll-up of the nation ≤ 10 ms: ${figure(result!.p50)} ms`, result!.p50 <= 10)
  } finally {
    await client.end()
  }
}

type People = { readonly county: readonly Person[]; readonly nation: readonly Person[] }

/** Readers of the nation, and of the county with the most findings. */
async function readers(product: Serving, county: string): Promise<People> {
  const client = new pg.Client({ connectionString: product.database })
  await client.connect()
  await client.query(
    `update post set scope_from = $1, scope_to = $2 where id in (
       select h.post_id from holding h join account a on a.person_id = h.person_id
         join login_name l on l.account_id = a.id where l.login = 'qy.anwei')`,
    [county, county.slice(0, -1) + String.fromCharCode(county.charCodeAt(5) + 1)],
  )
  await client.end()
  const many = async (login: string) => {
    const cookie = await signIn(product.url, login)
    return Promise.all(Array.from({ length: WORKERS }, () => person(product.url, cookie)))
  }
  return { county: await many('qy.anwei'), nation: await many('chayue') }
}

async function busiestCounty(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(
    'select left(jur, 6) as jur from finding group by 1 order by count(*) desc limit 1',
  )
  await client.end()
  return rows[0].jur
}
