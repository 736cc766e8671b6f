import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  assertScoped,
  Database,
  MARK,
  migrate,
  newId,
  systemClock,
  type Clock,
  type Ledger,
  type Runner,
} from '#kernel/index.ts'
import { openStore, type Purpose, type Store } from '#kernel/store/index.ts'
import { openJournal, type Journal } from '#journal/index.ts'
import { loadLaw } from '#law/index.ts'
import { seedPlaces } from '#places/index.ts'
import { EVIDENCE } from '#files/index.ts'
import { openJobs, type Jobs } from '#jobs/index.ts'
import { DEADLINE, seedNotices, seedYears } from '#deadlines/index.ts'
import { HANDOVER_LEDGERS } from '#handovers/index.ts'
import { CALL_RECORD, openChannels, openMessages, type Messages } from '#messages/index.ts'
import { DRAW } from '#draws/index.ts'
import { SUBJECT } from '#enterprises/index.ts'
import { GRID_LEDGERS } from '#grids/index.ts'
import { FINDING_LEDGERS } from '#findings/index.ts'
import { SCORING_LEDGERS } from '#scoring/index.ts'
import { DUPLICATE_VERDICT } from '#oversight/index.ts'
import { FINDING_EXPORT } from '#exports/index.ts'
import { DOCUMENT_TEMPLATE } from '#documents/index.ts'
import { NOTICE } from '#bulletins/index.ts'
import { INVITATION_LEDGERS } from '#invitations/index.ts'
import { DISPATCH_LEDGERS } from '#dispatches/index.ts'
import { MEETING_LEDGERS } from '#meetings/index.ts'
import { NORM_LEDGERS } from '#norms/index.ts'
import { PACK_DRAFT } from '#packs/index.ts'
import { PAPER_LEDGERS } from '#papers/index.ts'
import { PROGRESS_LEDGERS } from '#progress/index.ts'
import { CAMPAIGN_LEDGERS } from '#campaigns/index.ts'
import { WARNING_LEDGERS } from '#warnings/index.ts'
import { SUPERVISION_LEDGERS } from '#supervision/index.ts'
import { LOOKBACK_LEDGERS } from '#lookbacks/index.ts'
import { WORKS } from './jobs.ts'
import { findMatter } from './matters.ts'

/** Every ledger of the product by its kind: what commands may write and `journal verify` compares. */
export const LEDGERS: ReadonlyMap<string, Ledger> = new Map(
  [
    MARK,
    DEADLINE,
    ...HANDOVER_LEDGERS,
    EVIDENCE,
    SUBJECT,
    ...GRID_LEDGERS,
    DOCUMENT_TEMPLATE,
    ...FINDING_LEDGERS,
    ...SCORING_LEDGERS,
    DUPLICATE_VERDICT,
    DRAW,
    PACK_DRAFT,
    ...LOOKBACK_LEDGERS,
    FINDING_EXPORT,
    NOTICE,
    CALL_RECORD,
    ...PAPER_LEDGERS,
    ...INVITATION_LEDGERS,
    ...DISPATCH_LEDGERS,
    ...MEETING_LEDGERS,
    ...NORM_LEDGERS,
    ...SUPERVISION_LEDGERS,
    ...PROGRESS_LEDGERS,
    ...WARNING_LEDGERS,
    ...CAMPAIGN_LEDGERS,
  ].map((ledger) => [ledger.kind, ledger]),
)

export const ROOT = resolve(import.meta.dirname, '../..')
const LAW = join(ROOT, 'law')

/** Everything a running product holds open. */
export type Product = {
  readonly dataDir: string
  readonly store: Store
  readonly db: Database
  readonly journal: Journal
  readonly runner: Runner
  readonly jobs: Jobs
  readonly messages: Messages
  readonly close: () => Promise<void>
}

/** Where data lies: `BIHUAN_DATA`, or `data` in the checkout. */
export function dataFolder(): string {
  return resolve(process.env.BIHUAN_DATA ?? join(ROOT, 'data'))
}

export type Opening = {
  readonly purpose: Purpose
  readonly clock?: Clock
  readonly dataDir?: string
  readonly size?: number
  readonly say?: (sentence: string) => void
  readonly onFault?: (error: unknown) => void
  /** Told each time the embedded PostgreSQL goes away under the product; it is started again. */
  readonly onLost?: (reason: Error) => void
  /** Told when another server took the data folder meanwhile: this product must end. */
  readonly onTaken?: (refusal: Error) => void
}

/** Opens the store, brings it up to date, loads what comes with the product, opens the journal. */
export async function openProduct(opening: Opening): Promise<Product> {
  const dataDir = opening.dataDir ?? dataFolder()
  mkdirSync(dataDir, { recursive: true })
  const store = await openStore({
    dataDir,
    purpose: opening.purpose,
    databaseUrl: process.env.DATABASE_URL,
    ...(opening.onLost ? { onLost: opening.onLost } : {}),
    ...(opening.onTaken ? { onTaken: opening.onTaken } : {}),
  })
  for (const sentence of store.say) opening.say?.(sentence)
  const db = new Database(store.connection, opening.size ?? 16)
  try {
    const clock = opening.clock ?? systemClock
    const applied = await migrate(db)
    if (applied.length > 0) await seed(db, clock)
    else await loadLawOf(db, clock)
    await assertScoped(db)
    const journal = await openJournal({
      pool: db.owner,
      keysDir: join(dataDir, 'keys'),
      clock,
      ...(opening.onFault ? { onFault: opening.onFault } : {}),
    })
    const runner: Runner = { db, ledgers: LEDGERS, journal: journal.sink, clock, newId }
    const onFault = opening.onFault ?? (() => undefined)
    const jobs = openJobs({ runner, dataDir, works: WORKS, onFault })
    const messages = openMessages(
      runner,
      openChannels(dataDir, () => clock.now()),
      findMatter,
    )
    const close = () => closeAll(jobs, journal, db, store)
    return { dataDir, store, db, journal, runner, jobs, messages, close }
  } catch (error) {
    await db.close()
    await store.close()
    throw error
  }
}

/** Loads what comes with this version of the product; loading again adds only what is new. */
export async function seed(db: Database, clock: Clock): Promise<void> {
  await seedYears(db.owner, await seedNotices())
  await seedPlaces(db)
  await loadLawOf(db, clock)
}

async function loadLawOf(db: Database, clock: Clock): Promise<void> {
  const client = await db.owner.connect()
  try {
    await client.query('begin')
    await loadLaw(client, LAW, clock.now())
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

async function closeAll(jobs: Jobs, journal: Journal, db: Database, store: Store): Promise<void> {
  await jobs.stop()
  await journal.sequencer.stop()
  await db.close()
  await store.close()
}
