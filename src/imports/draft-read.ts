import { readFile } from 'node:fs/promises'
import { rows, type Runner } from '#kernel/index.ts'
import { JobRefused } from '#jobs/index.ts'
import { addressOf, rememberedKey, titleOf, type Remembered } from '#sheets/index.ts'
import { choicesOf, type Choices } from './choices.ts'
import { chosenIn, judge, judgeRow } from './judge.ts'
import type { AnyKind, KindRow } from './kind.ts'
import { KINDS, takingOf } from './kinds.ts'
import { WorkbookReading, type ReadEntry } from './reading.ts'
import { ImportRefused } from './report.ts'
import type { SheetReading } from './sheet-reading.ts'
import {
  gravest,
  refusedFor,
  writeRows,
  type DraftRecord,
  type KeptCells,
  type KeptSheet,
  type RowRecord,
  type Settled,
} from './tables.ts'
import type { Target, Working } from './target.ts'

const BATCH = 500

type NewRow = Omit<RowRecord, 'outcome' | 'outcome_say' | 'outcome_id'>
type Kept = { readonly settled: RowRecord['settled']; readonly left_out: string | null }

/**
 * Reads the file of a draft, from the beginning each time: what was settled of its rows by hand is
 * kept, by sheet and row. A file that cannot be read leaves the draft refused, with its sentence.
 */
export async function readInto(job: Working, draft: DraftRecord): Promise<string> {
  const { runner } = job
  const { kind, open } = KINDS[draft.kind]
  const target = await open(runner.db.app, await takingOf(runner.db.app, job.actor, draft))
  const before = await settledBefore(runner, draft.id)
  const reading = new WorkbookReading(kind, {
    today: runner.clock.today(),
    fileName: draft.file_name,
    remembered: await rememberedOf(runner, draft),
    settings: draft.settings,
  })
  // Rows that somebody settled stay until they are written again, should this be broken off.
  await runner.db.app.query(
    `delete from import_row where draft = $1 and settled = '{}'::jsonb and left_out is null`,
    [draft.id],
  )
  const choices = await choicesOf(runner.db.app, draft)
  const writer = new Writer({ job, draft, kind, target, reading, before, choices })
  try {
    for await (const entry of reading.entries(await bytesOf(draft))) await writer.take(entry)
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error
    await refuseDraft(runner, draft, error.message)
    throw new JobRefused(error.message)
  }
  await writer.flush()
  await remember(runner, draft, reading)
  return keep(runner, draft, reading)
}

/** The stored original of a draft. */
export async function bytesOf(draft: Pick<DraftRecord, 'file_path'>): Promise<Buffer> {
  const bytes = draft.file_path === null ? null : await readFile(draft.file_path).catch(() => null)
  if (!bytes) throw new JobRefused('原文件已不在服务器上，请重新上传。')
  return bytes
}

type Ground = {
  readonly job: Working
  readonly draft: DraftRecord
  readonly kind: AnyKind
  readonly target: Target<KindRow>
  readonly reading: WorkbookReading<string, KindRow>
  readonly before: ReadonlyMap<string, Kept>
  readonly choices: Choices
}

/** Writes rows as they are read, in batches; what is here already is looked up for each batch. */
class Writer {
  private waiting: { row: NewRow; read: KindRow | null }[] = []
  private done = 0
  private readonly ground: Ground
  constructor(ground: Ground) {
    this.ground = ground
  }

  async take(entry: ReadEntry<string, KindRow>): Promise<void> {
    this.waiting.push(this.rowOf(entry))
    if (this.waiting.length >= BATCH) await this.flush()
  }

  async flush(): Promise<void> {
    const { job, draft, target } = this.ground
    const batch = this.waiting
    this.waiting = []
    const asked = batch.flatMap(({ row, read }) =>
      row.class === 'data' && read
        ? [
            {
              identity: row.identity!,
              content: row.content!,
              row: read,
              chosen: chosenIn(row.settled),
            },
          ]
        : [],
    )
    const on = job.runner.db.app
    const known = asked.length > 0 ? await target.known(on, asked) : new Map()
    const refusals = await target.refusals?.(on, asked)
    const rowsNow = batch.map(({ row }) => {
      const here = row.class === 'data' && row.identity !== null ? known.get(row.identity) : null
      const no = row.class === 'data' && !here && refusals?.get(row.identity ?? '')
      if (no) return refusedFor(row, no)
      if (!here) return row
      return {
        ...row,
        brought_at: here.at ?? draft.created_at,
        brought_id: here.id,
        brought_changed: here.changed,
      }
    })
    if (rowsNow.length > 0) await writeRows(on, draft.id, rowsNow)
    this.done += rowsNow.length
    await job.progress('读取表格', this.done, null)
  }

