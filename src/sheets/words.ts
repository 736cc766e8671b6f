/** What a file is by its content; its name plays no part. */
export type SheetFormat = 'xlsx' | 'xls' | 'spreadsheetml' | 'csv'

/** Why a file is not read. */
export type SheetFault =
  | 'empty'
  | 'encrypted'
  | 'macro'
  | 'html'
  | 'pdf'
  | 'word'
  | 'slides'
  | 'binary_workbook'
  | 'archive'
  | 'unknown'
  | 'damaged'
  | 'bomb'
  | 'doctype'
  | 'encoding'
  | 'too_many_bytes'
  | 'too_many_cells'
  | 'too_many_merges'
  | 'too_many_columns'
  | 'too_many_sheets'
  | 'too_slow'
  | 'too_much_memory'

/** What a cell holds. A number is decimal text, a date `YYYY-MM-DD`, an error as the sheet shows it. */
export type CellKind = 'text' | 'number' | 'date' | 'boolean' | 'error'

/** A cell that is not empty; columns count from 0. A formula's cell holds its stored value. */
export type Cell = {
  readonly col: number
  readonly kind: CellKind
  readonly text: string
  readonly formula?: true
}

/** A row with at least one cell; rows count from 1, as the sheet shows them. */
export type SheetRow = { readonly row: number; readonly cells: readonly Cell[] }

/** Merged cells, both corners included; rows from 1, columns from 0. */
export type Merge = {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** What reading a file tells, in this order: the file, then each sheet, its rows and its end. */
export type SheetEvent =
  | {
      readonly kind: 'file'
      readonly format: SheetFormat
      readonly encoding: string | null
      /** The year in which serial dates begin: 1900 or 1904. */
      readonly epoch: 1900 | 1904
    }
  | {
      readonly kind: 'sheet'
      readonly name: string
      readonly hidden: boolean
      readonly merges: readonly Merge[]
    }
  | { readonly kind: 'rows'; readonly rows: readonly SheetRow[] }
  | { readonly kind: 'end'; readonly lastRow: number }

/** How much of a file is read before it is refused. Bytes are bytes, times are of computing. */
export type SheetLimits = {
  readonly bytes: number
  readonly inflatedBytes: number
  readonly ratio: number
  readonly entries: number
  readonly sheets: number
  readonly cells: number
  /** Cells that are stored and hold nothing. */
  readonly blanks: number
  readonly merges: number
  readonly columns: number
  readonly cellCharacters: number
  readonly stringCharacters: number
  /** Bytes of the formats that cannot be read piece by piece. */
  readonly wholeBytes: number
  readonly cpuMs: number
  readonly cpuMsPerMegabyte: number
  readonly wallMs: number
  readonly memoryMegabytes: number
}

/** Room for 100,000 rows of 20 columns; a small file is given little time. */
export const LIMITS: SheetLimits = {
  bytes: 50 << 20,
  inflatedBytes: 600 << 20,
  ratio: 200,
  entries: 2000,
  sheets: 100,
  cells: 4_000_000,
  blanks: 1_300_000,
  merges: 10_000,
  columns: 400,
  cellCharacters: 40_000,
  stringCharacters: 24_000_000,
  wholeBytes: 8 << 20,
  cpuMs: 1500,
  cpuMsPerMegabyte: 3000,
  wallMs: 300_000,
  memoryMegabytes: 112,
}
