import type { PoolClient } from 'pg'
import {
  firstRow,
  params,
  refuse,
  within,
  type Circumstances,
  type Command,
  type Decision,
  type Effect,
  type Json,
  type Refusal,
  type SqlPart,
  type Stale,
} from '#kernel/index.ts'
import {
  commitRefusal,
  completeRefusal,
  DRAW_CLAUSE,
  revealRefusal,
  seatsAfter,
  valueRefusal,
  type Party,
} from './ceremony.ts'
import {
  canonicalText,
  fileText,
  frozenHashOf,
  SEATS_OF,
  type Frozen,
  type Paper,
  type Seat,
} from './paper.ts'
import { sha256Text } from './sha256.ts'
import { factsOf, keepPaper, paperOf, type DrawRecord } from './tables.ts'
import { complete, frameProblems } from './verify.ts'
import type * as words from './words.ts'
import type * as z from 'zod'

type Loaded = { readonly record: DrawRecord; readonly frozen: Frozen | null }
type Verdict = Decision | Refusal | Stale

/** Which draw is about what, for whoever prepares one. */
export type Preparing = {
  readonly id: string
  readonly jur: string
  readonly owner: NonNullable<Effect['owner']>
  readonly about: { readonly kind: string; readonly id: string }
  readonly frozen: Frozen
}

/**
 * Freezes a frame, within the act of the module that wants the draw: the draw's row with the frame's
 * hash, and the text behind the hash, to be written by the command's `also`. Refuses a frame that
 * cannot be drawn from.
 */
export function prepareDraw(
  at: Circumstances,
  { id, jur, owner, about, frozen }: Preparing,
): { readonly effect: Effect; readonly keep: SqlPart } | Refusal {
  const [problem] = frameProblems(frozen)
  if (problem) return refuse(problem.message, DRAW_CLAUSE)
  const effect: Effect = {
    kind: 'draw',
    jur,
    id,
    revision: 1,
    owner,
    set: {
      number: frozen.number,
      kind: frozen.kind,
      title: frozen.title,
      state: 'prepared',
      aboutKind: about.kind,
      about: about.id,
      round: frozen.round,
      previousHash: frozen.previous,
      reason: frozen.reason,
      ceremony: frozen.ceremony,
      publicSource: frozen.publicSource,
      frozenHash: frozenHashOf(frozen),
      unitCount: frozen.units.length,
      excludedCount: frozen.excluded.length,
      size: frozen.size,
      substitutes: frozen.substitutes,
      seats: SEATS_OF[frozen.ceremony].map((seat) => ({
        seat,
        person: null,
        org: null,
        commitment: null,
        reveal: null,
      })),
      preparedAt: at.now,
      preparedPerson: at.actor.person,
    },
  }
  return { effect, keep: keepPaper(canonicalText(frozen)) }
}

/** 作废 of a draw that is not complete; whoever had not shown their value is on record. */
export function voidDraw(record: DrawRecord, reason: string): Effect {
  return {
    kind: 'draw',
    jur: record.jur,
    id: record.id,
    revision: record.revision + 1,
    set: { state: 'void', voidReason: reason },
  }
}

/** Locks a draw within the actor's scope. */
export async function lockDraw(
  client: PoolClient,
  id: string,
  at: Pick<Circumstances, 'actor'>,
): Promise<DrawRecord | undefined> {
  const { param, values } = params()
  return firstRow<DrawRecord>(
    client,
    `select d.* from draw d where d.id = ${param(id)}::uuid
      and ${within(at.actor.scope, 'd', param)} for update`,
    values,
  )
}

function onDraw<B extends { readonly revision: number }>(
  act: string,
  decide: (loaded: Loaded, body: B, at: Circumstances) => Verdict,
  needsFrame = false,
): Command<{ readonly id: string; readonly body: B }, Loaded> {
  return {
    act: `draw.${act}`,
    version: 1,
    async load(client, { id }, at) {
      const record = await lockDraw(client, id, at)
      if (!record) return undefined
      const text = needsFrame ? await paperOf(client, record.frozen_hash) : null
      return { record, frozen: text === null ? null : (JSON.parse(text) as Frozen) }
    },
    decide: (loaded, { body }, at) =>
      loaded.record.revision === body.revision
        ? decide(loaded, body, at)
        : { stale: { revision: loaded.record.revision } },
    also: (decision) => (decision as Drawn).keep ?? [],
  }
}

