import type { XmlNode } from 'easy-template-x'
import { attributeOf, childOf, childrenOf, isOn, twips } from './nodes.ts'
import { AROUND, readParagraph, ruleOf, type Reading } from './read-paragraphs.ts'
import type { Block, Cell, Row, Rule, Sides, Table } from './shapes.ts'

/** The paragraphs and tables of a body, a cell, a header or a footer. */
export function readBlocks(root: XmlNode | undefined, reading: Reading): Block[] {
  return childrenOf(root).flatMap((node) => {
    if (node.nodeName === 'w:p') return [readParagraph(node, reading)]
    if (node.nodeName === 'w:tbl') return [readTable(node, reading)]
    return AROUND.has(node.nodeName) ? readBlocks(node, reading) : []
  })
}

const SIDES = ['top', 'right', 'bottom', 'left'] as const
type Side = (typeof SIDES)[number]

/** What a table says for all its cells, nearest first. */
type Around = { readonly properties: readonly XmlNode[]; readonly reading: Reading }

function readTable(node: XmlNode, reading: Reading): Table {
  const own = childOf(node, 'w:tblPr')
  const style = attributeOf(childOf(own, 'w:tblStyle'), 'val')
  const properties = [...(own ? [own] : []), ...reading.styles.chain(style, 'table', 'w:tblPr')]
  const width = childOf(own, 'w:tblW')
  const align = attributeOf(childOf(own, 'w:jc'), 'val')
  const rows = rowsOf(node).map((row) => readRow(row, { properties, reading }))
  const grid = childrenOf(childOf(node, 'w:tblGrid'), 'w:gridCol').map((column) =>
    twips(attributeOf(column, 'w')),
  )
  const count = Math.max(1, ...rows.flatMap(({ cells }) => cells.map((c) => c.column + c.span)))
  return {
    kind: 'table',
    columns: Array.from({ length: count }, (_, index) => grid[index] || 50),
    width: widthOf(attributeOf(width, 'type'), attributeOf(width, 'w')),
    indent: twips(attributeOf(childOf(own, 'w:tblInd'), 'w')),
    align: align === 'center' || align === 'right' ? align : 'left',
    rows,
  }
}

function rowsOf(node: XmlNode): XmlNode[] {
  return childrenOf(node).flatMap((child) => {
    if (child.nodeName === 'w:tr') return [child]
    return ['w:sdt', 'w:sdtContent', 'w:ins'].includes(child.nodeName) ? rowsOf(child) : []
  })
}

/** 50ths of a percent, or twips; 100 % is also written with its sign. */
function widthOf(type: string | undefined, text: string | undefined): Table['width'] {
  const number = Number.parseFloat(text ?? '')
  if (!Number.isFinite(number) || number <= 0) return null
  if (type === 'pct') return { part: text?.endsWith('%') ? number / 100 : number / 5000 }
  return type === 'dxa' ? { points: number / 20 } : null
}

function readRow(node: XmlNode, around: Around): Row {
  const properties = childOf(node, 'w:trPr')
  const chain = properties ? [properties] : []
  let column = Number(attributeOf(childOf(properties, 'w:gridBefore'), 'val') ?? 0)
  const cells = cellsOf(node).map((cell) => {
    const read = readCell(cell, column, around)
    column += read.span
    return read
  })
  return {
    head: isOn(chain, 'w:tblHeader'),
    whole: isOn(chain, 'w:cantSplit'),
    least: twips(attributeOf(childOf(properties, 'w:trHeight'), 'val')),
    cells,
  }
}

function cellsOf(node: XmlNode): XmlNode[] {
  return childrenOf(node).flatMap((child) => {
    if (child.nodeName === 'w:tc') return [child]
    return ['w:sdt', 'w:sdtContent'].includes(child.nodeName) ? cellsOf(child) : []
  })
}

function readCell(node: XmlNode, column: number, { properties, reading }: Around): Cell {
  const own = childOf(node, 'w:tcPr')
  const merge = childOf(own, 'w:vMerge')
  const middle = attributeOf(childOf(own, 'w:vAlign'), 'val')
  const span = Number(attributeOf(childOf(own, 'w:gridSpan'), 'val') ?? 1)
  return {
    column,
    span: Number.isInteger(span) && span > 0 && span < 64 ? span : 1,
    goesOn: merge !== undefined && attributeOf(merge, 'val') !== 'restart',
    middle: middle === 'center' || middle === 'bottom' ? middle : 'top',
    padding: sides((side) => paddingOf(own, properties, side)),
    borders: sides((side) => borderOf(own, properties, side)),
    blocks: readBlocks(node, reading),
  }
}

function sides<T>(of: (side: Side) => T): Sides<T> {
  const [top, right, bottom, left] = SIDES.map(of)
  return { top: top!, right: right!, bottom: bottom!, left: left! }
}

/** Sides as the standard of the format calls them in newer files. */
const ALSO: Readonly<Record<Side, string>> = {
  top: 'top',
  right: 'end',
  bottom: 'bottom',
  left: 'start',
}

function sideOf(node: XmlNode | undefined, side: Side): XmlNode | undefined {
  return childOf(node, `w:${side}`) ?? childOf(node, `w:${ALSO[side]}`)
}

function paddingOf(own: XmlNode | undefined, table: readonly XmlNode[], side: Side): number {
  const places = [
    sideOf(childOf(own, 'w:tcMar'), side),
    ...table.map((properties) => sideOf(childOf(properties, 'w:tblCellMar'), side)),
  ]
  const found = places.find((place) => place !== undefined)
  return twips(attributeOf(found, 'w'), side === 'left' || side === 'right' ? 5.4 : 0)
}

/** The cell's own line, else the table's: inner lines count for every side between cells. */
function borderOf(own: XmlNode | undefined, table: readonly XmlNode[], side: Side): Rule | null {
  const mine = sideOf(childOf(own, 'w:tcBorders'), side)
  if (mine) return ruleOf(mine)
  const inner = side === 'top' || side === 'bottom' ? 'w:insideH' : 'w:insideV'
  for (const properties of table) {
    const borders = childOf(properties, 'w:tblBorders')
    if (borders) return ruleOf(childOf(borders, inner)) ?? ruleOf(sideOf(borders, side))
  }
  return null
}
