import type { Readable } from 'node:stream'
import {
  firstRow,
  isRefusal,
  newId,
  rows,
  type Actor,
  type Refusal,
  type Runner,
} from '#kernel/index.ts'
import { JobRefused } from '#jobs/index.ts'
import { agreeTo } from './commands.ts'
import { tallyOf, type Tally } from './counts.ts'
import { readInto } from './draft-read.ts'
import { takeFrom } from './draft-take.ts'
import { ImportRefused, type ImportProblem, type SheetReport } from './report.ts'
import { kindRefusal, sumOf } from './rules.ts'
import { findDraft, type DraftRecord } from './tables.ts'
import type { Working } from './target.ts'
import { receiveSheet } from './upload.ts'
import type { Counts, ImportKind } from './words.ts'

const MOST_PROBLEMS = 5000

/** What came of a list: what it holds, what is in doubt, and what was taken over if anything was. */
export type ListBrought = {
  readonly ok: boolean
  readonly format: string
  readonly draft: string
  readonly sheets: readonly (Omit<SheetReport, 'rows'> & { readonly rows: Counts })[]
  readonly problems: readonly ImportProblem[]
  /** Null where nothing was written, for something is in doubt that nobody agreed to. */
  readonly outcomes: Tally['outcomes'] | null
  readonly say: string
}

/**
 * Brings a list in by the door that the page uses: upload, draft, agreement, taking over, all as
 * acts of the person. What is in doubt stops it before anything is written, unless `agreed`; the
 * draft stays, so that its doubts can be settled on the page and the same file be brought again.
 */
export async function bringList(
  { runner, folder }: { readonly runner: Runner; readonly folder: string },
  actor: Actor,
  kind: ImportKind,
  file: {
    readonly name: string
    readonly stream: () => Readable
    readonly progress?: (stage: string, done: number) => void
  },
  options: { readonly agreed: boolean; readonly keepCodesBecause: string | null },
): Promise<ListBrought> {
  must(kindRefusal(actor.role, kind))
  const upload = { filename: file.name, stream: file.stream() }
  const made = await receiveSheet({ runner, folder }, actor, kind, upload)
  if (isRefusal(made)) throw new ImportRefused(made.refused)
  const progress = async (stage: string, done: number) => file.progress?.(stage, done)
  const working: Working = { runner, actor, progress }
  const get = async (id: string) => (await findDraft(runner.db.app, actor, id))!
  const draft = await goneOnWith(runner, await get(made.id))
  const brief = await reading(() => readInto(working, draft))
  const read = await get(draft.id)
  const tally = await tallyOf(runner.db.app, read)
  const problems = await problemsOf(runner, read)
  const plain = {
    format: read.format ?? kind,
    draft: draft.id,
    sheets: read.sheets.map(({ name, headerRows, columns }, at) => ({
      name,
      headerRows,
      columns: columns.map(({ address, title, field }) => ({ address, title, field })),
      rows: tally.sheets[at]!,
    })),
    problems,
  }
  const { data, brought } = sumOf(tally.sheets)
  if (data === 0 && brought > 0) {
    await giveUp(runner, draft)
    const say = `${brief}其中 ${brought} 行已在名录中，没有新的内容。`
    const outcomes = { taken: 0, repeated: brought, failed: 0 }
    return { ...plain, ok: problems.every(({ severity }) => severity !== 'error'), outcomes, say }
  }
  if (problems.length > 0 && !options.agreed) {
    return { ...plain, ok: false, outcomes: null, say: `${brief}有须核对之处，未写入任何内容。` }
  }
  const body = { revision: read.revision, keepCodesBecause: options.keepCodesBecause }
  const outcome = await agreeTo(runner, { actor, key: newId() }, { id: draft.id, body })
  if ('refused' in outcome) {
    return { ...plain, ok: false, outcomes: null, say: `${outcome.refused}未写入任何内容。` }
  }
  if (!('done' in outcome)) throw new ImportRefused('该导入草稿正在由他人办理，请稍后再试。')
  const say = await takeFrom(working, await get(draft.id))
  const { outcomes } = await tallyOf(runner.db.app, await get(draft.id))
  const ok = outcomes.failed === 0 && problems.every(({ severity }) => severity !== 'error')
  return { ...plain, ok, outcomes, say }
}

function must(no: Refusal | null): void {
  if (no) throw new ImportRefused(no.refused)
}

async function reading(work: () => Promise<string>): Promise<string> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof JobRefused) throw new ImportRefused(error.message)
    throw error
  }
}

/** The draft in which this person settled the same file before; the new one is given up for it. */
async function goneOnWith(runner: Runner, fresh: DraftRecord): Promise<DraftRecord> {
  const on = runner.db.app
  const before = await firstRow<{ id: string }>(
    on,
    `select id from import_draft where account = $1 and org = $2 and kind = $3 and file_hash = $4
        and id <> $5 and state = 'ready' order by created_at desc limit 1`,
    [fresh.account, fresh.org, fresh.kind, fresh.file_hash, fresh.id],
  )
  if (!before) return fresh
  await giveUp(runner, fresh)
  return (await findDraft(on, fresh, before.id))!
}

async function giveUp({ db, clock }: Runner, { id }: DraftRecord): Promise<void> {
  await db.app.query(
    `update import_draft set state = 'dropped', revision = revision + 1, changed_at = $2
      where id = $1`,
    [id, clock.now()],
  )
}

/** What is in doubt of the file and of the rows that would come in or are refused. */
async function problemsOf(runner: Runner, draft: DraftRecord): Promise<ImportProblem[]> {
  const found = await rows<{ problems: readonly ImportProblem[] }>(
    runner.db.app,
    `select problems from import_row where draft = $1 and severity in ('error', 'warning')
        and left_out is null and brought_at is null order by sheet_no, row_no limit $2`,
    [draft.id, MOST_PROBLEMS],
  )
  return [...draft.problems, ...found.flatMap(({ problems }) => problems)].filter(
    ({ severity }) => severity !== 'note',
  )
}
