/** Stands in a text where code is put in: `${…}` of a template. */
export const HOLE = '\uE000'

export type Token = {
  readonly kind: 'word' | 'quoted' | 'string' | 'number' | 'parameter' | 'hole' | 'symbol'
  /** Words in lower case; strings and quoted names as written, with their quotes. */
  readonly text: string
  readonly at: number
}

export type Statement = {
  readonly tokens: readonly Token[]
  readonly at: number
  readonly end: number
}

const LEXEME =
  /(\s+|--[^\n]*|\/\*[^]*?\*\/)|('(?:[^']|'')*'|\$(\w*)\$[^]*?\$\3\$)|("(?:[^"]|"")*")|(\$\d+)|(\d+(?:\.\d+)?)|([\p{L}_][\p{L}\p{N}_$]*)|(\uE000)|(::|[<>=!@&|~#+\-*/%^?]+|[^])/uy

/** Cuts SQL into tokens; comments and blanks are left out. */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = []
  const lexeme = new RegExp(LEXEME)
  for (let at = 0; at < sql.length; at = lexeme.lastIndex) {
    lexeme.lastIndex = at
    const [whole = '', blank, string, , quoted, parameter, number, word, hole] =
      lexeme.exec(sql) ?? []
    if (whole === '') break
    if (blank !== undefined) continue
    if (string !== undefined) tokens.push({ kind: 'string', text: string, at })
    else if (quoted !== undefined) tokens.push({ kind: 'quoted', text: quoted, at })
    else if (parameter !== undefined) tokens.push({ kind: 'parameter', text: parameter, at })
    else if (number !== undefined) tokens.push({ kind: 'number', text: number, at })
    else if (word !== undefined) tokens.push({ kind: 'word', text: word.toLowerCase(), at })
    else if (hole !== undefined) tokens.push({ kind: 'hole', text: HOLE, at })
    else tokens.push({ kind: 'symbol', text: whole, at })
  }
  return tokens
}

/** The statements of a text, each without its semicolon; `end` is where that stands. */
export function statements(sql: string): Statement[] {
  const found: Statement[] = []
  let tokens: Token[] = []
  const close = (end: number): void => {
    const [first] = tokens
    if (first) found.push({ tokens, at: first.at, end })
    tokens = []
  }
  for (const token of tokenize(sql)) {
    if (token.text === ';') close(token.at)
    else tokens.push(token)
  }
  close(sql.length)
  return found
}

/** Where these words stand one after the other, or -1. */
export function indexOfWords(tokens: readonly Token[], words: string, from = 0): number {
  const wanted = words.split(' ')
  for (let i = from; i <= tokens.length - wanted.length; i++) {
    if (wanted.every((word, ahead) => tokens[i + ahead]?.text === word)) return i
  }
  return -1
}

/** The tokens between the parenthesis at `open` and its partner, and the index behind it. */
export function inParentheses(
  tokens: readonly Token[],
  open: number,
): { inside: readonly Token[]; after: number } {
  let depth = 0
  for (let i = open; i < tokens.length; i++) {
    if (tokens[i]?.text === '(') depth++
    else if (tokens[i]?.text === ')' && --depth === 0) {
      return { inside: tokens.slice(open + 1, i), after: i + 1 }
    }
  }
  return { inside: tokens.slice(open + 1), after: tokens.length }
}

/** Cuts at the commas that stand in no parenthesis. */
export function splitAtCommas(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]]
  let depth = 0
  for (const token of tokens) {
    if (token.text === '(') depth++
    if (token.text === ')') depth--
    if (token.text === ',' && depth === 0) parts.push([])
    else parts.at(-1)?.push(token)
  }
  return parts.filter((part) => part.length > 0)
}

/** Tokens as one text with single blanks, for comparing. */
export function written(tokens: readonly Token[]): string {
  return tokens.map((token) => token.text).join(' ')
}
