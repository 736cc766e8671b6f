/** What is read out of a Word file to be laid on pages. All lengths are points. */

/** Kinds of type that official papers use; which font file stands for one is found on the machine. */
export const FACES = ['fang', 'kai', 'song', 'biao', 'hei'] as const
export type Face = (typeof FACES)[number]

export type Look = {
  readonly face: Face
  readonly size: number
  readonly color: string
  readonly underline: boolean
  /** What is added to each character. */
  readonly spacing: number
}

export type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly look: Look }
  | { readonly kind: 'field'; readonly name: 'PAGE' | 'NUMPAGES'; readonly look: Look }
  | { readonly kind: 'tab'; readonly look: Look }
  | { readonly kind: 'line' }
  | { readonly kind: 'page' }
  | {
      readonly kind: 'image'
      readonly bytes: Buffer
      readonly width: number
      readonly height: number
    }

export type Rule = { readonly width: number; readonly color: string; readonly space: number }

export type Paragraph = {
  readonly kind: 'paragraph'
  readonly align: 'left' | 'center' | 'right' | 'both'
  readonly left: number
  readonly right: number
  /** How much further in the first line begins; less than zero hangs it out. */
  readonly first: number
  readonly before: number
  readonly after: number
  readonly line: { readonly rule: 'auto' | 'exact' | 'atLeast'; readonly value: number }
  readonly keepNext: boolean
  readonly newPage: boolean
  readonly above: Rule | null
  readonly below: Rule | null
  /** The size of an empty line. */
  readonly size: number
  readonly pieces: readonly Piece[]
}

export type Sides<T> = {
  readonly top: T
  readonly right: T
  readonly bottom: T
  readonly left: T
}

export type Cell = {
  readonly column: number
  readonly span: number
  /** Whether the cell goes on with the one above it. */
  readonly goesOn: boolean
  readonly middle: 'top' | 'center' | 'bottom'
  readonly padding: Sides<number>
  readonly borders: Sides<Rule | null>
  readonly blocks: readonly Block[]
}

export type Row = {
  /** Repeated at the top of each page. */
  readonly head: boolean
  readonly whole: boolean
  readonly least: number
  readonly cells: readonly Cell[]
}

export type Table = {
  readonly kind: 'table'
  readonly columns: readonly number[]
  /** A part of the line's width, or points, or as the columns say. */
  readonly width: { readonly part: number } | { readonly points: number } | null
  readonly indent: number
  readonly align: 'left' | 'center' | 'right'
  readonly rows: readonly Row[]
}

export type Block = Paragraph | Table

export type Margin = readonly Block[]

export type Paper = {
  readonly title: string
  readonly width: number
  readonly height: number
  readonly margin: Sides<number>
  readonly header: number
  readonly footer: number
  /** Distance of the lines of the page's grid, 0 where there is none. */
  readonly pitch: number
  /** What the page's grid adds to each character. */
  readonly charSpace: number
  readonly tabStop: number
  /** Whether even pages, or the first, have a header and footer of their own. */
  readonly even: boolean
  readonly firstApart: boolean
  readonly headers: Readonly<Record<string, Margin>>
  readonly footers: Readonly<Record<string, Margin>>
  readonly blocks: readonly Block[]
}

/** Work that a file would need beyond what one file may; said in Chinese. */
export class TooMuch extends Error {}
