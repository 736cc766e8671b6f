/** Sheets as lists tell them, with what they come to so far. */
import { firstRow, params, rows, type Actor, type Queryable } from '#kernel/index.ts'
import { leftAmount, type Day } from '#deadlines/index.ts'
import { placeNames, shortNames } from '#places/index.ts'
import type { Score } from '#scores/words.ts'
import { answerOf, besideOf, boundPack, sampleOf, seen } from './ground.ts'
import { figuresOf, scoreOf, type ItemAnswer, type SheetPack } from './reckon.ts'
import type { SheetRow } from './shapes.ts'
import type { ItemRecord, SheetRecord } from './tables.ts'
import type { SheetState } from './vocabulary.ts'

/** A sheet with what was said of it. */
export type Filled = {
  readonly record: SheetRecord
  readonly items: readonly ItemRecord[]
  readonly answers: readonly ItemAnswer[]
  readonly pack: SheetPack
  readonly score: Score
  readonly row: SheetRow
}

const PAGE = 50
/** As many sheets as one set may have to be told together. */
const MOST = 500

export type ListQuery = {
  readonly state?: string | undefined
  readonly pack?: string | undefined
  readonly of?: string | undefined
  readonly after?: string | undefined
  readonly before?: string | undefined
}

/** Sheets that the actor sees, newest first, by keyset. */
export async function sheetPage(
  pool: Queryable,
  client: Queryable,
  actor: Actor,
  query: ListQuery,
  day: Day,
) {
  const { param, values } = params()
  const conditions = [seen(actor, param), ...filters(query, param)]
  if (query.after) conditions.push(`s.id < ${param(query.after)}::uuid`)
  if (query.before) conditions.push(`s.id > ${param(query.before)}::uuid`)
  const back = query.before !== undefined
  const found = await rows<SheetRecord>(
    client,
    `select s.* from score_sheet s where ${conditions.join(' and ')}
      order by s.id ${back ? 'asc' : 'desc'} limit ${param(PAGE + 1)}`,
    values,
  )
  const page = found.slice(0, PAGE)
  if (back) page.reverse()
  const more = found.length > PAGE
  const filled = await filledOf(pool, client, page, day)
  return {
    rows: filled.map(({ row }) => row),
    next: back || more ? (page.at(-1)?.id ?? null) : null,
    previous: (back ? more : query.after !== undefined) ? (page[0]?.id ?? null) : null,
  }
}

function filters(query: ListQuery, param: (value: unknown) => string): string[] {
  return [
    ...(query.state ? [`s.state = ${param(query.state)}`] : []),
    ...(query.pack ? [`s.pack = ${param(query.pack)}`] : []),
    ...(query.of ? [`s.source_of = ${param(query.of)}::uuid`] : []),
  ]
}

/** Every sheet of a set that the actor sees and that is not void, in the order of places. */
export async function sheetsOfSet(
  pool: Queryable,
  client: Queryable,
  actor: Actor,
  set: { readonly pack: string; readonly of?: string | undefined },
  day: Day,
): Promise<Filled[]> {
  const { param, values } = params()
  const conditions = [seen(actor, param), `s.state <> 'void'`, ...filters(set, param)]
  const found = await rows<SheetRecord>(
    client,
    `select s.* from score_sheet s where ${conditions.join(' and ')}
      order by s.jur, s.id limit ${param(MOST)}`,
    values,
  )
  return filledOf(pool, client, found, day)
}

/** One sheet that the actor sees. */
export async function findSheet(
  pool: Queryable,
  client: Queryable,
  actor: Actor,
  id: string,
  day: Day,
): Promise<Filled | undefined> {
  const { param, values } = params()
  const record = await firstRow<SheetRecord>(
    client,
    `select s.* from score_sheet s where s.id = ${param(id)}::uuid and ${seen(actor, param)}`,
    values,
  )
  return record && (await filledOf(pool, client, [record], day))[0]
}

async function filledOf(
  pool: Queryable,
  client: Queryable,
  records: readonly SheetRecord[],
  day: Day,
): Promise<Filled[]> {
  const all = await rows<ItemRecord>(
    client,
    `select i.* from score_item i
      where i.jur = any ($1::text[]) and i.sheet_id = any ($2::uuid[]) order by i.sheet_id, i.item`,
    [records.map(({ jur }) => jur), records.map(({ id }) => id)],
  )
  const places = await placeNames(
    client,
    records.map(({ jur }) => jur),
  )
  const names = await shortNames(
    client,
    records.flatMap((one) => [one.owner_org, one.office_org]),
  )
  const found: Filled[] = []
  for (const record of records) {
    const items = all.filter((item) => item.sheet_id === record.id)
    const pack = await boundPack(pool, record.pack_version)
    const named = { names, placeName: places.get(record.jur)?.name ?? record.jur, day }
    found.push(filledRow(record, items, pack, named))
  }
  return found
}

type Named = {
  readonly names: Readonly<Record<string, string>>
  readonly placeName: string
  readonly day: Day
}

function filledRow(
  record: SheetRecord,
  items: readonly ItemRecord[],
  pack: SheetPack,
  { names, placeName, day }: Named,
): Filled {
  const answers = items.map(answerOf)
  const more = { enterprises: sampleOf(record).length, beside: besideOf(record) }
  const score = scoreOf(pack, answers, more)
  const { source_kind: kind, source_id: source, due_on: due } = record
  const row: SheetRow = {
    id: record.id,
    jur: record.jur,
    revision: record.revision,
    number: record.number,
    state: record.state as SheetState,
    submittedBefore: record.submitted_at !== null,
    title: pack.scoring.sheet.title,
    pack: record.pack,
    packVersion: record.pack_version,
    placeName,
    subjectOrg: record.subject_org,
    subjectName: record.subject_name ?? '（内容已依法删除）',
    ownerOrg: record.owner_org,
    ownerName: names[record.owner_org] ?? '',
    officeOrg: record.office_org,
    officeName: names[record.office_org] ?? '',
    source: kind === null || source === null ? null : { kind, id: source, of: record.source_of },
    dueOn: due,
    left: record.state === 'open' ? leftAmount(day.calendar, 'days', day.today, due) : null,
    figures: figuresOf(score),
  }
  return { record, items, answers, pack, score, row }
}
