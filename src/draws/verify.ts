import type * as z from 'zod'
import { canonicalJson } from '#kernel/canonical.ts'
import { assign, MOST_ATTEMPTS } from './assignment.ts'
import {
  commitmentOf,
  fileText,
  frozenHashOf,
  paperSchema,
  SEATS_OF,
  type Frozen,
  type Paper,
  type Result,
} from './paper.ts'
import { Chance } from './positions.ts'
import { select } from './selection.ts'
import { sha256Text } from './sha256.ts'

/** What is wrong with a file: a stable word and a sentence. */
export type DrawProblem = { readonly code: string; readonly message: string }

export type Verdict = {
  readonly ok: boolean
  readonly kind: string
  readonly problems: readonly DrawProblem[]
  /** To be compared with the journal: of the frozen frame, and of the file as it was given. */
  readonly frozenHash: string | null
  readonly fileHash: string
}

/** Reads a file; undefined where it is none, with the reasons in `problems`. */
export function readPaper(text: string, problems: DrawProblem[]): Paper | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    problems.push({ code: 'json', message: '文件不是完整的 JSON。' })
    return undefined
  }
  const read = paperSchema.safeParse(value)
  if (read.success) return read.data
  for (const issue of read.error.issues.slice(0, 20)) {
    problems.push({ code: 'form', message: `${pathOf(issue)}：不符合抽取文件的格式。` })
  }
  return undefined
}

function pathOf(issue: z.core.$ZodIssue): string {
  return issue.path.length === 0 ? '文件' : issue.path.join('.')
}

/** Whether a frame can be drawn from at all, for whoever prepares one and whoever checks one. */
export function frameProblems(frozen: Frozen): DrawProblem[] {
  const { units, excluded, size, substitutes, kind, forbidden, round, previous, reason } = frozen
  const problems: DrawProblem[] = []
  const say = (wrong: boolean, code: string, message: string) => {
    if (wrong) problems.push({ code, message })
  }
  say(!ascending(units), 'order', '抽取对象应按编号从小到大排列，且不重复。')
  say(!ascending(excluded), 'order', '排除对象应按编号从小到大排列，且不重复。')
  const known = new Set(units.map(({ id }) => id))
  say(
    excluded.some(({ id }) => known.has(id)),
    'excluded',
    '同一对象不能既在抽取范围内又被排除。',
  )
  say(round > 1 !== (reason !== null), 'round', '第一次抽取不写重抽理由，重抽应写明理由。')
  say(round > 1 !== (previous !== null), 'round', '重抽应注明被替代的抽取范围摘要。')
  if (kind === 'selection') {
    const total = units.reduce((sum, { weight }) => sum + weight, 0)
    say(size < 1 || size > units.length, 'size', '抽取数量应在 1 与抽取对象总数之间。')
    say(substitutes > units.length - size, 'size', '候补数量超过未抽中的对象数。')
    say(total * size > Number.MAX_SAFE_INTEGER, 'weight', '权重总和过大，应按比例缩小。')
    say(forbidden.length > 0, 'forbidden', '抽样不设互斥关系。')
  } else {
    say(units.length < 3, 'size', '交叉分组至少需要三个单位。')
    say(size !== units.length || substitutes !== 0, 'size', '交叉分组覆盖全部单位，不设候补。')
    say(
      units.some(({ weight }) => weight !== 1),
      'weight',
      '交叉分组各单位权重均为 1。',
    )
    say(
      forbidden.some((pair) => pair.some((id) => !known.has(id))),
      'forbidden',
      '互斥关系中有不在范围内的单位。',
    )
  }
  return problems
}

function ascending(list: readonly { readonly id: string }[]): boolean {
  return list.every(({ id }, at) => {
    const before = list[at - 1]
    return id === id.normalize('NFC') && (before === undefined || before.id < id)
  })
}

