import {
  covers,
  type Circumstances,
  type Command,
  type Decision,
  type Effect,
  type Queryable,
  type Refusal,
} from '#kernel/index.ts'
import {
  calendarOf,
  cancelDeadline,
  lockDeadlines,
  startDeadline,
  type Calendar,
  type Deadline,
} from '#deadlines/index.ts'
import type * as z from 'zod'
import { lockNotice, noticeFacts, noticeViewer, standingNotice } from './notice-load.ts'
import { groundOf, type Grounded } from './notice-rows.ts'
import { refuseProposal, refuseVoid } from './notice-rules.ts'
import { shortTitle, titleOf } from './notice-make.ts'
import type { NoticeRecordRow } from './tables.ts'
import type { NoticeKind, proposeNotice } from './notice-words.ts'

type Proposal = z.output<(typeof proposeNotice)['body']>

type Proposing = {
  readonly ground: Grounded
  readonly refusal: Refusal | null
  readonly calendar: Calendar
}

/** 送签: what was computed is proposed for signature; the figures stay those of the ledger. */
export function proposing(pool: Queryable): Command<Proposal, Proposing> {
  return {
    act: 'notice.propose',
    version: 1,
    async load(client, given, at) {
      const { actor, today } = at
      const asked = { org: actor.org, kind: given.kind, on: given.on }
      const ground = await groundOf(pool, client, asked, today)
      const of = { jur: ground.place, org: actor.org, kind: given.kind, from: ground.from }
      const standing = (await standingNotice(client, of)) ?? null
      const facts = {
        to: ground.to,
        standing,
        corrects: given.corrects,
        covered: covers(actor.scope, ground.place),
      }
      const refusal = refuseProposal(noticeViewer(actor), facts, today)
      return { ground, refusal, calendar: await calendarOf(pool) }
    },
    decide({ ground, refusal, calendar }, given, at) {
      if (refusal) return refusal
      return propose(ground, calendar, given, at)
    },
  }
}

function propose(
  ground: Grounded,
  calendar: Calendar,
  given: Proposal,
  at: Circumstances,
): Decision {
  const { actor } = at
  const id = at.newId()
  const owner = { org: actor.org, party: null, demo: actor.demo }
  const sign = ground.law.clock('notice.sign')
  const notice: Effect = {
    kind: 'notice',
    jur: ground.place,
    id,
    revision: 1,
    owner,
    set: {
      kind: given.kind,
      state: 'proposed',
      from: ground.from,
      to: ground.to,
      title: titleOf(ground),
      publicity: given.publicity,
      remark: given.remark,
      proposedAt: at.now,
      proposedPerson: actor.person,
      corrects: given.corrects,
    },
  }
  const deadline = startDeadline({
    id: at.newId(),
    jur: ground.place,
    owner,
    subject: { kind: 'notice', id },
    kind: 'notice_sign',
    label: '签发通报',
    title: shortTitle(given.kind, ground.from),
    number: null,
    route: `/notices/${id}`,
    basis: sign.ref,
    startedOn: at.today,
    ownerRole: ground.signers[0] ?? null,
    waitedByOrg: null,
    clock: sign.value,
    calendar,
  })
  return {
    jur: ground.place,
    subject: { kind: 'notice', id },
    effects: [notice, deadline],
    basis: [ground.basis, sign.basis],
    inputs: { kind: given.kind, from: ground.from, to: ground.to, role: actor.role },
    decision: { to: 'proposed' },
    answer: {
      id,
      state: 'proposed',
      number: null,
      revision: 1,
      say: `已送签${shortTitle(given.kind, ground.from)}。`,
    },
  }
}

type Voiding = {
  readonly row: NoticeRecordRow
  readonly deadlines: readonly Deadline[]
  readonly signers: readonly string[]
}

/** 退回: the proposal falls; the next one is computed anew. */
export function voiding(
  pool: Queryable,
): Command<{ readonly id: string; readonly revision: number; readonly reason: string }, Voiding> {
  return {
    act: 'notice.void',
    version: 1,
    async load(client, { id }, { actor, today }) {
      const row = await lockNotice(client, actor.scope, id)
      if (!row) return undefined
      const asked = { org: row.owner_org, kind: row.kind as NoticeKind, on: row.from_on }
      const { signers } = await groundOf(pool, client, asked, today)
      const subject = { jur: row.jur, kind: 'notice', id }
      return { row, signers, deadlines: await lockDeadlines(client, subject) }
    },
    decide({ row, deadlines, signers }, { revision, reason }, at) {
      const viewer = noticeViewer(at.actor)
      const refusal = refuseVoid(noticeFacts(row, undefined), viewer, signers)
      if (refusal) return refusal
      if (row.revision !== revision) return { stale: { revision: row.revision } }
      const title = shortTitle(row.kind as NoticeKind, row.from_on)
      return {
        jur: row.jur,
        subject: { kind: 'notice', id: row.id },
        effects: [
          {
            kind: 'notice',
            jur: row.jur,
            id: row.id,
            revision: revision + 1,
            set: { state: 'void', voidAt: at.now, voidReason: reason },
          },
          ...deadlines.map((one) => cancelDeadline(one, at.today)),
        ],
        basis: [],
        inputs: { from: row.state, viewer, signers: [...signers] },
        decision: { to: 'void' },
        answer: {
          id: row.id,
          state: 'void',
          number: null,
          revision: revision + 1,
          say: `已退回${title}。`,
        },
      }
    },
  }
}
