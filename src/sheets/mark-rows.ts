import type { SheetMarks } from './mark-xlsx.ts'
import { addressOf } from './values.ts'
import { xmlText } from './write-values.ts'
import { columnNumber } from './xlsx-parts.ts'

/** The number of a style with a colour under it. */
export type FillOf = (style: number, grade: 'error' | 'warning') => number

const ROW = /<((?:\w+:)?row)\b([^>]*?)(\/?)>/
const CELL = /<((?:\w+:)?c)\b([^>]*?)(?:\/>|>[\s\S]*?<\/\1>)/g

/** Puts the marks of one sheet into its XML, row by row; whatever stands outside rows passes as it is. */
export class MarkedRows {
  private readonly marks: SheetMarks
  private readonly fillOf: FillOf
  private row = 0

  constructor(marks: SheetMarks, fillOf: FillOf) {
    this.marks = marks
    this.fillOf = fillOf
  }

  /** The sheet's text with its marks; of a row no more is held than the row itself. */
  async *through(text: AsyncIterable<string>): AsyncGenerator<string> {
    let held = ''
    for await (const piece of text) {
      held += piece
      const { done, rest } = this.take(held)
      held = rest
      if (done !== '') yield done
    }
    yield held
  }

  /** Takes the whole rows off the front; what may still be the beginning of one is left. */
  private take(text: string): { done: string; rest: string } {
    let done = ''
    let rest = text
    for (;;) {
      const found = ROW.exec(rest)
      if (!found) break
      const [head, name, attributes = '', closed] = found
      const begun = found.index + head.length
      const end = closed ? begun : rest.indexOf(`</${name}>`, begun)
      if (end < 0) break
      const inside = rest.slice(begun, end)
      const next = closed ? end : end + name!.length + 3
      done +=
        rest.slice(0, found.index) +
        this.marked(name!, attributes, inside, rest.slice(found.index, next))
      rest = rest.slice(next)
    }
    return { done, rest }
  }

  private marked(name: string, attributes: string, inside: string, whole: string): string {
    const stated = /\br="(\d+)"/.exec(attributes)?.[1]
    this.row = stated === undefined ? this.row + 1 : Number(stated)
    const remark = this.marks.remarks.get(this.row)
    const coloured = this.coloured(inside)
    if (remark === undefined && coloured === inside) return whole
    const prefix = name.slice(0, -'row'.length)
    const cells = remark === undefined ? coloured : this.withRemark(coloured, prefix, remark)
    return `<${name}${attributes.replace(/\sspans="[^"]*"/, '')}>${cells}</${name}>`
  }

  private coloured(inside: string): string {
    let col = -1
    return inside.replaceAll(CELL, (cell, name: string, attributes: string) => {
      col = columnOf(attributes, col)
      const grade = this.marks.cells.get(addressOf(col, this.row))
      if (!grade) return cell
      const style = Number(/\bs="(\d+)"/.exec(attributes)?.[1] ?? 0)
      const filled = this.fillOf(style, grade)
      if (filled === style) return cell
      const plain = attributes.replace(/\ss="\d+"/, '')
      return `<${name}${plain} s="${filled}"${cell.slice(1 + name.length + attributes.length)}`
    })
  }

  /** The remark in its column: before the cells behind it, and instead of an empty one. */
  private withRemark(inside: string, prefix: string, remark: string): string {
    const { col } = this.marks
    const address = addressOf(col, this.row)
    const { text } = xmlText(remark)
    const cell =
      `<${prefix}c r="${address}" t="inlineStr"><${prefix}is>` +
      `<${prefix}t xml:space="preserve">${text}</${prefix}t></${prefix}is></${prefix}c>`
    let at = -1
    for (const found of inside.matchAll(CELL)) {
      at = columnOf(found[2] ?? '', at)
      if (at < col) continue
      const behind = at === col ? found.index + found[0].length : found.index
      return inside.slice(0, found.index) + cell + inside.slice(behind)
    }
    return inside + cell
  }
}

/** Where a cell stands: by its address, otherwise behind the one before it. */
function columnOf(attributes: string, before: number): number {
  const letters = /\br="([A-Za-z]+)\d*"/.exec(attributes)?.[1]
  return letters === undefined ? before + 1 : columnNumber(letters)
}
