import { LEGAL_ZONE, type Actor, type Queryable, type Scope } from '#kernel/index.ts'
import { addWorkdays, dateOf, dayNumber, type Day } from '#deadlines/index.ts'
import { placeScope } from '#places/index.ts'
import { termsQuery } from '#search/index.ts'
import { scopeSql } from './scope-sql.ts'
import { AGE_DAYS, type Age, type FindingFilter, type PlanPart } from './words.ts'

type Param = (value: unknown) => string

/** How many working days ahead count as near (临期). */
const SOON_WORKDAYS = 3

const ROLES = {
  rectifier: 'f.rectifier_org',
  sector: 'f.sector_org',
  territory: 'f.territory_org',
  rechecker: 'f.rechecker_org',
  office: 'f.owner_org',
} as const

/** 五落实: what says that a part of the plan is there. */
const HAS = {
  measures: 'f.measures is not null',
  responsibility: 'f.responsibility is not null',
  funds: 'f.funds_amount is not null',
  limit: 'f.time_limit is not null',
  contingency: 'f.contingency is not null',
} as const satisfies Record<PlanPart, string>

/** The condition of a filter within the actor's scope, over `finding f`. */
export async function filterSql(
  on: Queryable,
  actor: Actor,
  filter: FindingFilter,
  day: Day,
  param: Param,
): Promise<string> {
  const where = [scopeSql(actor.scope, param)]
  const place = filter.place ? await placeScope(on, filter.place) : undefined
  if (place) where.push(scopeSql(place, param))
  if (filter.sector?.length) where.push(`f.sector = any(${param(filter.sector)}::text[])`)
  if (filter.grade?.length) where.push(`f.grade = any(${param(filter.grade)}::text[])`)
  if (filter.state?.length) where.push(`f.state = any(${param(filter.state)}::text[])`)
  if (filter.origin?.length) where.push(`f.origin = any(${param(filter.origin)}::text[])`)
  for (const part of filter.has ?? []) where.push(HAS[part])
  if (filter.reach && filter.place) where.push(`f.jur = ${param(filter.place)}`)
  if (filter.counted) where.push(countedSql(filter.counted))
  if (filter.due) where.push(dueSql(filter.due, day, param))
  if (filter.age) where.push(ageSql(filter.age, day, param))
  if (filter.foundFrom) where.push(`f.found_on >= ${param(filter.foundFrom)}::date`)
  if (filter.foundTo) where.push(`f.found_on <= ${param(filter.foundTo)}::date`)
  if (filter.endedFrom) where.push(`f.ended_at >= ${dayStart(filter.endedFrom, param)}`)
  if (filter.endedTo) where.push(`f.ended_at < ${dayStart(dayAfter(filter.endedTo), param)}`)
  if (filter.handedFrom) where.push(`f.handed_over_at >= ${dayStart(filter.handedFrom, param)}`)
  if (filter.handedTo) {
    where.push(`f.handed_over_at < ${dayStart(dayAfter(filter.handedTo), param)}`)
  }
  if (filter.stoppedFrom || filter.stoppedTo) where.push(stoppedSql(filter, param))
  if (filter.org) where.push(orgSql(filter, param))
  if (filter.line) where.push(lineSql(filter.line, param))
  if (filter.subject) where.push(`f.subject_id = ${param(filter.subject)}::uuid`)
  if (filter.fundsUnit) {
    where.push(`f.funds_amount is not null and f.funds_unit = ${param(filter.fundsUnit)}`)
  }
  if (filter.spentUnit) {
    where.push(`f.spent_amount is not null and f.spent_unit = ${param(filter.spentUnit)}`)
  }
  if (filter.mark) {
    where.push(
      `exists (select 1 from mark m where m.jur = f.jur and m.subject_kind = 'finding' ` +
        `and m.subject_id = f.id and m.code = ${param(filter.mark)} and m.resolved_at is null)`,
    )
  }
  if (filter.q) where.push(wordsSql(filter.q, [actor.scope, ...(place ? [place] : [])], param))
  return where.join(' and ')
}

