import type { Pack, PackHead } from './formats.ts'

/** A reference to a clause: `cn-work-safety-law-2021#41`. */
export function clauseRef(pack: string, article: string): string {
  return `${pack}#${article}`
}

/** Splits a reference; undefined where it is not one. */
export function parseRef(ref: string): { pack: string; article: string } | undefined {
  const at = ref.indexOf('#')
  if (at < 1 || at === ref.length - 1) return undefined
  return { pack: ref.slice(0, at), article: ref.slice(at + 1) }
}

/** An article of a counted instrument: `65`, `65.1` (款), `65(3)` (项), `65.1(3)`. */
const counted = /^(\d+)(?:\.(\d+))?(?:\((\d+)\))?$/

/**
 * What a clause is called in a document, such as 《安全生产法》第四十一条第三款. An article that
 * the pack does not have, and an unknown pack, are named as they stand.
 */
export function clauseTitle(packs: readonly Pack[], ref: string): string {
  const parsed = parseRef(ref)
  const pack = parsed && packs.find((one) => one.head.id === parsed.pack)
  if (parsed === undefined || pack === undefined) return ref
  const name =
    pack.head.rank === 'house' ? pack.head.title : `《${pack.head.short ?? pack.head.title}》`
  return name + (articleLabel(pack, parsed.article) ?? parsed.article)
}

/** The label of one article of a pack, or undefined where the pack has no such article. */
export function articleLabel(pack: Pack, article: string): string | undefined {
  const { named, series, count } = pack.head.articles
  if (named[article] !== undefined) return named[article]
  const criterion = criterionOf(pack, article)
  if (criterion !== undefined) return `评分标准（${criterion}）`
  for (const { prefix, from, to, label } of series) {
    const n = article.startsWith(prefix) ? Number(article.slice(prefix.length)) : Number.NaN
    if (Number.isInteger(n) && n >= from && n <= to) return label.replace('{n}', String(n))
  }
  const match = counted.exec(article)
  if (match === null || count === undefined || Number(match[1]) > count || Number(match[1]) < 1) {
    return undefined
  }
  const paragraph = match[2] === undefined ? '' : `第${chinese(Number(match[2]))}款`
  const item = match[3] === undefined ? '' : `第${chinese(Number(match[3]))}项`
  return `第${chinese(Number(match[1]))}条${paragraph}${item}`
}

function criterionOf(pack: Pack, key: string): number | undefined {
  for (const category of pack.scoring?.categories ?? []) {
    for (const item of category.items) {
      const found = item.criteria.find((criterion) => criterion.key === key)
      if (found !== undefined) return found.number
    }
  }
  return undefined
}

/** Follows an article of a replaced instrument to the one that stands now. */
export function replacedBy(head: PackHead, article: string): string | undefined {
  return head.articles.replaced[article]
}

const digits = '零一二三四五六七八九'

/** A number below 1000 as it is written in article headings: 十二, 一百零三. */
export function chinese(n: number): string {
  const [hundreds, tens, ones] = [Math.floor(n / 100), Math.floor((n % 100) / 10), n % 10]
  const left = hundreds > 0 ? `${digits[hundreds]}百` : ''
  const middle = tens > 0 ? `${tens === 1 && hundreds === 0 ? '' : digits[tens]}十` : ''
  const gap = hundreds > 0 && tens === 0 && ones > 0 ? '零' : ''
  return left + middle + gap + (ones > 0 || n === 0 ? digits[ones] : '')
}

/** The heading of an article of a pack, where the map has one. */
export function articleTitle(pack: Pack, article: string): string | undefined {
  return pack.head.articles.titles[counted.exec(article)?.[1] ?? article]
}
