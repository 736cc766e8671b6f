import type {
  ClassifiedRow,
  DateContext,
  RowRules,
  SheetFormat,
  Vocabulary,
} from '#sheets/index.ts'
import type { Chosen } from './directory.ts'
import type { ImportProblem } from './report.ts'
import type { ImportKind } from './vocabulary.ts'

/** What surrounds a row: its sheet, its dates, and the unit of its column of money. */
export type RowContext = DateContext & {
  readonly sheet: string
  readonly today: string
  readonly fundsUnit: '元' | '万元' | '亿元' | null
  /** What somebody chose for cells of this row that leave it open. */
  readonly chosen?: Chosen
}

/** What every kind of row has: where it stands, and the addresses of its cells by field. */
export type KindRow = {
  readonly sheet: string
  readonly row: number
  readonly cells: { readonly [field: string]: string | undefined }
}

/** A row that can come in, or null where a cell forbids it; and what is to be said of its cells. */
export type ReadRow<R> = { readonly row: R | null; readonly problems: readonly ImportProblem[] }

/** One kind of spreadsheet: the titles it goes by, how its rows are told apart and read. */
export type SheetKind<F extends string, R extends KindRow> = {
  readonly kind: ImportKind
  readonly titles: Vocabulary<F>
  readonly names: Readonly<Record<F, string>>
  readonly rules: RowRules<F>
  /** The column without which no row can come in. */
  readonly main: F
  /** The column of money, whose title may state the unit. */
  readonly money?: F
  readonly read: (from: ClassifiedRow<F>, context: RowContext) => ReadRow<R>
  /** What a row says, without its place in the sheet: the same again is the same record. */
  readonly content: (row: R) => string
  /** By what a record is recognized when it comes again, perhaps further on its way. */
  readonly identity: (row: R) => string
}

/** A kind whose fields and rows are not known any more closely. */
export type AnyKind = SheetKind<string, KindRow>

/** What a file turned out to be. */
export type FileFacts = {
  readonly format: SheetFormat
  readonly encoding: string | null
  readonly epoch: 1900 | 1904
}
