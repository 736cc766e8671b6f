import { createHash } from 'node:crypto'
import pg, { type PoolClient } from 'pg'
import { canonicalJson, type Json } from './canonical.ts'
import type { Clock } from './clock.ts'
import { hot, hotRow, type Database, type Queryable } from './database.ts'
import type { NewId } from './ids.ts'
import type { Effect, Ledger } from './ledger.ts'
import { isRefusal, type Refusal } from './refusal.ts'
import { commitWith, scoped, type Scope } from './scope.ts'
import { closingStatement, prepare, type Seal, type Written } from './write.ts'

/** Who acts: a person on a post, within a scope; `onBehalfOf` is the post that is stood in for. */
export type Actor = {
  readonly account: string
  readonly person: string
  readonly post: string
  readonly org: string
  readonly role: string
  readonly scope: Scope
  readonly onBehalfOf: string | null
  readonly demo: boolean
}

/** One article of one version of one pack that a decision rests on. */
export type Basis = { readonly pack: string; readonly version: string; readonly article: string }

/** Something that happened, for reactions to take up after commit. */
export type Event = { readonly event: string; readonly jur: string; readonly payload: Json }

/** What a rule decided: everything that the act changes, and what it rests on. */
export type Decision = {
  readonly jur: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly effects: readonly Effect[]
  readonly basis: readonly Basis[]
  /** What the rule saw, so that the act can be judged again. */
  readonly inputs: Json
  readonly decision: Json
  readonly events?: readonly Event[]
  readonly answer: Json
}

/** The circumstances of one act, handed to loaders and rules. */
export type Circumstances = {
  readonly actor: Actor
  readonly now: string
  readonly today: string
  readonly newId: NewId
  /** The id of the act itself; its row of the timeline and its receipt carry it. */
  readonly actId: string
}

/**
 * One command. `load` locks the subject first, then its deadlines, number counters last, and
 * answers undefined for what does not exist within the actor's scope. `decide` is pure.
 */
export type Command<Input, Loaded> = {
  readonly act: string
  readonly version: number
  readonly load: (
    client: PoolClient,
    input: Input,
    circumstances: Circumstances,
  ) => Promise<Loaded | undefined>
  readonly decide: (
    loaded: Loaded,
    input: Input,
    circumstances: Circumstances,
  ) => Decision | Refusal | Stale
  /** Further writes of the act that are derived, not journalled: counts, search words. */
  readonly also?: (
    decision: Decision,
    loaded: Loaded,
    circumstances: Circumstances,
  ) => readonly SqlPart[]
}

/** One data-changing statement that runs with an act; `param` answers a value's placeholder. */
export type SqlPart = (param: (value: unknown) => string) => string

/** The version of the subject that the actor saw is no longer the current one. */
export type Stale = { readonly stale: { readonly revision: number } }

/** What came of a command. `repeated` marks the first answer given again to the same submission. */
export type Outcome =
  | { readonly done: Json; readonly actId: string; readonly repeated: boolean }
  | { readonly missing: true }
  | Refusal
  | Stale

/** The entry of one act, before it is put into its canonical form. */
export type EntryBody = {
  readonly at: string
  readonly jur: string
  readonly act: string
  readonly actVersion: number
  readonly actor: {
    readonly post: string
    readonly person: string
    readonly onBehalfOf: string | null
  }
  readonly subject: { readonly kind: string; readonly id: string }
  readonly basis: readonly Basis[]
  readonly inputs: Json
  readonly decision: Json
  readonly effects: readonly {
    readonly kind: string
    readonly id: string
    readonly revision: number
    readonly set: { readonly [field: string]: Json }
    /** Whose a new row is, so that verification notices a changed owner, party or mark. */
    readonly owner?: NonNullable<Effect['owner']>
  }[]
  readonly cause: string | null
}

/** Where entries go. The kernel knows no more of the journal than this. */
export type JournalSink = {
  /** The name of the log, which stands in every entry. */
  readonly origin: string
  readonly seal: Seal
  /** An `insert … select` of one waiting entry, without a where clause. */
  readonly insert: (entry: EntryBody, actId: string, param: (value: unknown) => string) => string
  /** Told after commit that entries wait. */
  readonly wake: () => void
}

/** Everything a command runs on. */
export type Runner = {
  readonly db: Database
  readonly ledgers: ReadonlyMap<string, Ledger>
  readonly journal: JournalSink
  readonly clock: Clock
  readonly newId: NewId
  /** Told after the commit of an act whose events wait in the outbox. */
  readonly react?: () => void
}

/** A submission that was made before under the same key, with other content. */
export class KeyReused extends Error {}

/**
 * Runs one command to its end: one transaction in the actor's scope, the idempotency key first,
 * then the locks, the pure decision, and one statement that writes the ledgers, the outbox and,
 * last, the journal entry. A refusal leaves no trace. The same key answers the first answer again.
 */
export async function perform<Input, Loaded>(
  runner: Runner,
  command: Command<Input, Loaded>,
  input: Input,
  submission: { readonly actor: Actor; readonly key: string; readonly cause?: string },
): Promise<Outcome> {
  const circumstances: Circumstances = {
    actor: submission.actor,
    now: runner.clock.now(),
    today: runner.clock.today(),
    newId: runner.newId,
    actId: runner.newId(),
  }
  const request = fingerprint(command.act, input)
  const claim = claimKey(submission, command.act, request, circumstances.now)
  try {
    const { outcome, events } = await scoped(
      runner.db.app,
      submission.actor.scope,
      async (client, claimed) => {
        // Sent behind the claim without waiting for it: the database takes the key's lock first.
        const loading = command.load(client, input, circumstances)
        const [claim, loaded] = await Promise.allSettled([claimed, loading])
        if (claim.status === 'rejected') throw claim.reason
        if (claim.value.rowCount === 0) await repeated(runner, submission, request)
        if (loaded.status === 'rejected') throw loaded.reason
        return attempt(
          runner,
          command,
          { input, loaded: loaded.value },
          submission,
          circumstances,
          client,
        )
      },
      claim,
    )
    if ('done' in outcome && !outcome.repeated) runner.journal.wake()
    if (events > 0) runner.react?.()
    return outcome
  } catch (error) {
    if (error instanceof NothingDone) return error.outcome
    throw error
  }
}

