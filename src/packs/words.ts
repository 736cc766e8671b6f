import type { InconsistencyClass } from '#law/words.ts'

/** What does not add up in a sheet that was read, and whose it is (errata of the document, …). */
export type ImportProblem = {
  readonly class: InconsistencyClass | null
  readonly severity: 'error' | 'warning' | 'note'
  /** The row of the table, or the file and line of the draft. */
  readonly at: string
  readonly message: string
}
