import { heightOf, paragraphBoxes, type Box } from './boxes.ts'
import type { FontFile } from './fonts.ts'
import { Ink } from './ink.ts'
import type { Setting } from './lines.ts'
import type { Block, Face, Margin, Paper, Paragraph, Table } from './shapes.ts'
import { boxesOf, rowsOf, type PlacedRow } from './table-boxes.ts'

/** Lays a paper on pages and draws it. */
export async function drawPaper(
  paper: Paper,
  fonts: Readonly<Record<Face, FontFile>>,
  made: Date,
): Promise<Buffer> {
  const ink = new Ink(paper, fonts, made)
  new Pages(paper, ink).lay()
  return ink.finish()
}

/** How many blocks that must stand together are looked at. */
const MOST_TOGETHER = 8

class Pages {
  private readonly paper: Paper
  private readonly ink: Ink
  private readonly top: number
  private readonly bottom: number
  private y: number

  constructor(paper: Paper, ink: Ink) {
    this.paper = paper
    this.ink = ink
    this.top = paper.margin.top
    this.bottom = paper.height - paper.margin.bottom
    this.y = this.top
  }

  lay(): void {
    this.turn()
    const setting = this.setting()
    const { blocks } = this.paper
    blocks.forEach((block, index) => {
      if (block.kind === 'table') return this.table(block, setting)
      if (block.newPage && this.y > this.top) this.turn()
      this.keepTogether(blocks.slice(index, index + MOST_TOGETHER), setting)
      for (const box of paragraphBoxes(block, setting)) this.put(box)
    })
    this.margins()
  }

  private setting(page = 0, pages = 0): Setting {
    const { width, margin, pitch, charSpace, tabStop } = this.paper
    return {
      width: width - margin.left - margin.right,
      pitch,
      charSpace,
      tabStop,
      measure: this.ink.measure,
      field: (name) => String(name === 'PAGE' ? page : pages),
    }
  }

  private turn(): void {
    this.ink.newPage()
    this.y = this.top
  }

  private put(box: Box): void {
    if (this.y + box.height > this.bottom + 0.5 && this.y > this.top) this.turn()
    box.draw(this.ink, this.paper.margin.left, this.y)
    this.y += box.height
    if (box.endsPage) this.turn()
  }

  /** A paragraph that says so stays on the page of what follows it. */
  private keepTogether(blocks: readonly Block[], setting: Setting): void {
    let height = 0
    for (const block of blocks) {
      const keeps = block.kind === 'paragraph' && block.keepNext
      height += keeps ? heightOf(paragraphBoxes(block, setting)) : firstHeight(block, setting)
      if (!keeps) break
    }
    const alone = blocks[0]?.kind === 'paragraph' && !blocks[0].keepNext
    if (alone || height > this.bottom - this.top) return
    if (this.y + height > this.bottom && this.y > this.top) this.turn()
  }

  private table(table: Table, setting: Setting): void {
    const rows = rowsOf(table, setting)
    const firstBody = rows.findIndex(({ row }) => !row.head)
    const heads = firstBody > 0 ? rows.slice(0, firstBody) : []
    const headHeight = heads.reduce((sum, { height }) => sum + height, 0)
    const repeat = headHeight < (this.bottom - this.top) / 3 ? heads : []
    for (const row of rows) this.row(row, repeat)
  }

  private row(row: PlacedRow, heads: readonly PlacedRow[]): void {
    const again = heads.includes(row) ? [] : heads
    const headHeight = again.reduce((sum, { height }) => sum + height, 0)
    const page = this.bottom - this.top - headHeight
    const room = this.bottom - this.y
    if (row.height <= room + 0.5) return this.put(row.box)
    const fresh = row.height <= page && (row.row.whole || room < page / 4)
    const parts = fresh ? null : row.cut(room, page)
    if (parts === null && this.y > this.top) {
      this.turn()
      for (const head of again) this.put(head.box)
    }
    const later = parts ?? row.cut(this.bottom - this.y, page) ?? [row.box]
    const whole = row.height <= this.bottom - this.y
    const boxes = parts === null && whole ? [row.box] : later
    boxes.forEach((box, index) => {
      if (index > 0) {
        this.turn()
        for (const head of again) this.put(head.box)
      }
      this.put(box)
    })
  }

  /** Headers and footers, when the number of pages is known. */
  private margins(): void {
    const { paper, ink } = this
    for (let index = 0; index < ink.pages; index++) {
      ink.turnTo(index)
      const kind = this.kindOf(index + 1)
      const setting = { ...this.setting(index + 1, ink.pages), pitch: 0, charSpace: 0 }
      const foot = boxesOf(chosen(paper.footers, kind), setting)
      this.drawMargin(boxesOf(chosen(paper.headers, kind), setting), paper.header)
      this.drawMargin(foot, paper.height - paper.footer - heightOf(foot))
    }
  }

  private kindOf(page: number): string {
    if (page === 1 && this.paper.firstApart) return 'first'
    return page % 2 === 0 && this.paper.even ? 'even' : 'default'
  }

  private drawMargin(boxes: readonly Box[], from: number): void {
    let y = from
    for (const box of boxes) {
      box.draw(this.ink, this.paper.margin.left, y)
      y += box.height
    }
  }
}

function firstHeight(block: Block, setting: Setting): number {
  if (block.kind === 'table') return rowsOf(block, setting)[0]?.height ?? 0
  return paragraphBoxes(block satisfies Paragraph, setting)[0]?.height ?? 0
}

function chosen(margins: Readonly<Record<string, Margin>>, kind: string): Margin {
  return margins[kind] ?? (kind === 'first' ? [] : (margins['default'] ?? []))
}
