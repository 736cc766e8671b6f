import { refuse, type Refusal } from '#kernel/refusal.ts'

/** Our own rule about findings that look alike; a person decides, never the machine. */
export const CLAUSE = 'bihuan-house-rules#duplicates'

const OFFICE: readonly string[] = [
  'committee_clerk',
  'committee_head',
  'regulator_clerk',
  'section_head',
]

/** Whether a role decides about two findings that look alike. */
export function tellsApart(role: string): boolean {
  return OFFICE.includes(role)
}

/** What is compared of a finding. */
export type Compared = {
  readonly title: string
  readonly text: string
  readonly foundOn: string | null
}

/**
 * How alike two problems read, in percent: twice the pairs of neighbouring characters that both
 * have, over all pairs of both (Dice). The titles alone and titles with text are both looked at and
 * the higher counts, for one body writes a line and another a page.
 */
export function similarity(one: Compared, other: Compared): number {
  const titles = dice(pairsOf(one.title), pairsOf(other.title))
  const whole = dice(pairsOf(one.title + one.text), pairsOf(other.title + other.text))
  return Math.round(Math.max(titles, whole) * 100)
}

/** Whether two problems were found within so many days of each other; unknown days may be near. */
export function near(one: Compared, other: Compared, windowDays: number): boolean {
  if (one.foundOn === null || other.foundOn === null) return true
  const apart = Math.abs(Date.parse(one.foundOn) - Date.parse(other.foundOn)) / 86_400_000
  return apart <= windowDays
}

/** The pairs of neighbouring letters and digits, with how often each occurs. */
function pairsOf(text: string): Map<string, number> {
  const signs = [
    ...text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]/gu, ''),
  ]
  const pairs = new Map<string, number>()
  for (let i = 0; i + 1 < signs.length; i++) {
    const pair = signs[i]! + signs[i + 1]!
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return pairs
}

function dice(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  const size = (pairs: ReadonlyMap<string, number>) =>
    [...pairs.values()].reduce((a, b) => a + b, 0)
  const total = size(one) + size(other)
  if (total === 0) return 0
  let shared = 0
  for (const [pair, n] of one) shared += Math.min(n, other.get(pair) ?? 0)
  return (2 * shared) / total
}

/** What a verdict is judged by. */
export type Ground = {
  readonly sameSubject: boolean
  readonly ended: boolean
  /** Whether somebody said so before. */
  readonly told: boolean
}

/** Judges that two findings are two matters: who says it, whether they are alike at all, and once. */
export function judgeDistinct(ground: Ground, by: { readonly role: string }): Refusal | null {
  if (!tellsApart(by.role)) return refuse('本岗位不认定是否重复。', CLAUSE)
  if (!ground.sameSubject) return refuse('两条问题的对象不同，无需认定。', CLAUSE)
  if (ground.ended) return refuse('其中一条已经办结，无需认定。', CLAUSE)
  if (ground.told) return refuse('已经认定不重复，无需再次认定。', CLAUSE)
  return null
}
