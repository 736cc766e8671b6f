import { ledger } from '#kernel/index.ts'
import type { Figures } from './reckon.ts'

/** 打分表: one inspected place or body under one version of a sheet. */
export const SCORE_SHEET = ledger({
  kind: 'score_sheet',
  table: 'score_sheet',
  fields: {
    number: { column: 'number', as: 'text' },
    state: { column: 'state', as: 'text' },
    pack: { column: 'pack', as: 'text' },
    packVersion: { column: 'pack_version', as: 'text' },
    subjectOrg: { column: 'subject_org', as: 'uuid' },
    subjectName: { column: 'subject_name', as: 'text', sealed: true },
    office: { column: 'office_org', as: 'uuid' },
    members: { column: 'members', as: 'uuids' },
    sourceKind: { column: 'source_kind', as: 'text' },
    sourceId: { column: 'source_id', as: 'uuid' },
    sourceOf: { column: 'source_of', as: 'uuid' },
    dueOn: { column: 'due_on', as: 'date' },
    sample: { column: 'sample', as: 'text', sealed: true },
    beside: { column: 'beside', as: 'text', sealed: true },
    shares: { column: 'shares', as: 'json' },
    moves: { column: 'moves', as: 'text', sealed: true },
    score: { column: 'score', as: 'numeric' },
    figures: { column: 'figures', as: 'json' },
    openedAt: { column: 'opened_at', as: 'instant' },
    openedPerson: { column: 'opened_person', as: 'uuid' },
    submittedAt: { column: 'submitted_at', as: 'instant' },
    submittedPerson: { column: 'submitted_person', as: 'uuid' },
    confirmedAt: { column: 'confirmed_at', as: 'instant' },
    confirmedPerson: { column: 'confirmed_person', as: 'uuid' },
  },
})

/** One item of a sheet, with a revision of its own: two people score two items at once. */
export const SCORE_ITEM = ledger({
  kind: 'score_item',
  table: 'score_item',
  fields: {
    sheet: { column: 'sheet_id', as: 'uuid' },
    item: { column: 'item', as: 'integer' },
    state: { column: 'state', as: 'text' },
    done: { column: 'done', as: 'text', sealed: true },
    deductions: { column: 'deductions', as: 'text', sealed: true },
    notApplicable: { column: 'not_applicable', as: 'texts' },
    score: { column: 'score', as: 'numeric' },
    scoredAt: { column: 'scored_at', as: 'instant' },
    scoredPerson: { column: 'scored_person', as: 'uuid' },
    history: { column: 'history', as: 'text', sealed: true },
  },
})

/** 复核: what stood out among the sheets of a set was looked at. */
export const SCORE_REVIEW = ledger({
  kind: 'score_review',
  table: 'score_review',
  fields: {
    sheet: { column: 'sheet_id', as: 'uuid' },
    criterion: { column: 'criterion', as: 'text' },
    note: { column: 'note', as: 'text', sealed: true },
    reviewedAt: { column: 'reviewed_at', as: 'instant' },
    reviewedPerson: { column: 'reviewed_person', as: 'uuid' },
  },
})

export const SCORING_LEDGERS = [SCORE_SHEET, SCORE_ITEM, SCORE_REVIEW]

type Own = {
  readonly jur: string
  readonly id: string
  readonly revision: number
  readonly owner_org: string
  readonly demo: boolean
}

/** A row of `score_sheet` as the driver reads it. */
export type SheetRecord = Own & {
  readonly number: string
  readonly state: string
  readonly pack: string
  readonly pack_version: string
  readonly subject_org: string | null
  readonly subject_name: string | null
  readonly office_org: string
  readonly members: readonly string[]
  readonly source_kind: string | null
  readonly source_id: string | null
  readonly source_of: string | null
  readonly due_on: string
  readonly sample: string | null
  readonly beside: string | null
  /** Who takes which item: persons by the item's number. */
  readonly shares: Readonly<Record<string, string>>
  readonly moves: string | null
  readonly score: string | null
  readonly figures: Figures | null
  readonly opened_at: string
  readonly submitted_at: string | null
  readonly confirmed_at: string | null
}

/** A row of `score_item` as the driver reads it. */
export type ItemRecord = Own & {
  readonly sheet_id: string
  readonly item: number
  readonly state: string
  readonly done: string | null
  readonly deductions: string | null
  readonly not_applicable: readonly string[]
  readonly score: string | null
  readonly scored_at: string | null
  readonly scored_person: string | null
  readonly history: string | null
}

/** What a sealed text holds as a JSON list; nothing where it was erased. */
export function listed<T>(text: string | null): T[] {
  return text === null ? [] : (JSON.parse(text) as T[])
}
