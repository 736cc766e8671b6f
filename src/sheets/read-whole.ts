import { read, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx'
import type { Sink } from './sink.ts'
import { SheetRefused } from './refused.ts'
import { dayOfSerial, decimalText, showsDay } from './serials.ts'
import type { CellKind, Merge } from './words.ts'

type Value = { readonly kind: CellKind; readonly text: string }

/** Reads the formats that cannot be read piece by piece: .xls and SpreadsheetML. */
export async function readWhole(
  bytes: Buffer,
  format: 'xls' | 'spreadsheetml',
  sink: Sink,
): Promise<void> {
  const book = open(bytes)
  const epoch = book.Workbook?.WBProps?.date1904 ? 1904 : 1900
  await sink.file(format, null, epoch)
  for (const [at, name] of book.SheetNames.entries()) {
    const sheet = book.Sheets[name]
    if (!sheet) continue
    await sink.sheet(name, (book.Workbook?.Sheets?.[at]?.Hidden ?? 0) !== 0, mergesOf(sheet))
    await readRows(sheet, epoch, sink)
  }
}

function open(bytes: Buffer): WorkBook {
  try {
    return read(bytes, {
      type: 'buffer',
      dense: true,
      cellNF: true,
      cellFormula: true,
      cellDates: false,
      cellText: false,
      cellHTML: false,
      bookVBA: false,
    })
  } catch (error) {
    if (/password|encrypt/i.test((error as Error).message)) throw new SheetRefused('encrypted')
    throw new SheetRefused('damaged')
  }
}

async function readRows(sheet: WorkSheet, epoch: 1900 | 1904, sink: Sink): Promise<void> {
  const grid = (sheet['!data'] ?? []) as readonly (
    | readonly (CellObject | undefined)[]
    | undefined
  )[]
  for (const [at, row] of grid.entries()) {
    if (!row) continue
    sink.row(at + 1)
    for (const [col, cell] of row.entries()) {
      if (!cell) continue
      const { kind, text } = valueOf(cell, epoch)
      sink.cell(col, kind, text, typeof cell.f === 'string')
    }
    await sink.turn()
  }
  await sink.end(grid.length)
}

function valueOf(cell: CellObject, epoch: 1900 | 1904): Value {
  const { t: type, v: value, z: format } = cell
  if (type === 'e') return { kind: 'error', text: ERRORS[Number(value)] ?? '#ERROR!' }
  if (type === 'b') return { kind: 'boolean', text: value ? 'TRUE' : 'FALSE' }
  if (type === 'n' && typeof value === 'number') {
    const day = typeof format === 'string' && showsDay(0, format) ? dayOfSerial(value, epoch) : null
    if (day !== null) return { kind: 'date', text: day }
    return { kind: 'number', text: decimalText(value) ?? '' }
  }
  return { kind: 'text', text: typeof value === 'string' ? value : '' }
}

const ERRORS: { readonly [code: number]: string } = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
}

function mergesOf(sheet: WorkSheet): Merge[] {
  return (sheet['!merges'] ?? []).map(({ s, e }) => ({
    top: s.r + 1,
    left: s.c,
    bottom: e.r + 1,
    right: e.c,
  }))
}
