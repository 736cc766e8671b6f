import { heightOf, paragraphBoxes, type Box } from './boxes.ts'
import type { Ink } from './ink.ts'
import type { Setting } from './lines.ts'
import type { Block, Cell, Row, Rule, Table } from './shapes.ts'

/** The boxes of blocks one under the other. */
export function boxesOf(blocks: readonly Block[], setting: Setting): Box[] {
  return blocks.flatMap((block) =>
    block.kind === 'paragraph'
      ? paragraphBoxes(block, setting)
      : rowsOf(block, setting).map((row) => row.box),
  )
}

/** A row on its place: its cells with what is in them, and itself as one box. */
export type PlacedRow = {
  readonly row: Row
  readonly height: number
  readonly box: Box
  /** The row as parts that fit into the heights asked for, where it is cut over pages. */
  readonly cut: (room: number, next: number) => Box[] | null
}

type Placed = {
  readonly cell: Cell
  readonly x: number
  readonly width: number
  readonly boxes: readonly Box[]
}

export function rowsOf(table: Table, setting: Setting): PlacedRow[] {
  const all = table.columns.reduce((sum, one) => sum + one, 0)
  const asked = table.width
  const wished = asked === null ? all : 'part' in asked ? asked.part * setting.width : asked.points
  const width = Math.min(wished, setting.width)
  const scale = width / all
  const free = setting.width - width
  const shift = table.align === 'center' ? free / 2 : table.align === 'right' ? free : 0
  const left = Math.min(Math.max(shift || table.indent, 0), free)
  const edges = [left]
  for (const column of table.columns) edges.push(edges.at(-1)! + column * scale)
  return table.rows.map((row) => placeRow(row, edges, setting))
}

function placeRow(row: Row, edges: readonly number[], setting: Setting): PlacedRow {
  const placed = row.cells.map((cell): Placed => {
    const x = edges[cell.column] ?? edges.at(-1)!
    const end = edges[Math.min(cell.column + cell.span, edges.length - 1)]!
    const width = Math.max(end - x, 6)
    const inner = Math.max(width - cell.padding.left - cell.padding.right, 6)
    const within = { ...setting, width: inner, pitch: 0, charSpace: 0 }
    return { cell, x, width, boxes: cell.goesOn ? [] : boxesOf(cell.blocks, within) }
  })
  const height = Math.max(row.least, ...placed.map(fullHeight))
  return {
    row,
    height,
    box: boxOf(placed, height, true),
    cut: (room, next) => cutRow(placed, room, next),
  }
}

function fullHeight({ cell, boxes }: Placed): number {
  return heightOf(boxes) + cell.padding.top + cell.padding.bottom
}

function boxOf(placed: readonly Placed[], height: number, whole: boolean): Box {
  return {
    height,
    draw(ink, x, y) {
      for (const one of placed) {
        drawBorders(ink, one, { x: x + one.x, y, height })
        const free = height - fullHeight(one)
        const middle = whole ? one.cell.middle : 'top'
        const down = middle === 'center' ? free / 2 : middle === 'bottom' ? free : 0
        let at = y + one.cell.padding.top + Math.max(down, 0)
        for (const box of one.boxes) {
          box.draw(ink, x + one.x + one.cell.padding.left, at)
          at += box.height
        }
      }
    },
  }
}

type Spot = { readonly x: number; readonly y: number; readonly height: number }

function drawBorders(ink: Ink, { cell, width }: Placed, { x, y, height }: Spot): void {
  const { top, right, bottom, left } = cell.borders
  const draw = (rule: Rule | null, from: [number, number], to: [number, number]) => {
    if (rule) ink.rule(rule, from, to)
  }
  draw(cell.goesOn ? null : top, [x, y], [x + width, y])
  draw(bottom, [x, y + height], [x + width, y + height])
  draw(left, [x, y], [x, y + height])
  draw(right, [x + width, y], [x + width, y + height])
}

/** Parts of a row for what is left of this page and for the next ones; null where nothing fits. */
function cutRow(placed: readonly Placed[], room: number, next: number): Box[] | null {
  const parts: Box[] = []
  let rest = placed
  let free = room
  while (rest.some(({ boxes }) => boxes.length > 0)) {
    const taken = rest.map((one) => ({ ...one, boxes: fitting(one, free) }))
    if (taken.every(({ boxes }) => boxes.length === 0)) {
      if (parts.length === 0) return null
      // A single line taller than a page is drawn over its edge.
      taken.splice(
        0,
        taken.length,
        ...rest.map((one) => ({ ...one, boxes: one.boxes.slice(0, 1) })),
      )
    }
    parts.push(boxOf(taken, Math.max(...taken.map(fullHeight)), false))
    rest = rest.map((one, index) => ({
      ...one,
      boxes: one.boxes.slice(taken[index]!.boxes.length),
    }))
    free = next
  }
  return parts
}

function fitting({ cell, boxes }: Placed, room: number): readonly Box[] {
  let free = room - cell.padding.top - cell.padding.bottom
  const end = boxes.findIndex(({ height }) => (free -= height) < -0.01)
  return end === -1 ? boxes : boxes.slice(0, end)
}
