/** A sheet as its commands see it, and what becomes of it. */
import {
  rows,
  type Circumstances,
  type Command,
  type Decision,
  type Effect,
  type Event,
  type Json,
  type Queryable,
  type Refusal,
  type Stale,
} from '#kernel/index.ts'
import { calendarOf, lawOn, lockDeadlines, type Deadline } from '#deadlines/index.ts'
import { personNames } from '#places/index.ts'
import type * as z from 'zod'
import {
  answerOf,
  besideOf,
  boundPack,
  deskTitle,
  factsOf,
  itemRows,
  lockSheet,
  sampleOf,
} from './ground.ts'
import { dueEvent, type Due } from './due-command.ts'
import { figuresOf, scoreOf, type Figures, type ItemAnswer, type SheetPack } from './reckon.ts'
import type { SheetFacts } from './rules.ts'
import type { SheetMoved } from './shapes.ts'
import { listed, type SheetRecord } from './tables.ts'
import type { SheetMove, SheetState } from './vocabulary.ts'

export type Verdict = Decision | Refusal | Stale
export type BodyOf<F extends { body: z.ZodType }> = z.output<F['body']>
export type On<B> = { readonly id: string; readonly body: B }

export type Seen = {
  readonly sheet: SheetRecord
  readonly facts: SheetFacts
  readonly pack: SheetPack
  readonly items: readonly ItemAnswer[]
  readonly figures: Figures
  /** Where the desk of the scoring body is. */
  readonly ownerPlace: string
  /** What the desk says of the sheet. */
  readonly title: string
  readonly deadlines: readonly Deadline[]
  readonly name: string
  readonly confirmClock: ReturnType<Awaited<ReturnType<typeof lawOn>>['clock']>
  readonly calendar: Awaited<ReturnType<typeof calendarOf>>
}

/** A command on one sheet that needs nothing but the sheet. */
export function onSheet<B>(
  pool: Queryable,
  act: string,
  decide: (seen: Seen, body: B, at: Circumstances) => Verdict,
): Command<On<B>, Seen> {
  return {
    act: `score_sheet.${act}`,
    version: 1,
    load: (client, { id }, at) => loadSheet(pool, client, id, at),
    decide: (seen, { body }, at) => decide(seen, body, at),
  }
}

/** Locks a sheet that the actor sees, then its deadlines, and reads what the rules need. */
export async function loadSheet(
  pool: Queryable,
  client: Parameters<typeof lockSheet>[0],
  id: string,
  at: Circumstances,
): Promise<Seen | undefined> {
  const sheet = await lockSheet(client, id, at.actor)
  if (!sheet) return undefined
  const pack = await boundPack(pool, sheet.pack_version)
  const items = (await itemRows(client, sheet)).map(answerOf)
  const more = { enterprises: sampleOf(sheet).length, beside: besideOf(sheet) }
  const [owner] = await rows<{ place: string }>(
    client,
    'select place from organization where id = $1',
    [sheet.owner_org],
  )
  const law = await lawOn(pool, { on: at.today, place: sheet.jur })
  return {
    sheet,
    facts: await factsOf(client, sheet),
    pack,
    items,
    figures: figuresOf(scoreOf(pack, items, more)),
    ownerPlace: owner!.place,
    title: await deskTitle(client, pack, sheet.jur),
    deadlines: await lockDeadlines(client, { jur: sheet.jur, kind: 'score_sheet', id: sheet.id }),
    name: (await personNames(client, [at.actor.person]))[at.actor.person] ?? '',
    confirmClock: law.clock('scoring.confirm'),
    calendar: await calendarOf(pool),
  }
}

type Moving = {
  readonly act: SheetMove
  readonly to: SheetState
  readonly note: string | null
  readonly set?: Effect['set']
  readonly effects: readonly Effect[]
  readonly say: string
  readonly events?: Decision['events']
  readonly basis?: Decision['basis']
}

/** A sheet after a move, which stays on it with who, when and what it came to. */
export function moved(seen: Seen, at: Circumstances, moving: Moving): Decision {
  const { sheet, figures, name } = seen
  const move: SheetMoved = {
    act: moving.act,
    at: at.now,
    person: at.actor.person,
    name,
    note: moving.note,
    score: figures.score,
  }
  return kept(seen, {
    ...moving,
    set: {
      ...moving.set,
      state: moving.to,
      moves: JSON.stringify([...listed<SheetMoved>(sheet.moves), move]),
      score: figures.score,
      figures,
    },
    decision: { from: sheet.state, to: moving.to, score: figures.score },
  })
}

/** A decision on a sheet. */
export function kept(
  { sheet, figures }: Seen,
  made: Pick<Moving, 'effects' | 'say' | 'events' | 'basis'> & {
    readonly set: Effect['set']
    readonly decision: Json
  },
): Decision {
  const revision = sheet.revision + 1
  return {
    jur: sheet.jur,
    subject: { kind: 'score_sheet', id: sheet.id },
    effects: [
      { kind: 'score_sheet', jur: sheet.jur, id: sheet.id, revision, set: made.set },
      ...made.effects,
    ],
    basis: made.basis ?? [],
    inputs: { state: sheet.state, scored: figures.scored, items: figures.items },
    decision: made.decision,
    ...(made.events ? { events: made.events } : {}),
    answer: { id: sheet.id, number: sheet.number, revision, say: made.say },
  }
}

/** What other modules hear of a sheet that came from one of their records. */
export function told(event: string, { sheet, figures }: Seen): NonNullable<Decision['events']> {
  const payload = {
    sheet: sheet.id,
    number: sheet.number,
    score: figures.score,
    sourceKind: sheet.source_kind,
    sourceId: sheet.source_id,
    sourceOf: sheet.source_of,
  }
  return [{ event, jur: sheet.jur, payload }]
}

/** What becomes of the date of handing in. */
export function due(seen: Seen, becomes: Due['becomes'], dueOn = seen.sheet.due_on): Event {
  const { sheet, title, ownerPlace } = seen
  return dueEvent({
    sheet: sheet.id,
    place: ownerPlace,
    number: sheet.number,
    title,
    org: sheet.owner_org,
    office: sheet.office_org,
    dueOn,
    demo: sheet.demo,
    becomes,
  })
}

/** Refuses an act on a version that is no longer the current one. */
export function stale(
  { sheet }: Pick<Seen, 'sheet'>,
  body: { readonly revision: number },
): Stale | null {
  return body.revision === sheet.revision ? null : { stale: { revision: sheet.revision } }
}
