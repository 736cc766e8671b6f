import { firstRow, params, within, type Actor, type Queryable } from '#kernel/index.ts'
import { placeScope } from '#places/index.ts'
import { enterpriseCondition, enterprisesOn, gridCondition, placeCondition } from './live.ts'
import { CELL_LEVELS, PLACE_LEVELS, placeWhere, REGIONS } from './queries.ts'
import {
  ENTERPRISE_KINDS,
  ENTERPRISE_SHOWS,
  type Coverage,
  type EnterpriseShow,
  type GridShow,
} from './words.ts'

/**
 * The figures of 包联, grid and supervision in the actor's scope, or in one place of it. Each is
 * counted by the condition of the list that it opens.
 */
export async function coverageFor(
  on: Queryable,
  actor: Actor,
  place: string | undefined,
  now: { readonly today: string; readonly at: string },
): Promise<Coverage> {
  const enterprises = await enterpriseFigures(on, actor, place, now.today)
  const places = await placeFigures(on, actor, place, now.today)
  const cells = await cellFigures(on, actor, place, now.today)
  return {
    keyContacts: { n: enterprises.key_contacted, of: enterprises.key },
    contacts: { n: enterprises.contacted, of: enterprises.all },
    joint: { n: enterprises.joint_covered, of: enterprises.joint },
    others: { n: enterprises.others_covered, of: enterprises.others },
    supervisors: { n: enterprises.supervised_once, of: enterprises.all },
    supervisedTwice: enterprises.supervised_twice,
    unsupervised: enterprises.supervised_none,
    uncovered: enterprises.uncovered,
    places,
    cells: { n: cells.covered, of: cells.all },
    dutyGaps: cells.duty_gap,
    overlaps: cells.overlap,
    at: now.at,
  }
}

async function enterpriseFigures(
  on: Queryable,
  actor: Actor,
  place: string | undefined,
  today: string,
): Promise<Record<EnterpriseShow, number>> {
  const { param, values } = params()
  const day = param(today)
  const where = [
    within(actor.scope, 's', param),
    `s.kind = any(${param([...ENTERPRISE_KINDS])}::text[])`,
  ]
  if (place) where.push(within(await placeScope(on, place), 's', param))
  const figures = ENTERPRISE_SHOWS.map(
    (show) => `count(*) filter (where ${enterpriseCondition(show, day)})::int as ${show}`,
  )
  const row = await firstRow<Record<EnterpriseShow, number>>(
    on,
    `select ${figures.join(', ')} from ${enterprisesOn(day)} where ${where.join(' and ')}`,
    values,
  )
  return row!
}

async function placeFigures(
  on: Queryable,
  actor: Actor,
  place: string | undefined,
  today: string,
): Promise<Coverage['places']> {
  const { param, values } = params()
  const day = param(today)
  const where = await placeWhere(on, actor, { place, levels: PLACE_LEVELS }, day, param)
  const row = await firstRow<Coverage['places']>(
    on,
    `select count(*) filter (where ${placeCondition('covered', day)})::int as n,
       count(*)::int as of from ${REGIONS} where ${where.join(' and ')}`,
    values,
  )
  return row!
}

async function cellFigures(
  on: Queryable,
  actor: Actor,
  place: string | undefined,
  today: string,
): Promise<Record<Exclude<GridShow, 'no_member'>, number>> {
  const { param, values } = params()
  const day = param(today)
  const where = await placeWhere(on, actor, { place, levels: CELL_LEVELS }, day, param)
  const figures = (['all', 'covered', 'duty_gap', 'overlap'] as const).map(
    (show) => `count(*) filter (where ${gridCondition(show, day)})::int as ${show}`,
  )
  const row = await firstRow<Record<Exclude<GridShow, 'no_member'>, number>>(
    on,
    `select ${figures.join(', ')} from ${REGIONS} where ${where.join(' and ')}`,
    values,
  )
  return row!
}
