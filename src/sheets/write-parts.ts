import { MOST_DECIMALS, xmlText } from './write-values.ts'
import type { WrittenSheet } from './write-xlsx.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Every part of the workbook beside its sheet. The line under the title is its one shared text. */
export function partsOf(
  sheet: WrittenSheet,
  headerRows: number,
  line: string,
): readonly (readonly [string, string])[] {
  return [
    ['xl/sharedStrings.xml', shared(line)],
    ['xl/styles.xml', HEAD + styles()],
    ['xl/workbook.xml', HEAD + workbook(sheet, headerRows)],
    ['xl/_rels/workbook.xml.rels', HEAD + relations(WORKBOOK_RELATIONS)],
    ['_rels/.rels', HEAD + relations([['officeDocument', 'xl/workbook.xml']])],
    ['[Content_Types].xml', HEAD + contentTypes()],
  ]
}

function shared(line: string): string {
  const { text } = xmlText(line)
  return (
    `${HEAD}<sst xmlns="${MAIN}" count="1" uniqueCount="1"><si><t xml:space="preserve">${text}` +
    `</t></si></sst>`
  )
}

function workbook({ name }: WrittenSheet, headerRows: number): string {
  const { text } = xmlText(name.replaceAll(/[[\]:*?/\\']/g, '').slice(0, 31))
  return (
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${text.replaceAll('"', '')}" ` +
    `sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm.Print_Titles" ` +
    `localSheetId="0">'${text}'!$1:$${2 + headerRows}</definedName></definedNames></workbook>`
  )
}

const WORKBOOK_RELATIONS = [
  ['worksheet', 'worksheets/sheet1.xml'],
  ['styles', 'styles.xml'],
  ['sharedStrings', 'sharedStrings.xml'],
] as const

function relations(all: readonly (readonly [string, string])[]): string {
  const lines = all.map(
    ([type, target], at) =>
      `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  )
  return `<Relationships xmlns="${PACKAGE}/relationships">${lines.join('')}</Relationships>`
}

function contentTypes(): string {
  const parts = [
    ['/xl/workbook.xml', 'sheet.main'],
    ['/xl/worksheets/sheet1.xml', 'worksheet'],
    ['/xl/styles.xml', 'styles'],
    ['/xl/sharedStrings.xml', 'sharedStrings'],
  ].map(([name, type]) => `<Override PartName="${name}" ContentType="${SHEET_TYPE}.${type}+xml"/>`)
  return (
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/` +
    `vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="` +
    `application/xml"/>${parts.join('')}</Types>`
  )
}

const font = (size: number, more = '') =>
  `<font>${more}<sz val="${size}"/><name val="宋体"/></font>`
const align = (more: string) => `<alignment ${more}/>`
const TOP = align('vertical="top" wrapText="1"')
const MIDDLE = align('horizontal="center" vertical="center" wrapText="1"')
const LEFT = align('horizontal="left" vertical="center" wrapText="1"')

function styles(): string {
  const decimals = Array.from({ length: MOST_DECIMALS + 1 }, (_, at) => at)
  const formats = [
    '<numFmt numFmtId="170" formatCode="yyyy\\-mm\\-dd"/>',
    ...decimals.map((at) => {
      const code = at === 0 ? '#,##0' : `#,##0.${'0'.repeat(at)}`
      return `<numFmt numFmtId="${171 + at}" formatCode="${code}"/>`
    }),
  ]
  const cells = [
    '<xf/>',
    `<xf fontId="0" applyAlignment="1">${TOP}</xf>`,
    `<xf fontId="1" applyFont="1" applyAlignment="1">${MIDDLE}</xf>`,
    `<xf fontId="0" applyAlignment="1">${LEFT}</xf>`,
    `<xf fontId="2" fillId="2" borderId="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${MIDDLE}</xf>`,
    `<xf numFmtId="170" applyNumberFormat="1" applyAlignment="1">${TOP}</xf>`,
    `<xf quotePrefix="1" applyAlignment="1">${TOP}</xf>`,
    ...decimals.map(
      (at) => `<xf numFmtId="${171 + at}" applyNumberFormat="1" applyAlignment="1">${TOP}</xf>`,
    ),
  ]
  const thin = ['left', 'right', 'top', 'bottom'].map((side) => `<${side} style="thin"/>`).join('')
  return (
    `<styleSheet xmlns="${MAIN}"><numFmts count="${formats.length}">${formats.join('')}</numFmts>` +
    `<fonts count="3">${font(11)}${font(16, '<b/>')}${font(11, '<b/>')}</fonts>` +
    `<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill ` +
    `patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor ` +
    `rgb="FFEAF1F9"/></patternFill></fill></fills>` +
    `<borders count="2"><border/><border>${thin}</border></borders>` +
    `<cellStyleXfs count="1"><xf/></cellStyleXfs>` +
    `<cellXfs count="${cells.length}">${cells.join('')}</cellXfs></styleSheet>`
  )
}
