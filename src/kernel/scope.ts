import type { Writable } from 'node:stream'
import type { Pool, PoolClient, QueryConfig, QueryResult } from 'pg'

/** A half-open range of place codes: everything from `from` up to, not including, `to`. */
export type Range = { readonly from: string; readonly to: string }

/**
 * What an actor may see: one range of places, a few places added or taken out, and, for an
 * enterprise or an auditee, the rows it is a party to. Who acts by a link sees one `matter` alone.
 */
export type Scope = Range & {
  readonly plus: readonly Range[]
  readonly minus: readonly Range[]
  readonly party: string | null
  /** The id of the one matter that a link leads to; then nothing else is seen. */
  readonly matter?: string
}

/** The code that follows every code below `code`: its last character, one higher. */
export function nextCode(code: string): string {
  return code.slice(0, -1) + String.fromCharCode(code.charCodeAt(code.length - 1) + 1)
}

/** The scope of one place and everything below it; '0' is the whole nation. */
export function subtree(code: string): Range {
  return code === '0' ? { from: '0', to: '~' } : { from: code, to: nextCode(code) }
}

/** A scope of one subtree with nothing added, taken out or owned. */
export function scopeOf(code: string, party: string | null = null): Scope {
  return { ...subtree(code), plus: [], minus: [], party }
}

/** A scope that sees only what `party` is a party to. */
export function partyScope(party: string): Scope {
  return { from: '', to: '', plus: [], minus: [], party }
}

/** A scope that sees one matter and what belongs to it. */
export function matterScope(matter: string): Scope {
  return { from: '', to: '', plus: [], minus: [], party: null, matter }
}

/** Whether a place lies within the scope; a party's own rows are asked about separately. */
export function covers(scope: Scope, jur: string): boolean {
  if (scope.minus.some((range) => inside(range, jur))) return false
  return inside(scope, jur) || scope.plus.some((range) => inside(range, jur))
}

function inside(range: Range, jur: string): boolean {
  return range.from !== '' && jur >= range.from && jur < range.to
}

/** Whether the scope shows a row of this place and party: the exact filter, in memory. */
export function sees(scope: Scope, row: { jur: string; party_id: string | null }): boolean {
  return covers(scope, row.jur) || (scope.party !== null && row.party_id === scope.party)
}

/**
 * The exact filter as SQL: a condition over `alias.jur` and `alias.party_id`. `param` puts a value
 * into the statement's list and answers its placeholder. In the scope of one matter the rows are
 * matters themselves; what belongs to one is read by its matter.
 */
export function within(scope: Scope, alias: string, param: (value: string) => string): string {
  if (scope.matter !== undefined) return `${alias}.id = ${param(scope.matter)}::uuid`
  const range = (r: Range) => `(${alias}.jur >= ${param(r.from)} and ${alias}.jur < ${param(r.to)})`
  const ways: string[] = []
  if (scope.from !== '') {
    const out = scope.minus.map((r) => ` and not ${range(r)}`).join('')
    ways.push(out === '' ? range(scope) : `(${range(scope)}${out})`)
  }
  ways.push(...scope.plus.map(range))
  if (scope.party !== null) ways.push(`${alias}.party_id = ${param(scope.party)}::uuid`)
  return ways.length === 0 ? 'false' : ways.length === 1 ? ways[0]! : `(${ways.join(' or ')})`
}

/** The coarse range that row-level security is told: it covers the range and what was added. */
function hull(scope: Scope): Range {
  const all = [scope, ...scope.plus].filter((range) => range.from !== '')
  if (all.length === 0) return { from: '', to: '' }
  return {
    from: all.map((range) => range.from).toSorted()[0]!,
    to: all.map((range) => range.to).toSorted()[all.length - 1]!,
  }
}

