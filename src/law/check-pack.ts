import { articleLabel, parseRef } from './clauses.ts'
import type { PackPart } from './formats.ts'
import type { Read } from './load.ts'
import { type Rule, rulesOf } from './rulebook.ts'
import type { LawProblem } from './words.ts'

/** What is wrong with one pack, looked at by itself. */
export function checkPack(read: Read): LawProblem[] {
  return [
    ...checkHead(read),
    ...checkArticles(read),
    ...checkKeys(read),
    ...checkCollisions(read),
    ...checkPeriods(read),
    ...unsaid(read),
  ]
}

/** What an instrument leaves unsaid about its duties, each with the setting that stands for it. */
function unsaid(read: Read): LawProblem[] {
  return (read.pack.duties?.gaps ?? []).map(({ gap, setting }, index) =>
    at(read, 'duties', ['gaps', index], `${gap}；${setting}`, {
      severity: 'note',
      class: 'unsaid',
    }),
  )
}

/** Makes a problem at a path of one part's file. */
export function at(
  { pack, files }: Read,
  part: PackPart | 'head',
  path: readonly PropertyKey[],
  message: string,
  more: Partial<LawProblem> = {},
): LawProblem {
  const place = files[part] ?? files['head']!
  return {
    file: place.file,
    line: place.line(path),
    pack: pack.head.id,
    severity: 'error',
    message,
    ...more,
  }
}

function checkHead(read: Read): LawProblem[] {
  const { head } = read.pack
  const [folder, jurisdiction] = read.folder.split('/').toReversed()
  const problems: LawProblem[] = []
  if (folder !== '' && folder !== head.id) {
    problems.push(at(read, 'head', ['id'], `标识 ${head.id} 与文件夹 ${folder} 不同`))
  }
  if (jurisdiction !== undefined && jurisdiction !== head.place) {
    problems.push(at(read, 'head', ['place'], `地域 ${head.place} 与文件夹 ${jurisdiction} 不同`))
  }
  const { from, to } = head.effective
  if (to !== undefined && to < from) {
    problems.push(at(read, 'head', ['effective', 'to'], `失效日期 ${to} 早于施行日期 ${from}`))
  }
  if (head.issued !== undefined && head.issued > from) {
    problems.push(at(read, 'head', ['issued'], `施行日期 ${from} 早于发布日期 ${head.issued}`))
  }
  return problems
}

/** Every article that is cited, titled or named exists in the article map. */
function checkArticles(read: Read): LawProblem[] {
  const { pack, files } = read
  const problems: LawProblem[] = []
  for (const part of Object.keys(files) as PackPart[]) {
    for (const { path, article } of citations(pack[part], [])) {
      if (articleLabel(pack, article) !== undefined) continue
      problems.push(at(read, part, path, `${pack.head.id} 没有条文 ${article}`))
    }
  }
  const { titles, replaced } = pack.head.articles
  for (const article of [...Object.keys(titles), ...Object.keys(replaced)]) {
    if (articleLabel(pack, article) !== undefined) continue
    const path = ['articles', article in titles ? 'titles' : 'replaced', article]
    problems.push(at(read, 'head', path, `条文目录没有 ${article}`))
  }
  for (const [article, ref] of Object.entries(replaced)) {
    if (parseRef(ref) !== undefined) continue
    problems.push(
      at(read, 'head', ['articles', 'replaced', article], `${ref} 不是“文件#条文”的写法`),
    )
  }
  return problems
}

type Cited = { readonly path: PropertyKey[]; readonly article: string }

function citations(value: unknown, path: PropertyKey[]): Cited[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => citations(one, [...path, index]))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'article' && typeof inner === 'string'
      ? [{ path: [...path, name], article: inner }]
      : citations(inner, [...path, name]),
  )
}

const keyed = [
  ['duties', 'duties', 'id'],
  ['grounds', 'grounds', 'key'],
  ['obligations', 'obligations', 'key'],
  ['campaign', 'milestones', 'key'],
  ['campaign', 'rules', 'key'],
  ['grading', 'sources', 'id'],
  ['grading', 'criteria', 'key'],
  ['inconsistencies', 'inconsistencies', 'entry'],
] as const

