import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { type Document, isNode, LineCounter, parseDocument, type YAMLError } from 'yaml'
import type * as z from 'zod'
import { canonicalJson, type Json } from '#kernel/index.ts'
import {
  type Conflict,
  conflictsFile,
  type Pack,
  type PackContent,
  packFiles,
  packHead,
  type PackPart,
} from './formats.ts'
import type { LawProblem } from './words.ts'

/** Where a value stands: tells the line of a path such as ['clocks', 3, 'days']. */
export type Lines = (path: readonly PropertyKey[]) => number

/** A pack as read from its folder, with the place of every value. */
export type Read = {
  readonly pack: Pack
  readonly folder: string
  readonly files: { readonly [part: string]: { readonly file: string; readonly line: Lines } }
}

export type LawFolder = {
  readonly packs: readonly Read[]
  readonly conflicts: readonly Conflict[]
  readonly conflictLines: Lines
  readonly problems: LawProblem[]
}

/**
 * Reads `law/<place>/<instrument>/*.yaml`. Whatever is not well formed comes back as a problem
 * with file and line; a pack whose pack.yaml cannot be read is left out.
 */
export function readLaw(dir: string, cache: ReadCache = new Map()): LawFolder {
  const problems: LawProblem[] = []
  const nothing = { packs: [], conflicts: [], conflictLines: () => 1 }
  if (!existsSync(dir)) return { ...nothing, problems: [wrong('.', 1, '', '没有这个文件夹')] }
  const task = { problems, cache, read: (file: string) => readFileSync(join(dir, file), 'utf8') }
  const packs = packFolders(dir).flatMap((folder) =>
    readPack(task, relative(dir, folder), readdirSync(folder)),
  )
  if (packs.length === 0 && problems.length === 0) {
    problems.push(wrong('.', 1, '', '文件夹里没有规则包（pack.yaml）'))
  }
  const file = 'conflicts.yaml'
  const there = existsSync(join(dir, file))
  const conflicts = there ? readYaml(conflictsFile, task, file, '') : undefined
  return {
    packs,
    conflicts: conflicts?.data?.conflicts ?? [],
    conflictLines: conflicts?.line ?? nothing.conflictLines,
    problems,
  }
}

/** Reads one pack from the texts of its files by name, as they would stand in its folder. */
export function readPackTexts(texts: { readonly [file: string]: string }): {
  readonly read: Read | undefined
  readonly problems: readonly LawProblem[]
} {
  const problems: LawProblem[] = []
  const task = { problems, cache: new Map(), read: (file: string) => texts[file] ?? '' }
  return { read: readPack(task, '', Object.keys(texts))[0], problems }
}

/** The packs of a folder, for tests and first load; throws on any error (a broken checkout). */
export function packsFrom(dir: string): Pack[] {
  const { packs, problems } = readLaw(dir)
  const wrong = problems.find((problem) => problem.severity === 'error')
  if (wrong !== undefined) throw new Error(`${wrong.file}:${wrong.line} ${wrong.message}`)
  return packs.map((read) => read.pack)
}

/** The version of a pack: the hash of its content in canonical form. */
export function versionOf(content: PackContent): string {
  return createHash('sha256')
    .update(canonicalJson(plain(content)))
    .digest('hex')
}

/** What the folder's packs are made of: its files, and the schemas that read them. */
export function folderHash(dir: string): string {
  const hash = createHash('sha256')
  for (const name of ['pieces.ts', 'formats.ts', 'sheets.ts', 'forms.ts', 'words.ts']) {
    hash.update(readFileSync(join(import.meta.dirname, name)))
  }
  for (const file of readdirSync(dir, { recursive: true, encoding: 'utf8' }).toSorted()) {
    if (file.endsWith('.yaml')) hash.update(`\n${file}\n`).update(readFileSync(join(dir, file)))
  }
  return hash.digest('hex')
}

/** The content without undefined members, as it is hashed and stored. */
export function plain(content: PackContent): Json {
  return JSON.parse(JSON.stringify(content)) as Json
}

