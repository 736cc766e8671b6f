import { articleLabel, clauseRef, parseRef } from './clauses.ts'
import { at, compatible, located, meet } from './check-pack.ts'
import type { Conflict, Pack } from './formats.ts'
import { inForce } from './lines.ts'
import type { LawFolder, Read } from './load.ts'
import { resolve } from './resolve.ts'
import { type Rule, rulesOf } from './rulebook.ts'
import { grades, type LawProblem, origins, stepFields } from './words.ts'

/** What is wrong between packs: identities, repeals, units, undeclared and misjudged conflicts. */
export function checkLaw(law: LawFolder): LawProblem[] {
  return [
    ...checkIds(law),
    ...checkRepeals(law),
    ...checkReplaced(law),
    ...checkRegimes(law),
    ...checkUnits(law),
    ...checkSteps(law),
    ...checkConflicts(law),
    ...checkUndeclared(law),
  ]
}

function find(law: LawFolder, id: string | undefined): Read | undefined {
  return law.packs.find((read) => read.pack.head.id === id)
}

function checkIds({ packs }: LawFolder): LawProblem[] {
  return packs.flatMap((read, index) => {
    const { id } = read.pack.head
    if (!packs.slice(0, index).some((other) => other.pack.head.id === id)) return []
    return [at(read, 'head', ['id'], `标识 ${id} 已被另一文件使用`)]
  })
}

/** A repealed instrument ends before the repealing one begins, and no chain runs in a circle. */
function checkRepeals(law: LawFolder): LawProblem[] {
  return law.packs.flatMap((read) =>
    read.pack.head.repeals.flatMap(({ pack: id }, index) => {
      if (id === undefined) return []
      const path = ['repeals', index, 'pack']
      const old = find(law, id)
      if (old === undefined) return [at(read, 'head', path, `所废止的 ${id} 不在规则包中`)]
      if (repealsInTurn(law, old, read.pack.head.id, new Set())) {
        return [at(read, 'head', path, `废止关系成环：${id} 又直接或间接废止本文件`)]
      }
      const { to } = old.pack.head.effective
      if (to !== undefined && to < read.pack.head.effective.from) return []
      const message = `${id} 已被 ${read.pack.head.id} 废止，施行期间却与之重叠`
      return [at(old, 'head', ['effective', 'to'], message)]
    }),
  )
}

function repealsInTurn(law: LawFolder, read: Read, id: string, seen: Set<string>): boolean {
  if (seen.has(read.pack.head.id)) return false
  seen.add(read.pack.head.id)
  return read.pack.head.repeals.some(({ pack }) => {
    if (pack === id) return true
    const next = find(law, pack)
    return next !== undefined && repealsInTurn(law, next, id, seen)
  })
}

function checkReplaced(law: LawFolder): LawProblem[] {
  return law.packs.flatMap((read) => [
    ...read.pack.head.supersedes.flatMap(({ ref, key }, index) =>
      valueExists(law, ref, key)
        ? []
        : [at(read, 'head', ['supersedes', index], `所取代的 ${ref}（${key}）不存在`)],
    ),
    ...Object.entries(read.pack.head.articles.replaced).flatMap(([article, ref]) =>
      refExists(law, ref)
        ? []
        : [at(read, 'head', ['articles', 'replaced', article], `所指的 ${ref} 不存在`)],
    ),
  ])
}

function valueExists(law: LawFolder, ref: string, key: string): boolean {
  const parsed = parseRef(ref)
  const read = find(law, parsed?.pack)
  if (read === undefined) return false
  return rulesOf(read.pack).some((rule) => rule.key === key && rule.article === parsed?.article)
}

function refExists(law: LawFolder, ref: string): boolean {
  const parsed = parseRef(ref)
  const read = find(law, parsed?.pack)
  return read !== undefined && articleLabel(read.pack, parsed!.article) !== undefined
}

/** Every aspect of a campaign's regime stands once and leads to a clause that exists. */
function checkRegimes(law: LawFolder): LawProblem[] {
  return law.packs.flatMap((read) => {
    const points = read.pack.campaign?.regime?.points ?? []
    return points.flatMap(({ ref, aspect }, index) => {
      const path = ['regime', 'points', index]
      const twice = points.slice(0, index).some((one) => one.aspect === aspect)
      return [
        ...(refExists(law, ref) ? [] : [at(read, 'campaign', path, `没有条文 ${ref}`)]),
        ...(twice ? [at(read, 'campaign', path, `${aspect} 重复出现`)] : []),
      ]
    })
  })
}

/** Values of one key are clocks everywhere or nowhere, and outside clocks have one unit. */
function checkUnits(law: LawFolder): LawProblem[] {
  const first = new Map<string, Rule>()
  return law.packs.flatMap((read) =>
    located(read).flatMap(({ rule, part, path }) => {
      const known = first.get(rule.key) ?? rule
      first.set(rule.key, known)
      const bothClocks = known.event !== null && rule.event !== null
      if (bothClocks || (known.event === rule.event && known.unit === rule.unit)) return []
      const message = `${rule.key} 的单位与 ${known.pack} 不同`
      return [at(read, part, path, message, { severity: 'warning' })]
    }),
  )
}

