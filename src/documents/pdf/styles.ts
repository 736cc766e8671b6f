import type { XmlNode } from 'easy-template-x'
import { attributeOf, childOf, childrenOf, given, isOn, twips, type Chain } from './nodes.ts'
import type { Face, Look } from './shapes.ts'

/** The styles of a Word file, each with what it is based on. */
export class Styles {
  private readonly byId = new Map<string, XmlNode>()
  private readonly standard = new Map<string, string>()
  private readonly root: XmlNode | undefined

  constructor(root: XmlNode | undefined) {
    this.root = root
    for (const style of childrenOf(root, 'w:style')) {
      const id = attributeOf(style, 'styleId') ?? ''
      this.byId.set(id, style)
      const is = attributeOf(style, 'default')
      if (is === '1' || is === 'true') this.standard.set(attributeOf(style, 'type') ?? '', id)
    }
  }

  /** The properties of a kind that a style gives, nearest first. */
  chain(id: string | undefined, type: string, part: 'w:pPr' | 'w:rPr' | 'w:tblPr'): XmlNode[] {
    const found: XmlNode[] = []
    let at = id ?? this.standard.get(type)
    for (let depth = 0; at !== undefined && depth < 12; depth++) {
      const style = this.byId.get(at)
      const properties = childOf(style, part)
      if (properties) found.push(properties)
      at = attributeOf(childOf(style, 'w:basedOn'), 'val')
    }
    return found
  }

  /** What holds where no style says anything. */
  defaults(part: 'w:pPr' | 'w:rPr'): XmlNode[] {
    const found = childOf(this.root, 'w:docDefaults', `${part}Default`, part)
    return found ? [found] : []
  }

  paragraph(properties: XmlNode | undefined): Chain {
    const id = attributeOf(childOf(properties, 'w:pStyle'), 'val')
    const own = properties ? [properties] : []
    return [...own, ...this.chain(id, 'paragraph', 'w:pPr'), ...this.defaults('w:pPr')]
  }

  /** How a run looks that stands in a paragraph. */
  run(properties: XmlNode | undefined, paragraph: XmlNode | undefined): Chain {
    const of = attributeOf(childOf(properties, 'w:rStyle'), 'val')
    const within = attributeOf(childOf(paragraph, 'w:pStyle'), 'val')
    return [
      ...(properties ? [properties] : []),
      ...(of === undefined ? [] : this.chain(of, 'character', 'w:rPr')),
      ...this.chain(within, 'paragraph', 'w:rPr'),
      ...this.defaults('w:rPr'),
    ]
  }
}

const BLACK = '000000'

export function lookOf(chain: Chain): Look {
  const size = Number(given(chain, 'w:sz') ?? 21) / 2
  const color = given(chain, 'w:color') ?? BLACK
  const underline = given(chain, 'w:u') ?? 'none'
  const name = given(chain, 'w:rFonts', 'eastAsia') ?? given(chain, 'w:rFonts', 'ascii') ?? ''
  return {
    face: faceOf(name, isOn(chain, 'w:b')),
    size: Number.isFinite(size) ? Math.min(Math.max(size, 1), 200) : 10.5,
    color: `#${/^[0-9A-Fa-f]{6}$/.test(color) ? color : BLACK}`,
    underline: underline !== 'none',
    spacing: twips(given(chain, 'w:spacing')),
  }
}

/** The kind of type that a font's name says; bold 宋 and 仿宋 take the heavy title face. */
export function faceOf(name: string, bold: boolean): Face {
  if (/小标宋|标题宋|大标宋|heavy/i.test(name)) return 'biao'
  if (/黑|hei|sans|微软|等线|arial/i.test(name)) return 'hei'
  if (bold) return 'biao'
  if (/楷|kai/i.test(name)) return 'kai'
  if (/仿|fang/i.test(name)) return 'fang'
  return 'song'
}
