import type { Pool } from 'pg'
import { firstRow, itself, type Database } from '#kernel/index.ts'
import { takeOverFindings, type TakenFinding, type TakeOverGround } from '#findings/index.ts'
import { findByName } from '#sheets/index.ts'
import { FINDINGS } from './findings-kind.ts'
import { matchLedgerRow, recordOf, type LedgerNames } from './findings-record.ts'
import type { LedgerRow } from './findings-row.ts'
import { openLedgerNames, ownNumbers, sourceOf } from './findings-target.ts'
import { WorkbookReading, type WorkbookReport } from './reading.ts'
import { ImportRefused, type ImportProblem } from './report.ts'
import type { Taking } from './target.ts'

/** What came of an import, beside what the file holds. */
export type LedgerBrought = WorkbookReport & {
  readonly findings: { readonly taken: number; readonly repeated: number }
  /** Rows whose enterprise stands in the archive. */
  readonly linked: number
  /** Rows that read otherwise now than when they came in; the ledger keeps the old. */
  readonly changed: readonly string[]
}

/** The office that takes a ledger in, and how names are matched in its area. */
export type LedgerOffice = {
  readonly taking: Omit<Taking, 'fileName'>
  readonly names: LedgerNames
}

type File = { readonly name: string; readonly bytes: Uint8Array }

const BATCH = 500

/** Finds the office by name within a place; refuses with the names that come near. */
export async function openOffice(
  on: Pool,
  { office, place, demo }: { readonly office: string; readonly place: string; demo: boolean },
): Promise<LedgerOffice> {
  const there = await firstRow(on, 'select 1 from region where jur = $1', [place])
  if (!there) throw new ImportRefused(`没有代码为 ${place} 的地区。`)
  const actor = itself(place, demo)
  const names = await openLedgerNames(on, { actor, home: place })
  const here = names.matcher.directory.bodies.filter((body) => body.place.startsWith(place))
  const { sure, candidates } = findByName(office, here)
  if (!sure) {
    const near = candidates.map(({ name }) => name).join('、')
    throw new ImportRefused(
      `${place} 没有名称为“${office}”的单位${near === '' ? '' : `，相近的有：${near}`}。`,
    )
  }
  return {
    taking: {
      actor: { ...actor, org: sure.id },
      office: { id: sure.id, name: sure.name },
      home: place,
    },
    names,
  }
}

/** Reads a ledger and reports what would come in; nothing is written. */
export async function readLedger(
  file: File,
  today: string,
  office?: LedgerOffice,
): Promise<WorkbookReport> {
  const reading = new WorkbookReading(FINDINGS, { today, fileName: file.name })
  for await (const row of reading.rows(file.bytes)) {
    if (!office) continue
    const problems: ImportProblem[] = []
    matchLedgerRow(office.names, row, {}, problems)
    for (const problem of problems.filter(isWorthListing)) reading.add(problem)
  }
  return reading.report()
}

/** A row whose enterprise was found is counted; the list keeps its room for what is in doubt. */
function isWorthListing({ severity }: ImportProblem): boolean {
  return severity !== 'note'
}

/**
 * Brings a ledger in: reads the whole file first and writes only when all of it could be read; then
 * one transaction per 500 rows of a place. Rows with errors stay out, each with its cell; rows
 * that came in before bring nothing, and those that read otherwise now are named.
 */
export async function bringLedger(
  ground: TakeOverGround & { readonly db: Database },
  { taking, names }: LedgerOffice,
  file: File,
): Promise<LedgerBrought> {
  const today = ground.clock.today()
  const reading = new WorkbookReading(FINDINGS, { today, fileName: file.name })
  const byPlace = new Map<string, { record: TakenFinding; row: LedgerRow }[]>()
  const rowOf = new Map<string, string>()
  let linked = 0
  for await (const row of reading.rows(file.bytes)) {
    const problems: ImportProblem[] = []
    const matched = matchLedgerRow(names, row, {}, problems)
    if (matched.subject !== null) linked += 1
    for (const problem of problems.filter(isWorthListing)) reading.add(problem)
    const record = recordOf(row, matched, file.name)
    rowOf.set(record.sourceId, `${row.sheet} 第 ${row.row} 行`)
    const known = byPlace.get(matched.jur)
    if (known) known.push({ record, row })
    else byPlace.set(matched.jur, [{ record, row }])
  }
  const findings = { taken: 0, repeated: 0 }
  const changed: string[] = []
  const { actor, office } = taking
  for (const [jur, records] of byPlace) {
    for (let at = 0; at < records.length; at += BATCH) {
      const all = records
        .slice(at, at + BATCH)
        .map(({ record, row }) => ({ record, row, identity: record.sourceId }))
      const own = await ownNumbers(ground.db.app, actor, all)
      findings.repeated += own.size
      changed.push(...[...own].filter(([, one]) => one.changed).map(([id]) => rowOf.get(id) ?? id))
      const batch = all.filter(({ identity }) => !own.has(identity)).map(({ record }) => record)
      const into = { source: sourceOf(office.id), jur, actor, office }
      const came = await takeOverFindings(ground, into, batch)
      findings.taken += came.taken
      findings.repeated += came.repeated
      changed.push(...came.changed.map((id) => rowOf.get(id) ?? id))
    }
  }
  return { ...reading.report(), findings, linked, changed }
}
