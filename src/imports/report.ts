import type { Severity } from './vocabulary.ts'

/** What an import found in its files: the JSON face of `import`, which stays. */
export type ImportReport = {
  readonly ok: boolean
  readonly format: string
  readonly sheets: readonly SheetReport[]
  readonly problems: readonly ImportProblem[]
  /** What the records come to, by the word of each figure. */
  readonly figures?: Readonly<Record<string, number>>
}

export type SheetReport = {
  readonly name: string
  readonly headerRows: readonly number[]
  /** Where each column stands, and the field that takes it; null where none does. */
  readonly columns: readonly {
    readonly address: string
    readonly title: string
    readonly field: string | null
  }[]
  readonly rows: RowCounts
}

export type RowCounts = {
  total: number
  data: number
  refused: number
  headings: number
  subtotals: number
  notes: number
  empty: number
  repeated: number
}

export type ImportProblem = {
  readonly sheet: string
  readonly cell: string | null
  readonly severity: Severity
  readonly field: string | null
  readonly message: string
  /** Who or what may be meant by a name, for the user to choose from. */
  readonly candidates?: readonly { readonly id: string; readonly name: string }[]
}

/** The counts of a sheet before its first row. */
export function noRows(): RowCounts {
  return {
    total: 0,
    data: 0,
    refused: 0,
    headings: 0,
    subtotals: 0,
    notes: 0,
    empty: 0,
    repeated: 0,
  }
}

/** A file that cannot be imported at all, with the sentence that says why. */
export class ImportRefused extends Error {}
