/**
 * What the journal costs: the same acts with a journal row that is sequenced, hashed and signed,
 * and with a plain row that nobody looks at again; then the sequencer and `journal verify` alone.
 * `node bench/journal.ts`
 */
import { hash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  canonicalJson,
  Database,
  migrate,
  newId,
  perform,
  scopeOf,
  systemClock,
  type Actor,
  type JournalSink,
  type Runner,
} from '#kernel/index.ts'
import { openStore } from '#kernel/store/index.ts'
import { openJournal, verifyJournal, type Journal } from '#journal/index.ts'
import { findingCommands } from '#findings/index.ts'
import { demoId } from '#places/index.ts'
import { LEDGERS } from '#app/index.ts'
import { contest, type Contender, type Result } from './support/contest.ts'
import { freshDatabase, startServer } from './support/product.ts'
import { cpuOfServer, postmasterOf } from './support/processes.ts'
import { columns, figure, goal, heading, line, table } from './support/report.ts'

const ROUND_MS = Number(process.env.BIHUAN_BENCH_MS ?? 3000)
const ROUNDS = 5
const CLIENTS = [8, 32] as const
const SEQUENCED = 40_000
const COUNTIES = ['qy', 'pg', 'sq', 'xl', 'ct', 'mc', 'lp', 'sk'] as const
const PLACES = ['21', '22', '23', '24', '25', '26', '27', '28'].map((end) => `9801${end}`)

const PLAIN = 'plain journal row'
const JOURNAL = 'sequenced journal'

const people = Array.from({ length: CLIENTS[1] }, () => ({
  account: newId(),
  person: newId(),
  post: newId(),
}))

const dataDir = mkdtempSync(join(tmpdir(), 'bihuan-bench-journal-'))
try {
  await (await startServer(dataDir)).stop()
  const store = await openStore({ dataDir, purpose: 'command' })
  try {
    await bench(store.url, await postmasterOf(store.url))
  } finally {
    await store.close()
  }
} finally {
  rmSync(dataDir, { recursive: true, force: true })
}

async function bench(url: string, postmaster: number): Promise<void> {
  // What the plain rounds write lies apart, so that `journal verify` finds everything journalled.
  const copy = await freshDatabase(url, 'bench_plain', 'bihuan')
  const plain = new Database({ connectionString: copy }, CLIENTS[1] + 2)
  const db = new Database({ connectionString: url }, CLIENTS[1] + 2)
  const journal = await openJournal({
    pool: db.owner,
    keysDir: join(dataDir, 'keys'),
    clock: systemClock,
  })
  await plain.owner.query('create table plain_journal (act_id uuid primary key, entry text)')
  await plain.owner.query('grant insert on plain_journal to bihuan_app')
  try {
    for (const clients of CLIENTS) await acts({ db, plain, journal, postmaster }, clients)
    await sequencing(url)
    await verifying(db)
  } finally {
    await journal.sequencer.stop()
    await db.close()
    await plain.close()
  }
}

type Ground = {
  readonly db: Database
  readonly plain: Database
  readonly journal: Journal
  readonly postmaster: number
}

async function acts({ db, plain, journal, postmaster }: Ground, clients: number): Promise<void> {
  heading(`an act with its journal, ${clients} clients, without HTTP`)
  const registering = (on: Database, sink: JournalSink) => {
    const { register } = findingCommands(on.app)
    const runner: Runner = { db: on, ledgers: LEDGERS, journal: sink, clock: systemClock, newId }
    return async (worker: number) => {
      const submission = { actor: actor(worker), key: newId() }
      const outcome = await perform(runner, register, { body: body(worker) } as never, submission)
      if (!('done' in outcome)) throw new Error(JSON.stringify(outcome))
    }
  }
  const cpu = () => {
    const { user, system } = process.cpuUsage()
    return { server: (user + system) / 1000, postgres: cpuOfServer(postmaster) }
  }
  journal.sequencer.start()
  const settle = () => journal.sequencer.drain()
  const contenders: Contender[] = [
    { name: PLAIN, work: registering(plain, plainSink(journal.sink)), cpu },
    { name: JOURNAL, work: registering(db, journal.sink), cpu, settle },
  ]
  const shape = { workers: clients, rounds: ROUNDS, roundMs: ROUND_MS }
  const results = await contest(contenders, shape)
  await journal.sequencer.stop()
  table(results, PLAIN)
  const rate = (name: string) => results.find((one: Result) => one.name === name)!.rate
  const slower = 1 - rate(JOURNAL) / rate(PLAIN)
  goal(
    `≤ 10 % slower than a plain row: ${slower < 0 ? 'not slower' : `${Math.round(slower * 100)} % slower`}`,
    slower <= 0.1,
  )
}

