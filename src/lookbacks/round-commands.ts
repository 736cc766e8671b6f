import { nextDocumentNumber } from '#documents/index.ts'
import type { PoolClient } from 'pg'
import {
  covers,
  firstRow,
  isRefusal,
  scopeOf,
  type Basis,
  type Circumstances,
  type Command,
  type Effect,
  type Queryable,
  type Refusal,
  type Stale,
} from '#kernel/index.ts'
import {
  FORMAT,
  lockDraw,
  prepareDraw,
  voidDraw,
  type Ceremony,
  type DrawRecord,
  type Frozen,
} from '#draws/index.ts'
import { frameOf, type Frame } from './frame.ts'
import { lawFor, lockLookback } from './load.ts'
import { also, decided, keeping, movedOf, updated, type Keeping } from './round-decision.ts'
import { LOOKBACK_CLAUSE, openRefusal, redrawRefusal, sizeOf } from './rules.ts'
import type { LookbackRecord } from './tables.ts'
import type { LookbackState } from './words.ts'
import type * as words from './words.ts'
import type * as z from 'zod'

type Opening = z.output<typeof words.openLookback.body>
type Office = { readonly id: string; readonly name: string; readonly place: string }

type OpeningSeen = {
  readonly office: Office
  readonly number: string
  readonly frame: Frame
  readonly overlaps: string | null
  readonly sharePercent: number
  readonly least: number
  readonly basis: readonly Basis[]
  readonly today: string
}

/**
 * 发起回头看: freezes the frame of findings struck off in the period within the place and prepares
 * the draw. The office's counter is locked before earlier rounds are looked at, so that two rounds
 * over one period cannot be opened at once without the second giving its reason.
 */
export function opening(pool: Queryable): Command<{ readonly body: Opening }, OpeningSeen> {
  return {
    act: 'lookback.open',
    version: 1,
    async load(client, { body }, at) {
      const office = await firstRow<Office>(
        client,
        'select id, coalesce(short_name, name) as name, place from organization where id = $1',
        [at.actor.org],
      )
      if (!office || !covers(at.actor.scope, office.place)) return undefined
      const law = await lawFor(pool, office.place, at.today)
      const [share, least] = [law.number('lookback.share'), law.number('lookback.least')]
      const number = await nextDocumentNumber(client, {
        org: office.id,
        series: 'lookback',
        mark: `${office.name}回头看`,
        today: at.today,
      })
      return {
        office,
        number,
        frame: await frameOf(client, at.actor, body),
        overlaps: await overlapping(client, office.id, body),
        sharePercent: share.value,
        least: least.value,
        basis: [share.basis],
        today: at.today,
      }
    },
    decide: (seen, { body }, at) => openRound(seen, body, at),
    also,
  }
}

function openRound(seen: OpeningSeen, body: Opening, at: Circumstances): Keeping | Refusal {
  const { office, frame, number } = seen
  const facts = {
    ...body,
    today: at.today,
    placeCovered: covers(scopeOf(office.place), body.place),
    framed: frame.units.length,
    overlaps: seen.overlaps,
  }
  const no = openRefusal(facts, at.actor)
  if (no) return no
  const id = at.newId()
  const drawing = { ...seen, ...body, id, round: 1, previous: null, reason: null, number }
  const draw = prepared(at, drawing)
  if (isRefusal(draw)) return draw
  const owner = { org: office.id, party: null, demo: at.actor.demo }
  const lookback: Effect = {
    kind: 'lookback',
    jur: office.place,
    id,
    revision: 1,
    owner,
    set: {
      number,
      state: 'drawing',
      place: body.place,
      fromOn: body.fromOn,
      toOn: body.toOn,
      draw: draw.effect.id,
      round: 1,
      framed: frame.units.length,
      excluded: frame.excluded.length,
      size: draw.size,
      sharePercent: seen.sharePercent,
      reason: body.reason,
      openedAt: at.now,
      openedPerson: at.actor.person,
    },
  }
  const say = `${number}已发起：${frame.units.length}件中抽${draw.size}件。`
  const inputs = { framed: frame.units.length, excluded: frame.excluded.length, ...body }
  return keeping(decided({ jur: office.place, id, number, revision: 1 }, 'drawing', say), {
    effects: [lookback, draw.effect],
    basis: seen.basis,
    inputs,
    keep: [draw.keep],
  })
}

