import { itself, type Basis } from '#kernel/index.ts'
import { searchableSubjects, takeOverSubject } from '#enterprises/index.ts'
import {
  lawOfDay,
  takeOverBatch,
  takeOverFindings,
  takenIds,
  type SourceRecord,
  type TakeOverGround,
  type TakingOffice,
} from '#findings/index.ts'
import { externalPlaces, initialsOf, insertPlaces } from '#places/index.ts'
import { deploymentKind } from './deployment.ts'
import type { ImportReport } from '#imports/index.ts'
import { InspectionFiles, type Business } from './import-sf-read.ts'
import type { Product } from './product.ts'
import { foldCounts } from './work.ts'

const PLACE = '9901'
const SOURCE = 'sf-inspections'
const OFFICE = { id: '00000000-0000-7000-8000-000000009901', name: '外部数据接收处' }
const BATCH = 500

/** What came of an import, beside what the files hold. */
export type Brought = {
  readonly subjects: Tally
  readonly findings: Tally
  /** Records that read otherwise now than when they were taken over; the ledger keeps the old. */
  readonly changed: readonly string[]
}
export type Tally = { taken: number; repeated: number }

/** Reads the files without a database: what an import would bring. */
export async function readInspections(dir: string): Promise<ImportReport> {
  const files = new InspectionFiles(dir)
  for await (const _business of files.businesses());
  await files.inspections()
  for await (const _violation of files.violations());
  return files.report()
}

/**
 * Brings the inspections in as findings taken over, in a place of their own, each linked to its
 * subject. One transaction per 500 records; a repetition brings nothing twice and completes what
 * was broken off. Counts are folded and the log is sealed before it answers.
 */
export async function importInspections(
  product: Pick<Product, 'db' | 'runner' | 'journal'>,
  dir: string,
  progress: (sentence: string) => void,
): Promise<ImportReport & Brought> {
  const files = new InspectionFiles(dir)
  const ground = { ...product.runner, journal: product.journal }
  const taking = await prepareGround(product)
  const brought = { subjects: tally(), findings: tally(), changed: [] as string[] }
  const names: string[] = []
  for await (const batch of batches(files.businesses())) {
    names.push(...batch.map((business) => business.sourceId))
    add(brought, 'subjects', await takeSubjects(ground, taking, batch))
  }
  progress(`企业 ${names.length} 家`)
  await files.inspections()
  const subjects = await takenIds(ground, subjectsOf(SOURCE), names)
  let read = 0
  for await (const batch of batches(files.violations())) {
    const records = batch.map(({ business, ...record }) => ({
      ...record,
      subject: subjects.get(business) ?? null,
    }))
    add(brought, 'findings', await takeOverFindings(ground, taking, records))
    read += batch.length
    if (read % 5000 === 0) progress(`违规 ${read} 行`)
  }
  progress(`违规 ${read} 行，正在存证……`)
  await product.journal.sequencer.drain()
  await foldCounts(product)
  return { ...files.report(), ...brought }
}

/** Where subjects of a source are registered: their ids are not those of its findings. */
function subjectsOf(source: string): string {
  return `${source}/businesses`
}

async function prepareGround({ db }: Pick<Product, 'db'>): Promise<TakingOffice> {
  const demo = (await deploymentKind(db.owner)) !== 'production'
  await insertPlaces(
    db.owner,
    externalPlaces().map((place) => ({ ...place, demo })),
  )
  await db.owner.query(
    `insert into organization (id, name, initials, kind, place, valid_from, demo)
     values ($1, $2, $3, 'institution', $4, '2000-01-01', $5) on conflict (id) do nothing`,
    [OFFICE.id, OFFICE.name, initialsOf(OFFICE.name), PLACE, demo],
  )
  const actor = { ...itself(PLACE, demo), org: OFFICE.id }
  return { source: SOURCE, jur: PLACE, actor, office: OFFICE }
}

async function takeSubjects(
  ground: TakeOverGround,
  { source, jur, actor, office }: TakingOffice,
  records: readonly Business[],
) {
  const on = ground.clock.today()
  const law = await lawOfDay(ground.db.app, {
    on,
    place: jur,
    grade: 'ordinary',
    origin: 'external',
  })
  const basis: readonly Basis[] = law.way('ordinary').basis
  const owner = { org: office.id, party: null, demo: actor.demo }
  return takeOverBatch<Business & SourceRecord>(ground, {
    source: subjectsOf(source),
    act: 'subject.take_over',
    kind: 'subject',
    jur,
    actor,
    records,
    make(_client, fresh) {
      const decisions = fresh.map(({ record, id, at }) => {
        const { name, address, sourceId: identifier } = record
        const subject = { kind: 'enterprise', name, identifier, sector: 'other', address } as const
        return takeOverSubject(subject, { id, jur, basis }, at, owner)
      })
      return { decisions, also: [searchableSubjects(decisions)] }
    },
  })
}

async function* batches<T>(items: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = []
  for await (const item of items) {
    batch.push(item)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function tally(): Tally {
  return { taken: 0, repeated: 0 }
}

function add(
  brought: { subjects: Tally; findings: Tally; changed: string[] },
  what: 'subjects' | 'findings',
  came: Tally & { readonly changed: readonly string[] },
): void {
  brought[what].taken += came.taken
  brought[what].repeated += came.repeated
  brought.changed.push(...came.changed)
}
