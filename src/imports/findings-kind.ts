import { createHash } from 'node:crypto'
import { comparable } from '#sheets/index.ts'
import { FIELD_NAMES, LEDGER_ROWS, LEDGER_TITLES, type LedgerField } from './findings-fields.ts'
import { readLedgerRow, type LedgerRow } from './findings-row.ts'
import type { SheetKind } from './kind.ts'

/** 问题隐患台账 as a kind of spreadsheet. */
export const FINDINGS: SheetKind<LedgerField, LedgerRow> = {
  kind: 'findings',
  titles: LEDGER_TITLES,
  names: FIELD_NAMES,
  rules: LEDGER_ROWS,
  main: 'text',
  money: 'fundsAmount',
  read: readLedgerRow,
  content(row) {
    const { foundOn, dueOn, correctedOn, recheckedOn, funds } = row
    const texts = Object.entries(row.texts)
      .filter(([field]) => !BY_VALUE.has(field))
      .map(([field, text]) => [field, comparable(text)])
      .toSorted(([a], [b]) => (a! < b! ? -1 : 1))
    const said = JSON.stringify([texts, foundOn, dueOn, correctedOn, recheckedOn, funds])
    return createHash('sha256').update(said).digest('base64')
  },
  identity({ texts, foundOn }) {
    const { number, text, subjectName, place, rectifier } = texts
    const said = [number, text, subjectName ?? rectifier, place].map((one) => comparable(one ?? ''))
    return createHash('sha256')
      .update(JSON.stringify([...said, foundOn]))
      .digest('hex')
  },
}

/** Fields that count by what they mean, not by how they are written; the serial says nothing. */
const BY_VALUE = new Set(['serial', 'foundOn', 'correctedOn', 'recheckedOn', 'fundsAmount'])
