import { clauseRef } from './clauses.ts'
import type { Conflict, Pack } from './formats.ts'
import { type Rule, rulesOf } from './rulebook.ts'
import {
  type Grade,
  type Judged,
  type Origin,
  type Period,
  type Rank,
  type Resolution,
  stepFields,
  type StepField,
  type StepRules,
} from './words.ts'

/** What is asked of the packs: a key, the legal date of the event, where, and the facts. */
export type Asked = {
  readonly key: string
  /** Legal date of the event that the rule judges, not of the judging. */
  readonly on: string
  /** Codes from the nation down to the finest place of the object: ['0', '41', '4115', …]. */
  readonly lineage: readonly string[]
  readonly facts?: { readonly [fact: string]: string }
}

/**
 * The value that holds for a key: of the rules in force at that place on that date whose facts
 * agree, the higher rank wins, then the nearer place, then the more special, then the later. A
 * value marked `max` wins over any milder one, and no value passes one marked `cap`. Undefined
 * where no rule applies. Losers include rules of the key that are not in force on the date.
 */
export function resolve(packs: readonly Pack[], asked: Asked): Resolution | undefined {
  const concerned = packs
    .flatMap((pack) => rulesOf(pack))
    .filter((rule) => rule.key === asked.key && reaches(rule, asked))
  const gaveWay = superseded(packs, asked)
  const inForce = concerned.filter(
    (rule) => holdsOn(rule, asked.on) && !gaveWay.has(clauseRef(rule.pack, rule.article)),
  )
  const order = inForce.toSorted((one, other) => compare(one, other, asked.lineage))
  const first = order.find((rule) => rule.combine !== 'cap') ?? order[0]
  if (first === undefined) return undefined
  const caps = order.filter((rule) => rule.combine === 'cap')
  const strictest = order.reduce((best, rule) => (isStricter(rule, best) ? rule : best), first)
  const winner = caps.reduce((best, cap) => (limits(cap, best) ? cap : best), strictest)
  const others = order.filter((rule) => rule !== winner)
  const gone = concerned.filter((rule) => !inForce.includes(rule))
  return {
    key: asked.key,
    value: winner.value,
    unit: winner.unit,
    event: winner.event,
    period: winner.event === null ? null : ({ [winner.unit!]: winner.value } as unknown as Period),
    label: winner.label,
    winner: judged(winner, whyWon(winner, first, others.length)),
    losers: [
      ...others.map((rule) => judged(rule, whyLost(rule, winner, first, asked.lineage))),
      ...gone.map((rule) => judged(rule, whyGone(rule, asked.on, gaveWay))),
    ],
  }
}

/** Which steps a finding of this grade and origin goes through, each with its winner and losers. */
export function resolveSteps(
  packs: readonly Pack[],
  asked: Omit<Asked, 'key' | 'facts'> & {
    readonly grade: Grade
    readonly origin: Origin
    readonly facts?: Asked['facts']
  },
): { readonly steps: StepRules; readonly by: { readonly [F in StepField]: Resolution } } {
  const facts = { ...asked.facts, grade: asked.grade, origin: asked.origin }
  const by = {} as Record<StepField, Resolution>
  const steps = {} as Record<StepField, string>
  for (const field of stepFields) {
    const found = resolve(packs, { ...asked, key: `finding.step.${field}`, facts })
    if (found === undefined)
      throw new Error(`no pack says ${field} for ${asked.grade}/${asked.origin}`)
    by[field] = found
    steps[field] = String(found.value)
  }
  return { steps: steps as StepRules, by }
}

/** Whether a rule is in force on a date; `to` is its last day. */
export function holdsOn(rule: { from: string; to: string | null }, on: string): boolean {
  return rule.from <= on && (rule.to === null || on <= rule.to)
}

/** Clauses whose value for the key gives way on the date, each with the title of what it gives way to. */
function superseded(packs: readonly Pack[], asked: Asked): Map<string, string> {
  return new Map(
    packs
      .filter(({ head }) => head.supersedes.length > 0 && lies(head.place, asked))
      .filter(({ head: { effective } }) =>
        holdsOn({ from: effective.from, to: effective.to ?? null }, asked.on),
      )
      .flatMap(({ head }) =>
        head.supersedes
          .filter(({ key }) => key === asked.key)
          .map(({ ref }) => [ref, head.short ?? head.title] as const),
      ),
  )
}

function lies(place: string, asked: Asked): boolean {
  return place === '0' || asked.lineage.includes(place)
}