  private rowOf(entry: ReadEntry<string, KindRow>): { row: NewRow; read: KindRow | null } {
    const { sorted, sheet } = entry
    const { row: number, fields, covered, group, groupRow } = sorted.row
    const earlier = this.ground.before.get(`${sheet}.${number}`)
    const isData = entry.is === 'data' || entry.is === 'refused' || entry.is === 'repeated'
    // What was settled by hand goes before what the office chose in earlier files.
    const recalled = isData ? this.ground.choices.recall(fields, this.ground.target) : {}
    const settled = earlier ? earlier.settled : recalled
    const cells: KeptCells | null = isData
      ? { fields: [...fields], covered, group, groupRow }
      : null
    const plain = {
      sheet_no: sheet,
      row_no: number,
      said: sorted.said,
      cells,
      brought_at: null,
      brought_id: null,
      brought_changed: false,
      settled,
      left_out: earlier?.left_out ?? null,
    }
    if (!cells) {
      return {
        read: null,
        row: {
          ...plain,
          class: entry.is,
          problems: entry.problems,
          severity: gravest(entry.problems),
          identity: null,
          content: null,
        },
      }
    }
    const judged = this.judged(entry, cells, settled)
    const repeats =
      entry.is === 'repeated' && Object.values(settled).every(({ text }) => text === undefined)
    const problems = repeats ? [...judged.problems, ...entry.problems.slice(-1)] : judged.problems
    return {
      read: judged.row,
      row: {
        ...plain,
        class: judged.row === null ? 'refused' : repeats ? 'repeated' : 'data',
        problems,
        severity: gravest(problems),
        identity: judged.identity,
        content: judged.content,
      },
    }
  }

  private judged(
    entry: ReadEntry<string, KindRow>,
    cells: KeptCells,
    settled: Readonly<Record<string, Settled>>,
  ) {
    const { kind, target, reading } = this.ground
    if (Object.keys(settled).length === 0) {
      const { row } = entry
      if (!row) return { row, problems: entry.problems, identity: null, content: null }
      const own = entry.is === 'repeated' ? entry.problems.slice(0, -1) : entry.problems
      return judgeRow(kind, target, row, own, {})
    }
    const sheet = reading.sheets[entry.sheet]!
    return judge(kind, target, {
      row: entry.sorted.row.row,
      cells,
      settled,
      context: sheet.context,
      columnOf: (field) => sheet.layout?.columns.find((one) => one.field === field)?.col ?? null,
    })
  }
}

async function keep(
  runner: Runner,
  draft: DraftRecord,
  reading: WorkbookReading<string, KindRow>,
): Promise<string> {
  const { format, encoding, epoch, sheets } = reading.report()
  const kept = reading.sheets.map((sheet, at) => keptOf(sheet, sheets[at]!.rows.total))
  const lines = sheets.reduce((sum, { rows: counts }) => sum + counts.total, 0)
  const say = `已读取《${draft.file_name}》，共 ${lines} 行。`
  await runner.db.app.query(
    `update import_draft set state = 'ready', say = null, job = null, format = $2, encoding = $3,
        epoch = $4, sheets = $5::jsonb, problems = $6::jsonb, revision = revision + 1,
        changed_at = $7 where id = $1`,
    [
      draft.id,
      format,
      encoding,
      epoch,
      JSON.stringify(kept),
      JSON.stringify(reading.general.slice(0, 500)),
      runner.clock.now(),
    ],
  )
  return say
}

function keptOf(sheet: SheetReading<string, KindRow>, total: number): KeptSheet {
  const header = sheet.layout?.headerRows.at(-1) ?? 1
  return {
    name: sheet.name,
    use: sheet.used,
    headerRows: sheet.layout?.headerRows ?? [],
    columns: (sheet.layout?.columns ?? []).map((column) => ({
      col: column.col,
      address: addressOf(column.col, header),
      title: titleOf(column),
      titles: column.titles,
      field: column.field,
    })),
    preview: sheet.preview,
    context: sheet.context,
    total,
    lastCol: sheet.lastCol,
    unstored: { ...sheet.unstored },
  }
}

async function refuseDraft(runner: Runner, draft: DraftRecord, say: string): Promise<void> {
  await runner.db.app.query(
    `update import_draft set state = 'refused', say = $2, job = null, revision = revision + 1,
        changed_at = $3 where id = $1`,
    [draft.id, say, runner.clock.now()],
  )
}

async function settledBefore(runner: Runner, draft: string): Promise<Map<string, Kept>> {
  const found = await rows<Kept & { sheet_no: number; row_no: number }>(
    runner.db.app,
    `select sheet_no, row_no, settled, left_out from import_row
      where draft = $1 and (settled <> '{}'::jsonb or left_out is not null)`,
    [draft],
  )
  return new Map(found.map((row) => [`${row.sheet_no}.${row.row_no}`, row]))
}

/** Columns that somebody settled are known by their titles the next time this office brings such a file. */
async function remember(
  runner: Runner,
  { org, kind, settings }: DraftRecord,
  reading: WorkbookReading<string, KindRow>,
): Promise<void> {
  const settled = new Map<string, string | null>()
  for (const { name, layout } of reading.sheets) {
    const columns = settings[name]?.columns ?? {}
    for (const { col, titles } of layout?.columns ?? []) {
      const field = columns[String(col)]
      if (field !== undefined && titles.length > 0) settled.set(rememberedKey(titles), field)
    }
  }
  if (settled.size === 0) return
  await runner.db.app.query(
    `insert into import_mapping (org, kind, title, field, at)
     select $1, $2, title, field, $3 from unnest($4::text[], $5::text[]) as t (title, field)
     on conflict (org, kind, title) do update set field = excluded.field, at = excluded.at`,
    [org, kind, runner.clock.now(), [...settled.keys()], [...settled.values()]],
  )
}

async function rememberedOf(runner: Runner, draft: DraftRecord): Promise<Remembered<string>> {
  const found = await rows<{ title: string; field: string | null }>(
    runner.db.app,
    'select title, field from import_mapping where org = $1 and kind = $2',
    [draft.org, draft.kind],
  )
  return Object.fromEntries(found.map(({ title, field }) => [title, field]))
}
