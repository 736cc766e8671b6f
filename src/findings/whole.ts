import type { Day } from '#deadlines/index.ts'
import type { PoolClient } from 'pg'
import { params, rows, scoped, type Actor, type Runner } from '#kernel/index.ts'
import { filterSql } from './filter.ts'
import { orderSql } from './list.ts'
import { FINDING, type FindingRecord } from './tables.ts'
import type { FindingFilter } from './words.ts'

/** A finding as a whole ledger shows it: its row, legal days, and what was last reported. */
export type WholeRecord = FindingRecord & {
  readonly registered_on: string
  readonly reported_on: string | null
  readonly rechecked_on: string | null
  readonly ended_on: string | null
  readonly result: string | null
}

/** What is read of a ledger: the filter of the list, in the order of the list. */
export type WholeQuery = {
  readonly filter: FindingFilter
  readonly sort: 'due' | 'newest'
  readonly day: Day
  /** Whether what was last reported is read as well, which costs a look at each one's steps. */
  readonly withResult: boolean
}

/** A few hundred findings, and how many there are in all. */
export type WholeBatch = { readonly count: number; readonly findings: readonly WholeRecord[] }

const AT_ONCE = 500
/** All of a row but its salts: twenty texts of each that nobody shows. */
const COLUMNS = [
  ...['jur', 'id', 'revision', 'owner_org', 'party_id', 'demo'],
  ...Object.values(FINDING.fields).map(({ column }) => column),
]
  .map((column) => `f.${column}`)
  .join(', ')
const DAYS = ['registered', 'reported', 'rechecked', 'ended']
  .map((name) => `(f.${name}_at at time zone 'Asia/Shanghai')::date as ${name}_on`)
  .join(', ')
const RESULT = `(select s.note from finding_step s where s.jur = f.jur and s.finding_id = f.id
  and s.act in ('report', 'fill_report') order by s.at desc, s.id desc limit 1) as result`
const NO_RESULT = 'null as result'

/**
 * Reads every finding of a filter in one snapshot, a few hundred at a time: nothing that is entered
 * or moved meanwhile is read twice or left out. The first batch comes also where there is nothing.
 * The transaction is over when the last batch is, or when the taker stops before it.
 */
export function wholeLedger(
  { db }: Pick<Runner, 'db'>,
  actor: Actor,
  query: WholeQuery,
): AsyncGenerator<WholeBatch> {
  const snapshot = 'set transaction isolation level repeatable read, read only'
  return handedOver((give) =>
    scoped(db.app, actor.scope, (client) => readWhole(client, actor, query, give), snapshot),
  )
}

async function readWhole(
  client: PoolClient,
  actor: Actor,
  query: WholeQuery,
  give: (batch: WholeBatch) => Promise<void>,
): Promise<void> {
  const { param, values } = params()
  const where = await filterSql(client, actor, query.filter, query.day, param)
  const [counted] = await rows<{ n: bigint }>(
    client,
    `select count(*) as n from finding f where ${where}`,
    values,
  )
  const count = Number(counted?.n ?? 0)
  await client.query(
    `declare whole no scroll cursor for
      select ${COLUMNS}, ${DAYS}, ${query.withResult ? RESULT : NO_RESULT} from finding f
       where ${where} order by ${orderSql(query.sort)}`,
    values,
  )
  for (let first = true; ; first = false) {
    const findings = await rows<WholeRecord>(client, `fetch ${AT_ONCE} from whole`)
    if (first || findings.length > 0) await give({ count, findings })
    if (findings.length < AT_ONCE) return
  }
}

/**
 * Turns work that gives values away one by one into a generator. `give` waits until the next value
 * is asked for, and throws where the taker stopped; the generator ends when the work has ended.
 */
async function* handedOver<T>(
  work: (give: (value: T) => Promise<void>) => Promise<void>,
): AsyncGenerator<T> {
  let offer = Promise.withResolvers<{ readonly value: T } | null>()
  let taken = Promise.withResolvers<void>()
  const working = work((value) => {
    offer.resolve({ value })
    return taken.promise
  }).then(
    () => offer.resolve(null),
    (error: unknown) => offer.reject(error),
  )
  try {
    for (;;) {
      const given = await offer.promise
      if (given === null) return
      yield given.value
      const before = taken
      offer = Promise.withResolvers()
      taken = Promise.withResolvers()
      before.resolve()
    }
  } finally {
    taken.promise.catch(() => undefined)
    offer.promise.catch(() => undefined)
    taken.reject(new Error('nobody takes the rest'))
    await working
  }
}
