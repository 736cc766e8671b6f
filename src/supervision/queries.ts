import type { PoolClient } from 'pg'
import { params, rows, within, type Actor, type Queryable } from '#kernel/index.ts'
import { calendarOf, type Calendar } from '#deadlines/index.ts'
import { findFinding, lawOfDay } from '#findings/index.ts'
import type { Grade, Origin } from '#findings/words.ts'
import { bodiesOf, lineageOf } from '#places/index.ts'
import { addresseeRefused } from './decide-letters.ts'
import { levelOf, limitsOf } from './ground.ts'
import { openRows, READ_TRANSFERS, rowsOfFinding, withLeft } from './views.ts'
import { RECEIVERS, STANDINGS } from './words.ts'
import type { Overview, Standing, Supervision, TransferCounts, TransferFilter } from './words.ts'
import type { Receiver, TransferView } from './words.ts'

type Param = (value: unknown) => string

/** How many rows of each section the page 督导督查 shows; the count is always the whole one. */
const SECTION_ROWS = 50

/** 督办 of one finding with everything that its panel shows, or undefined outside the scope. */
export async function supervisionOf(
  pool: Queryable,
  client: PoolClient,
  actor: Actor,
  id: string,
  today: string,
): Promise<Supervision | undefined> {
  const record = await findFinding(client, actor, id)
  if (!record) return undefined
  const about = { finding: id, today }
  const day = { today, calendar: await calendarOf(pool) }
  const listings = await rowsOfFinding(client, actor, 'listing', about)
  const running = listings.find(({ state }) => state !== 'delisted')
  const law = await lawOfDay(pool, {
    on: today,
    place: record.jur,
    grade: record.grade as Grade,
    origin: record.origin as Origin,
  })
  const parties = [record.owner_org, record.rectifier_org, record.sector_org, record.territory_org]
  const orgs = [...parties, record.rechecker_org, actor.org]
  const bodies = await bodiesOf(client, orgs, await lineageOf(client, record.jur), today)
  const own = bodies.find((body) => body.id === actor.org)
  return {
    finding: {
      id: record.id,
      number: record.number,
      revision: record.revision,
      grade: record.grade as Grade,
      ended: record.ended,
      ownerOrg: record.owner_org,
      rectifierOrg: record.rectifier_org,
      recheckerOrg: record.rechecker_org,
    },
    ownLevel: own ? await levelOf(client, own.place) : null,
    ownKind: own?.kind ?? '',
    proposals: await rowsOfFinding(client, actor, 'supervision_proposal', about),
    letters: withLeft(await rowsOfFinding(client, actor, 'supervision_letter', about), day),
    listings: withLeft(listings, day),
    transfers: await rowsOfFinding(client, actor, 'transfer', about),
    suspensions: await rowsOfFinding(client, actor, 'suspension', about),
    addressees: bodies
      .filter((body) => body.id !== actor.org)
      .map((body) => {
        const no = addresseeRefused({ seen: { record }, own }, body)
        return {
          org: body.id,
          name: body.name,
          refused: no?.refused ?? null,
          clause: no?.clause ?? null,
        }
      }),
    limits: limitsOf(law, day.calendar, today, running?.dueOn ?? null),
  }
}

/** 督导督查: what waits within the scope, section by section, and the transfers counted. */
export async function overview(
  client: Queryable,
  actor: Actor,
  day: { readonly today: string; readonly calendar: Calendar },
): Promise<Overview> {
  const { today } = day
  const asked = { today, limit: SECTION_ROWS }
  const letters = await openRows(client, actor, 'supervision_letter', asked)
  const listings = await openRows(client, actor, 'listing', asked)
  return {
    today,
    proposals: await openRows(client, actor, 'supervision_proposal', asked),
    letters: { ...letters, rows: withLeft(letters.rows, day) },
    listings: { ...listings, rows: withLeft(listings.rows, day) },
    suspensions: await openRows(client, actor, 'suspension', asked),
    transfers: await transferCounts(client, actor, {}, today),
  }
}

/** A transfer nobody has begun to handle is silent 未反馈, whether it was received or not. */
const STANDING = `case x.state when 'fed_back' then 'fed_back' when 'in_process' then 'in_process'
  when 'returned' then 'returned' else 'silent' end`

