import {
  params,
  rows,
  scoped,
  type Actor,
  type Basis,
  type Queryable,
  type Runner,
} from '#kernel/index.ts'
import { formsOf, type TableColumn, type TableForm } from '#law/index.ts'
import { calendarOf, packsOf, type Day } from '#deadlines/index.ts'
import { lineageOf, listPlacesBy, placeNames } from '#places/index.ts'
import { countPage, filterSql } from '#findings/index.ts'
import { SECTOR_LABELS } from '#findings/texts.ts'
import { SECTORS } from '#findings/words.ts'
import { bodyOf } from './forms.ts'
import { personOf } from './lines.ts'
import { periodError, periodOf, shareOf } from './rules.ts'
import { writtenQuery, type Statistics, type WrittenFilter } from './words.ts'

type Asked = {
  readonly form?: string | undefined
  readonly on?: string | undefined
  readonly place?: string | undefined
}
type Period = ReturnType<typeof periodOf>
/** A filled form, and the instrument that it stands in. */
export type Filled = { readonly table: Statistics; readonly basis: Basis }
type Row = { readonly key: string; readonly label: string; readonly query: WrittenFilter }

const TOTAL = 'all'
/** Places directly below one: the most that a nation or a province has. */
const MOST_PLACES = 200

/**
 * A statistical form filled from the ledger: every count is that of a filter, which opens its
 * records; a column that nothing fills says why. Undefined where no such form is in force; a period
 * that no figures can be of is refused with the sentence for its field.
 */
export async function statisticsOf(
  runner: Runner,
  actor: Actor,
  asked: Asked,
): Promise<Filled | { readonly badPeriod: string } | undefined> {
  const pool = runner.db.app
  const today = runner.clock.today()
  const body = await bodyOf(pool, actor)
  const place = asked.place ?? body.place
  const lineage = (await lineageOf(pool, place)).toReversed()
  const forms = formsOf(await packsOf(pool), 'table', { on: today, lineage })
  const found = forms.find(({ form }) => form.key === asked.form) ?? (asked.form ? null : forms[0])
  if (!found) return undefined
  const { form } = found
  const period = periodOf(form.period, asked.on ?? today)
  const badPeriod = periodError(period, asked.on, today)
  if (badPeriod) return { badPeriod }
  const day: Day = { today, calendar: await calendarOf(pool) }
  const heads = await rowsOf(pool, form, place, asked.place, today)
  const filled = await scoped(pool, actor.scope, async (client) => {
    const ground = { client, actor, day, form, period }
    const done: Statistics['rows'] = []
    for (const row of heads) {
      done.push({ key: row.key, label: row.label, cells: await cellsOf(ground, row) })
    }
    return done
  })
  const table: Statistics = {
    title: form.title,
    unit: body.name,
    person: await personOf(pool, actor.person),
    at: runner.clock.now(),
    signs: [...form.signs],
    ref: found.ref,
    form: form.key,
    forms: forms.map(({ form: { key, title } }) => ({ key, title })),
    placeName: (await placeNames(pool, [place])).get(place)?.name ?? place,
    period,
    rowTitle: form.rows === 'sector' ? '行业领域' : '地区',
    columns: form.columns.map(({ key, title, group, width, unfilled }) => ({
      key,
      title,
      group: group ?? null,
      width,
      unfilled: unfilled ?? null,
    })),
    rows: filled,
  }
  const { pack, version } = found
  return { table, basis: { pack, version, article: form.article } }
}

/** The rows of a form: the total first, then each sector, or each place directly below. */
async function rowsOf(
  pool: Queryable,
  form: TableForm,
  place: string,
  asked: string | undefined,
  on: string,
): Promise<Row[]> {
  const here: WrittenFilter = asked === undefined ? {} : { place }
  const total: Row = { key: TOTAL, label: '合计', query: here }
  if (form.rows === 'sector') {
    const each = SECTORS.map((sector) => ({
      key: sector,
      label: SECTOR_LABELS[sector],
      query: { ...here, sector },
    }))
    return [total, ...each]
  }
  const { items } = await listPlacesBy(pool, { parent: place, on, limit: MOST_PLACES })
  const below = items.map(({ jur, name }) => ({ key: jur, label: name, query: { place: jur } }))
  // What lies at the place itself belongs to none of those below it.
  return [total, ...below, { key: place, label: '本级', query: { place, reach: 'own' } }]
}

type Ground = {
  readonly client: Queryable
  readonly actor: Actor
  readonly day: Day
  readonly form: TableForm
  readonly period: Period
}

async function cellsOf(ground: Ground, row: Row): Promise<Statistics['rows'][number]['cells']> {
  const counts = new Map<string, number>()
  const cells: Statistics['rows'][number]['cells'] = []
  for (const column of ground.form.columns) {
    const where = column.count ?? column.funds
    const query = where ? { ...row.query, ...conditionsOf(where, ground.period) } : null
    if (column.count && query) {
      const { sort: _, ...filter } = writtenQuery.parse(query)
      const count = await countPage(ground.client, ground.actor, filter, ground.day)
      counts.set(column.key, count)
      cells.push({ text: String(count), query })
    } else if (column.funds && query) {
      cells.push({ text: await fundsOf(ground, query), query })
    } else if (column.share) {
      const { of, in: within } = column.share
      cells.push({ text: shareOf(counts.get(of) ?? 0, counts.get(within) ?? 0), query: null })
    } else cells.push({ text: '', query: null })
  }
  return cells
}

/** A column's conditions as the ledger's filter writes them. */
export function conditionsOf(
  where: NonNullable<TableColumn['count']>,
  { from, to }: Pick<Period, 'from' | 'to'>,
): WrittenFilter {
  const { found, ended, stopped, ...plain } = where
  const written = Object.entries(plain).map(([name, words]) => [name, words.join(',')] as const)
  const days: WrittenFilter = {
    ...(found ? { ...(found[0] === 'period' ? { foundFrom: from } : {}), foundTo: to } : {}),
    ...(ended ? { endedFrom: from, endedTo: to } : {}),
    ...(stopped ? { stoppedFrom: from, stoppedTo: to } : {}),
  }
  return { ...Object.fromEntries(written), ...days }
}

/** Money planned by the findings of a filter, each unit by itself. */
async function fundsOf(ground: Ground, query: WrittenFilter): Promise<string> {
  const { sort: _, ...filter } = writtenQuery.parse(query)
  const { param, values } = params()
  const where = await filterSql(ground.client, ground.actor, filter, ground.day, param)
  const sums = await rows<{ unit: string | null; amount: string }>(
    ground.client,
    `select f.funds_unit as unit, trim_scale(sum(f.funds_amount)) as amount from finding f
      where ${where} and f.funds_amount is not null group by 1 order by 1`,
    values,
  )
  return sums.map(({ unit, amount }) => `${amount}${unit ?? ''}`).join('、')
}
