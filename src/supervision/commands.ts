import type { PoolClient } from 'pg'
import { covers, hotRow, type Circumstances, type Command, type Queryable } from '#kernel/index.ts'
import { calendarOf, lockDeadlines } from '#deadlines/index.ts'
import { lawOfDay, lockFinding } from '#findings/index.ts'
import type * as z from 'zod'
import * as letters from './decide-letters.ts'
import * as listings from './decide-listing.ts'
import * as orders from './decide-suspension.ts'
import * as transfers from './decide-transfers.ts'
import { nextNumber, onFinding, onRow, type OnRow, type Verdict } from './ground.ts'
import { proposeRung } from './propose.ts'
import { findingOf, lockRow, rowsOfFinding, type Kind } from './views.ts'
import type * as words from './words.ts'

type On<F extends { body: z.ZodType }> = { readonly id: string; readonly body: z.output<F['body']> }

/** 文号 of each paper, after the office's name. */
const MARKS = {
  remind: '催',
  supervise: '督',
  interview: '约',
  circulate: '通',
  listing: '挂督',
  delisting: '摘',
  order: '责停',
} as const

/** A command on one row of a kind: its finding is locked first, then the row, then its deadlines. */
function onKind<K extends Kind, B>(
  pool: Queryable,
  kind: K,
  act: string,
  decide: (ground: OnRow<K>, body: B, at: Circumstances) => Verdict,
): Command<{ readonly id: string; readonly body: B }, OnRow<K>> {
  return {
    act,
    version: 1,
    load: (client, { id }, at) => onRow(pool, client, kind, id, at),
    decide: (ground, { body }, at) => decide(ground, body, at),
  }
}

function issuing(pool: Queryable): Command<On<typeof words.issueLetter>, Issuing> {
  return {
    act: 'supervision.issue',
    version: 1,
    async load(client, { id, body }, at) {
      const ground = await onRow(pool, client, 'supervision_proposal', id, at, [body.toOrg])
      if (!ground) return undefined
      const number = await nextNumber(client, ground.own, MARKS[ground.row.rung], at)
      return { ...ground, number }
    },
    decide: (ground, { body }, at) => letters.issue(ground, body, at),
  }
}
type Issuing = OnRow<'supervision_proposal'> & { readonly number: string }

function issuingDirect(
  pool: Queryable,
): Command<On<typeof words.writeLetter>, Parameters<typeof letters.issueDirect>[0]> {
  return {
    act: 'supervision.issue',
    version: 1,
    async load(client, { id, body }, at) {
      const ground = await onFinding(pool, client, id, at, [body.toOrg])
      if (!ground) return undefined
      return { ...ground, number: await nextNumber(client, ground.own, MARKS[body.rung], at) }
    },
    decide: (ground, { body }, at) => letters.issueDirect(ground, body, at),
  }
}

function listing(
  pool: Queryable,
): Command<On<typeof words.listHazard>, Parameters<typeof listings.list>[0]> {
  return {
    act: 'listing.list',
    version: 1,
    async load(client, { id, body }, at) {
      const ground = await onFinding(pool, client, id, at, [body.recheckOrg])
      if (!ground) return undefined
      const about = { finding: id, today: at.today }
      const listed = await rowsOfFinding(client, at.actor, 'listing', about)
      const number = await nextNumber(client, ground.own, MARKS.listing, at)
      return { ...ground, listings: listed, number }
    },
    decide: (ground, { body }, at) => listings.list(ground, body, at),
  }
}

function onListing<B>(
  pool: Queryable,
  act: string,
  decide: (ground: listings.Listing, body: B, at: Circumstances) => Verdict,
  numbered = false,
): Command<{ readonly id: string; readonly body: B }, listings.Listing> {
  return {
    act: `listing.${act}`,
    version: 1,
    async load(client, { id }, at) {
      const ground = await onRow(pool, client, 'listing', id, at)
      if (!ground) return undefined
      const mark = await hotRow<{ id: string; revision: number }>(
        client,
        `select id, revision from mark where jur = $1 and subject_kind = 'finding'
            and subject_id = $2 and code = 'listed' and resolved_at is null for update`,
        [ground.row.jur, ground.seen.record.id],
      )
      const number = numbered ? await nextNumber(client, ground.own, MARKS.delisting, at) : ''
      return { ...ground, mark, number }
    },
    decide: (ground, { body }, at) => decide(ground, body, at),
  }
}

type Receiving = { readonly id: string; readonly place: string }

async function bodyAt(client: PoolClient, org: string | null): Promise<Receiving | undefined> {
  if (org === null) return undefined
  return hotRow<Receiving>(client, 'select id, place from organization where id = $1', [org])
}

async function lawAt(pool: Queryable, place: string, at: Circumstances) {
  const about = { on: at.today, place, grade: 'ordinary', origin: 'external' } as const
  return { law: await lawOfDay(pool, about), calendar: await calendarOf(pool) }
}

/** Whether the receiver is known, and whether its own people see what lies at `jur`. */
function receiving(org: string | null, to: Receiving | undefined, jur: string) {
  const reached = to !== undefined && (to.place === '0' || jur.startsWith(to.place))
  return { known: org === null || to !== undefined, reached }
}