/** Every step has a word for every grade and origin where nothing but the nation speaks. */
function checkSteps({ packs }: LawFolder): LawProblem[] {
  const house = packs.find((read) => read.pack.head.rank === 'house' && read.pack.steps)
  if (house === undefined) return []
  const all = [house.pack]
  const on = house.pack.head.effective.from
  return grades.flatMap((grade) =>
    origins.flatMap((origin) =>
      stepFields.flatMap((field) => {
        const key = `finding.step.${field}`
        if (resolve(all, { key, on, lineage: ['0'], facts: { grade, origin } })) return []
        return [at(house, 'steps', ['steps'], `${grade}、${origin} 的问题没有规定 ${field}`)]
      }),
    ),
  )
}

/** Both sides of a declared conflict exist, and the resolver agrees with what is declared. */
function checkConflicts(law: LawFolder): LawProblem[] {
  const packs = law.packs.map((read) => read.pack)
  return law.conflicts.flatMap((conflict, index) => {
    const problem = (path: PropertyKey[], message: string): LawProblem => ({
      file: 'conflicts.yaml',
      line: law.conflictLines(['conflicts', index, ...path]),
      pack: conflict.id,
      severity: 'error',
      message,
    })
    const problems = conflict.sides.flatMap(({ ref }, side) =>
      refExists(law, ref) ? [] : [problem(['sides', side, 'ref'], `没有条文 ${ref}`)],
    )
    if (problems.length > 0) return problems
    return conflict.periods.flatMap((period, n) => {
      const wrong = misjudged(packs, conflict, period)
      return wrong === undefined ? [] : [problem(['periods', n], wrong)]
    })
  })
}

function misjudged(
  packs: readonly Pack[],
  conflict: Conflict,
  { from, wins, ...own }: Conflict['periods'][number],
): string | undefined {
  const stranger = wins.find((ref) => !conflict.sides.some((side) => side.ref === ref))
  if (stranger !== undefined) return `${stranger} 不是冲突的一方`
  if (conflict.key === undefined || from === undefined) {
    const gone = wins.find((ref) => {
      const pack = packs.find((one) => one.head.id === parseRef(ref)?.pack)
      return from !== undefined && pack !== undefined && !inForce(pack, from)
    })
    return gone === undefined ? undefined : `${gone} 自${from}起并不施行，不能优先`
  }
  const { key } = conflict
  const { place = conflict.place, facts = conflict.facts } = own
  const found = resolve(packs, { key, on: from, lineage: ['0', ...place], facts })
  if (found !== undefined && wins.includes(found.winner.ref)) return undefined
  return `按${from}计算，优先的是 ${found?.winner.ref ?? '（无）'}，不是 ${wins.join('、')}`
}

/**
 * Values of one key that differ, hold on a common day at a common place for common facts, and are
 * not on record as a conflict. A house rule is a default and conflicts with nothing.
 */
function checkUndeclared(law: LawFolder): LawProblem[] {
  const declared = new Set(
    law.conflicts.flatMap((one) => (one.key === undefined ? [] : pairs(one.sides, one.key))),
  )
  const rules = law.packs
    .flatMap((read) => located(read).map((one) => ({ ...one, read })))
    .filter(({ rule }) => rule.rank !== 'house')
  return rules.flatMap(({ rule, part, path, read }, index) =>
    rules.slice(0, index).flatMap(({ rule: other }) => {
      if (rule.key !== other.key || rule.pack === other.pack || agree(rule, other)) return []
      if (!nested(rule.place, other.place) || !meet(rule, other)) return []
      if (!compatible(rule, other)) return []
      const refs = [refOf(rule), refOf(other)].toSorted()
      if (declared.has([rule.key, ...refs].join(' '))) return []
      const message = `${rule.key} 与 ${refOf(other)} 不同而未登记为冲突`
      return [at(read, part, path, message, { severity: 'warning' })]
    }),
  )
}

function pairs(sides: Conflict['sides'], key: string): string[] {
  const refs = sides.map((side) => side.ref)
  return refs.flatMap((one) =>
    refs.flatMap((other) => (one < other ? [[key, one, other].join(' ')] : [])),
  )
}

function refOf(rule: Rule): string {
  return clauseRef(rule.pack, rule.article)
}

function agree(one: Rule, other: Rule): boolean {
  return JSON.stringify([one.value, one.unit]) === JSON.stringify([other.value, other.unit])
}

/** Whether one place may lie in the other; the nation holds every place. */
function nested(one: string, other: string): boolean {
  return one === '0' || other === '0' || one.startsWith(other) || other.startsWith(one)
}
