import { firstRow, params, rows, within, type Actor, type Queryable } from '#kernel/index.ts'
import type { DrawKind, Paper } from './paper.ts'
import { factsOf, paperOf, type DrawRecord } from './tables.ts'
import type { DrawView } from './words.ts'

/** One draw within the actor's scope, or undefined. */
export async function findDraw(
  client: Queryable,
  actor: Actor,
  id: string,
): Promise<DrawRecord | undefined> {
  const { param, values } = params()
  return firstRow<DrawRecord>(
    client,
    `select d.* from draw d where d.id = ${param(id)}::uuid and ${within(actor.scope, 'd', param)}`,
    values,
  )
}

/** The draw as a page shows it. */
export async function drawViewOf(client: Queryable, record: DrawRecord): Promise<DrawView> {
  return {
    ...factsOf(record),
    number: record.number,
    kind: record.kind as DrawKind,
    title: record.title ?? record.number,
    about: { kind: record.about_kind, id: record.about_id },
    round: record.round,
    previousHash: record.previous_hash,
    reason: record.reason,
    voidReason: record.void_reason,
    publicSource: record.public_source,
    fileHash: record.file_hash,
    units: record.unit_count,
    excluded: record.excluded_count,
    size: record.size,
    substitutes: record.substitutes,
    preparedAt: record.prepared_at,
    completedAt: record.completed_at,
    ...(await namesOf(client, record)),
  }
}

async function namesOf(
  client: Queryable,
  record: DrawRecord,
): Promise<Pick<DrawView, 'names' | 'officeName'>> {
  const ids = record.seats.flatMap(({ person, org }) => [person, org]).filter((id) => id !== null)
  const found = await rows<{ id: string; name: string }>(
    client,
    `select id, name from person where id = any ($1::uuid[])
      union all select id, coalesce(short_name, name) from organization where id = any ($1::uuid[])`,
    [[...ids, record.owner_org]],
  )
  const names = Object.fromEntries(found.map(({ id, name }) => [id, name]))
  return { names, officeName: names[record.owner_org] ?? '' }
}

/** The published file of a completed draw, read again. */
export async function completedPaper(
  client: Queryable,
  record: Pick<DrawRecord, 'file_hash'>,
): Promise<Paper | undefined> {
  if (record.file_hash === null) return undefined
  return JSON.parse(await paperOf(client, record.file_hash)) as Paper
}
