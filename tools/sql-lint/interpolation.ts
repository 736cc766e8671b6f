import type { Expression, Node } from 'oxc-parser'
import { walk } from '../tidy/code.ts'
import type { Tree } from '../tidy/tree.ts'
import { harmless } from './harmless.ts'
import type { Given } from './sources.ts'
import { HOLE } from './tokens.ts'

/** Something put into SQL text that may be a value. */
export type Interpolation = {
  readonly at: number
  readonly written: string
  readonly quoted: boolean
}

/**
 * Answers every `${…}` or `+ …` in SQL that is not plainly SQL itself: a literal, a CONSTANT, a
 * placeholder from a helper, or a name of this file that was put together from such.
 */
export function interpolations(
  tree: Tree,
  file: string,
  isSql: (text: string) => boolean,
): Interpolation[] {
  const found: Interpolation[] = []
  /** Templates of Kysely's sql tag, which makes parameters of what is put in. */
  const bound = new Set<number>()
  const code = tree.get(file) ?? ''
  const judge = (expression: Given, quoted: boolean): void => {
    if (!quoted && harmless(expression, { tree, file, given: new Map(), asked: new Set() })) return
    found.push({
      at: expression.start,
      written: code.slice(expression.start, expression.end),
      quoted,
    })
  }
  walk(file, code, {
    TemplateLiteral(node) {
      if (bound.has(node.start)) return
      const texts = node.quasis.map((quasi) => quasi.value.cooked ?? '')
      const wholly = isSql(texts.join(HOLE))
      node.expressions.forEach((expression, i) => {
        const quoted = inQuotes(texts[i] ?? '', texts[i + 1] ?? '')
        if (wholly || (quoted && COMPARES.test(texts[i] ?? ''))) judge(expression, quoted)
      })
    },
    TaggedTemplateExpression({ tag, quasi }) {
      if (tag.type === 'Identifier' && tag.name === 'sql') bound.add(quasi.start)
      const raw =
        tag.type === 'MemberExpression' && code.slice(tag.start, tag.end).startsWith('sql.')
      if (raw) quasi.expressions.forEach((expression) => judge(expression, false))
    },
    CallExpression({ callee, arguments: given }) {
      const name = code.slice(callee.start, callee.end)
      if (name === 'sql.raw' || name === 'sql.lit') given.forEach((each) => judge(each, false))
    },
    BinaryExpression(node) {
      const [first, ...rest] = leaves(node)
      if (rest.length === 0 || !first || !isSql(textOf(first))) return
      for (const leaf of rest) if (leaf.type !== 'TemplateLiteral') judge(leaf, false)
    },
  })
  return found
}

/** A comparison or list in a piece of SQL, right before a quote. */
const COMPARES = /\b(where|and|or|values|set|select|on|having)\b[^]*(=|<|>|\blike|\(|,)\s*'$/i

function inQuotes(before: string, after: string): boolean {
  return /'[^'\n]*$/.test(before) && (before.split("'").length - 1) % 2 === 1 && after.includes("'")
}

function textOf(node: Expression): string {
  if (node.type === 'Literal') return String(node.value)
  if (node.type !== 'TemplateLiteral') return ''
  return node.quasis.map((quasi) => quasi.value.cooked ?? '').join(HOLE)
}

function leaves(node: Node): Expression[] {
  if (node.type === 'ParenthesizedExpression') return leaves(node.expression)
  if (node.type !== 'BinaryExpression' || node.operator !== '+') return [node as Expression]
  return [...leaves(node.left), ...leaves(node.right)]
}
