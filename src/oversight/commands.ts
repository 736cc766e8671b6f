import type { PoolClient } from 'pg'
import {
  firstRow,
  isRefusal,
  params,
  within,
  type Circumstances,
  type Command,
} from '#kernel/index.ts'
import { judgeDistinct } from './rules.ts'
import type { Distinct } from './words.ts'

type Looked = {
  readonly jur: string
  readonly id: string
  readonly number: string
  readonly party_id: string | null
  readonly subject_id: string | null
  readonly subject_name: string | null
  readonly ended: boolean
}
type Loaded = { readonly first: Looked; readonly second: Looked; readonly told: boolean }

/**
 * 认定不重复: a person says that two findings are two matters; they leave the list of those that
 * look alike. The earlier one is locked first, so that it is said once.
 */
export const tellApart: Command<Distinct, Loaded> = {
  act: 'duplicate.tell_apart',
  version: 1,
  async load(client, given, at) {
    const [one, two] = [given.first, given.second].toSorted()
    if (!one || !two || one === two) return undefined
    const first = await lockWithin(client, one, at)
    const second = await lockWithin(client, two, at)
    if (!first || !second) return undefined
    const told = await firstRow(
      client,
      'select 1 from duplicate_verdict where jur = $1 and finding_id = $2 and other_id = $3',
      [first.jur, first.id, second.id],
    )
    return { first, second, told: told !== undefined }
  },
  decide({ first, second, told }, { note }, at) {
    const sameSubject =
      first.subject_id === null && second.subject_id === null
        ? first.subject_name === second.subject_name
        : first.subject_id === second.subject_id
    const ground = { sameSubject, ended: first.ended || second.ended, told }
    const refusal = judgeDistinct(ground, at.actor)
    if (isRefusal(refusal)) return refusal
    const id = at.newId()
    return {
      jur: first.jur,
      subject: { kind: 'duplicate_verdict', id },
      effects: [
        {
          kind: 'duplicate_verdict',
          jur: first.jur,
          id,
          revision: 1,
          owner: { org: at.actor.org, party: null, demo: at.actor.demo },
          set: {
            finding: first.id,
            other: second.id,
            note,
            decidedAt: at.now,
            decidedOrg: at.actor.org,
            decidedPerson: at.actor.person,
          },
        },
      ],
      basis: [],
      inputs: ground,
      decision: { distinct: true },
      answer: { id, say: `已认定${first.number}与${second.number}不重复。` },
    }
  },
}

async function lockWithin(
  client: PoolClient,
  id: string,
  at: Circumstances,
): Promise<Looked | undefined> {
  const { param, values } = params()
  const seen = await firstRow<{ jur: string }>(
    client,
    `select f.jur from finding f where f.id = ${param(id)}::uuid
        and ${within(at.actor.scope, 'f', param)}`,
    values,
  )
  if (!seen) return undefined
  return firstRow<Looked>(
    client,
    `select jur, id, number, party_id, subject_id, subject_name, ended from finding
      where jur = $1 and id = $2 for update`,
    [seen.jur, id],
  )
}
