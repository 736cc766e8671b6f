/** 电话记录: entering and voiding a call. */
import {
  firstRow,
  isRefusal,
  params,
  refuse,
  within,
  type Command,
  type Queryable,
  type Refusal,
} from '#kernel/index.ts'
import { lawOn, lockDeadlines, meetDeadline, type Deadline } from '#deadlines/index.ts'
import type * as z from 'zod'
import type { FindMatter, Matter } from './matters.ts'
import { callRefusal, callTimeRefusal, CLAUSES, voidCallRefusal } from './rules.ts'
import type { CallRecord } from './tables.ts'
import { CALL_KIND } from './unreached.ts'
import type * as words from './words.ts'

type Recording =
  | Refusal
  | {
      readonly matter: Matter
      readonly called: { readonly name: string } | undefined
      readonly owed: readonly Deadline[]
      readonly lateMost: number
    }

/** Enters a call about a matter; one that was answered settles what was left to be told by it. */
export function recordCall(
  pool: Queryable,
  find: FindMatter,
): Command<z.output<typeof words.recordCallBody>, Recording> {
  return {
    act: 'call.record',
    version: 1,
    async load(client, body, at) {
      const asked = { kind: body.kind, id: body.id, lock: true }
      const matter = await find(client, at.actor, asked)
      if (!matter) return undefined
      const no = callRefusal(at.actor.role)
      if (no) return no
      const owed = await lockDeadlines(client, matter)
      const law = await lawOn(pool, { on: at.today, place: matter.jur })
      return {
        matter,
        owed: owed.filter(({ kind, ownerOrg }) => kind === CALL_KIND && ownerOrg === at.actor.org),
        called: await firstRow<{ name: string }>(
          client,
          'select coalesce(short_name, name) as name from organization where id = $1',
          [body.calledOrg],
        ),
        lateMost: law.number('call.late.most').value,
      }
    },
    decide(loaded, body, at) {
      if (isRefusal(loaded)) return loaded
      const { matter, called, owed, lateMost } = loaded
      if (!called) return refuse('所选单位不存在，请重新选择。', CLAUSES.messages)
      const no = callTimeRefusal(body.calledAt, at.now, lateMost)
      if (no) return no
      // The act's own id: so the record has the act's receipt.
      const id = at.actId
      const met = body.outcome === 'answered' ? owed : []
      return {
        jur: matter.jur,
        subject: { kind: matter.kind, id: matter.id },
        effects: [
          {
            kind: 'call_record',
            jur: matter.jur,
            id,
            revision: 1,
            owner: { org: at.actor.org, party: null, demo: matter.demo },
            set: {
              subjectKind: matter.kind,
              subjectId: matter.id,
              state: 'recorded',
              calledOrg: body.calledOrg,
              calledName: body.calledName,
              calledAt: new Date(body.calledAt).toISOString(),
              outcome: body.outcome,
              answeredName: body.answeredName,
              said: body.said,
              person: at.actor.person,
              recordedAt: at.now,
              voidReason: null,
            },
          },
          ...met.map((row) => meetDeadline(row, at.today)),
        ],
        basis: [],
        inputs: { outcome: body.outcome, owed: owed.length },
        decision: { outcome: body.outcome, told: met.length },
        answer: { id, revision: 1, say: `已登记与${called.name}的电话记录。` },
      }
    },
  }
}

type Voiding = { readonly id: string; readonly body: z.output<typeof words.voidCall.body> }

/** Voids a call that was entered wrongly; it stays to be read. */
export function voidCall(
  find: FindMatter,
): Command<Voiding, CallRecord & { readonly org_name: string }> {
  return {
    act: 'call.void',
    version: 1,
    async load(client, { id }, at) {
      const { param, values } = params()
      const call = await firstRow<CallRecord & { org_name: string }>(
        client,
        `select c.*, coalesce(o.short_name, o.name) as org_name from call_record c
           join organization o on o.id = c.owner_org
          where c.id = ${param(id)}::uuid and ${within(at.actor.scope, 'c', param)}`,
        values,
      )
      if (!call) return undefined
      const matter = await find(client, at.actor, {
        kind: call.subject_kind as Matter['kind'],
        id: call.subject_id,
        lock: true,
      })
      if (!matter) return undefined
      // The matter's lock came first; the call is read again as it is under it.
      const now = await firstRow<CallRecord>(
        client,
        'select * from call_record where jur = $1 and id = $2 for update',
        [call.jur, id],
      )
      return now && { ...call, ...now }
    },
    decide(call, { body }, at) {
      const facts = { ownerOrg: call.owner_org, state: call.state, orgName: call.org_name }
      const no = voidCallRefusal(facts, at.actor)
      if (no) return no
      if (body.revision !== call.revision) return { stale: { revision: call.revision } }
      const revision = call.revision + 1
      return {
        jur: call.jur,
        subject: { kind: call.subject_kind, id: call.subject_id },
        effects: [
          {
            kind: 'call_record',
            jur: call.jur,
            id: call.id,
            revision,
            set: { state: 'void', voidReason: body.reason },
          },
        ],
        basis: [],
        inputs: { from: call.state },
        decision: { to: 'void' },
        answer: { id: call.id, revision, say: '电话记录已作废，原内容仍可查阅。' },
      }
    },
  }
}
