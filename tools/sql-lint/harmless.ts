import type { Node } from 'oxc-parser'
import type { Tree } from '../tidy/tree.ts'
import { homeOf, sourcesOf, valuesAt, type Sources } from './sources.ts'

/**
 * Functions and methods whose answer may stand in SQL: they answer a placeholder or a checked,
 * escaped name. Each is a promise that its own code keeps.
 */
const SQL_HELPERS = new Set([
  'param',
  'within',
  'opening',
  'quote',
  'escapeIdentifier',
  'escapeLiteral',
])

/**
 * Names declared in code (`ledger.table`, `field.column`), and the number of a journal's origin,
 * which the journal counts itself.
 */
const DECLARED_NAMES = new Set(['table', 'column', 'generation'])

/** Methods that keep a list of harmless texts harmless. */
const KEEPING = new Set([
  'join',
  'toSorted',
  'slice',
  'concat',
  'filter',
  'trim',
  'flat',
  'replace',
])

/** Where an expression is read: its file, and what a call gave to the parameters. */
export type Place = {
  readonly tree: Tree
  readonly file: string
  readonly given: ReadonlyMap<string, { readonly node: Node; readonly place: Place }>
  readonly asked: Set<unknown>
}

const read = new Map<string, { code: string; sources: Sources }>()

function sourcesAt({ tree, file }: Place): Sources {
  const code = tree.get(file) ?? ''
  const known = read.get(file)
  if (known?.code === code) return known.sources
  const sources = sourcesOf(file, code)
  read.set(file, { code, sources })
  return sources
}

/**
 * Whether an expression can hold nothing but SQL written in the code: a literal, a CONSTANT, a
 * placeholder, or what is put together from such, also through functions of other files.
 */
export function harmless(node: Node | null, place: Place): boolean {
  const also = (other: Node | null): boolean => other === null || harmless(other, place)
  switch (node?.type) {
    case 'Literal':
      return true
    case 'TemplateLiteral':
      return node.expressions.every(also)
    case 'Identifier':
      return nameHolds(node.name, node.start, place)
    case 'MemberExpression':
      return memberHolds(node, place)
    case 'CallExpression':
      return callHolds(node, place)
    case 'ConditionalExpression':
      return also(node.consequent) && also(node.alternate)
    case 'LogicalExpression':
    case 'BinaryExpression':
      return also(node.left) && also(node.right)
    case 'ArrayExpression':
      return node.elements.every(also)
    case 'SpreadElement':
    case 'AwaitExpression':
      return also(node.argument)
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
      return also(node.expression)
    default:
      return false
  }
}

function nameHolds(name: string, at: number, place: Place): boolean {
  if (isConstant(name) || DECLARED_NAMES.has(name)) return true
  const given = place.given.get(name)
  if (given) return harmless(given.node, given.place)
  const values = valuesAt(sourcesAt(place), name, at)
  const [first] = values ?? []
  if (first === undefined) return false
  if (place.asked.has(first)) return true
  place.asked.add(first)
  return values?.every(({ node }) => node !== null && harmless(node, place)) === true
}

function memberHolds(
  { object, property }: Extract<Node, { type: 'MemberExpression' }>,
  place: Place,
): boolean {
  if (property.type === 'Identifier' && DECLARED_NAMES.has(property.name)) return true
  if (object.type === 'MemberExpression') return memberHolds(object, place)
  if (object.type === 'Identifier') return nameHolds(object.name, object.start, place)
  return object.type === 'CallExpression' && callHolds(object, place)
}

function isConstant(name: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(name)
}

function callHolds(call: Extract<Node, { type: 'CallExpression' }>, place: Place): boolean {
  const { callee, arguments: given } = call
  if (callee.type === 'Identifier') {
    return SQL_HELPERS.has(callee.name) || functionHolds(callee.name, given, place)
  }
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return false
  const method = callee.property.name
  if (SQL_HELPERS.has(method)) return true
  if (method === 'map' || method === 'flatMap') return mapHolds(callee.object, given[0], place)
  if (KEEPING.has(method)) return harmless(callee.object, place)
  if (callee.object.type !== 'Identifier') return false
  if (callee.object.name === 'Object') return given.every((each) => harmless(each, place))
  return memberHolds(callee, place)
}

/** A list made from another: by a helper, or by an arrow function that answers harmless text. */
function mapHolds(list: Node, each: Node | undefined, place: Place): boolean {
  if (each?.type === 'Identifier') {
    return SQL_HELPERS.has(each.name) || functionHolds(each.name, [], place)
  }
  if (each?.type !== 'ArrowFunctionExpression' || each.body.type === 'BlockStatement') return false
  const bound = new Map(place.given)
  const [first, index] = each.params
  if (first?.type === 'Identifier') bound.set(first.name, { node: list, place })
  if (index?.type === 'Identifier') bound.set(index.name, { node: ONE, place })
  return harmless(each.body, { ...place, given: bound })
}

/** Stands for a position in a list: a number can do no harm. */
const ONE = { type: 'Literal', value: 1, raw: '1', start: 0, end: 0 } as Node

/** A function's answers are read with what this call gives to its parameters. */
function functionHolds(name: string, given: readonly Node[], place: Place): boolean {
  const own = sourcesAt(place)
  const imported = own.imports.get(name)
  const home = imported
    ? homeOf(place.tree, imported.file, imported.name)
    : { file: place.file, name }
  if (home === null) return false
  const made = sourcesAt({ ...place, file: home.file }).functions.get(home.name)
  if (!made || made.answers.length === 0) return false
  if (place.asked.has(made)) return true
  const bound = new Map<string, { node: Node; place: Place }>()
  made.takes.forEach((parameter, i) => {
    const node = given[i]
    if (parameter !== null && node) bound.set(parameter, { node, place })
  })
  const asked = new Set(place.asked).add(made)
  return made.answers.every((answer) =>
    harmless(answer, { ...place, file: home.file, given: bound, asked }),
  )
}
