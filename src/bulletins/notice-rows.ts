import {
  firstRow,
  hotRows,
  params,
  rows,
  within,
  type Actor,
  type Basis,
  type Queryable,
} from '#kernel/index.ts'
import { lawOn, packsOf, titlesOf, type Day } from '#deadlines/index.ts'
import { filterSql } from '#findings/index.ts'
import { filterSchema, SECTORS } from '#findings/words.ts'
import { displacedPlaces, placeNames, scopeOfPlace } from '#places/index.ts'
import { BASE_KEYS, filterOf, type NoticeGround } from './notice-bases.ts'
import type { NoticeRecord } from './notice-book.ts'
import type { PartPlace } from './notice-compose.ts'
import { periodOf } from './notice-rules.ts'
import { SECTION_KEYS, type NoticeKind, type SectionKey } from './notice-words.ts'

/** How many records are read at a time. */
const AT_ONCE = 5000
/** A request computes a notice of so many findings at most; what has more is made as a task. */
export const MOST_IN_REQUEST = 2000

/** Told how many records have been read; throws where the work is to stop. */
export type Tell = (stage: string, done: number) => Promise<void>
const TELL_NOBODY: Tell = async () => undefined

type Row = {
  readonly id: string
  readonly jur: string
  readonly number: string
  readonly state: string
  readonly sector: string
  readonly rectifier_org: string | null
  readonly rectifier_name: string | null
  readonly funds_amount: string | null
  readonly funds_unit: string | null
  readonly bases: number
}

/**
 * Reads every finding that some base figure counts, in one statement, so that all figures of a
 * notice are of one moment. Which figures count it is decided by the ledger's own filter.
 */
export async function noticeRecords(
  client: Queryable,
  actor: Actor,
  ground: NoticeGround,
  day: Day,
  tell: Tell = TELL_NOBODY,
): Promise<NoticeRecord[]> {
  const { param, values } = params()
  const conditions: string[] = []
  for (const base of BASE_KEYS) {
    const filter = filterSchema.parse(filterOf(base, ground))
    conditions.push(await filterSql(client, actor, filter, day, param))
  }
  const bits = conditions
    .map(
      (condition, index) => `case when ${condition} then ${param(2 ** index)}::integer else 0 end`,
    )
    .join(' + ')
  const same = sharing()
  const found: NoticeRecord[] = []
  await client.query(
    `declare notice_records no scroll cursor for
     select c.*, coalesce(o.short_name, o.name) as rectifier_name
       from (select f.id, f.jur, f.number, f.state, f.sector, f.rectifier_org, f.funds_amount,
               f.funds_unit, (${bits}) as bases
               from finding f where ${mayCount(ground, param)}) c
       left join organization o on o.id = c.rectifier_org
      where c.bases > 0
      order by c.jur, c.id`,
    values,
  )
  for (;;) {
    const read = await rows<Row>(client, `fetch ${AT_ONCE} from notice_records`)
    found.push(...read.map((row) => recordOf(row, same)))
    await tell('读取台账', found.length)
    if (read.length < AT_ONCE) break
  }
  await client.query('close notice_records')
  return found
}

function recordOf(row: Row, same: (text: string) => string): NoticeRecord {
  return {
    id: row.id,
    jur: same(row.jur),
    number: row.number,
    state: same(row.state),
    sector: same(row.sector),
    rectifier: row.rectifier_org === null ? null : same(row.rectifier_org),
    rectifierName: row.rectifier_name === null ? null : same(row.rectifier_name),
    fundsAmount: row.funds_amount,
    fundsUnit: row.funds_unit,
    bases: row.bases,
  }
}

/** Equal texts are kept once: a million records share a few places, states and bodies. */
function sharing(): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const kept = known.get(text)
    if (kept !== undefined) return kept
    known.set(text, text)
    return text
  }
}

/** Whether a notice rests on more findings than a request computes. */
export async function isLarge(
  client: Queryable,
  actor: Actor,
  ground: NoticeGround,
): Promise<boolean> {
  const { param, values } = params()
  const where = `${within(actor.scope, 'f', param)} and ${mayCount(ground, param)}`
  const found = await rows(
    client,
    `select 1 as one from finding f where ${where} offset ${param(MOST_IN_REQUEST)} limit 1`,
    values,
  )
  return found.length > 0
}