/** The message that opens a transaction in a scope; `more` is appended to the same message. */
export function opening(scope: Scope, more = ''): string {
  const { from, to } = hull(scope)
  const matter = scope.matter === undefined ? '' : `; set local app.matter = ${quote(scope.matter)}`
  return (
    `begin; set local app.jur_from = ${quote(from)}; set local app.jur_to = ${quote(to)}; ` +
    `set local app.party = ${quote(scope.party ?? '')}${matter}${more === '' ? '' : `; ${more}`}`
  )
}

function quote(text: string): string {
  if (!/^[0-9A-Za-z~:;<=>?@[-]*$/.test(text)) throw new Error('a scope holds codes only')
  return `'${text}'`
}

/** Connections of a pool that stay free for what transactions read beside their own. */
const BESIDE = 2

type Turns = { running: number; readonly waiting: (() => void)[] }
const turns = new WeakMap<object, Turns>()

/**
 * Waits until a transaction may begin on the pool. If transactions took every connection, one that
 * asks the pool for packs or the calendar would wait for a connection that none gives back.
 */
async function takeTurn(pool: Pool): Promise<() => void> {
  const turn = turns.get(pool) ?? { running: 0, waiting: [] }
  turns.set(pool, turn)
  if (turn.running < Math.max(1, pool.options.max - BESIDE)) turn.running += 1
  else await new Promise<void>((resolve) => turn.waiting.push(resolve))
  return () => {
    const next = turn.waiting.shift()
    if (next) next()
    else turn.running -= 1
  }
}

/**
 * Runs `work` in one transaction of this scope: row-level security shows its rows and no others.
 * An error rolls back and is thrown on; queries inside are awaited one by one. `work` may also ask
 * the pool itself, but not begin a transaction of its own. `more` runs in the message that opens the
 * transaction, and `opened` is what its last statement answers. The first query of `work` travels
 * with that message; `work` may also send the last one together with the commit (`commitWith`).
 */
export async function scoped<T>(
  pool: Pool,
  scope: Scope,
  work: (client: PoolClient, opened: Promise<QueryResult>) => Promise<T>,
  more = '',
): Promise<T> {
  const giveBack = await takeTurn(pool)
  try {
    return await transaction(pool, opening(scope, more), work)
  } finally {
    giveBack()
  }
}

async function transaction<T>(
  pool: Pool,
  begin: string,
  work: (client: PoolClient, opened: Promise<QueryResult>) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    const { opened, working } = inOnePacket(client, () => {
      // One message of several statements answers a list.
      const answers = client.query(begin) as unknown as Promise<QueryResult[]>
      const last = answers.then((all) => all.at(-1)!)
      return { opened: last, working: work(client, last) }
    })
    const [begun, done] = await Promise.allSettled([opened, working])
    if (begun.status === 'rejected') throw begun.reason
    if (done.status === 'rejected') throw done.reason
    if (inTransaction(client)) await client.query('commit')
    return done.value
  } catch (error) {
    if (inTransaction(client)) {
      await client.query('rollback').catch((failure: Error) => (broken = failure))
    }
    throw error
  } finally {
    client.release(broken)
  }
}

/**
 * Sends the last statement of a transaction and its commit together. Where the statement fails,
 * the commit ends the transaction without keeping anything of it.
 */
export async function commitWith(client: PoolClient, statement: QueryConfig): Promise<QueryResult> {
  const [answer, commit] = await Promise.allSettled(
    inOnePacket(client, () => [client.query(statement), client.query('commit')]),
  )
  if (answer?.status !== 'fulfilled') throw answer?.reason
  if (commit?.status !== 'fulfilled') throw commit?.reason
  return answer.value
}

/** The connection's word on it, as of the last answer; a lost connection says what it last knew. */
function inTransaction(client: PoolClient): boolean {
  return client.getTransactionStatus() !== 'I'
}

/** What `send` writes at once leaves in one packet: a message costs more to send than to answer. */
function inOnePacket<T>(client: PoolClient, send: () => T): T {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  stream.cork()
  try {
    return send()
  } finally {
    stream.uncork()
  }
}