/** Rolls the transaction back and carries the answer out of it. */
class NothingDone extends Error {
  readonly outcome: Outcome
  constructor(outcome: Outcome) {
    super('nothing done')
    this.outcome = outcome
  }
}

/** Ends the second submission under a key with the answer to the first. */
async function repeated(
  runner: Runner,
  submission: { actor: Actor; key: string },
  request: string,
): Promise<void> {
  const first = await earlierAnswer(runner.db.app, submission, request)
  if (first) throw new NothingDone(first)
}

async function attempt<Input, Loaded>(
  runner: Runner,
  command: Command<Input, Loaded>,
  { input, loaded }: { readonly input: Input; readonly loaded: Loaded | undefined },
  submission: { readonly actor: Actor; readonly key: string; readonly cause?: string },
  circumstances: Circumstances,
  client: PoolClient,
): Promise<{ outcome: Outcome; events: number }> {
  if (loaded === undefined) throw new NothingDone({ missing: true })
  const verdict = command.decide(loaded, input, circumstances)
  if (isRefusal(verdict) || 'stale' in verdict) throw new NothingDone(verdict)
  const written = prepare(verdict.effects, runner.ledgers, runner.journal.seal)
  const entry = entryOf(command, verdict, written, submission, circumstances)
  const statement = closingStatement(
    written,
    [
      ...(command.also?.(verdict, loaded, circumstances) ?? []),
      ...outboxParts(verdict, circumstances),
      keyPart(submission, verdict.answer, circumstances),
    ],
    (param) => runner.journal.insert(entry, circumstances.actId, param),
  )
  const { rowCount } = await commitWith(client, hot(statement.text, statement.values))
  if (rowCount !== 1) throw new Error(`${command.act}: a row had moved on under its lock`)
  const outcome = { done: verdict.answer, actId: circumstances.actId, repeated: false }
  return { outcome, events: verdict.events?.length ?? 0 }
}

/** The entry of one act, for the runner and for taking over many records at once. */
export function entryOf(
  command: { readonly act: string; readonly version: number },
  verdict: Decision,
  written: readonly Written[],
  submission: { readonly actor: Actor; readonly cause?: string },
  circumstances: Circumstances,
): EntryBody {
  const { post, person, onBehalfOf } = submission.actor
  return {
    at: circumstances.now,
    jur: verdict.jur,
    act: command.act,
    actVersion: command.version,
    actor: { post, person, onBehalfOf },
    subject: verdict.subject,
    basis: verdict.basis,
    inputs: verdict.inputs,
    decision: verdict.decision,
    effects: written.map(({ effect, journalled }) => ({
      kind: effect.kind,
      id: effect.id,
      revision: effect.revision,
      set: journalled,
      ...(effect.revision === 1 && effect.owner ? { owner: effect.owner } : {}),
    })),
    cause: submission.cause ?? null,
  }
}

function outboxParts(verdict: Decision, at: Circumstances) {
  return (verdict.events ?? []).map(
    (event) => (param: (value: unknown) => string) =>
      `insert into outbox (id, jur, event, subject_kind, subject_id, payload, cause, at) values (` +
      `${param(at.newId())}::uuid, ${param(event.jur)}, ${param(event.event)}, ` +
      `${param(verdict.subject.kind)}, ${param(verdict.subject.id)}::uuid, ` +
      `${param(JSON.stringify(event.payload))}::jsonb, ${param(at.actId)}::uuid, ` +
      `${param(at.now)}::timestamptz)`,
  )
}

function keyPart(submission: { actor: Actor; key: string }, answer: Json, at: Circumstances) {
  const kept = JSON.stringify({ answer, actId: at.actId })
  return (param: (value: unknown) => string) =>
    `update idempotency set answer = ${param(kept)}::jsonb ` +
    `where account = ${param(submission.actor.account)}::uuid and key = ${param(submission.key)}`
}

/** Takes the submission's key in the message that opens the transaction: the first lock of all. */
function claimKey(
  { actor, key }: { actor: Actor; key: string },
  act: string,
  request: string,
  now: string,
): string {
  const values = [actor.account, key, act, request, now].map((v) => pg.escapeLiteral(v)).join(', ')
  return (
    `insert into idempotency (account, key, act, request, at) values (${values}) ` +
    `on conflict do nothing`
  )
}

async function earlierAnswer(
  pool: Queryable,
  { actor, key }: { actor: Actor; key: string },
  request: string,
): Promise<Outcome | undefined> {
  const row = await hotRow<{ request: string; answer: { answer: Json; actId: string } | null }>(
    pool,
    'select request, answer from idempotency where account = $1 and key = $2',
    [actor.account, key],
  )
  if (!row || row.answer === null) return undefined
  if (row.request !== request) throw new KeyReused('key used before')
  return { done: row.answer.answer, actId: row.answer.actId, repeated: true }
}

function fingerprint(act: string, input: unknown): string {
  const text = canonicalJson(JSON.parse(JSON.stringify({ act, input })) as Json)
  return createHash('sha256').update(text).digest('base64url')
}
