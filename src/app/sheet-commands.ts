import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { systemClock } from '#kernel/index.ts'
import { readLaw } from '#law/index.ts'
import { draftOfFile, refusedFile, type SheetDraft } from '#packs/index.ts'
import { CLASS_LABELS } from '#law/texts.ts'
import { print, type Json } from './command-line.ts'
import { ROOT } from './product.ts'

type Options = Json & {
  readonly out: string
  readonly id?: string
  readonly issuer?: string
  readonly place?: string
}

/**
 * `sheet import FILE --out DIR`: a Word file or spreadsheet as a draft pack, with what does not add
 * up in three classes. 1 where the draft must be mended first, 2 where nothing could be read.
 */
export async function sheetImportCommand(file: string, options: Options): Promise<void> {
  const out = resolve(options.out)
  const draft = await read(file, options, out)
  if (typeof draft === 'string') {
    process.stderr.write(`${draft}\n`)
    process.exitCode = 2
    return
  }
  mkdirSync(out, { recursive: true })
  for (const [name, text] of Object.entries(draft.texts)) writeFileSync(join(out, name), text)
  const { format, problems, pack } = draft
  const ok = pack !== undefined && problems.every(({ severity }) => severity !== 'error')
  const report = { ok, format, out, draft: draftLine(draft), problems }
  print(report, ok, options, [said(draft, out), ...problems.map(line)])
}

async function read(file: string, options: Options, out: string): Promise<SheetDraft | string> {
  const law = readLaw(join(ROOT, 'law'))
  const packs = law.packs.map(({ pack }) => pack)
  const id =
    options.id ??
    basename(out)
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
  const head = {
    id: id.replaceAll(/^-|-$/g, '') || 'draft-sheet',
    issuer: options.issuer ?? '待填写',
    place: options.place ?? '0',
    from: systemClock.today(),
    demo: false,
  }
  try {
    const beside = { packs, conflicts: law.conflicts }
    const draft = await draftOfFile(readFileSync(file), head, beside)
    return draft ?? `${file} 中没有找到打分表：表头须有考评细则（或者检查内容）和评分标准两栏。`
  } catch (error) {
    const refused = refusedFile(error)
    if (refused !== null) return refused
    return `无法读取 ${file}：${(error as Error).message}`
  }
}

function draftLine({ pack }: SheetDraft) {
  const items = pack?.scoring?.categories.flatMap((category) => category.items) ?? []
  const criteria = items.flatMap((item) => item.criteria)
  return {
    id: pack?.head.id ?? null,
    version: pack?.version ?? null,
    items: items.length,
    criteria: criteria.length,
    clauses: criteria.flatMap(({ clauses }) => clauses).length,
    points: pack?.scoring?.sheet.points ?? null,
  }
}

function said(draft: SheetDraft, out: string): string {
  const { items, criteria, clauses, points } = draftLine(draft)
  return `已写入 ${out}：${items} 项、${criteria} 条评分标准、${clauses} 条扣分情形，共 ${points ?? '—'} 分。`
}

function line({ class: of, severity, at, message }: SheetDraft['problems'][number]): string {
  return `${at} ${severity} ${of ? `${CLASS_LABELS[of]}：` : ''}${message}`
}
