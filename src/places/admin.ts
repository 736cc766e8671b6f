import type { PoolClient } from 'pg'
import {
  covers,
  firstRow,
  isRefusal,
  refuse,
  type Actor,
  type Circumstances,
  type Command,
  type Json,
  type Refusal,
} from '#kernel/index.ts'
import { CLAUSES } from './rules.ts'
import { may, type Right } from './rights.ts'
import { directoryScope } from './sessions.ts'
import { ROLE_LABELS } from './texts.ts'
import type { AdminAct } from './vocabulary.ts'

/** What an administrator's act came to; `decision` stands in the journal and names no person. */
export type AdminDone = {
  readonly jur: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly decision: Json
  readonly answer: Json
}

/**
 * An act on the directory. Directory rows have no place of their own and are shared by all, so
 * their changes are written by `work` itself, under its locks and in the act's transaction, and
 * the entry records the act with its decision and no effects. A refusal rolls everything back.
 */
export function adminCommand<Input>(declared: {
  readonly act: AdminAct
  readonly right: Right
  readonly work: (
    client: PoolClient,
    input: Input,
    at: Circumstances,
  ) => Promise<AdminDone | Refusal | undefined>
}): Command<Input, AdminDone | Refusal> {
  return {
    act: declared.act,
    version: 1,
    load: async (client, input, at) => {
      if (!may(at.actor.role, declared.right)) return reserved(declared.right)
      try {
        const scope = await directoryScope(client, at.actor)
        return await declared.work(client, input, { ...at, actor: { ...at.actor, scope } })
      } catch (error) {
        if ((error as { code?: string }).code !== '23503') throw error
        return refuse('所填的机构、岗位或者人员不存在。', CLAUSES.posts)
      }
    },
    decide: (loaded) => {
      if (isRefusal(loaded)) return loaded
      return { ...loaded, effects: [], basis: [], inputs: {} }
    },
  }
}

/** The sentence for somebody whose role lacks a right of administration. */
export function reserved(right: Right): Refusal {
  const who = (['security_admin', 'audit_admin'] as const).find((role) => may(role, right))
  return refuse(`该事项由${ROLE_LABELS[who ?? 'system_admin']}办理。`, CLAUSES.administrators)
}

/** An organization within the actor's places, locked; undefined otherwise. */
export async function lockOrganization(
  client: PoolClient,
  actor: Actor,
  id: string,
): Promise<{ id: string; place: string; name: string; kind: string; demo: boolean } | undefined> {
  const row = await firstRow<{
    id: string
    place: string
    name: string
    kind: string
    demo: boolean
  }>(client, 'select id, place, name, kind, demo from organization where id = $1 for update', [id])
  return row && covers(actor.scope, row.place) ? row : undefined
}
