import type { PoolClient } from 'pg'
import type * as z from 'zod'
import {
  covers,
  rows,
  type Circumstances,
  type Command,
  type Decision,
  type Refusal,
  type Stale,
} from '#kernel/index.ts'
import { inEffect } from '#places/index.ts'
import { findPost, lockOwn, lockPerson, moved, viewerOf, type Post, type Row } from './ground.ts'
import { endLeaveRefusal, leaveRefusal, type LeaveGround } from './rules.ts'
import type * as words from './words.ts'
import type { LeaveState } from './words.ts'

type Verdict = Decision | Refusal | Stale
type BodyOf<F extends { body: z.ZodType }> = z.output<F['body']>
type On<B> = { readonly id: string; readonly body: B }

type Entering = { readonly post: Post; readonly ground: LeaveGround }

/** 登记请假外出 of a holder of a post of the acting body. */
export const enterLeave: Command<{ readonly body: BodyOf<typeof words.enterLeave> }, Entering> = {
  act: 'leave.enter',
  version: 1,
  async load(client, { body }, at) {
    const post = await findPost(client, body.post, at)
    if (!post || !covers(at.actor.scope, post.place)) return undefined
    if (!(await lockPerson(client, body.person))) return undefined
    return { post, ground: await groundOf(client, body, at) }
  },
  decide({ post, ground }, { body }, at): Verdict {
    const no = leaveRefusal(viewerOf(at), body, ground)
    if (no) return no
    const id = at.newId()
    return {
      jur: post.place,
      subject: { kind: 'post_leave', id },
      effects: [
        {
          kind: 'post_leave',
          jur: post.place,
          id,
          revision: 1,
          owner: { org: at.actor.org, party: null, demo: at.actor.demo },
          set: { ...body, state: 'entered', enteredBy: at.actor.person },
        },
      ],
      basis: [],
      inputs: { asked: body, ground, viewer: viewerOf(at) },
      decision: { state: 'entered' },
      answer: { id, revision: 1, say: enteredSay(body) },
    }
  },
}

function enteredSay({ fromOn, toOn, standIn }: BodyOf<typeof words.enterLeave>): string {
  const days = `${fromOn}至${toOn}`
  return standIn === null
    ? `已登记${days}，未指定代办人；无人能办的事项列入“无人办理”。`
    : `已登记${days}，期间由代办人办理。`
}

async function groundOf(
  client: PoolClient,
  body: BodyOf<typeof words.enterLeave>,
  at: Circumstances,
): Promise<LeaveGround> {
  const held = await rows<{ person_id: string; to_on: string | null }>(
    client,
    `select h.person_id, h.to_on from holding h join post p on p.id = h.post_id
      where h.post_id = $1 and ${inEffect('$2')}`,
    [body.post, body.fromOn],
  )
  const others = await rows<{ fromOn: string; toOn: string }>(
    client,
    `select from_on as "fromOn", to_on as "toOn" from post_leave
      where post = $1 and person = $2 and state <> 'void' order by from_on`,
    [body.post, body.person],
  )
  return {
    today: at.today,
    holds: held.some((one) => one.person_id === body.person),
    others,
    able: held
      .filter((one) => one.person_id !== body.person)
      .filter((one) => one.to_on === null || one.to_on >= body.toOn)
      .map((one) => one.person_id),
  }
}

type LeaveRow = Row & { readonly from_on: string; readonly to_on: string }

function leaveMove<B extends { readonly revision: number }>(
  act: string,
  state: Exclude<LeaveState, 'entered'>,
  set: (body: B) => { readonly [field: string]: string },
  say: (body: B) => string,
): Command<On<B>, LeaveRow> {
  return {
    act,
    version: 1,
    load: (client, { id }, at) => lockOwn<LeaveRow>(client, 'post_leave', id, at),
    decide(row, { body }, at): Verdict {
      if (body.revision !== row.revision) return { stale: { revision: row.revision } }
      const changes = set(body)
      const facts = {
        person: row.person,
        state: row.state as LeaveState,
        fromOn: row.from_on,
        toOn: row.to_on,
      }
      const no = endLeaveRefusal(viewerOf(at), facts, changes['toOn'] ?? null)
      if (no) return no
      return moved(row, 'post_leave', at, { set: { ...changes, state }, say: say(body) })
    },
  }
}

/** 销假: back on a day; from the next day on the holder counts as present. */
export const endLeave = leaveMove<BodyOf<typeof words.endLeave>>(
  'leave.end',
  'ended',
  ({ on }) => ({ toOn: on }),
  ({ on }) => `已销假，${on}为最后一天。`,
)

export const voidLeave = leaveMove<BodyOf<typeof words.voidLeave>>(
  'leave.void',
  'void',
  ({ reason }) => ({ note: reason }),
  () => '该登记已作废，记录保留。',
)
