import { codeUnder, isTest, parseCode, walk } from './code.ts'
import { lineAt, type Complaint, type Tree } from './tree.ts'

type Rule = 'file-length' | 'function-length' | 'docstring' | 'unfinished' | 'console'

const FOLDERS = ['src', 'web', 'tools', 'bench', 'seeds', 'test'] as const
const FILE = { warn: 300, most: 400, mostInTests: 800 } as const
const FUNCTION = { warn: 60, most: 80 } as const
/** A component's markup takes lines without making it harder to read. */
const COMPONENT = { warn: 80, most: 100 } as const

/** Files of at most 400 lines (warned from 300); a test may be a long table and has twice the room. */
export function checkFileLengths(tree: Tree): Complaint<Rule>[] {
  return codeUnder(tree, FOLDERS, true).flatMap(([file, text]) => {
    const lines = lineAt(text, text.length)
    const most = isTest(file) ? FILE.mostInTests : FILE.most
    if (lines > most) return [tooLong(file, 1, 'file-length', lines, most)]
    if (lines <= FILE.warn || isTest(file)) return []
    return [{ ...tooLong(file, 1, 'file-length', lines, FILE.warn), warning: true as const }]
  })
}

/**
 * Functions of at most 80 lines (warned from 60), components of at most 100 (from 80). Tests tell
 * stories and are left out.
 */
export function checkFunctionLengths(tree: Tree): Complaint<Rule>[] {
  const complaints: Complaint<Rule>[] = []
  for (const [file, text] of codeUnder(tree, FOLDERS)) {
    const limit = file.endsWith('.tsx') ? COMPONENT : FUNCTION
    const measure = ({ start, end }: { start: number; end: number }): void => {
      const lines = lineAt(text, end) - lineAt(text, start) + 1
      const at = lineAt(text, start)
      if (lines > limit.most) {
        complaints.push(tooLong(file, at, 'function-length', lines, limit.most))
      } else if (lines > limit.warn) {
        const found = tooLong(file, at, 'function-length', lines, limit.warn)
        complaints.push({ ...found, warning: true })
      }
    }
    walk(file, text, {
      FunctionDeclaration: measure,
      FunctionExpression: measure,
      ArrowFunctionExpression: measure,
    })
  }
  return complaints
}

function tooLong(
  file: string,
  line: number,
  rule: Rule,
  lines: number,
  most: number,
): Complaint<Rule> {
  const what = rule === 'file-length' ? 'file' : 'function'
  return { file, line, rule, message: `${what} of ${lines} lines, at most ${most}` }
}

/** What the docstring rule reads: where decisions, acts and contracts stand. */
const DOCUMENTED = /^src\/(kernel\/.*|journal\/.*|[^/]+\/(rules|commands|queries))\.ts$/

/** Exported functions say what they promise, in which unit, what they refuse, by which clause. */
export function checkDocstrings(tree: Tree): Complaint<Rule>[] {
  return codeUnder(tree, ['src'])
    .filter(([file]) => DOCUMENTED.test(file))
    .flatMap(([file, text]) => {
      const { program, comments } = parseCode(file, text)
      const blocks = comments.filter(({ type, value }) => type === 'Block' && value[0] === '*')
      return exportedFunctions(program.body)
        .filter(({ start }) => {
          const above = blocks.findLast(({ end }) => end <= start)
          return !above || text.slice(above.end, start).trim() !== '' || above.value.length < 12
        })
        .map(({ name, start }) => ({
          file,
          line: lineAt(text, start),
          rule: 'docstring' as const,
          message: `${name} is exported and has no docstring`,
        }))
    })
}

type Body = ReturnType<typeof parseCode>['program']['body']

function exportedFunctions(body: Body): { name: string; start: number }[] {
  return body.flatMap((node) => {
    if (node.type !== 'ExportNamedDeclaration' || !node.declaration) return []
    const { declaration, start } = node
    if (declaration.type === 'FunctionDeclaration') {
      return [{ name: declaration.id?.name ?? 'a function', start }]
    }
    if (declaration.type !== 'VariableDeclaration') return []
    return declaration.declarations.flatMap(({ id, init }) =>
      init?.type === 'ArrowFunctionExpression' && id.type === 'Identifier'
        ? [{ name: id.name, start }]
        : [],
    )
  })
}

/** No note to self is left in the code: an issue is the place for what is not done. */
export function checkUnfinished(tree: Tree): Complaint<Rule>[] {
  return codeUnder(tree, FOLDERS, true).flatMap(([file, text]) =>
    parseCode(file, text)
      .comments.filter(({ value }) => /\b(TO[D]O|FIX[M]E|X{3}|HA[C]K)\b/.test(value))
      .map(({ start }) => ({
        file,
        line: lineAt(text, start),
        rule: 'unfinished' as const,
        message: 'a note to self: do it, or write an issue',
      })),
  )
}

/** The server speaks through its logger; only the command line and the tools print. */
export function checkConsole(tree: Tree): Complaint<Rule>[] {
  const complaints: Complaint<Rule>[] = []
  for (const [file, text] of codeUnder(tree, ['src', 'web'])) {
    if (file.startsWith('src/app/')) continue
    walk(file, text, {
      MemberExpression({ object, start }) {
        if (object.type !== 'Identifier' || object.name !== 'console') return
        const message = 'console belongs to src/app and tools; return the text, or use the logger'
        complaints.push({ file, line: lineAt(text, start), rule: 'console', message })
      },
    })
  }
  return complaints
}
