import type { PoolClient } from 'pg'
import {
  covers,
  hotRow,
  scopeOf,
  type Circumstances,
  type Command,
  type Queryable,
} from '#kernel/index.ts'
import { nextDocumentNumber } from '#documents/index.ts'
import { calendarOf, lawOn } from '#deadlines/index.ts'
import { freshIncoming, partyOf, type SeenIncoming } from '#papers/index.ts'
import { bodiesOf, bodyToday } from '#places/index.ts'
import type { Verdict } from './decide-draft.ts'
import { layWith } from './decide-hand.ts'
import * as decide from './decide-slips.ts'
import { lockDispatch, lockSlip, meetingPlace, slipFactsOf } from './load.ts'
import { slipRefusal } from './rules.ts'
import { viewerOf, type SeenSlip } from './seen.ts'
import type { DispatchRecord, SlipRecord } from './tables.ts'
import type * as words from './words.ts'
import type * as z from 'zod'

type On<B> = { readonly id: string; readonly body: B }
type BodyOf<F extends { body: z.ZodType }> = z.output<F['body']>

function simple<B>(
  act: string,
  pool: Queryable,
  rule: (seen: SeenSlip, body: B, at: Circumstances) => Verdict,
): Command<On<B>, SeenSlip> {
  return {
    act: `dispatch_slip.${act}`,
    version: 1,
    load: (client, { id }, at) => lockSlip(pool, client, id, at),
    decide: (seen, { body }, at) => rule(seen, body, at),
  }
}

type Registering = {
  readonly seen: SeenSlip
  readonly incoming: SeenIncoming
  readonly known: boolean
}

/** 登记为收文: in the place of the receiving office, whose next number is taken last. */
function registering(pool: Queryable): Command<On<BodyOf<typeof words.registerSlip>>, Registering> {
  return {
    act: 'dispatch_slip.register',
    version: 1,
    async load(client: PoolClient, { id, body }, at) {
      const seen = await lockSlip(pool, client, id, at)
      const office = await bodyToday(client, at.actor.org, at.today)
      if (!seen || !office || !covers(at.actor.scope, office.place)) return undefined
      const known = await hotRow(client, 'select 1 as known from incoming where slip_id = $1', [
        id,
      ]).then((row) => row !== undefined)
      const may =
        !known &&
        seen.record.revision === body.revision &&
        slipRefusal('register', seen.facts, viewerOf(at)) === null
      const counted = { org: office.id, series: 'incoming', mark: '收文', today: at.today }
      const number = may ? await nextDocumentNumber(client, counted) : ''
      const of = { id: at.newId(), office, number, title: seen.record.title ?? '' }
      return { seen, known, incoming: await freshIncoming(pool, of, at) }
    },
    decide: ({ seen, incoming, known }, { body }, at) =>
      decide.registerSlip(seen, body, at, incoming, known),
  }
}

/** Every command on what lies with another body. */
export function slipCommands(pool: Queryable) {
  return {
    answer: simple('answer', pool, decide.answerSlip),
    receive: simple('receive', pool, decide.receiveSlip),
    register: registering(pool),
    heed: simple('heed', pool, decide.heedSlip),
    record: simple('record', pool, decide.recordSlip),
  }
}

type Handed = { readonly dispatch: string; readonly part: words.SlipPart; readonly org: string }
type Laying = { readonly seen: SeenSlip; readonly paper: DispatchRecord }

const UNTOUCHED = {
  revision: 0,
  state: 'sent',
  name: null,
  due_on: null,
  opinion: null,
  answered_at: null,
  answered_person: null,
  incoming_id: null,
  heeded_at: null,
} as const

/** Lays what an office handed with one body, in a place that both see. */
export function layingWith(pool: Queryable): Command<Handed, Laying> {
  return {
    act: 'dispatch_slip.deliver',
    version: 1,
    async load(client, { dispatch, part, org }, at) {
      const paper = (await lockDispatch(pool, client, dispatch, at))?.record
      const [to] = await bodiesOf(client, [org], [], at.today)
      const jur = paper && to && meetingPlace(paper.jur, to, scopeOf(paper.jur))
      if (!paper || !to || !jur) return undefined
      const id = at.newId()
      const party = partyOf(to)
      const record: SlipRecord = {
        ...paper,
        ...UNTOUCHED,
        jur,
        id,
        party_id: party,
        part,
        org,
        dispatch_id: paper.id,
        dispatch_jur: paper.jur,
        sent_at: at.now,
      }
      return {
        paper,
        seen: {
          subject: 'dispatch_slip',
          record,
          deadlines: [],
          facts: await slipFactsOf(client, record),
          law: await lawOn(pool, { on: at.today, place: jur }),
          calendar: await calendarOf(pool),
        },
      }
    },
    decide: ({ seen, paper }, handed, at) => layWith(seen, paper, handed, at),
  }
}

type Moved = { readonly slip: string; readonly to?: string; readonly incoming?: string }

/** What follows for a slip from an act elsewhere. */
export function movingSlip(pool: Queryable): Command<Moved, SeenSlip> {
  return {
    act: 'dispatch_slip.move',
    version: 1,
    load: (client, { slip }, at) => lockSlip(pool, client, slip, at),
    decide: (seen, moved, at) => decide.moveSlip(seen, moved, at),
  }
}