/**
 * A cheap condition that every counted finding meets, so that the exact ones are asked of few: not
 * ended, listed, or touched by the time of the notice, with a day to spare on either side.
 */
function mayCount({ from, to }: NoticeGround, param: (value: unknown) => string): string {
  const since = `${param(from)}::date`
  const until = `${param(to)}::date`
  const within = (column: string) =>
    `(${column} >= ${since} - interval '1 day' and ${column} < ${until} + interval '2 days')`
  return (
    `(not f.ended or f.found_on between ${since} and ${until} ` +
    `or ${within('f.handed_over_at')} or ${within('f.ended_at')} ` +
    `or exists (select 1 from mark m where m.jur = f.jur and m.subject_kind = 'finding' ` +
    `and m.subject_id = f.id and m.code = 'listed' and m.resolved_at is null))`
  )
}

type Office = {
  readonly id: string
  readonly name: string
  readonly short_name: string | null
  readonly place: string
  readonly kind: string
  readonly lines: readonly string[]
}

/** What a notice of an office over a time rests on: place, sectors, contents and signers. */
export type Grounded = NoticeGround & {
  readonly kind: NoticeKind
  readonly sections: readonly SectionKey[]
  readonly places: readonly PartPlace[]
  readonly clause: string
  readonly clauseTitle: string
  readonly basis: Basis
  readonly signers: readonly string[]
  readonly separate: boolean
  readonly law: Awaited<ReturnType<typeof lawOn>>
}

const LAW_KEYS = {
  month: 'month',
  quarter: 'quarter',
  half_year: 'halfYear',
} as const satisfies Record<NoticeKind, string>

/** Reads what a notice of a body rests on. `on` is any day of the time that it covers. */
export async function groundOf(
  pool: Queryable,
  client: Queryable,
  asked: { readonly org: string; readonly kind: NoticeKind; readonly on: string },
  today: string,
): Promise<Grounded> {
  const { org, kind, on } = asked
  const office = await firstRow<Office>(
    client,
    'select id, name, short_name, place, kind, lines from organization where id = $1',
    [org],
  )
  if (!office) throw new Error(`no organization ${org}`)
  const law = await lawOn(pool, { on: today, place: office.place })
  const wanted = law.words(`notice.${LAW_KEYS[kind]}.sections`).value
  const every = law.number(`notice.${LAW_KEYS[kind]}.every`)
  const lines = office.kind === 'department' ? office.lines : []
  return {
    office: { id: office.id, name: office.short_name ?? office.name, fullName: office.name },
    place: office.place,
    placeName: (await placeNames(client, [office.place])).get(office.place)?.name ?? office.place,
    lines: SECTORS.filter((sector) => lines.includes(sector)),
    ...periodOf(kind, on),
    asOf: today,
    kind,
    sections: SECTION_KEYS.filter((key) => wanted.includes(key)).toSorted(
      (one, other) => wanted.indexOf(one) - wanted.indexOf(other),
    ),
    places: await placesBelow(client, office.place, today),
    clause: every.ref,
    clauseTitle: titlesOf(await packsOf(pool), [every.ref])[every.ref] ?? every.ref,
    basis: every.basis,
    signers: law.words('notice.signers').value,
    separate: law.value('notice.separation.signerNotProposer').value === true,
    law,
  }
}

/** The places directly governed by a place; a grouping (市辖区, 县) is passed through. */
async function placesBelow(client: Queryable, jur: string, today: string): Promise<PartPlace[]> {
  const found = await hotRows<{ jur: string; name: string }>(
    client,
    `select c.jur, c.name from region c join region p on p.jur = c.parent_jur
      where (p.jur = $1 or (p.parent_jur = $1 and p.code_kind = 'grouping'))
        and c.code_kind <> 'grouping' and c.valid_from <= $2::date
        and (c.valid_to is null or c.valid_to > $2::date) order by c.jur`,
    [jur, today],
  )
  const displaced = await displacedPlaces(client)
  return found.map((place) => ({ ...place, scope: scopeOfPlace(place.jur, displaced) }))
}
