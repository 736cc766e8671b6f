/** Bodies by id: their names, whether they exist on a day, and who took over from those that do not. */
import { hotRows, type Queryable } from '#kernel/index.ts'
import { presentBodies } from './organizations.ts'

type Named = { readonly id: string; readonly name: string }

function byId(found: readonly Named[]): Record<string, string> {
  return Object.fromEntries(found.map(({ id, name }) => [id, name]))
}

function wanted(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))]
}

/** Names as screens write them, by id: the short one where there is one. Unknown ids are left out. */
export async function shortNames(
  on: Queryable,
  ids: readonly (string | null)[],
): Promise<Record<string, string>> {
  return byId(
    await hotRows<Named>(
      on,
      'select id, coalesce(short_name, name) as name from organization where id = any($1::uuid[])',
      [wanted(ids)],
    ),
  )
}

/** Names as papers write them, by id: in full. Unknown ids are left out. */
export async function fullNames(
  on: Queryable,
  ids: readonly (string | null)[],
): Promise<Record<string, string>> {
  return byId(
    await hotRows<Named>(on, 'select id, name from organization where id = any($1::uuid[])', [
      wanted(ids),
    ]),
  )
}

/** The short name of one body, also of one that was abolished. */
export async function shortName(on: Queryable, id: string): Promise<string> {
  return (await shortNames(on, [id]))[id] ?? '有关单位'
}

/** The place of a body, also of one that was abolished; undefined where there is no such body. */
export async function placeOfBody(on: Queryable, id: string): Promise<string | undefined> {
  const [found] = await hotRows<{ place: string }>(
    on,
    'select place from organization where id = $1',
    [id],
  )
  return found?.place
}

/** A body that exists on a day. */
export type PresentBody = Named & { readonly place: string; readonly kind: string }

/** Those of the bodies that exist on a day, by place and name. */
export function bodiesToday(
  on: Queryable,
  ids: readonly string[],
  today: string,
): Promise<PresentBody[]> {
  return hotRows<PresentBody>(
    on,
    `select id, coalesce(short_name, name) as name, place, kind from organization
      where id = any($1::uuid[]) and valid_from <= $2::date
        and (valid_to is null or valid_to > $2::date) order by place, name, id`,
    [ids, today],
  )
}

/** A body, unless it has been abolished or is yet to be. */
export async function bodyToday(
  on: Queryable,
  id: string,
  today: string,
): Promise<PresentBody | undefined> {
  const [found] = await bodiesToday(on, [id], today)
  return found
}

/** A body that is no more, since when, and who answers for it today. */
export type Abolished = Named & {
  readonly on: string
  readonly successors: { org: string; name: string }[]
}

/** Those of the bodies that are abolished on a day; bodies that exist are left out. */
export async function abolishedBodies(
  on: Queryable,
  ids: readonly string[],
  today: string,
): Promise<Abolished[]> {
  if (ids.length === 0) return []
  const gone = await hotRows<Named & { readonly on: string }>(
    on,
    `select id, coalesce(short_name, name) as name, valid_to as on from organization
      where id = any($1::uuid[]) and valid_to <= $2::date order by id`,
    [wanted(ids), today],
  )
  const found: Abolished[] = []
  for (const body of gone) {
    const heirs = await presentBodies(on, body.id, today)
    const names = await shortNames(on, heirs)
    found.push({ ...body, successors: heirs.map((org) => ({ org, name: names[org] ?? '' })) })
  }
  return found
}