/** 责令停产停业: by the orders that stand in the ledger, resumed since or not. */
function stoppedSql({ stoppedFrom, stoppedTo }: FindingFilter, param: Param): string {
  const days = [
    ...(stoppedFrom ? [`s.ordered_on >= ${param(stoppedFrom)}::date`] : []),
    ...(stoppedTo ? [`s.ordered_on <= ${param(stoppedTo)}::date`] : []),
  ]
  return (
    `exists (select 1 from suspension s where s.jur = f.jur and s.finding_id = f.id ` +
    `and s.kind = 'production' and ${days.join(' and ')})`
  )
}

function orgSql(filter: FindingFilter, param: Param): string {
  const org = `${param(filter.org)}::uuid`
  if (filter.role) return `${ROLES[filter.role]} = ${org}`
  return `${org} in (${Object.values(ROLES).join(', ')})`
}

/** What looks like the beginning of a credit code is also looked for among the enterprises. */
const CODE = /^[0-9a-z]{8,30}$/i
const MOST_OF_CODE = 200

function wordsSql(text: string, scopes: readonly Scope[], param: Param): string {
  const query = termsQuery(text, scopes)
  if (query === '') return 'false'
  const asked = `${param(query)}::tsquery`
  const found = `select s.jur, s.id from search s where s.kind = 'finding' and s.words @@ ${asked}`
  if (!CODE.test(text)) return `(f.jur, f.id) in (${found})`
  return (
    `(f.jur, f.id) in (${found} union all select o.jur, o.id from finding o ` +
    `where o.subject_id = any (array(select s.id from search s where s.kind = 'subject' ` +
    `and s.words @@ ${asked} limit ${param(MOST_OF_CODE)})))`
  )
}

function dueSql(due: NonNullable<FindingFilter['due']>, day: Day, param: Param): string {
  if (due === 'open') return 'not f.ended'
  if (due === 'ended') return 'f.ended'
  const today = `${param(day.today)}::date`
  switch (due) {
    case 'overdue':
      return `not f.ended and not f.next_paused and f.next_due_on < ${today}`
    case 'today':
      return `not f.ended and not f.next_paused and f.next_due_on = ${today}`
    case 'soon': {
      const soon = param(addWorkdays(day.calendar, day.today, SOON_WORKDAYS))
      return (
        `not f.ended and not f.next_paused and f.next_due_on >= ${today} ` +
        `and f.next_due_on <= ${soon}::date`
      )
    }
  }
}

/** 计入统计: all but void and merged; for rates, of these only what was worked here. */
function countedSql(counted: NonNullable<FindingFilter['counted']>): string {
  const all = `f.state not in ('void', 'merged')`
  return counted === 'all' ? all : `${all} and not f.taken_over`
}

function lineSql(line: string, param: Param): string {
  return line === 'none' ? 'f.sector_org is null' : `f.sector_org = ${param(line)}::uuid`
}

/** The days of discovery that make an age today: from, to; null is open. */
export function ageRange(
  age: Exclude<Age, 'unknown'>,
  today: string,
): [string | null, string | null] {
  const [least, most] = AGE_DAYS[age]
  const ago = (days: number | null) => (days === null ? null : dateOf(dayNumber(today) - days))
  return [ago(most), least === 0 ? null : ago(least)]
}

/** How long what is not ended has been known. */
function ageSql(age: Age, day: Day, param: Param): string {
  if (age === 'unknown') return 'not f.ended and f.found_on is null'
  const [from, to] = ageRange(age, day.today)
  const parts = ['not f.ended and f.found_on is not null']
  if (from !== null) parts.push(`f.found_on >= ${param(from)}::date`)
  if (to !== null) parts.push(`f.found_on <= ${param(to)}::date`)
  return parts.join(' and ')
}

function dayStart(day: string, param: Param): string {
  return `(${param(day)}::date::timestamp at time zone ${param(LEGAL_ZONE)})`
}

function dayAfter(day: string): string {
  return dateOf(dayNumber(day) + 1)
}
