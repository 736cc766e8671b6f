import { posix } from 'node:path'
import { parseSync, Visitor, type ParseResult, type VisitorObject } from 'oxc-parser'
import type { Tree } from './tree.ts'

/** One import or re-export as it stands in the file. */
export type Request = {
  readonly from: string
  readonly offset: number
  /** `import type`: erased, so it brings no code along. `import { type X }` is not erased. */
  readonly erased: boolean
}

const parsed = new Map<string, { text: string; result: ParseResult }>()

/** Parses a file once per text; syntax errors are left to the type checker. */
export function parseCode(path: string, text: string): ParseResult {
  const known = parsed.get(path)
  if (known?.text === text) return known.result
  const result = parseSync(path, text)
  parsed.set(path, { text, result })
  return result
}

/** Walks the whole syntax tree of a file. */
export function walk(path: string, text: string, visitor: VisitorObject): void {
  new Visitor(visitor).visit(parseCode(path, text).program)
}

/** The TypeScript files under these folders; tests only when asked for. */
export function codeUnder(
  tree: Tree,
  folders: readonly string[],
  withTests = false,
): [path: string, text: string][] {
  return [...tree].filter(
    ([path]) =>
      folders.some((folder) => path.startsWith(`${folder}/`)) &&
      /\.tsx?$/.test(path) &&
      !path.endsWith('.d.ts') &&
      (withTests || !isTest(path)),
  )
}

/** Test code: `*.test.ts` and the `trial.ts` that several of them share, and all of test/. */
export function isTest(path: string): boolean {
  return /(\.test\.tsx?|\/trial\.ts)$/.test(path) || path.startsWith('test/')
}

/** All imports, re-exports and `import('…')` with a literal name. */
export function requests(path: string, text: string): Request[] {
  const { staticImports, staticExports, dynamicImports } = parseCode(path, text).module
  return [
    ...staticImports.map(({ moduleRequest, start }) => ({
      from: moduleRequest.value,
      offset: start,
      erased: /^import\s+type\s/.test(text.slice(start, start + 40)),
    })),
    ...staticExports.flatMap(({ entries, start }) => {
      const from = entries.find((entry) => entry.moduleRequest)?.moduleRequest?.value
      const erased = /^export\s+type\s/.test(text.slice(start, start + 40))
      return from === undefined ? [] : [{ from, offset: start, erased }]
    }),
    ...dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
      const literal = /^['"`]([^$]*)['"`]$/.exec(text.slice(start, end))
      return literal?.[1] === undefined ? [] : [{ from: literal[1], offset: start, erased: false }]
    }),
  ]
}

/** The project's path that a request means, or null for a package. */
export function targetOf(path: string, from: string): string | null {
  if (from.startsWith('.')) return posix.normalize(posix.join(posix.dirname(path), from))
  if (from.startsWith('#')) return `src/${from.slice(1)}`
  return null
}