/** What is wrong before the result is looked at: hash, seats, commitments, reveals. */
function ceremonyProblems(paper: Paper): DrawProblem[] {
  const { frozen, frozenHash, commitments, reveals } = paper
  const problems: DrawProblem[] = []
  const seats: readonly string[] = SEATS_OF[frozen.ceremony]
  if (frozenHashOf(frozen) !== frozenHash) {
    problems.push({ code: 'frozen_hash', message: '抽取范围与其摘要不符，范围被改动过。' })
  }
  for (const [name, list] of [
    ['承诺', commitments],
    ['揭示', reveals],
  ] as const) {
    const given = list.map(({ seat }) => seat)
    if (given.join() !== seats.join()) {
      problems.push({ code: 'seats', message: `${name}应由各方依次各提交一次。` })
    }
  }
  for (const { seat, value } of reveals) {
    const bound = commitments.find((one) => one.seat === seat)
    if (bound && bound.hash !== commitmentOf(frozenHash, seat, value)) {
      problems.push({ code: 'commitment', message: `${SEAT_NAMES[seat]}揭示的数值与其承诺不符。` })
    }
  }
  return problems
}

const SEAT_NAMES = { clerk: '经办人', witness: '见证人', delegate: '第三方代表' } as const

/** Draws. The file holds everything that decides; the same file gives the same result for ever. */
export function draw(paper: Paper): Result | DrawProblem {
  const { frozen, frozenHash, reveals, publicValue } = paper
  const chance = new Chance(
    frozenHash,
    reveals.map(({ value }) => value),
    publicValue,
  )
  const tie = { chance: chance.position('chance') }
  if (frozen.kind === 'selection') {
    const { drawn, substitutes } = select(chance, frozen.units, frozen.size, frozen.substitutes)
    return { ...tie, drawn: [...drawn], substitutes: [...substitutes] }
  }
  const ids = frozen.units.map(({ id }) => id)
  const found = assign(chance, frozen.kind, ids, frozen.forbidden)
  if (found)
    return { ...tie, assignment: found.assignment.map(([a, b]) => [a, b]), attempt: found.attempt }
  const message = `尝试${MOST_ATTEMPTS}次均不满足互斥关系，请核对互斥关系是否过多。`
  return { code: 'infeasible', message }
}

/** Completes a file: the paper with its result, or why it cannot be drawn. */
export function complete(paper: Paper): Paper | readonly DrawProblem[] {
  const problems = [...frameProblems(paper.frozen), ...ceremonyProblems(paper)]
  if (problems.length > 0) return problems
  const result = draw(paper)
  if ('code' in result) return [result]
  return { ...paper, result }
}

/** `draw run`: the completed file as text, or why there is none. */
export function runText(text: string): string | readonly DrawProblem[] {
  const problems: DrawProblem[] = []
  const paper = readPaper(text, problems)
  if (!paper) return problems
  const done = complete(paper)
  if (!('frozen' in done)) return done
  if (paper.result !== undefined && !sameResult(paper, done)) return [WRONG_RESULT]
  return fileText(done)
}

function sameResult(one: Paper, other: Paper): boolean {
  return canonicalJson(one.result ?? null) === canonicalJson(other.result ?? null)
}

const WRONG_RESULT = { code: 'result', message: '文件所载结果与重新抽取的结果不符。' }

/** `draw verify`: everything that is wrong with a published file, by drawing again. */
export function verifyText(text: string): Verdict {
  const problems: DrawProblem[] = []
  const paper = readPaper(text, problems)
  if (paper) {
    const done = complete(paper)
    if (!('frozen' in done)) problems.push(...done)
    else if (paper.result === undefined) {
      problems.push({ code: 'no_result', message: '文件没有抽取结果，尚未完成。' })
    } else if (!sameResult(paper, done)) problems.push(WRONG_RESULT)
    if (fileText(paper) !== text) {
      problems.push({
        code: 'bytes',
        message: '文件不是公布时的逐字节格式（空格、换行或次序不同）。',
      })
    }
  }
  return {
    ok: problems.length === 0,
    kind: paper?.frozen.kind ?? 'unknown',
    problems,
    frozenHash: paper?.frozenHash ?? null,
    fileHash: sha256Text(text),
  }
}
