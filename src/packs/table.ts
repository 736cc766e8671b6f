/** A table of an office file, row by row: cells by their column of the grid, empty ones left out. */
export type Table = {
  readonly name: string
  readonly rows: readonly {
    readonly row: number
    readonly cells: ReadonlyMap<number, string>
  }[]
}

/** What a file holds: its tables, and the paragraphs outside them. */
export type ReadFile = {
  readonly format: string
  readonly tables: readonly Table[]
  readonly paragraphs: readonly string[]
}
