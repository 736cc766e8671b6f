import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What a checker found: the place, the rule's name, and one sentence that says what to do. */
export type Complaint<Rule extends string = string> = {
  readonly file: string
  readonly line: number
  readonly rule: Rule
  readonly message: string
  /** A warning is printed and does not fail the check. */
  readonly warning?: true
}

/** The project's files: path from the root → text. Binary and very large files stand with ''. */
export type Tree = ReadonlyMap<string, string>

const TEXT =
  /(\.(ts|tsx|mjs|js|json|jsonc|md|sql|ya?ml|css|html|csv|txt|py|sh|svg)|^\.\w[\w.]*|\/run|LICENSE)$/
const LARGEST_READ = 2_000_000

/**
 * Reads every file that is tracked, or new and not ignored. Outside a git checkout (an unpacked
 * archive) the folders are walked instead.
 */
export function readTree(root: string): Tree {
  const tree = new Map<string, string>()
  for (const path of listFiles(root).sort()) {
    const whole = join(root, path)
    if (!existsSync(whole)) continue
    const { size } = statSync(whole)
    const readable = TEXT.test(path) && size <= LARGEST_READ
    tree.set(path, readable ? readFileSync(whole, 'utf8') : '')
  }
  return tree
}

function listFiles(root: string): string[] {
  if (existsSync(join(root, '.git'))) {
    const asked = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
    const listed = execFileSync('git', asked, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 })
    return [...new Set(listed.split('\0').filter((path) => path !== ''))]
  }
  const unpacked = globSync('**/*', {
    cwd: root,
    withFileTypes: true,
    exclude: (entry) => ['node_modules', 'data', 'dist'].includes(entry.name),
  })
  return unpacked
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
}

/** The line, counted from 1, that holds this offset. */
export function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++
  return line
}

/** Prints complaints sorted by place; true when none of them is an error. */
export function report(complaints: readonly Complaint[]): boolean {
  const sorted = [...complaints].sort((a, b) => order(a.file, b.file) || a.line - b.line)
  for (const { file, line, rule, message, warning } of sorted) {
    console.log(`${file}:${line} ${warning ? 'warning ' : ''}[${rule}] ${message}`)
  }
  const errors = complaints.filter((complaint) => !complaint.warning).length
  console.log(`${errors} errors, ${complaints.length - errors} warnings`)
  return errors === 0
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
