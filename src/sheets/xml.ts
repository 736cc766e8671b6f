import { SheetRefused } from './refused.ts'

/** Told of each element and text in turn; names come without their prefix. */
export type XmlHandler = {
  readonly open: (name: string, attributes: () => Attributes) => void
  readonly close: (name: string) => void
  readonly text: (text: string) => void
}
export type Attributes = { readonly [name: string]: string }

const LONGEST_TAG = 1 << 20
const ENTITIES: { readonly [name: string]: string } = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

/**
 * Reads XML piece by piece, keeping no more than an unfinished tag. Declarations of entities are
 * refused, so nothing expands. Readers of workbooks hide formulas, errors and merges, or cannot be
 * paused; this one sees them all and stops between any two pieces.
 */
export class XmlScanner {
  private rest = ''
  private readonly handler: XmlHandler

  constructor(handler: XmlHandler) {
    this.handler = handler
  }

  push(piece: string): void {
    const text = this.rest === '' ? piece : this.rest + piece
    let at = 0
    while (at < text.length) {
      const next = text.charCodeAt(at) === 60 ? this.markup(text, at) : this.words(text, at)
      if (next < 0) break
      at = next
    }
    this.rest = at === 0 ? text : text.slice(at)
    if (this.rest.length > LONGEST_TAG) throw new SheetRefused('damaged')
  }

  /** To be called after the last piece; refuses a document that breaks off. */
  end(): void {
    if (this.rest.trim() !== '') throw new SheetRefused('damaged')
  }

  /** Text up to the next tag; an entity cut in two waits for the next piece. */
  private words(text: string, at: number): number {
    const tag = text.indexOf('<', at)
    let end = tag < 0 ? text.length : tag
    if (tag < 0) {
      const entity = text.lastIndexOf('&')
      if (entity >= at && text.indexOf(';', entity) < 0 && text.length - entity < 12) end = entity
      if (end === at) return -1
    }
    this.handler.text(decoded(text.slice(at, end)))
    return end
  }

  private markup(text: string, at: number): number {
    const second = text.charCodeAt(at + 1)
    if (second === 33) return this.special(text, at)
    if (second === 63) return after(text, '?>', at)
    const end = tagEnd(text, at)
    if (end < 0) return -1
    if (second === 47) {
      this.handler.close(local(text.slice(at + 2, end).trim()))
      return end + 1
    }
    const alone = text.charCodeAt(end - 1) === 47
    const inside = text.slice(at + 1, alone ? end - 1 : end)
    const space = inside.search(/\s/)
    const name = local(space < 0 ? inside : inside.slice(0, space))
    this.handler.open(name, () => (space < 0 ? {} : attributesOf(inside.slice(space))))
    if (alone) this.handler.close(name)
    return end + 1
  }

  private special(text: string, at: number): number {
    if (text.startsWith('<!--', at)) return after(text, '-->', at + 4)
    if (text.startsWith('<![CDATA[', at)) {
      const next = after(text, ']]>', at)
      if (next >= 0) this.handler.text(text.slice(at + 9, next - 3))
      return next
    }
    if (text.length - at >= 9) throw new SheetRefused('doctype')
    return -1
  }
}

function after(text: string, mark: string, at: number): number {
  const end = text.indexOf(mark, at)
  return end < 0 ? -1 : end + mark.length
}

/** Where a tag ends: a `>` inside quotes does not end it. */
function tagEnd(text: string, at: number): number {
  const first = text.indexOf('>', at)
  if (first < 0) return -1
  let quote = 0
  let from = at
  for (let end = first; end >= 0; end = text.indexOf('>', end + 1)) {
    for (let i = from; i < end; i += 1) {
      const code = text.charCodeAt(i)
      if (quote === 0 && (code === 34 || code === 39)) quote = code
      else if (code === quote) quote = 0
    }
    if (quote === 0) return end
    from = end
  }
  return -1
}

function local(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

function attributesOf(text: string): Attributes {
  const found: Record<string, string> = Object.create(null)
  for (let at = 0; ;) {
    const equals = text.indexOf('=', at)
    if (equals < 0) return found
    const open = equals + 1 + text.slice(equals + 1).search(/\S/)
    const end = open <= equals ? -1 : text.indexOf(text[open]!, open + 1)
    if (end < 0) return found
    const value = text.slice(open + 1, end)
    found[text.slice(at, equals).trim()] = value.includes('&') ? decoded(value) : value
    at = end + 1
  }
}

function decoded(text: string): string {
  if (!text.includes('&')) return text
  return text.replaceAll(/&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]+);/gi, (whole, name: string) => {
    if (name[0] !== '#') return ENTITIES[name] ?? whole
    const hex = name[1] === 'x' || name[1] === 'X'
    const code = hex ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}