/** No key stands twice in one list, and a criterion's source is one of the sources. */
function checkKeys(read: Read): LawProblem[] {
  const problems: LawProblem[] = []
  for (const [part, list, name] of keyed) {
    const entries = (read.pack[part] as Record<string, unknown> | undefined)?.[list]
    if (!Array.isArray(entries)) continue
    const seen = new Set<unknown>()
    entries.forEach((entry: Record<string, unknown>, index) => {
      const key = entry[name]
      if (seen.has(key)) {
        problems.push(at(read, part, [list, index, name], `${String(key)} 重复出现`))
      }
      seen.add(key)
    })
  }
  const sources = new Set(read.pack.grading?.sources.map((source) => source.id))
  read.pack.grading?.criteria.forEach(({ source }, index) => {
    if (sources.has(source)) return
    problems.push(at(read, 'grading', ['criteria', index, 'source'], `没有判定标准来源 ${source}`))
  })
  read.pack.grading?.sources.forEach(({ count, parts }, index) => {
    const sum = parts.reduce((total, part) => total + part.count, 0)
    if (count === undefined || parts.length === 0 || sum === count) return
    const message = `各部分合计 ${sum} 条，与总数 ${count} 条不符`
    problems.push(at(read, 'grading', ['sources', index, 'count'], message))
  })
  return problems
}

/** Two values of one key that hold on the same day for the same facts collide. */
function checkCollisions(read: Read): LawProblem[] {
  const rules = located(read)
  return rules.flatMap(({ rule, part, path }, index) => {
    const before = rules
      .slice(0, index)
      .find(({ rule: other }) => other.key === rule.key && meet(other, rule) && same(other, rule))
    if (before === undefined) return []
    return [at(read, part, path, `${rule.key} 在同样条件和期间内有两个值，不分先后`)]
  })
}

/** A value's own period lies within its pack's. */
function checkPeriods(read: Read): LawProblem[] {
  const { from, to } = read.pack.head.effective
  return located(read).flatMap(({ rule, part, path }) => {
    if (rule.to !== null && rule.to < rule.from) {
      return [at(read, part, path, `${rule.key} 的期间 ${rule.from}—${rule.to} 首尾颠倒`)]
    }
    const own = entryAt(read, part, path)
    const outside = (own.from ?? from) < from || (to !== undefined && (own.to ?? to) > to)
    if (!outside) return []
    return [at(read, part, path, `${rule.key} 的期间超出文件施行期间 ${from}—${to ?? ''}`)]
  })
}

type Located = { readonly rule: Rule; readonly part: PackPart; readonly path: PropertyKey[] }

/** The rules of a pack with the entry that each was made of. */
export function located({ pack }: Read): Located[] {
  const rules = rulesOf(pack)
  const places: { part: PackPart; path: PropertyKey[] }[] = [
    ...(pack.clocks?.clocks ?? []).map((_, i) => ({
      part: 'clocks' as const,
      path: ['clocks', i],
    })),
    ...(pack.values?.values ?? []).map((_, i) => ({
      part: 'values' as const,
      path: ['values', i],
    })),
    ...(pack.steps?.steps ?? []).flatMap(({ set }, i) =>
      Object.keys(set).map(() => ({ part: 'steps' as const, path: ['steps', i] })),
    ),
  ]
  return rules.map((rule, index) => ({ rule, ...places[index]! }))
}

function entryAt({ pack }: Read, part: PackPart, path: PropertyKey[]) {
  const lists = pack[part] as unknown as Record<PropertyKey, { from?: string; to?: string }[]>
  return lists[path[0]!]![path[1] as number]!
}

/** Whether two rules hold on a common day. */
export function meet(one: Rule, other: Rule): boolean {
  return (one.to === null || one.to >= other.from) && (other.to === null || other.to >= one.from)
}

/** Equally special rules of one pack: on the same facts, or on facts that may come together. */
function same(one: Rule, other: Rule): boolean {
  const names = Object.keys(one.when)
  if (names.length !== Object.keys(other.when).length || !compatible(one, other)) return false
  const alike = names.every((name) => other.when[name] !== undefined)
  return alike || JSON.stringify(one.value) !== JSON.stringify(other.value)
}

/** Whether some facts satisfy both rules. */
export function compatible(one: Rule, other: Rule): boolean {
  return Object.keys(one.when).every((name) => {
    const words = other.when[name]
    return words === undefined || one.when[name]!.some((word) => words.includes(word))
  })
}
