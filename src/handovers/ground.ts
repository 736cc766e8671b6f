/** What acts on leaves and lists have in common. */
import {
  firstRow,
  hotRow,
  params,
  within,
  type Circumstances,
  type Decision,
  type Effect,
  type Queryable,
} from '#kernel/index.ts'
import type * as words from './words.ts'

/** A post of the acting body; anything else does not exist for the actor. */
export type Post = { readonly id: string; readonly title: string; readonly place: string }

/** A released post of the acting body, or undefined. */
export function findPost(client: Queryable, id: string, { actor }: Circumstances) {
  return firstRow<Post>(
    client,
    `select p.id, p.title, o.place from post p join organization o on o.id = p.org_id
      where p.id = $1 and p.org_id = $2 and p.released_at is not null`,
    [id, actor.org],
  )
}

/** The person is the lock of all holdings and leaves. */
export async function lockPerson(client: Queryable, person: string): Promise<boolean> {
  return (
    (await firstRow(client, 'select 1 from person where id = $1 for update', [person])) !==
    undefined
  )
}

/** Who acts, in the words of the rules. */
export function viewerOf({ actor }: Pick<Circumstances, 'actor'>): words.Viewer {
  return { org: actor.org, post: actor.post, person: actor.person, role: actor.role }
}

/** What every locked row of this module has. */
export type Row = {
  readonly jur: string
  readonly id: string
  readonly revision: number
  readonly owner_org: string
  readonly demo: boolean
  readonly state: string
  readonly post: string
  readonly post_title: string
  readonly person: string
}
/** Locks a row of the acting body within the actor's scope. */
export function lockOwn<R extends Row>(
  client: Queryable,
  table: 'post_leave' | 'handover_list',
  id: string,
  { actor }: Circumstances,
): Promise<R | undefined> {
  const { param, values } = params()
  const from = table === 'post_leave' ? 'post_leave x' : 'handover_list x'
  return hotRow<R>(
    client,
    `select x.*, p.title as post_title from ${from} join post p on p.id = x.post
      where x.id = ${param(id)}::uuid and x.owner_org = ${param(actor.org)}::uuid
        and ${within(actor.scope, 'x', param)} for update of x`,
    values,
  )
}

type Moving = {
  readonly set: Effect['set']
  readonly more?: readonly Effect[]
  readonly say: string
}

/** One move of one row, as a decision. */
export function moved(
  row: Row,
  kind: 'post_leave' | 'handover_list',
  at: Circumstances,
  { set, more = [], say }: Moving,
): Decision {
  const revision = row.revision + 1
  return {
    jur: row.jur,
    subject: { kind, id: row.id },
    effects: [{ kind, jur: row.jur, id: row.id, revision, set }, ...more],
    basis: [],
    inputs: { state: row.state, person: row.person, post: row.post, viewer: viewerOf(at) },
    decision: { from: row.state, to: set['state'] ?? row.state },
    answer: { id: row.id, revision, say },
  }
}
