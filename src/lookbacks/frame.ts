import { params, rows, scopeOf, within, type Actor, type Queryable } from '#kernel/index.ts'
import { EXCLUSIONS, type Exclusion } from './texts.ts'

export type Period = { readonly place: string; readonly fromOn: string; readonly toOn: string }
export type Framed = { readonly id: string; readonly number: string }

/** The findings that a round draws from, and those left out, each with its reason. */
export type Frame = {
  readonly units: readonly Framed[]
  readonly excluded: readonly (Framed & { readonly reason: string })[]
}

/**
 * Findings struck off in the period within the place, by id. Left out are records taken over
 * without a re-check, what has relapsed already, and what another round is still looking at.
 */
export async function frameOf(client: Queryable, actor: Actor, period: Period): Promise<Frame> {
  const { param, values } = params()
  const found = await rows<Framed & { readonly why: Exclusion | null }>(
    client,
    `select f.id::text as id, f.number,
        case when f.taken_over and f.rechecked_at is null then 'taken_over'
             when again.id is not null then 'relapsed'
             when now.id is not null then 'looking' end as why
       from finding f
       left join (select r.relapse_of as id from finding r
                   where r.relapse_of is not null and ${within(actor.scope, 'r', param)}
                   group by r.relapse_of) again on again.id = f.id
       left join (select k.finding_id as id from look k
                   where k.state in ('unassigned', 'looking') group by k.finding_id) now
         on now.id = f.id
      where f.state = 'struck_off'
        and f.ended_at >= ${param(`${period.fromOn}T00:00:00+08:00`)}::timestamptz
        and f.ended_at < ${param(`${period.toOn}T00:00:00+08:00`)}::timestamptz + interval '1 day'
        and ${within(actor.scope, 'f', param)} and ${within(scopeOf(period.place), 'f', param)}
      order by f.id`,
    values,
  )
  return {
    units: found.filter(({ why }) => why === null).map(({ id, number }) => ({ id, number })),
    excluded: found.flatMap(({ id, number, why }) =>
      why === null ? [] : [{ id, number, reason: EXCLUSIONS[why] }],
    ),
  }
}