async function overlapping(
  client: PoolClient,
  org: string,
  { place, fromOn, toOn }: Opening,
): Promise<string | null> {
  const row = await firstRow<{ number: string }>(
    client,
    `select number from lookback
      where owner_org = $1 and from_on <= $3::date and to_on >= $2::date
        and (place like $4 || '%' or $4 like place || '%')
      order by id desc limit 1`,
    [org, fromOn, toOn, place],
  )
  return row?.number ?? null
}

type Drawing = {
  readonly id: string
  readonly office: Office
  readonly number: string
  readonly frame: Frame
  readonly sharePercent: number
  readonly least: number
  readonly ceremony: Ceremony
  readonly publicSource: string
  readonly round: number
  readonly previous: string | null
  readonly reason: string | null
}

/** The draw of a round; every finding weighs the same, so that the share found is plain to read. */
function prepared(at: Circumstances, from: Drawing) {
  const { frame, number, round } = from
  const size = sizeOf(frame.units.length, from.sharePercent, from.least)
  const frozen: Frozen = {
    format: FORMAT,
    kind: 'selection',
    number: `${number}第${round}次抽取`,
    title: `${number}：已销号问题抽取核查`,
    office: from.office.name,
    place: from.office.place,
    round,
    previous: from.previous,
    reason: from.reason,
    frozenAt: at.now,
    rule: LOOKBACK_CLAUSE,
    ceremony: from.ceremony,
    publicSource: from.publicSource,
    size,
    substitutes: 0,
    units: frame.units.map(({ id, number: name }) => ({ id, name, weight: 1 })),
    excluded: frame.excluded.map(({ id, number: name, reason }) => ({ id, name, reason })),
    forbidden: [],
  }
  const made = prepareDraw(at, {
    id: at.newId(),
    jur: from.office.place,
    owner: { org: from.office.id, party: null, demo: at.actor.demo },
    about: { kind: 'lookback', id: from.id },
    frozen,
  })
  return isRefusal(made) ? made : { ...made, size }
}

type Redrawing = {
  readonly record: LookbackRecord
  readonly draw: DrawRecord
  readonly office: Office
  readonly frame: Frame
  readonly least: number
}

/** 重抽: voids a draw that was not completed and prepares the next numbered one, with its reason. */
export function redrawing(
  pool: Queryable,
): Command<
  { readonly id: string; readonly body: z.output<typeof words.redrawLookback.body> },
  Redrawing
> {
  return {
    act: 'lookback.redraw',
    version: 1,
    async load(client, { id }, at) {
      const record = await lockLookback(client, id, at)
      const draw = record && (await lockDraw(client, record.draw_id, at))
      if (!record || !draw) return undefined
      const office = await firstRow<Office>(
        client,
        'select id, coalesce(short_name, name) as name, place from organization where id = $1',
        [record.owner_org],
      )
      const period = { place: record.place, fromOn: record.from_on, toOn: record.to_on }
      const law = await lawFor(pool, record.jur, at.today)
      return {
        record,
        draw,
        office: { ...office!, place: record.jur },
        frame: await frameOf(client, at.actor, period),
        least: law.number('lookback.least').value,
      }
    },
    decide: (seen, { body }, at) => redraw(seen, body, at),
    also,
  }
}

function redraw(
  { record, draw, office, frame, least }: Redrawing,
  body: z.output<typeof words.redrawLookback.body>,
  at: Circumstances,
): Keeping | Refusal | Stale {
  const facts = { state: record.state as LookbackState, ownerOrg: record.owner_org }
  const no = redrawRefusal(facts, draw.state === 'complete', at.actor)
  if (no) return no
  if (record.revision !== body.revision) return { stale: { revision: record.revision } }
  const round = record.round + 1
  const next = prepared(at, {
    id: record.id,
    office,
    number: record.number,
    frame,
    sharePercent: record.share_percent,
    least,
    ceremony: draw.ceremony as Ceremony,
    publicSource: body.publicSource,
    round,
    previous: draw.frozen_hash,
    reason: body.reason,
  })
  if (isRefusal(next)) return next
  const set = {
    draw: next.effect.id,
    round,
    framed: frame.units.length,
    excluded: frame.excluded.length,
    size: next.size,
  }
  const unshown = draw.seats.filter((seat) => seat.commitment !== null && seat.reveal === null)
  const say = `原抽取已作废，第${round}次抽取已准备。`
  return keeping(movedOf(record, record.state, say), {
    effects: [updated(record, set), voidDraw(draw, body.reason), next.effect],
    // Who had bound themselves and not shown their value is on record for ever.
    inputs: { voided: draw.id, unshown: unshown.map(({ seat, person }) => ({ seat, person })) },
    keep: [next.keep],
  })
}