/** A transfer that stands on no finding lies at its receiver's place, where that is in scope. */
function handing(
  pool: Queryable,
): Command<{ readonly body: z.output<typeof words.transferBody> }, transfers.Handing> {
  return {
    act: 'transfer.hand',
    version: 1,
    async load(client, { body }, at) {
      const own = await bodyAt(client, at.actor.org)
      if (!own || !covers(at.actor.scope, own.place)) return undefined
      const to = await bodyAt(client, body.toOrg)
      const jur = to && covers(at.actor.scope, to.place) ? to.place : own.place
      return {
        jur,
        seen: null,
        ...(await lawAt(pool, jur, at)),
        ...receiving(body.toOrg, to, jur),
      }
    },
    decide: (ground, { body }, at) => transfers.hand(ground, body, at),
  }
}

function handingFinding(pool: Queryable): Command<On<typeof words.handFinding>, transfers.Handing> {
  return {
    act: 'transfer.hand',
    version: 1,
    async load(client, { id, body }, at) {
      const seen = await lockFinding(pool, client, id, at)
      if (!seen) return undefined
      const { law, calendar, record } = seen
      const to = await bodyAt(client, body.toOrg)
      return { jur: record.jur, seen, law, calendar, ...receiving(body.toOrg, to, record.jur) }
    },
    decide: (ground, { body }, at) => transfers.hand(ground, body, at),
  }
}

function onTransfer<B>(
  pool: Queryable,
  act: string,
  decide: (ground: transfers.OnTransfer, body: B, at: Circumstances) => Verdict,
): Command<{ readonly id: string; readonly body: B }, transfers.OnTransfer> {
  return {
    act: `transfer.${act}`,
    version: 1,
    async load(client, { id }, at) {
      const found = await findingOf(client, at.actor, 'transfer', id)
      if (!found) return undefined
      const seen =
        found.finding === null ? null : await lockFinding(pool, client, found.finding, at)
      const row = await lockRow(client, at.actor, 'transfer', id, at.today)
      if (!row || seen === undefined) return undefined
      const deadlines = await lockDeadlines(client, { jur: row.jur, kind: 'transfer', id })
      const ground = seen ?? (await lawAt(pool, row.jur, at))
      const { law, calendar } = ground
      return { jur: row.jur, seen, law, calendar, known: true, reached: true, row, deadlines }
    },
    decide: (ground, { body }, at) => decide(ground, body, at),
  }
}

function ordering(
  pool: Queryable,
): Command<On<typeof words.orderSuspension>, Parameters<typeof orders.order>[0]> {
  return {
    act: 'suspension.order',
    version: 1,
    async load(client, { id, body }, at) {
      const ground = await onFinding(pool, client, id, at, [body.recheckOrg])
      if (!ground) return undefined
      const about = { finding: id, today: at.today }
      const standing = await rowsOfFinding(client, at.actor, 'suspension', about)
      return { ...ground, standing, number: await nextNumber(client, ground.own, MARKS.order, at) }
    },
    decide: (ground, { body }, at) => orders.order(ground, body, at),
  }
}

/** Every command of supervision, bound to one database's packs and calendar. */
export function supervisionCommands(pool: Queryable) {
  const letter = <B>(
    act: string,
    decide: (g: OnRow<'supervision_letter'>, b: B, at: Circumstances) => Verdict,
  ) => onKind<'supervision_letter', B>(pool, 'supervision_letter', `supervision.${act}`, decide)
  const order = <B>(
    act: string,
    decide: (g: OnRow<'suspension'>, b: B, at: Circumstances) => Verdict,
  ) => onKind<'suspension', B>(pool, 'suspension', `suspension.${act}`, decide)
  type Visit = z.output<typeof words.visitBody>
  return {
    propose: proposeRung(pool),
    issue: issuing(pool),
    issueDirect: issuingDirect(pool),
    decline: onKind(pool, 'supervision_proposal', 'supervision.decline', letters.decline),
    acknowledge: letter('acknowledge', letters.acknowledge),
    answer: letter('answer', letters.answer),
    check: letter('check', letters.check),
    list: listing(pool),
    publish: onListing(pool, 'publish', listings.publish),
    askExtension: onListing(pool, 'ask_extension', listings.askExtension),
    decideExtension: onListing(pool, 'decide_extension', listings.decideExtension),
    apply: onListing(pool, 'apply', listings.apply),
    opine: onListing(pool, 'opine', listings.opine),
    recheck: onListing(pool, 'recheck', listings.recheck),
    delist: onListing(pool, 'delist', listings.delist, true),
    publishDelisting: onListing(pool, 'publish_delisting', listings.publishDelisting),
    hand: handing(pool),
    handFinding: handingFinding(pool),
    receipt: onTransfer(pool, 'receipt', transfers.receipt),
    process: onTransfer(pool, 'process', transfers.process),
    feedBack: onTransfer(pool, 'feed_back', transfers.feedBack),
    order: ordering(pool),
    askResume: order('ask_resume', orders.askResume),
    decideResume: order('decide_resume', orders.decideResume),
    verify: order('verify', (ground, body: Visit, at) => orders.visit('verify', ground, body, at)),
    confirm: order('confirm', (ground, body: Visit, at) =>
      orders.visit('confirm', ground, body, at),
    ),
  }
}
export type SupervisionCommands = ReturnType<typeof supervisionCommands>