function reaches(rule: Rule, asked: Asked): boolean {
  if (!lies(rule.place, asked)) return false
  return Object.entries(rule.when).every(([fact, words]) => {
    const given = asked.facts?.[fact]
    return given !== undefined && words.includes(given)
  })
}

/** Height of a rank. Local regulations and rules of departments stand side by side (立法法). */
export const rankHeight = {
  法律: 6,
  行政法规: 5,
  地方性法规: 4,
  部门规章: 4,
  地方政府规章: 4,
  规范性文件: 3,
  通知: 2,
  house: 1,
} as const satisfies Record<Rank, number>

function compare(one: Rule, other: Rule, lineage: readonly string[]): number {
  return (
    rankHeight[other.rank] - rankHeight[one.rank] ||
    nearness(other, lineage) - nearness(one, lineage) ||
    Number(one.rank === '地方政府规章') - Number(other.rank === '地方政府规章') ||
    Object.keys(other.when).length - Object.keys(one.when).length ||
    descending(one.from, other.from) ||
    descending(one.issued, other.issued) ||
    -descending(one.pack, other.pack)
  )
}

function nearness(rule: Rule, lineage: readonly string[]): number {
  return rule.place === '0' ? -1 : lineage.indexOf(rule.place)
}

function descending(one: string, other: string): number {
  return one > other ? -1 : one < other ? 1 : 0
}

/** Whether a rule marked `max` displaces the best so far. */
function isStricter(rule: Rule, best: Rule): boolean {
  if (rule.combine !== 'max' || best.combine === 'cap') return false
  return rule.strictness !== null && best.strictness !== null && rule.strictness > best.strictness
}

/** Whether the best so far passes a limit; of two limits the lower one holds. */
function limits(cap: Rule, best: Rule): boolean {
  if (typeof cap.value !== 'number' || typeof best.value !== 'number') return false
  return best.value > cap.value
}

function judged(rule: Rule, why: string): Judged {
  const { pack, version, article, mark, value, unit, label } = rule
  return { pack, version, article, ref: clauseRef(pack, article), mark, value, unit, label, why }
}

function whyWon(winner: Rule, first: Rule, others: number): string {
  if (winner.combine === 'cap')
    return winner === first ? '只有上限规定' : '上限规定，任何规定不得突破'
  if (winner !== first) return '从严规定，严于位阶或顺序在先者'
  if (others === 0) return '当日当地只有此项规定'
  return `${rankName(winner)}，按位阶、地域、特别规定、施行先后依次比较后优先`
}

function whyLost(rule: Rule, winner: Rule, first: Rule, lineage: readonly string[]): string {
  const by = `《${winner.title}》`
  if (rule.combine === 'cap') return '上限未被突破'
  if (winner.combine === 'cap') return `超过${by}的上限`
  if (winner !== first) return `宽于${by}，该项从严`
  if (rankHeight[rule.rank] < rankHeight[winner.rank]) {
    return `${rankName(rule)}，位阶低于${by}（${rankName(winner)}）`
  }
  if (nearness(rule, lineage) < nearness(winner, lineage)) return `${by}为更近一级地域的规定`
  if (rule.rank !== winner.rank) return `同一地方的规章低于${by}（${rankName(winner)}）`
  if (Object.keys(rule.when).length < Object.keys(winner.when).length) {
    return `${by}是特别规定，优于一般规定`
  }
  return `施行早于${by}，新的规定优先`
}

function whyGone(rule: Rule, on: string, gaveWay: ReadonlyMap<string, string>): string {
  const by = gaveWay.get(clauseRef(rule.pack, rule.article))
  if (by !== undefined && holdsOn(rule, on)) return `已被《${by}》取代`
  return rule.from > on ? `自${rule.from}起施行，当日尚未生效` : `${rule.to}后不再适用`
}

function rankName(rule: Rule): string {
  return rule.rank === 'house' ? '本平台约定' : rule.rank
}

/**
 * Which side of a conflict wins on a date, with its reason: the last period that has begun there.
 * Without a lineage, of all places.
 */
export function judgeConflict(
  conflict: Conflict,
  on: string,
  lineage?: readonly string[],
): { wins: readonly string[]; why: string } | undefined {
  return conflict.periods
    .filter(({ from, place }) => {
      const here =
        lineage === undefined || place === undefined || place.some((one) => lineage.includes(one))
      return here && (from === undefined || from <= on)
    })
    .toSorted((one, other) => descending(other.from ?? '', one.from ?? ''))
    .at(-1)
}
