/**
 * An act with its journal entry over HTTP: session, validation, authority, ledgers, clock, search
 * words, counts and journal, against a bare server that inserts the finding and a journal row, and
 * against the same statement without a server. `node bench/act.ts`
 */
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { Database, migrate } from '#kernel/index.ts'
import { demoId } from '#places/index.ts'
import { contest, type Contender, type Result } from './support/contest.ts'
import { startFloor } from './support/floor.ts'
import { insertFinding } from './support/plain-rows.ts'
import {
  freshDatabase,
  person,
  serveProduct,
  signIn,
  type Person,
  type Serving,
} from './support/product.ts'
import { cpuOfServer } from './support/processes.ts'
import { goal, heading, table } from './support/report.ts'
import { Wire } from './support/wire.ts'

const ROUND_MS = Number(process.env.BIHUAN_BENCH_MS ?? 3000)
const ROUNDS = 5
const WORKERS = 16
const FLOOR = 'bare server, two rows'
const PRODUCT = 'register'

/** The counties of the demonstration: the mark of the clerk's login, and the code. */
const COUNTIES = [
  ['qy', '980121'],
  ['pg', '980122'],
  ['sq', '980123'],
  ['xl', '980124'],
  ['ct', '980125'],
  ['mc', '980126'],
  ['lp', '980127'],
  ['sk', '980128'],
  ['dl', '980102'],
  ['hw', '980103'],
  ['bs', '9801Y1'],
] as const

const serving = await serveProduct()
try {
  await bench(serving)
} finally {
  await serving.stop()
}

async function bench(product: Serving): Promise<void> {
  const database = await freshDatabase(product.database, 'bench_floor')
  const bare = new Database({ connectionString: database }, WORKERS)
  await migrate(bare)
  const floor = await startFloor(database, product.postmaster)
  const people = await signedIn(product)
  const pool = new pg.Pool({ connectionString: database, max: WORKERS })
  const wires = await Promise.all(Array.from({ length: WORKERS }, () => Wire.open(floor.url)))
  const settle = () => sequenced(product.database)
  const contenders: Contender[] = [
    {
      name: 'bare transaction, two rows',
      work: async () => {
        const { text, values } = insertFinding(body(0) as never, randomBytes)
        await pool.query({ name: 'insert', text, values })
      },
      cpu: () => ({ server: NaN, postgres: cpuOfServer(product.postmaster) }),
    },
    {
      name: FLOOR,
      work: async (worker) => {
        const reply = await wires[worker]!.ask('POST', '/', body(worker))
        if (reply.status !== 200) throw new Error(String(reply.body))
      },
      cpu: floor.cpu,
    },
    {
      name: PRODUCT,
      work: (worker) => people[worker]!.clerk.post('/api/findings', body(worker)),
      cpu: product.cpu,
      settle,
    },
    { name: 'register, hand over, receive', work: mixed(people), cpu: product.cpu, settle },
  ]
  try {
    for (const workers of [WORKERS, 1]) {
      heading(`act over HTTP, ${workers} ${workers === 1 ? 'connection' : 'connections'}`)
      const results = await contest(contenders, { workers, rounds: ROUNDS, roundMs: ROUND_MS })
      table(results, FLOOR)
      if (workers === WORKERS) goalOf(results)
    }
  } finally {
    for (const { clerk, officer } of people) [clerk, officer].forEach((one) => one.close())
    for (const wire of wires) wire.close()
    await pool.end()
    await bare.close()
    await floor.stop()
  }
}

function goalOf(results: readonly Result[]): void {
  const rate = (name: string) => results.find((result) => result.name === name)!.rate
  const share = rate(PRODUCT) / rate(FLOOR)
  goal(`register ≥ 60 % of the bare server: ${Math.round(share * 100)} %`, share >= 0.6)
}

type Pair = { readonly clerk: Person; readonly officer: Person }

/** A clerk of another county for each worker as far as there are counties, and one receiver. */
async function signedIn(product: Serving): Promise<Pair[]> {
  const officer = await signIn(product.url, 'qiye')
  const clerks: string[] = []
  for (const [mark] of COUNTIES) clerks.push(await signIn(product.url, `${mark}.anwei`))
  return Promise.all(
    Array.from({ length: WORKERS }, async (_, worker) => ({
      clerk: await person(product.url, clerks[worker % clerks.length]!),
      officer: await person(product.url, officer),
    })),
  )
}

/** Each worker registers in its county's office: the numbers of one office wait for each other. */
function body(worker: number): object {
  return {
    place: COUNTIES[worker % COUNTIES.length]![1],
    subject: null,
    subjectName: '青杨精工铸造有限公司（演示）',
    sector: 'industry_trade',
    grade: 'ordinary',
    majorClause: null,
    origin: 'government',
    office: null,
    sourceNote: null,
    title: '行车吊钩防脱装置缺失',
    text: '铸造车间5吨行车吊钩闭锁装置断裂，吊装时钢丝绳有脱钩风险，现场仍在使用。',
    foundOn: '2026-03-01',
    foundBy: '检查组（演示）',
    evidence: [],
  }
}

type Moved = { readonly id: string; readonly revision: number }

/** One operation is one act: each worker goes round register, hand over, receive. */
function mixed(people: readonly Pair[]): (worker: number) => Promise<void> {
  const at = new Map<number, { moved: Moved; next: 'handover' | 'receipt' }>()
  return async (worker) => {
    const { clerk, officer } = people[worker]!
    const now = at.get(worker)
    if (!now) {
      const reply = await clerk.post('/api/findings', body(worker))
      at.set(worker, { moved: JSON.parse(String(reply.body)) as Moved, next: 'handover' })
    } else if (now.next === 'handover') {
      const reply = await clerk.post(`/api/findings/${now.moved.id}/handover`, parties(now.moved))
      at.set(worker, { moved: JSON.parse(String(reply.body)) as Moved, next: 'receipt' })
    } else {
      const { id, revision } = now.moved
      await officer.post(`/api/findings/${id}/receipt`, { revision, note: null })
      at.delete(worker)
    }
  }
}

function parties({ revision }: Moved): object {
  const party = (key: string) => ({ org: demoId(key), name: '联系人（演示）' })
  return {
    revision,
    rectifier: party('qy.zhuzao'),
    sectorParty: party('qy.yingji'),
    territory: party('qy.zhen'),
    rechecker: party('qy.yingji'),
    sponsor: null,
    needsTime: false,
    dueOn: null,
    note: null,
  }
}

/** Waits until every entry is sealed: it is part of what an act costs. */
async function sequenced(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (;;) {
      const { rowCount } = await client.query('select 1 from journal_pending limit 1')
      if (rowCount === 0) return
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  } finally {
    await client.end()
  }
}
