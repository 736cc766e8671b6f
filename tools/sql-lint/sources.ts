import type { Expression, Node, ParamPattern, SpreadElement } from 'oxc-parser'
import { parseCode, targetOf, walk } from '../tidy/code.ts'
import type { Tree } from '../tidy/tree.ts'

export type Given = Expression | SpreadElement

/** A function of one file: what it takes, and every value that it may answer. */
export type Made = {
  readonly takes: readonly (string | null)[]
  readonly answers: readonly Node[]
  readonly scope: Scope
}

/** The stretch of a file in which a name holds: a function, or all of it. */
type Scope = { readonly start: number; readonly end: number }

/** One value of a name. `scope` is where it was declared; null for what is assigned or pushed later. */
export type Value = {
  readonly node: Node | null
  readonly at: number
  readonly scope: Scope | null
}

/** Where the names of one file get their values; a null node is a value that nobody here sees. */
export type Sources = {
  readonly values: ReadonlyMap<string, readonly Value[]>
  readonly functions: ReadonlyMap<string, Made>
  /** Imported name → the file and the name there. */
  readonly imports: ReadonlyMap<string, { readonly file: string; readonly name: string }>
}

type Open = { name: string | null; takes: (string | null)[]; answers: Node[]; scope: Scope }

const WHOLE_FILE: Scope = { start: 0, end: Number.MAX_SAFE_INTEGER }

/** Reads where names come from; blocks inside one function are not told apart. */
export function sourcesOf(file: string, code: string): Sources {
  const values = new Map<string, Value[]>()
  const functions = new Map<string, Made>()
  const calls: Call[] = []
  const open: Open[] = []
  const bind: Bind = (name, node, scope, at = node?.start ?? 0) => {
    values.set(name, [...(values.get(name) ?? []), { node, at, scope }])
  }
  const here = (): Scope => open.at(-1)?.scope ?? WHOLE_FILE
  let named: string | null = null
  const enter = (
    id: { name: string } | null,
    params: readonly ParamPattern[],
    scope: Scope,
  ): void => {
    open.push({ name: id?.name ?? named, takes: params.map(paramName), answers: [], scope })
    named = null
  }
  const leave = (): void => {
    const made = open.pop()
    if (made?.name) functions.set(made.name, made)
    else for (const name of made?.takes ?? []) if (name) bind(name, null, made?.scope ?? null)
  }
  walk(file, code, {
    VariableDeclarator({ id, init }) {
      if (id.type !== 'Identifier' || !init) return
      if (init.type === 'ArrowFunctionExpression') named = id.name
      else bind(id.name, init, here())
    },
    AssignmentExpression: ({ left, right }) =>
      void (left.type === 'Identifier' && bind(left.name, right, null)),
    ForOfStatement({ left, start }) {
      const name = left.type === 'VariableDeclaration' ? left.declarations[0]?.id : null
      if (name?.type === 'Identifier') bind(name.name, null, here(), start)
    },
    CallExpression({ callee, arguments: given }) {
      if (callee.type === 'Identifier') calls.push({ name: callee.name, given })
      if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return
      if (callee.property.type !== 'Identifier' || callee.property.name !== 'push') return
      for (const each of given) bind(callee.object.name, each, null)
    },
    FunctionDeclaration: (node) => enter(node.id, node.params, node),
    'FunctionDeclaration:exit': leave,
    FunctionExpression: (node) => enter(node.id, node.params, node),
    'FunctionExpression:exit': leave,
    ArrowFunctionExpression(node) {
      enter(null, node.params, node)
      if (node.body.type !== 'BlockStatement') open.at(-1)?.answers.push(node.body)
    },
    'ArrowFunctionExpression:exit': leave,
    ReturnStatement: ({ argument }) => void (argument && open.at(-1)?.answers.push(argument)),
  })
  bindParameters(functions, calls, exportsOf(file, code), bind)
  return { values, functions, imports: importsOf(file, code) }
}

type Call = { readonly name: string; readonly given: readonly Given[] }
type Bind = (name: string, node: Node | null, scope: Scope | null, at?: number) => void

/** The values that a name can hold where it is read at `at`; undefined if it is not of this file. */
export function valuesAt(sources: Sources, name: string, at: number): readonly Value[] | undefined {
  const all = sources.values.get(name) ?? []
  const width = ({ start, end }: Scope): number => end - start
  const [scope] = all
    .flatMap((value) => (value.scope && covers(value.scope, at) ? [value.scope] : []))
    .sort((a, b) => width(a) - width(b))
  if (!scope) return undefined
  return all.filter((value) =>
    value.scope ? value.scope.start === scope.start : covers(scope, value.at),
  )
}

function covers({ start, end }: Scope, at: number): boolean {
  return start <= at && at < end
}

/** A parameter holds what the calls in its file give; an exported function may be given anything. */
function bindParameters(
  functions: ReadonlyMap<string, Made>,
  calls: readonly Call[],
  exported: ReadonlySet<string>,
  bind: Bind,
): void {
  for (const [name, { takes, scope }] of functions) {
    const own = calls.filter((call) => call.name === name)
    takes.forEach((parameter, i) => {
      if (parameter === null) return
      if (exported.has(name) || own.length === 0) bind(parameter, null, scope)
      for (const { given } of own) if (given[i]) bind(parameter, given[i], scope)
    })
  }
}

function paramName(pattern: ParamPattern): string | null {
  if (pattern.type === 'Identifier') return pattern.name
  if (pattern.type !== 'AssignmentPattern') return null
  return pattern.left.type === 'Identifier' ? pattern.left.name : null
}

function exportsOf(file: string, code: string): Set<string> {
  const { staticExports } = parseCode(file, code).module
  const names = staticExports.flatMap(({ entries }) =>
    entries.map(({ localName }) => localName.name),
  )
  return new Set(names.filter((name) => name !== null))
}

function importsOf(file: string, code: string): Sources['imports'] {
  const imports = new Map<string, { file: string; name: string }>()
  for (const { moduleRequest, entries } of parseCode(file, code).module.staticImports) {
    const target = targetOf(file, moduleRequest.value)
    if (target === null) continue
    for (const { importName, localName } of entries) {
      if (importName.name) imports.set(localName.value, { file: target, name: importName.name })
    }
  }
  return imports
}

/** Follows re-exports from a door to the file that makes the function. */
export function homeOf(
  tree: Tree,
  file: string,
  name: string,
): { file: string; name: string } | null {
  for (let hops = 0; hops < 4; hops++) {
    const code = tree.get(file)
    if (code === undefined) return null
    const passed = parseCode(file, code)
      .module.staticExports.flatMap(({ entries }) => entries)
      .find(({ exportName, moduleRequest }) => exportName.name === name && moduleRequest)
    if (!passed?.moduleRequest) return { file, name }
    const next = targetOf(file, passed.moduleRequest.value)
    if (next === null) return null
    file = next
    name = passed.importName.name ?? name
  }
  return null
}
