import { firstRow, params, rows, within, type Actor, type Queryable } from '#kernel/index.ts'
import { placeNames } from '#places/index.ts'
import { figuresOf, NO_FIGURES } from './load.ts'
import type { LookbackRecord, LookRecord } from './tables.ts'
import type { LookbackRow, LookbackState, LookbackView, LookRow, LookState } from './words.ts'

const PAGE = 50

type Named = LookbackRecord & { readonly office_name: string; readonly published_name: string }

const LOOKBACKS = `select b.*, coalesce(o.short_name, o.name) as office_name, p.name as published_name
  from lookback b left join organization o on o.id = b.owner_org
  left join person p on p.id = b.published_person`

/** Rounds within the scope, newest first, by keyset. */
export async function lookbackPage(
  client: Queryable,
  actor: Actor,
  query: { readonly state?: string; readonly after?: string; readonly before?: string },
) {
  const { param, values } = params()
  const conditions = [within(actor.scope, 'b', param)]
  if (query.state) conditions.push(`b.state = ${param(query.state)}`)
  if (query.after) conditions.push(`b.id < ${param(query.after)}::uuid`)
  if (query.before) conditions.push(`b.id > ${param(query.before)}::uuid`)
  const back = query.before !== undefined
  const found = await rows<Named>(
    client,
    `${LOOKBACKS} where ${conditions.join(' and ')}
      order by b.id ${back ? 'asc' : 'desc'} limit ${param(PAGE + 1)}`,
    values,
  )
  const page = found.slice(0, PAGE)
  if (back) page.reverse()
  const more = found.length > PAGE
  return {
    rows: await rowsOf(client, page),
    next: back || more ? (page.at(-1)?.id ?? null) : null,
    previous: (back ? more : query.after !== undefined) ? (page[0]?.id ?? null) : null,
  }
}

async function rowsOf(client: Queryable, records: readonly Named[]): Promise<LookbackRow[]> {
  const figures = await figuresOf(
    client,
    records.map(({ id }) => id),
  )
  const names = await placeNames(
    client,
    records.map(({ place }) => place),
  )
  return records.map((record) => ({
    id: record.id,
    jur: record.jur,
    revision: record.revision,
    number: record.number,
    state: record.state as LookbackState,
    ownerOrg: record.owner_org,
    officeName: record.office_name,
    place: record.place,
    placeName: names.get(record.place)?.name ?? record.place,
    fromOn: record.from_on,
    toOn: record.to_on,
    round: record.round,
    framed: record.framed,
    excluded: record.excluded,
    size: record.size,
    openedAt: record.opened_at,
    figures: figures.get(record.id) ?? NO_FIGURES,
  }))
}

/** One round with its draws, or undefined outside the scope. */
export async function lookbackView(
  client: Queryable,
  actor: Actor,
  id: string,
): Promise<LookbackView | undefined> {
  const { param, values } = params()
  const record = await firstRow<Named>(
    client,
    `${LOOKBACKS} where b.id = ${param(id)}::uuid and ${within(actor.scope, 'b', param)}`,
    values,
  )
  if (!record) return undefined
  const [row] = await rowsOf(client, [record])
  const earlier = await rows<{ id: string; round: number; reason: string | null }>(
    client,
    `select id, round, void_reason as reason from draw
      where jur = $1 and about_kind = 'lookback' and about_id = $2 and state = 'void'
      order by round`,
    [record.jur, id],
  )
  return {
    ...row!,
    draw: record.draw_id,
    earlier,
    sharePercent: record.share_percent,
    reason: record.reason,
    publishedAt: record.published_at,
    publishedBy: record.published_name,
    publishedNote: record.published_note,
    published: record.figures,
  }
}

type LookNamed = LookRecord & {
  readonly title: string | null
  readonly checker_name: string | null
  readonly checker_org_name: string | null
  readonly due_on: string | null
  readonly relapse_number: string | null
}

/** Looks of a round, of a finding (also one that was opened anew), or one alone, within the scope. */
export async function looksOf(
  client: Queryable,
  actor: Actor,
  query: {
    readonly id?: string
    readonly lookback?: string
    readonly finding?: string
    readonly state?: LookState
  },
): Promise<{ readonly records: readonly LookRecord[]; readonly rows: LookRow[] }> {
  const { param, values } = params()
  const conditions = [within(actor.scope, 'k', param)]
  if (query.id) conditions.push(`k.id = ${param(query.id)}::uuid`)
  if (query.lookback) conditions.push(`k.lookback_id = ${param(query.lookback)}::uuid`)
  if (query.finding) {
    const finding = `${param(query.finding)}::uuid`
    conditions.push(`(k.finding_id = ${finding} or k.relapse_id = ${finding})`)
  }
  if (query.state) conditions.push(`k.state = ${param(query.state)}`)
  const records = await rows<LookNamed>(
    client,
    `select k.*, f.title, p.name as checker_name, coalesce(o.short_name, o.name) as checker_org_name,
        r.number as relapse_number,
        (select d.due_on from deadline d where d.jur = k.jur and d.subject_kind = 'look'
           and d.subject_id = k.id and d.state = 'open' order by d.due_on limit 1) as due_on
       from look k join finding f on f.jur = k.jur and f.id = k.finding_id
       left join person p on p.id = k.checker_person
       left join organization o on o.id = k.checker_org
       left join finding r on r.jur = k.jur and r.id = k.relapse_id
      where ${conditions.join(' and ')} order by k.finding_number collate "C", k.id limit 2000`,
    values,
  )
  const names = await placeNames(
    client,
    records.map(({ jur }) => jur),
  )
  const place = (jur: string) => names.get(jur)?.name ?? jur
  return { records, rows: records.map((record) => lookRowOf(record, place(record.jur))) }
}

function lookRowOf(record: LookNamed, placeName: string): LookRow {
  return {
    id: record.id,
    jur: record.jur,
    revision: record.revision,
    state: record.state as LookState,
    lookback: record.lookback_id,
    lookbackNumber: record.lookback_number,
    finding: record.finding_id,
    findingNumber: record.finding_number,
    title: record.title ?? record.finding_number,
    placeName,
    ownerOrg: record.owner_org,
    checkerPerson: record.checker_person,
    checkerName: record.checker_name,
    checkerOrgName: record.checker_org_name,
    dueOn: record.due_on,
    opinion: record.opinion,
    concludedAt: record.concluded_at,
    relapse:
      record.relapse_id === null ? null : { id: record.relapse_id, number: record.relapse_number },
  }
}
