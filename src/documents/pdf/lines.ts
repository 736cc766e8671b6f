import type { Look, Paragraph, Piece } from './shapes.ts'

/** How wide a character of a look is, in points. */
export type Measure = (character: string, look: Look) => number

/** Characters of one look that are drawn at once. */
export type Segment = {
  readonly text: string
  readonly look: Look
  readonly x: number
  /** What is added to each character to fill the line. */
  readonly more: number
}

type Image = Extract<Piece, { kind: 'image' }> & { readonly x: number }

export type Line = {
  readonly height: number
  readonly size: number
  readonly segments: readonly Segment[]
  readonly images: readonly Image[]
  /** A page ends after this line. */
  readonly endsPage: boolean
}

type Atom = {
  readonly text: string
  readonly look: Look | null
  readonly image: Extract<Piece, { kind: 'image' }> | null
  readonly width: number
}

/** How lines are made where a paragraph stands. */
export type Setting = {
  readonly width: number
  readonly pitch: number
  readonly charSpace: number
  readonly tabStop: number
  readonly measure: Measure
  readonly field: (name: 'PAGE' | 'NUMPAGES') => string
}

/** Characters that no line begins with, and that none ends with (GB/T 15834). */
const NOT_FIRST = /[、。，．：；？！）》」』】〕〉”’％%…,.:;?!)\]}]/u
const NOT_LAST = /[（《「『【〔〈“‘([{]/u
const LATIN = /[\u0021-\u007E\u00C0-\u024F]/u

/** Breaks a paragraph into lines as Chinese type is set; words of letters and figures stay whole. */
export function linesOf(paragraph: Paragraph, setting: Setting): Line[] {
  const lines: Line[] = []
  let atoms: Atom[] = []
  let first = true
  const flush = (endsPage: boolean, last: boolean) => {
    const broken = breakAtoms(atoms, paragraph, setting, first)
    broken.forEach((row, index) => {
      const ends = index === broken.length - 1
      const begins = first && index === 0
      lines.push(
        lineOf(row, { paragraph, setting, begins, filled: !ends, endsPage: ends && endsPage }),
      )
    })
    first = last ? first : false
    atoms = []
  }
  for (const piece of paragraph.pieces) {
    if (piece.kind === 'line' || piece.kind === 'page') flush(piece.kind === 'page', false)
    else atoms.push(...atomsOf(piece, setting, widthOf(atoms)))
  }
  flush(false, true)
  return lines
}

function widthOf(atoms: readonly Atom[]): number {
  return atoms.reduce((sum, { width }) => sum + width, 0)
}

type Inline = Exclude<Piece, { kind: 'line' } | { kind: 'page' }>

function atomsOf(piece: Inline, setting: Setting, x: number): Atom[] {
  if (piece.kind === 'image') {
    const scale = Math.min(1, setting.width / piece.width)
    const image = { ...piece, width: piece.width * scale, height: piece.height * scale }
    return [{ text: '', look: null, image, width: image.width }]
  }
  if (piece.kind === 'tab') {
    const width = setting.tabStop - (x % setting.tabStop)
    return [{ text: '', look: piece.look, image: null, width }]
  }
  const text = piece.kind === 'field' ? setting.field(piece.name) : piece.text
  return [...text.replaceAll(/[\r\n\t]/g, ' ')].map((character) => ({
    text: character,
    look: piece.look,
    image: null,
    width: setting.measure(character, piece.look) + spaceOf(character, piece.look, setting),
  }))
}

/** The grid of characters narrows or widens full characters only. */
function spaceOf(character: string, { spacing }: Look, { charSpace }: Setting): number {
  return spacing + (character > '\u2E7F' ? charSpace : 0)
}

function breakAtoms(
  atoms: readonly Atom[],
  paragraph: Paragraph,
  setting: Setting,
  first: boolean,
): Atom[][] {
  const rows: Atom[][] = []
  const inner = Math.max(setting.width - paragraph.left - paragraph.right, 12)
  let start = 0
  let width = 0
  let last = -1
  for (let at = 0; at < atoms.length; at++) {
    const room = inner - (first && rows.length === 0 ? paragraph.first : 0)
    const atom = atoms[at]!
    if (width + atom.width > room + 0.5 && at > start && atom.text !== ' ') {
      const end = last > start ? last : at
      rows.push(atoms.slice(start, end))
      start = end
      while (atoms[start]?.text === ' ' && start < at) start++
      width = widthOf(atoms.slice(start, at))
      last = -1
    }
    width += atom.width
    if (mayBreak(atom, atoms[at + 1])) last = at + 1
  }
  rows.push(atoms.slice(start))
  return rows
}

function mayBreak(one: Atom, next: Atom | undefined): boolean {
  if (!next || next.text === ' ') return false
  if (one.text === '' || next.text === '') return true
  if (NOT_FIRST.test(next.text) || NOT_LAST.test(one.text)) return false
  return !(LATIN.test(one.text) && LATIN.test(next.text)) || one.text === '-'
}

type Placing = {
  readonly paragraph: Paragraph
  readonly setting: Setting
  readonly begins: boolean
  readonly filled: boolean
  readonly endsPage: boolean
}

function lineOf(row: readonly Atom[], placing: Placing): Line {
  const { paragraph, setting, begins, filled, endsPage } = placing
  const atoms = trimmed(row)
  const indent = paragraph.left + (begins ? paragraph.first : 0)
  const room = setting.width - indent - paragraph.right
  const free = room - widthOf(atoms)
  const spread = paragraph.align === 'both' && filled && atoms.length > 1
  const shift = paragraph.align === 'center' ? free / 2 : paragraph.align === 'right' ? free : 0
  const more = spread ? Math.max(-0.5, free / (atoms.length - 1)) : 0
  const sizes = atoms.flatMap(({ look }) => (look ? [look.size] : []))
  const size = sizes.length > 0 ? Math.max(...sizes) : paragraph.size
  const images: Image[] = []
  const segments: Segment[] = []
  let x = indent + shift
  let open: { text: string; look: Look; x: number; more: number } | null = null
  for (const atom of atoms) {
    if (atom.image) images.push({ ...atom.image, x })
    const added = more + (atom.look ? spaceOf(atom.text, atom.look, setting) : 0)
    if (open && atom.look === open.look && atom.text !== '' && added === open.more) {
      open.text += atom.text
    } else {
      open = atom.look && atom.text ? { text: atom.text, look: atom.look, x, more: added } : null
      if (open) segments.push(open)
    }
    x += atom.width + more
  }
  const tallest = Math.max(0, ...images.map(({ height }) => height))
  const height = Math.max(heightOf(paragraph, size, setting.pitch), tallest)
  return { height, size, segments, images, endsPage }
}

function trimmed(row: readonly Atom[]): Atom[] {
  let end = row.length
  while (end > 0 && row[end - 1]!.text === ' ') end--
  return row.slice(0, end)
}

/** What a line of Chinese type takes of its own: 1.3 times its size. */
const NATURAL = 1.3

function heightOf({ line }: Paragraph, size: number, pitch: number): number {
  if (line.rule === 'exact') return line.value
  const natural = size * NATURAL
  if (line.rule === 'atLeast') return Math.max(line.value, natural)
  return line.value * (pitch > 0 ? pitch * Math.ceil((natural - 0.5) / pitch) : natural)
}