/** A decision that also keeps the text behind a hash. */
type Drawn = Decision & { readonly keep?: readonly SqlPart[] }

const partyOf = ({ actor }: Circumstances): Party => ({
  person: actor.person,
  org: actor.org,
  role: actor.role,
})

function decided(
  { record }: Loaded,
  set: Effect['set'],
  say: string,
  more: { readonly inputs?: Json; readonly events?: Decision['events'] } = {},
): Decision {
  const state = (set.state as string | undefined) ?? record.state
  const revision = record.revision + 1
  return {
    jur: record.jur,
    subject: { kind: 'draw', id: record.id },
    effects: [{ kind: 'draw', jur: record.jur, id: record.id, revision, set }],
    basis: [],
    inputs: more.inputs ?? {},
    decision: { from: record.state, to: state },
    events: more.events ?? [],
    answer: { id: record.id, state, revision, say },
  }
}

/** 提交承诺: a person takes a seat and binds themselves to a value that only they know. */
export const commit = onDraw<z.output<typeof words.commitDraw.body>>(
  'commit',
  (loaded, body, at) => {
    const facts = factsOf(loaded.record)
    const no = commitRefusal(facts, body.seat, partyOf(at))
    if (no) return no
    const { person, org } = at.actor
    const seats = seatsAfter(facts, body.seat, { person, org, commitment: body.hash })
    const all = seats.every(({ commitment }) => commitment !== null)
    const set = { seats: seats as unknown as Json, ...(all ? { state: 'committed' } : {}) }
    return decided(loaded, set, all ? '各方承诺已齐，请揭示。' : '承诺已提交，等待其他各方承诺。')
  },
)

/** 揭示: the value that was bound, and the public value that all have read. */
export const reveal = onDraw<z.output<typeof words.revealDraw.body>>(
  'reveal',
  (loaded, body, at) => {
    const facts = factsOf(loaded.record)
    const no = revealRefusal(facts, body.seat, partyOf(at)) ?? valueRefusal(facts, body.seat, body)
    if (no) return no
    const seats = seatsAfter(facts, body.seat, { reveal: body.value })
    const all = seats.every((one) => one.reveal !== null)
    const set = {
      seats: seats as unknown as Json,
      publicValue: body.publicValue,
      ...(all ? { state: 'revealed' } : {}),
    }
    return decided(loaded, set, all ? '各方数值已揭示，可以抽取。' : '已揭示，等待其他各方揭示。')
  },
)

/** 抽取: what follows from the file; its hash stands in the entry, its text is published. */
export const completion = onDraw<z.output<typeof words.completeDraw.body>>(
  'complete',
  (loaded, _body, at) => {
    const { record, frozen } = loaded
    const facts = factsOf(record)
    const no = completeRefusal(facts, partyOf(at))
    if (no) return no
    const done = complete(paperBefore(facts, frozen!))
    if (!('frozen' in done)) return refuse(done[0]!.message, DRAW_CLAUSE)
    const text = fileText(done)
    const fileHash = sha256Text(text)
    const drawn: Drawn = {
      ...decided(loaded, { state: 'complete', fileHash, completedAt: at.now }, '抽取完成。', {
        inputs: { frozenHash: record.frozen_hash, publicValue: record.public_value },
        events: [
          {
            event: 'draw.completed',
            jur: record.jur,
            payload: { about: record.about_id, kind: record.about_kind, draw: record.id },
          },
        ],
      }),
      keep: [keepPaper(text)],
    }
    return drawn
  },
  true,
)

/** The file before its result, from what the parties did. */
function paperBefore(facts: words.DrawFacts, frozen: Frozen): Paper {
  const of = (seat: Seat) => facts.seats.find((one) => one.seat === seat)!
  const seats = SEATS_OF[facts.ceremony]
  return {
    frozen,
    frozenHash: facts.frozenHash,
    commitments: seats.map((seat) => ({ seat, hash: of(seat).commitment! })),
    reveals: seats.map((seat) => ({ seat, value: of(seat).reveal! })),
    publicValue: facts.publicValue!,
  }
}