/** The condition of the filter of transfers over `transfer x`. */
function filterSql(actor: Actor, filter: TransferFilter, today: string, param: Param): string {
  const where = [within(actor.scope, 'x', param)]
  if (filter.kind) where.push(`x.kind = ${param(filter.kind)}`)
  if (filter.receiver) where.push(`x.receiver = ${param(filter.receiver)}`)
  if (filter.standing) where.push(`${STANDING} = ${param(filter.standing)}`)
  if (filter.from) where.push(`x.handed_on >= ${param(filter.from)}::date`)
  if (filter.to) where.push(`x.handed_on <= ${param(filter.to)}::date`)
  if (filter.late) {
    const day = param(today)
    where.push(`x.state in ('handed', 'received', 'in_process') and x.due_on < ${day}::date`)
  }
  return where.join(' and ')
}

/** 移交移送统计: by receiver and by standing, from the records themselves. */
export async function transferCounts(
  client: Queryable,
  actor: Actor,
  filter: TransferFilter,
  today: string,
): Promise<TransferCounts> {
  const { param, values } = params()
  const where = filterSql(actor, filter, today, param)
  const found = await rows<{
    receiver: Receiver
    standing: Standing
    n: bigint
    punished: bigint
    circulated: bigint
    admonished: bigint
  }>(
    client,
    `select x.receiver, ${STANDING} as standing, count(*) as n,
        coalesce(sum(x.punished), 0) as punished, coalesce(sum(x.circulated), 0) as circulated,
        coalesce(sum(x.admonished), 0) as admonished
       from transfer x where ${where} group by 1, 2`,
    values,
  )
  const sum = (of: (row: (typeof found)[number]) => bigint, some = found) =>
    some.reduce((total, row) => total + Number(of(row)), 0)
  return {
    total: sum(({ n }) => n),
    receivers: RECEIVERS.map((receiver) => ({
      receiver,
      count: sum(
        ({ n }) => n,
        found.filter((row) => row.receiver === receiver),
      ),
    })),
    standings: STANDINGS.map((standing) => ({
      standing,
      count: sum(
        ({ n }) => n,
        found.filter((row) => row.standing === standing),
      ),
    })),
    punished: sum((row) => row.punished),
    circulated: sum((row) => row.circulated),
    admonished: sum((row) => row.admonished),
  }
}

type Page = { rows: TransferView[]; next: string | null; previous: string | null }

/** A page of transfers, newest first; the filter is the one of the counts. */
export async function transferPage(
  client: Queryable,
  actor: Actor,
  query: TransferFilter & {
    readonly after?: string | undefined
    readonly before?: string | undefined
    readonly size: number
  },
  today: string,
): Promise<Page> {
  const { param, values } = params()
  const day = param(today)
  const where = filterSql(actor, query, today, param)
  const back = query.before !== undefined
  const cursor = readCursor(query.before ?? query.after)
  const beyond = cursor ? ` and ${beyondSql(cursor, back, param)}` : ''
  const found = await rows<TransferView>(
    client,
    `${READ_TRANSFERS} where ${day}::date is not null and ${where}${beyond}
      order by ${back ? 'x.handed_on, x.id' : 'x.handed_on desc, x.id desc'}
      limit ${param(query.size + 1)}`,
    values,
  )
  const more = found.length > query.size
  const kept = found.slice(0, query.size)
  const page = back ? kept.toReversed() : kept
  const first = page[0]
  const last = page.at(-1)
  return {
    rows: page,
    next: (back ? true : more) && last ? cursorOf(last) : null,
    previous: (back ? more : cursor !== null) && first ? cursorOf(first) : null,
  }
}

function beyondSql([on, id]: readonly [string, string], back: boolean, param: Param): string {
  const key = `(${param(on)}::date, ${param(id)}::uuid)`
  return back ? `(x.handed_on, x.id) > ${key}` : `(x.handed_on, x.id) < ${key}`
}

function cursorOf({ handedOn, id }: TransferView): string {
  return Buffer.from(`${handedOn} ${id}`).toString('base64url')
}

/** A cursor's keys, or null where there is none or it is not one of ours. */
function readCursor(text: string | undefined): readonly [string, string] | null {
  const found = /^(\d{4}-\d\d-\d\d) ([0-9a-f-]{36})$/.exec(
    Buffer.from(text ?? '', 'base64url').toString(),
  )
  return found ? [found[1]!, found[2]!] : null
}
