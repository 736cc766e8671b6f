import { posix } from 'node:path'
import { parse } from 'yaml'
import { codeUnder, walk } from './code.ts'
import { lineAt, type Complaint, type Tree } from './tree.ts'

type Rule = 'link' | 'clause'

/** Relative links and pictures in the documents lead to files that exist, anchors to headings. */
export function checkLinks(tree: Tree): Complaint<Rule>[] {
  const folders = new Set([...tree.keys()].flatMap(ancestors))
  return [...tree]
    .filter(([file]) => file.endsWith('.md'))
    .flatMap(([file, text]) =>
      linksOf(text).flatMap(({ target, offset }) => {
        const [path = '', anchor] = target.split('#')
        const whole = path === '' ? file : posix.normalize(posix.join(posix.dirname(file), path))
        const place = { file, line: lineAt(text, offset), rule: 'link' as const }
        if (!tree.has(whole) && !folders.has(whole.replace(/\/$/, ''))) {
          return [{ ...place, message: `leads to ${whole}, which does not exist` }]
        }
        if (!anchor || !whole.endsWith('.md')) return []
        if (headings(tree.get(whole) ?? '').has(decodeURIComponent(anchor).toLowerCase())) return []
        return [{ ...place, message: `${whole} has no heading #${anchor}` }]
      }),
    )
}

function ancestors(path: string): string[] {
  const parts = path.split('/').slice(0, -1)
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}

function linksOf(text: string): { target: string; offset: number }[] {
  const prose = text.replace(/^```[^]*?^```|`[^`\n]*`/gm, (code) => code.replace(/[^\n]/g, ' '))
  const written =
    /\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)|(?:src|href)="([^"]+)"|^\[[^\]]+\]:\s+(\S+)/gm
  return [...prose.matchAll(written)]
    .map((match) => ({ target: match[1] ?? match[2] ?? match[3] ?? '', offset: match.index }))
    .filter(({ target }) => !/^([a-z]+:|\/)/i.test(target))
}

/** The anchors that a forge makes of a document's headings. */
function headings(text: string): Set<string> {
  return new Set(
    [...text.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replace(/\s/g, '-'),
    ),
  )
}

/** `pack-id#article`. */
export const CLAUSE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+#[^\s#]+$/

/**
 * Every clause named in code (`pack-id#article`) exists in law/: the pack has that id, and its
 * article map or its score sheet holds the article.
 */
export function checkClauses(tree: Tree): Complaint<Rule>[] {
  const packs = packsOf(tree)
  if (packs.size === 0) return []
  const complaints: Complaint<Rule>[] = []
  for (const [file, text] of codeUnder(tree, ['src', 'web'])) {
    walk(file, text, {
      Literal({ value, start }) {
        if (typeof value !== 'string' || !CLAUSE.test(value)) return
        const message = missing(value, packs)
        if (message === null) return
        complaints.push({ file, line: lineAt(text, start), rule: 'clause', message })
      },
    })
  }
  return [...complaints, ...clausesInDocuments(tree, packs)]
}

/** Documents name clauses in backticks: `pack-id#article`. */
function clausesInDocuments(tree: Tree, packs: ReadonlyMap<string, Has>): Complaint<Rule>[] {
  return [...tree]
    .filter(([file]) => file.endsWith('.md'))
    .flatMap(([file, text]) =>
      [...text.matchAll(/`([^`\s]+#[^`\s]+)`/g)].flatMap(({ 1: ref = '', index }) => {
        const message = CLAUSE.test(ref) ? missing(ref, packs) : null
        return message === null
          ? []
          : [{ file, line: lineAt(text, index), rule: 'clause' as const, message }]
      }),
    )
}

function missing(ref: string, packs: ReadonlyMap<string, Has>): string | null {
  const [pack = '', article = ''] = ref.split('#')
  const has = packs.get(pack)
  if (has?.(article)) return null
  return has ? `${pack} in law/ has no article ${article}` : `law/ has no pack ${pack}`
}

type Has = (article: string) => boolean

/** The part of a pack.yaml that says which articles there are. */
type Head = {
  id?: string
  articles?: {
    count?: number
    named?: Record<string, string>
    series?: { prefix: string; from: number; to: number }[]
  }
}

function packsOf(tree: Tree): Map<string, Has> {
  const packs = new Map<string, Has>()
  for (const [file, text] of tree) {
    if (!/^law\/.*\/pack\.yaml$/.test(file)) continue
    const { id, articles = {} } = (parse(text) ?? {}) as Head
    const sheet = tree.get(posix.join(posix.dirname(file), 'scoring.yaml')) ?? ''
    const criteria = new Set([...sheet.matchAll(/\bkey:\s*['"]?([\w-]+)/g)].map(([, key]) => key))
    if (id !== undefined)
      packs.set(id, (article) => criteria.has(article) || names(articles, article))
  }
  return packs
}

/** The same three ways of naming an article that src/law reads: by name, in a series, by number. */
function names(
  { count = 0, named = {}, series = [] }: NonNullable<Head['articles']>,
  article: string,
): boolean {
  if (article in named) return true
  const inSeries = series.some(({ prefix, from, to }) => {
    const n = article.startsWith(prefix) ? Number(article.slice(prefix.length)) : Number.NaN
    return n >= from && n <= to
  })
  const number = /^(\d+)(?:\.\d+)?(?:\(\d+\))?$/.exec(article)?.[1]
  return inSeries || (number !== undefined && Number(number) >= 1 && Number(number) <= count)
}
