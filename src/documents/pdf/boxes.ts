import type { Ink } from './ink.ts'
import { linesOf, type Setting } from './lines.ts'
import type { Paragraph } from './shapes.ts'

/** Something of a height that is drawn at a place and never cut. */
export type Box = {
  readonly height: number
  readonly draw: (ink: Ink, x: number, y: number) => void
  readonly endsPage?: boolean
}

export function heightOf(boxes: readonly Box[]): number {
  return boxes.reduce((sum, { height }) => sum + height, 0)
}

/** A paragraph's lines; what stands before and after it, and its rules, go with the outer ones. */
export function paragraphBoxes(paragraph: Paragraph, setting: Setting): Box[] {
  const { above, below, before, after, left, right } = paragraph
  const lines = linesOf(paragraph, setting)
  const from = left
  const to = setting.width - right
  return lines.map((line, index) => {
    const over = index === 0 ? before + (above ? above.space : 0) : 0
    const under = index === lines.length - 1 ? after + (below ? below.space : 0) : 0
    return {
      height: over + line.height + under,
      endsPage: line.endsPage,
      draw(ink, x, y) {
        ink.line(line, x, y + over)
        const top = y + before
        const bottom = y + over + line.height + (below?.space ?? 0)
        if (above && index === 0) ink.rule(above, [x + from, top], [x + to, top])
        if (below && index === lines.length - 1) {
          ink.rule(below, [x + from, bottom], [x + to, bottom])
        }
      },
    }
  })
}
