import { refuse, type Refusal } from '#kernel/refusal.ts'
import { FACTS } from './texts.ts'
import { FACT_KEYS, type Answered, type Fact, type Figure, type Items } from './words.ts'

export const ROUND_CLAUSES = {
  authority: 'bihuan-house-rules#14',
  answers: 'bihuan-house-rules#12',
} as const

/** Roles that call for progress for their office. */
export const CALLING_ROLES: readonly string[] = [
  'committee_clerk',
  'committee_head',
  'regulator_clerk',
  'section_head',
]

/** Roles that answer for their body. */
export const ANSWERING_ROLES: readonly string[] = [...CALLING_ROLES, 'village_contact', 'inspector']

const no = (sentence: string) => refuse(sentence, ROUND_CLAUSES.answers)
const notYours = (sentence: string) => refuse(sentence, ROUND_CLAUSES.authority)

/** What stands around the name of a figure when people ask for it. */
const FILLERS = /[\s，。？?、：:]|请?填报|请?报送|本期|本月|本周|数量|总数|件数|多少|[有几件个数]/gu

/** The fact that a question asks for in other words, or null. */
export function knownFact(question: string): Fact | null {
  const bare = question.replaceAll(FILLERS, '')
  const asks = (fact: Fact) =>
    [FACTS[fact].label, ...FACTS[fact].words].some(
      (words) => words.replaceAll(FILLERS, '') === bare,
    )
  return FACT_KEYS.find(asks) ?? null
}

type Opening = {
  readonly fromOn: string
  readonly toOn: string
  readonly dueOn: string
  readonly items: Items
}

/** Why the round may not be opened, or null. */
export function openRefusal(opening: Opening, role: string, today: string): Refusal | null {
  if (!CALLING_ROLES.includes(role)) return notYours('调度应由安委办或者监管部门的经办岗位发起。')
  if (opening.fromOn > opening.toOn) return no('开始日期不得晚于结束日期。')
  if (opening.dueOn < today) return no(`答复期限不得早于今日（${today}）。`)
  const { facts, questions } = opening.items
  if (facts.length + questions.length === 0) return no('请选择数据或者填写问题，至少一项。')
  for (const question of questions) {
    const fact = knownFact(question)
    if (fact) return no(`“${question}”系统已有，改选数据“${FACTS[fact].label}”，不再填报。`)
  }
  return null
}

/** Why the answer may not be given, or null: figures are confirmed or explained, never typed. */
export function answerRefusal(
  reply: { readonly org: string; readonly state: string; readonly items: Items },
  figures: readonly Figure[],
  answer: Answered,
  by: { readonly org: string; readonly role: string },
): Refusal | null {
  if (reply.org !== by.org) return notYours('答复应由被调度单位填写。')
  if (!ANSWERING_ROLES.includes(by.role)) return notYours('本岗位不答复调度。')
  if (reply.state === 'closed') return no('本轮调度已办结，不再答复。')
  if (answer.words.length !== reply.items.questions.length)
    return no('还有问题未答复，请逐项填写。')
  for (const { fact, count } of figures) {
    const given = answer.facts.filter((one) => one.fact === fact)
    if (given.length !== 1) return no(`“${FACTS[fact].label}”未核对，请确认或者说明。`)
    if (given[0]!.count !== count) {
      return no(`“${FACTS[fact].label}”现为${count}件，页面上的数已经变动，请重新核对。`)
    }
  }
  if (answer.facts.length !== figures.length) return no('答复中有本轮未列的数据，请重新核对。')
  return null
}

/** Why the office may not note a call or close, or null. */
export function officeRefusal(
  round: { readonly owner: string; readonly closed: boolean },
  by: { readonly org: string; readonly role: string },
): Refusal | null {
  if (round.owner !== by.org || !CALLING_ROLES.includes(by.role)) {
    return notYours('应由发起调度的单位办理。')
  }
  return round.closed ? no('本轮调度已办结。') : null
}
