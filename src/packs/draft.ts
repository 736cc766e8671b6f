import { stringify } from 'yaml'
import {
  checkDraft,
  packTexts,
  sheetFindings,
  type CheckedDraft,
  type Conflict,
  type Found,
  type Pack,
} from '#law/index.ts'
import type { InconsistencyClass, LawProblem } from '#law/words.ts'
import { SheetRefused } from '#sheets/index.ts'
import { buildSheet, type Built } from './build.ts'
import { readSheetFile } from './read-file.ts'
import type { ImportProblem } from './words.ts'

/** What a draft is called and where it holds; the office says it, not the file. */
export type DraftHead = {
  readonly id: string
  readonly title?: string
  readonly issuer: string
  readonly place: string
  readonly from: string
  readonly demo: boolean
}

/** A draft pack: its files by name, and everything that does not add up, in three classes. */
export type SheetDraft = {
  readonly format: string
  readonly texts: { readonly [file: string]: string }
  readonly pack: Pack | undefined
  readonly problems: readonly ImportProblem[]
}

/** The packs and conflicts that a draft is checked beside. */
export type Beside = { readonly packs: readonly Pack[]; readonly conflicts: readonly Conflict[] }

/**
 * Reads a Word file or a spreadsheet into a draft pack: pack.yaml, scoring.yaml and the list of
 * what is inconsistent. Throws SheetRefused with its sentence where the file cannot be read; null
 * where no table of it is a score sheet.
 */
export async function draftOfFile(
  bytes: Buffer,
  head: DraftHead,
  beside: Beside,
): Promise<SheetDraft | null> {
  const file = await readSheetFile(bytes)
  const built = buildSheet(file)
  if (built === null) return null
  return { format: file.format, ...draftOf(built, head, beside) }
}

function draftOf(built: Built, head: DraftHead, beside: Beside): Omit<SheetDraft, 'format'> {
  const texts = {
    'pack.yaml': headText(head, {
      title: built.title,
      items: built.items,
      categories: built.scoring.categories.length,
    }),
    'scoring.yaml': stringify(built.scoring, { lineWidth: 100 }),
  }
  return withFindings(texts, beside, built.problems)
}

/** Checks the files of a draft after its inconsistencies are listed anew from what they hold. */
export function withFindings(
  given: { readonly [file: string]: string },
  beside: Beside,
  before: readonly ImportProblem[] = [],
): Omit<SheetDraft, 'format'> {
  const { 'inconsistencies.yaml': _, ...bare } = given
  const first = checkDraft(bare, beside.packs, beside.conflicts)
  const found = first.pack === undefined ? [] : sheetFindings(first.pack)
  // Written as it is kept, so that the lines of the report are those of the files.
  const kept = isWhole(first, bare) ? packTexts(first.pack!) : bare
  const texts = found.length === 0 ? kept : { ...kept, 'inconsistencies.yaml': listed(found) }
  const { pack, problems } = checkDraft(texts, beside.packs, beside.conflicts)
  return { texts, pack, problems: [...before, ...problems.map(told)] }
}

/** Whether every file was well formed, so that none is lost when the pack is written again. */
function isWhole({ pack }: CheckedDraft, texts: { readonly [file: string]: string }): boolean {
  if (pack === undefined) return false
  const parts = Object.keys(texts).map((name) => name.replace(/\.yaml$/, ''))
  return parts.every((part) => part === 'pack' || Object.hasOwn(pack, part))
}

/** The pack.yaml of a draft: who made it, where it holds, and names for its items to be cited by. */
export function headText(
  head: DraftHead,
  { title, items, categories }: { title: string; items: number; categories: number },
): string {
  const { id, issuer, place, from, demo } = head
  return stringify({
    id,
    title: head.title ?? title,
    issuer,
    place,
    rank: '通知',
    effective: { from },
    mark: 'assumption',
    note: '由打分表导入的草稿，发布前须逐项核对',
    demo,
    articles: {
      named: { sheet: '打分表' },
      series: [
        { prefix: 'item-', from: 1, to: items, label: '打分表第{n}项' },
        {
          prefix: 'category-',
          from: 1,
          to: categories,
          label: '打分表第{n}类',
        },
      ],
    },
  })
}

/** Of which class an inconsistency is, as long as no person has said otherwise. */
const CLASSES: { readonly [code: string]: InconsistencyClass } = {
  'number-repeated': 'document',
  'band-overlap': 'document',
  'category-points': 'extraction',
  'label-repeated': 'extraction',
  'level-heading': 'extraction',
  'category-heading': 'extraction',
  'cell-shifted': 'extraction',
  'cap-missing': 'unsaid',
  'persons-exceed': 'unsaid',
  'window-missing': 'unsaid',
  'band-gap': 'unsaid',
}

function listed(found: readonly Found[]): string {
  const codes = [...new Set(found.map(({ code }) => code))]
  return stringify({
    inconsistencies: codes.map((code, n) => {
      const mine = found.filter((one) => one.code === code)
      const more = mine.length > 1 ? `，共 ${mine.length} 处` : ''
      return {
        entry: n + 1,
        class: CLASSES[code] ?? 'document',
        about: mine[0]!.message + more,
        found: code,
        at: [...new Set(mine.map(({ at }) => at))],
        article: 'sheet',
        mark: 'assumption',
      }
    }),
  })
}

function told({ class: of, severity, file, line, message }: LawProblem): ImportProblem {
  const wrong = severity === 'error' ? 'document' : null
  return { class: of ?? wrong, severity, at: `${file}:${line}`, message }
}

/** The sentence of a file that is not read, or null where the fault is another. */
export function refusedFile(error: unknown): string | null {
  return error instanceof SheetRefused ? error.message : null
}