/** Folders with a pack.yaml: the folder itself, or two levels below it at most. */
function packFolders(dir: string): string[] {
  const folders = (at: string) =>
    readdirSync(at, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(at, entry.name))
      .toSorted()
  const below = folders(dir)
  return [dir, ...below, ...below.flatMap(folders)].filter((folder) =>
    existsSync(join(folder, 'pack.yaml')),
  )
}

function readPack(task: Task, at: string, names: readonly string[]): Read[] {
  const id = basename(at)
  const head = readYaml(packHead, task, join(at, 'pack.yaml'), id)
  if (head.data === undefined) return []
  const content: Record<string, unknown> = { head: head.data }
  const files: Record<string, { file: string; line: Lines }> = {
    head: { file: join(at, 'pack.yaml'), line: head.line },
  }
  for (const name of names.toSorted()) {
    const part = name.replace(/\.yaml$/, '')
    if (name === 'pack.yaml') continue
    if (!isPart(part)) {
      const message = '不认识的文件名，应为 pack.yaml 或各部分的名称'
      task.problems.push(wrong(join(at, name), 1, id, message))
      continue
    }
    const read = readYaml(packFiles[part] as z.ZodType, task, join(at, name), id)
    files[part] = { file: join(at, name), line: read.line }
    if (read.data !== undefined) content[part] = read.data
  }
  const whole = content as PackContent
  return [{ pack: { ...whole, version: versionOf(whole) }, folder: at, files }]
}

function isPart(name: string): name is PackPart {
  return Object.hasOwn(packFiles, name)
}

function readYaml<T>(
  schema: z.ZodType<T>,
  { read, problems, cache }: Task,
  file: string,
  pack: string,
): { data: T | undefined; line: Lines } {
  const text = read(file)
  const key = `${file}\n${text}`
  const parsed = cache.get(key) ?? parse(schema, text, file, pack)
  cache.set(key, parsed)
  problems.push(...parsed.problems)
  return { data: parsed.data as T | undefined, line: parsed.line }
}

type Parsed = { data: unknown; line: Lines; problems: readonly LawProblem[] }

/** Files that were read, by path and text: reading a folder again costs only what changed. */
export type ReadCache = Map<string, Parsed>

type Task = {
  readonly read: (file: string) => string
  readonly problems: LawProblem[]
  readonly cache: ReadCache
}

function parse(schema: z.ZodType, text: string, file: string, pack: string): Parsed {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true })
  const line: Lines = (path) => lineOf(document, counter, path)
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => yamlProblem(file, pack, error))
    return { data: undefined, line, problems }
  }
  const parsed = schema.safeParse(document.toJS())
  if (parsed.success) return { data: parsed.data, line, problems: [] }
  const problems = parsed.error.issues.map((issue) => {
    const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]!] : issue.path
    return wrong(file, line(path), pack, `${path.map(String).join('.')}：${said(issue)}`)
  })
  return { data: undefined, line, problems }
}

function said(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `不认识的字段 ${issue.keys.join('、')}`
  if (issue.code === 'invalid_type') return `缺少或类型不对，应为 ${issue.expected}`
  if (issue.code === 'invalid_value') return `只能是 ${issue.values.map(String).join('、')}`
  return issue.message
}

/** The line of the deepest node on the path, and of the file's start where there is none. */
function lineOf(document: Document, counter: LineCounter, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const steps = path.slice(0, depth)
    const pair = keyOffset(document, steps)
    if (pair !== undefined) return counter.linePos(pair).line
  }
  return 1
}

function keyOffset(document: Document, path: readonly PropertyKey[]): number | undefined {
  const node: unknown = document.getIn(path, true)
  return isNode(node) && node.range ? node.range[0] : undefined
}

function yamlProblem(file: string, pack: string, error: YAMLError): LawProblem {
  return wrong(
    file,
    error.linePos?.[0].line ?? 1,
    pack,
    `YAML 语法错误：${error.message.split('\n')[0]}`,
  )
}

function wrong(file: string, line: number, pack: string, message: string): LawProblem {
  return { file, line, pack, severity: 'error', message }
}
