import { rows, type Actor, type Queryable, type Runner } from '#kernel/index.ts'

type View = { id: string; name: string; query: string; shared: boolean; mine: boolean }

/** The filters that a person kept, and those that the office shares. */
export function listViewsFor(on: Queryable, actor: Actor): Promise<View[]> {
  return rows<View>(
    on,
    `select id, name, query, shared, person = $2 as mine from saved_view
      where (org = $1 and shared) or person = $2 order by at`,
    [actor.org, actor.person],
  )
}

/** Keeps the present filter under a name, for oneself or for the office. */
export async function saveViewFor(
  runner: Runner,
  actor: Actor,
  view: { readonly name: string; readonly query: string; readonly shared: boolean },
): Promise<View> {
  const id = runner.newId()
  await runner.db.app.query(
    `insert into saved_view (id, org, person, name, query, shared, at)
      values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, actor.org, actor.person, view.name, view.query, view.shared, runner.clock.now()],
  )
  return { id, ...view, mine: true }
}