/** The same text in a row of a table, and that is all. */
function plainSink(sink: JournalSink): JournalSink {
  return {
    origin: sink.origin,
    seal: sink.seal,
    insert: (entry, actId, param) =>
      `insert into plain_journal (act_id, entry) select ${param(actId)}::uuid, ` +
      `${param(canonicalJson(entry))}::text`,
    wake: () => undefined,
  }
}

/** The sequencer alone, on entries that wait. */
async function sequencing(url: string): Promise<void> {
  heading(`sequencing ${SEQUENCED.toLocaleString('en')} waiting entries of 2 KiB`)
  const db = new Database({ connectionString: await freshDatabase(url, 'bench_sequencer') }, 2)
  try {
    await migrate(db)
    const keysDir = join(dataDir, 'keys-of-sequencer')
    const { sequencer } = await openJournal({ pool: db.owner, keysDir, clock: systemClock })
    await db.owner.query(
      `insert into journal_pending (act_id, jur, subject_kind, subject_id, act, at, leaf)
       select gen_random_uuid(), '980121', 'finding', gen_random_uuid(), 'bench', now(),
              decode(repeat(md5(n::text), 128), 'hex')
         from generate_series(1, $1::int) n order by n`,
      [SEQUENCED],
    )
    await sequencer.run()
    const begun = performance.now()
    const placed = await sequencer.drain()
    const rate = (placed / (performance.now() - begun)) * 1000
    goal(`sequencer ≥ 15,000 entries/s: ${figure(rate)}/s`, rate >= 15_000)
  } finally {
    await db.close()
  }
}

/** `journal verify` on what the acts above left, against hashing the same bytes in a loop. */
async function verifying(db: Database): Promise<void> {
  const { rows } = await db.owner.query<{ leaf: Buffer }>('select leaf from journal_entry')
  heading(`journal verify, ${rows.length.toLocaleString('en')} entries`)
  const leaves = rows.map(({ leaf }) => leaf)
  const begun = performance.now()
  const report = await verifyJournal({ pool: db.owner, ledgers: LEDGERS.values() })
  const verify = (report.size / (performance.now() - begun)) * 1000
  const from = performance.now()
  for (const leaf of leaves) hash('sha256', leaf, 'buffer')
  const limit = (leaves.length / (performance.now() - from)) * 1000
  columns([
    ['', 'entries/s', 'of the limit'],
    ['hashing alone, in memory', figure(limit), '100 %'],
    ['journal verify', figure(verify), `${((verify / limit) * 100).toFixed(1)} %`],
  ])
  const bytes = leaves.reduce((sum, leaf) => sum + leaf.length, 0) / Math.max(1, leaves.length)
  if (!report.ok) throw new Error(`verify: ${report.problems[0]?.message}`)
  line(`  entries of ${Math.round(bytes)} bytes; ${report.replayed} effects compared with ledgers`)
  goal('journal verify ≥ 50 % of the hash limit', verify >= limit / 2)
}

function actor(worker: number): Actor {
  const nth = worker % COUNTIES.length
  return {
    ...people[worker]!,
    org: demoId(`${COUNTIES[nth]}.anweiban`),
    role: 'committee_clerk',
    scope: scopeOf(PLACES[nth]!),
    onBehalfOf: null,
    demo: true,
  }
}

function body(worker: number): object {
  return {
    place: PLACES[worker % PLACES.length],
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
