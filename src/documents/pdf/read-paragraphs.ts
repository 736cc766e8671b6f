import type { XmlNode } from 'easy-template-x'
import { attributeOf, childOf, childrenOf, findNode, given, isOn, textOf, twips } from './nodes.ts'
import type { Paragraph, Piece, Rule } from './shapes.ts'
import { lookOf, type Styles } from './styles.ts'

/** What a part is read with: the styles of the file, and the images of the part. */
export type Reading = {
  readonly styles: Styles
  readonly image: (relation: string) => Buffer | undefined
}

/** Elements that only stand around others. */
export const AROUND = new Set(['w:sdt', 'w:sdtContent', 'w:customXml', 'w:ins', 'w:smartTag'])

const ALIGNS: Readonly<Record<string, Paragraph['align']>> = {
  center: 'center',
  right: 'right',
  end: 'right',
  both: 'both',
  distribute: 'both',
}

export function readParagraph(node: XmlNode, reading: Reading): Paragraph {
  const properties = childOf(node, 'w:pPr')
  const chain = reading.styles.paragraph(properties)
  const mark = lookOf(reading.styles.run(childOf(properties, 'w:rPr'), properties))
  const indent = (side: string) => {
    const characters = Number(given(chain, 'w:ind', `${side}Chars`) ?? 0)
    return characters ? (characters / 100) * mark.size : twips(given(chain, 'w:ind', side))
  }
  const either = (one: string, other: string) => indent(one) || indent(other)
  const rule = given(chain, 'w:spacing', 'lineRule')
  const line = given(chain, 'w:spacing', 'line')
  const exact = rule === 'exact' || rule === 'atLeast'
  return {
    kind: 'paragraph',
    align: ALIGNS[given(chain, 'w:jc') ?? ''] ?? 'left',
    left: either('left', 'start'),
    right: either('right', 'end'),
    first: indent('firstLine') || -indent('hanging'),
    before: twips(given(chain, 'w:spacing', 'before')),
    after: twips(given(chain, 'w:spacing', 'after')),
    line: exact
      ? { rule, value: twips(line, 12) }
      : { rule: 'auto', value: Number(line ?? 240) / 240 || 1 },
    keepNext: isOn(chain, 'w:keepNext'),
    newPage: isOn(chain, 'w:pageBreakBefore'),
    above: ruleOf(childOf(properties, 'w:pBdr', 'w:top')),
    below: ruleOf(childOf(properties, 'w:pBdr', 'w:bottom')),
    size: mark.size,
    pieces: new Runs(reading, properties).read(node),
  }
}

/** A line of a border, or null where it is said to be none. */
export function ruleOf(node: XmlNode | undefined): Rule | null {
  const kind = attributeOf(node, 'val')
  if (kind === undefined || kind === 'nil' || kind === 'none') return null
  const color = attributeOf(node, 'color') ?? 'auto'
  return {
    width: Math.min(Math.max(Number(attributeOf(node, 'sz') ?? 4) / 8, 0.25), 6),
    color: `#${/^[0-9A-Fa-f]{6}$/.test(color) ? color : '000000'}`,
    space: Number(attributeOf(node, 'space') ?? 0),
  }
}

const WITHIN = new Set([...AROUND, 'w:hyperlink', 'w:fldSimple'])

/** The runs of a paragraph in their order, with fields that are written in several runs. */
class Runs {
  private readonly reading: Reading
  private readonly paragraph: XmlNode | undefined
  /** The instruction of a field that has begun, and whether its old result is being passed over. */
  private field: string | null = null
  private passing = false

  constructor(reading: Reading, paragraph: XmlNode | undefined) {
    this.reading = reading
    this.paragraph = paragraph
  }

  read(node: XmlNode): Piece[] {
    return childrenOf(node).flatMap((child) => {
      if (child.nodeName === 'w:r') return this.run(child)
      if (child.nodeName === 'w:fldSimple') {
        const run = childOf(child, 'w:r')
        const name = fieldName(attributeOf(child, 'instr') ?? '')
        if (name) return [{ kind: 'field', name, look: this.look(run) }]
      }
      return WITHIN.has(child.nodeName) ? this.read(child) : []
    })
  }

  private look(run: XmlNode | undefined) {
    return lookOf(this.reading.styles.run(childOf(run, 'w:rPr'), this.paragraph))
  }

  private run(run: XmlNode): Piece[] {
    if (isOn([childOf(run, 'w:rPr') ?? run], 'w:vanish')) return []
    return childrenOf(run).flatMap((node) => this.piece(node, run))
  }

  private piece(node: XmlNode, run: XmlNode): Piece[] {
    switch (node.nodeName) {
      case 'w:fldChar':
        return this.fieldMark(attributeOf(node, 'fldCharType') ?? '', run)
      case 'w:instrText':
        this.field = (this.field ?? '') + textOf(node)
        return []
      case 'w:t':
        return this.passing ? [] : [{ kind: 'text', text: textOf(node), look: this.look(run) }]
      case 'w:noBreakHyphen':
        return [{ kind: 'text', text: '-', look: this.look(run) }]
      case 'w:tab':
        return [{ kind: 'tab', look: this.look(run) }]
      case 'w:cr':
        return [{ kind: 'line' }]
      case 'w:br':
        return [{ kind: attributeOf(node, 'type') === 'page' ? 'page' : 'line' }]
      case 'w:drawing':
        return this.image(node)
      default:
        return []
    }
  }

  private fieldMark(type: string, run: XmlNode): Piece[] {
    if (type === 'begin') this.field = ''
    if (type === 'separate') this.passing = fieldName(this.field ?? '') !== null
    if (type !== 'end') return []
    const name = fieldName(this.field ?? '')
    this.field = null
    this.passing = false
    return name ? [{ kind: 'field', name, look: this.look(run) }] : []
  }

  private image(node: XmlNode): Piece[] {
    const extent = findNode(node, 'wp:extent')
    const bytes = this.reading.image(attributeOf(findNode(node, 'a:blip'), 'r:embed') ?? '')
    const [width, height] = ['cx', 'cy'].map((side) => Number(attributeOf(extent, side)) / 12_700)
    return bytes && width && height ? [{ kind: 'image', bytes, width, height }] : []
  }
}

function fieldName(instruction: string): 'PAGE' | 'NUMPAGES' | null {
  const [name] = instruction.trim().split(/\s+/)
  return name === 'PAGE' || name === 'NUMPAGES' ? name : null
}
