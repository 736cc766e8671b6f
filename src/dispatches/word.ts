import { officeTemplate, render, type DocumentData } from '#documents/index.ts'
import type { DocumentForm } from '#documents/words.ts'
import type { FileStore } from '#files/index.ts'
import { URGENCY_LABELS } from '#papers/texts.ts'
import type { Urgency } from '#papers/words.ts'
import type { Pool } from 'pg'
import { outsideNames } from './load.ts'
import { DIRECTIONS } from './rules.ts'
import { PUBLICITY_LABELS } from './texts.ts'
import type { DispatchKind, DispatchPublicity } from './words.ts'

/** What the Word file of a paper says. */
export type Wording = {
  readonly kind: string
  readonly number: string | null
  readonly title: string | null
  readonly body: string | null
  readonly urgency: string
  readonly publicity: string
  readonly publicity_reason: string | null
  readonly to_orgs: readonly string[]
  readonly copy_orgs: readonly string[]
  readonly to_outside: string | null
  readonly copy_outside: string | null
  readonly issuer_org: string
  readonly owner_org: string
}

/** Letters have the form of letters; everything else that of papers. */
export function formOf(kind: string): DocumentForm {
  return kind === 'letter' || kind === 'reply' ? 'reply' : 'dispatch'
}

/** The values of the template. `names` are full names, as papers address bodies. */
export function wordingData(
  paper: Wording,
  more: {
    readonly names: Readonly<Record<string, string>>
    readonly date: string
    readonly signer: string | null
  },
): DocumentData {
  const { names } = more
  const upward = DIRECTIONS[paper.kind as DispatchKind] === 'up'
  const all = (orgs: readonly string[], outside: string | null) =>
    [...orgs.map((org) => names[org] ?? ''), ...outsideNames(outside)].join('，')
  const publicity = PUBLICITY_LABELS[paper.publicity as DispatchPublicity]
  const why = paper.publicity_reason === null ? '' : `，${paper.publicity_reason}`
  return {
    number: paper.number ?? '（未签发，签发时编号）',
    title: paper.title ?? '',
    office: names[paper.issuer_org] ?? '',
    date: day(more.date),
    urgency: paper.urgency === 'ordinary' ? [] : lines(URGENCY_LABELS[paper.urgency as Urgency]),
    signer: upward && more.signer !== null ? lines(more.signer) : [],
    addressee: lines(all(paper.to_orgs, paper.to_outside)),
    paragraphs: lines(paper.body ?? ''),
    copies: lines(all(paper.copy_orgs, paper.copy_outside)),
    publicity: `${publicity}${why}`,
    printer: names[paper.owner_org] ?? '',
    printedOn: day(more.date),
  }
}

function lines(text: string): DocumentData[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({ text: line }))
}

/** 2026-03-02 as papers write it: 2026年3月2日. */
function day(date: string): string {
  const [year, month, of] = date.split('-').map(Number)
  return `${year}年${month}月${of}日`
}

/** Writes the Word file with the template of the body in whose name the paper goes out. */
export async function wordFileOf(
  pool: Pool,
  files: FileStore,
  paper: Wording,
  more: Parameters<typeof wordingData>[1],
): Promise<Buffer> {
  const template = await officeTemplate(pool, files, {
    org: paper.issuer_org,
    form: formOf(paper.kind),
  })
  return render(template, wordingData(paper, more))
}
