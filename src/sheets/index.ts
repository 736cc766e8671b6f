export { sheetFile } from './download.ts'
export { findLayout, HEADER_WITHIN, layoutAt, type Column, type Layout } from './header.ts'
export {
  rememberedKey,
  titleMatcher,
  type Remembered,
  type TitleMatcher,
  type Vocabulary,
} from './mapping.ts'
export { coreOfName, findByName, nameKey, type Candidate, type NameMatch } from './names.ts'
export { readSheets } from './reader.ts'
export { SheetRefused } from './refused.ts'
export { RowSorter, titleOf, type ClassifiedRow, type FieldCell, type RowRules } from './rows.ts'
export * from './texts.ts'
export {
  addressOf,
  cleanText,
  comparable,
  readAmount,
  readDay,
  splitValues,
  yearIn,
  type DateContext,
} from './values.ts'
export * from './words.ts'
export { XmlScanner, type Attributes } from './xml.ts'
export { writeCsv } from './write-csv.ts'
export {
  writeXlsx,
  type WrittenColumn,
  type WrittenCounts,
  type WrittenRow,
  type WrittenSheet,
} from './write-xlsx.ts'
export { markWorkbook, type SheetMarks } from './mark-xlsx.ts'
export { markedLines } from './mark-csv.ts'
