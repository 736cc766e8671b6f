import { rows, type Queryable } from '#kernel/index.ts'
import type { Body } from './addressing.ts'

/** Bodies by id, and the committee offices of the places on the way. */
export async function bodiesOf(
  client: Queryable,
  ids: readonly (string | null)[],
  lineage: readonly string[],
  today: string,
): Promise<Body[]> {
  return rows<Body>(
    client,
    `select o.id, coalesce(o.short_name, o.name) as name, o.kind, o.place, o.lines,
        o.parent_id as parent,
        array(select m.committee_id::text from committee_member m
          where m.org_id = o.id and m.part = 'member_unit' and m.valid_from <= $3::date
            and (m.valid_to is null or m.valid_to > $3::date)) as committees
       from organization o
      where o.id = any($1::uuid[])
         or (o.kind = 'committee_office' and o.place = any($2::text[]))
      order by o.id`,
    [ids.filter((id) => id !== null), lineage, today],
  )
}
