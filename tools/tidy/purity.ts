import { parseCode, requests, targetOf, walk } from './code.ts'
import { isPure, PURE_PACKAGES } from './house.ts'
import { lineAt, type Complaint, type Tree } from './tree.ts'

type Rule = 'purity'

/** Names of the surroundings that a pure file may not touch: clock, chance, process, network, page. */
const SURROUNDINGS = new Set(
  (
    'process crypto performance console fetch XMLHttpRequest WebSocket setTimeout setInterval ' +
    'queueMicrotask window document navigator localStorage sessionStorage location Buffer'
  ).split(' '),
)

/**
 * Words, rules and texts are pure, with everything they load: no input or output, no clock, no
 * random number. Time and ids come in as arguments, so that an act can be replayed years later, and
 * the browser can compute the same refusal.
 */
export function checkPurity(tree: Tree): Complaint<Rule>[] {
  const complaints: Complaint<Rule>[] = []
  const waiting = [...tree.keys()].filter(isPure)
  const seen = new Set(waiting)
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const text = tree.get(path) ?? ''
    for (const { from, offset, erased } of requests(path, text)) {
      if (erased) continue
      const target = targetOf(path, from)
      const message = target === null ? packageSays(from) : fileSays(path, target)
      if (message)
        complaints.push({ file: path, line: lineAt(text, offset), rule: 'purity', message })
      else if (target !== null && tree.has(target) && !seen.has(target)) {
        seen.add(target)
        waiting.push(target)
      }
    }
    complaints.push(...surroundings(path, text))
  }
  return complaints
}

function packageSays(from: string): string | null {
  const name = from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')
  if (PURE_PACKAGES.has(name)) return null
  return `words, rules and texts do no input or output, but load '${from}'`
}

function fileSays(path: string, target: string): string | null {
  const home = /^src\/[^/]+\//.exec(path)?.[0] ?? ''
  if (isPure(target)) return null
  if (target.startsWith(home) && !target.endsWith('/index.ts')) return null
  return `a pure file may load only pure files, not ${target} (use its words, rules or texts, or import type)`
}

function surroundings(path: string, text: string): Complaint<Rule>[] {
  const complaints: Complaint<Rule>[] = []
  const own = declaredNames(path, text)
  const say = (offset: number, what: string): void => {
    const message = `${what} in a pure file: take it as an argument`
    complaints.push({ file: path, line: lineAt(text, offset), rule: 'purity', message })
  }
  walk(path, text, {
    MemberExpression({ object, property, start }) {
      if (object.type !== 'Identifier' || property.type !== 'Identifier') return
      const name = `${object.name}.${property.name}`
      if (/^(Date\.now|Math\.random|Temporal\.Now)$/.test(name)) say(start, name)
      else if (SURROUNDINGS.has(object.name) && !own.has(object.name)) say(start, name)
    },
    NewExpression({ callee, arguments: given, start }) {
      if (callee.type !== 'Identifier') return
      if (callee.name === 'Date' && given.length === 0) say(start, 'new Date()')
    },
    CallExpression({ callee, start }) {
      if (callee.type !== 'Identifier' || own.has(callee.name)) return
      if (callee.name === 'Date' || SURROUNDINGS.has(callee.name)) say(start, `${callee.name}()`)
    },
  })
  return complaints
}

/** Every name the file binds itself: `location` may be a parameter, and then it is no surroundings. */
function declaredNames(path: string, text: string): Set<string> {
  const names = new Set<string>()
  const { staticImports } = parseCode(path, text).module
  for (const { entries } of staticImports) for (const e of entries) names.add(e.localName.value)
  const bind = (pattern: unknown): void => {
    if (typeof pattern !== 'object' || pattern === null) return
    const node = pattern as Record<string, unknown>
    if (node['type'] === 'Identifier') names.add(String(node['name']))
    for (const key of ['elements', 'properties'])
      (node[key] as unknown[] | undefined)?.forEach(bind)
    for (const key of ['value', 'argument', 'left', 'parameter']) bind(node[key])
  }
  walk(path, text, {
    VariableDeclarator: ({ id }) => bind(id),
    FunctionDeclaration: ({ params }) => params.forEach(bind),
    FunctionExpression: ({ params }) => params.forEach(bind),
    ArrowFunctionExpression: ({ params }) => params.forEach(bind),
  })
  return names
}
