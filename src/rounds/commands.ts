import {
  covers,
  firstRow,
  params,
  refuse,
  within,
  type Circumstances,
  type Command,
  type Decision,
  type Effect,
  type Json,
} from '#kernel/index.ts'
import { nextDocumentNumber } from '#documents/index.ts'
import {
  cancelDeadline,
  lockDeadlines,
  meetDeadline,
  startDeadline,
  type Deadline,
} from '#deadlines/index.ts'
import { figuresFor } from './figures.ts'
import { bodiesBelow, unitsOf } from './queries.ts'
import { answerRefusal, officeRefusal, openRefusal, ROUND_CLAUSES } from './rules.ts'
import type { ReplyRecord, RoundRecord } from './tables.ts'
import type { Figure, Unit } from './words.ts'
import type * as words from './words.ts'
import type { PoolClient } from 'pg'
import type * as z from 'zod'

type BodyOf<F extends { body: z.ZodType }> = z.output<F['body']>
type Asked = { readonly id: string; readonly place: string }
type OpeningSeen = {
  readonly office: { readonly place: string; readonly name: string }
  readonly number: string
  readonly bodies: readonly Asked[]
}

/** 发起调度: what follows for each body is a command of its own in that body's place. */
export function opening(): Command<{ readonly body: BodyOf<typeof words.openRound> }, OpeningSeen> {
  return {
    act: 'round.open',
    version: 1,
    async load(client, { body }, at) {
      const office = await firstRow<OpeningSeen['office']>(
        client,
        'select place, coalesce(short_name, name) as name from organization where id = $1',
        [at.actor.org],
      )
      if (!office || !covers(at.actor.scope, office.place)) return undefined
      const below = new Map(
        (await bodiesBelow(client, at.actor, at.today)).map((one) => [one.id, one]),
      )
      const bodies = [...new Set(body.bodies)].map((id) => below.get(id))
      if (bodies.includes(undefined)) return undefined
      const counted = { org: at.actor.org, series: 'round', mark: `${office.name}调度` }
      const number = await nextDocumentNumber(client, { ...counted, today: at.today })
      return { office, number, bodies: bodies as Asked[] }
    },
    decide({ office, number, bodies }, { body }, at) {
      const no = openRefusal(body, at.actor.role, at.today)
      if (no) return no
      const id = at.newId()
      const { title, fromOn, toOn, dueOn, items } = body
      const set = { number, title, fromOn, toOn, dueOn, items: items as Json }
      const common = { state: 'open', bodies: bodies.length, openedAt: at.now }
      const round: Effect = {
        kind: 'progress_round',
        jur: office.place,
        id,
        revision: 1,
        owner: { org: at.actor.org, party: null, demo: at.actor.demo },
        set: { ...set, ...common, openedPerson: at.actor.person },
      }
      const told = { round: id, number, office: at.actor.org, title, fromOn, toOn, dueOn }
      const demo = at.actor.demo ? 'yes' : 'no'
      return {
        ...decisionOn(round, 'progress_round', `${number}已发起，调度${bodies.length}个单位。`),
        inputs: { bodies: bodies.map((one) => one.id) },
        events: bodies.map((one) => ({
          event: 'round.opened',
          jur: one.place,
          payload: { ...told, demo, org: one.id, place: one.place, items: JSON.stringify(items) },
        })),
      }
    },
  }
}

type Told = { readonly [key: string]: string }

/** Asks one body; only reactions perform it. */
export function asking(): Command<Told, { readonly known: boolean }> {
  return {
    act: 'round.ask',
    version: 1,
    async load(client, told) {
      const known = await firstRow(
        client,
        'select 1 from progress_reply where jur = $1 and round_id = $2 and org = $3',
        [told.place, told.round, told.org],
      )
      return { known: known !== undefined }
    },
    decide({ known }, told, at) {
      if (known) return refuse('该单位已在本轮调度之中。', ROUND_CLAUSES.answers)
      return asked(told, at)
    },
  }
}

function asked(told: Told, at: Circumstances): Decision {
  const id = at.newId()
  const { title, fromOn, toOn, dueOn } = told as { [key: string]: string; dueOn: string }
  const [jur, office, org, number] = [told.place!, told.office!, told.org!, told.number!]
  const demo = told.demo === 'yes'
  const reply: Effect = {
    kind: 'progress_reply',
    jur,
    id,
    revision: 1,
    owner: { org: office, party: null, demo },
    set: {
      ...{ round: told.round!, roundNumber: number, org, state: 'waiting' },
      ...{ title: title!, fromOn: fromOn!, toOn: toOn!, dueOn },
      items: JSON.parse(told.items!) as Json,
      calls: [],
    },
  }
  const deadline = startDeadline({
    id: at.newId(),
    jur,
    owner: { org, party: null, demo },
    subject: { kind: 'progress_reply', id },
    kind: 'answer_round',
    label: '答复调度',
    title: title!,
    number,
    route: `/rounds/${id}`,
    basis: ROUND_CLAUSES.answers,
    startedOn: at.today,
    waitedByOrg: office,
    dueOn,
    unit: 'workingDays',
  })
  const decision = decisionOn(reply, 'progress_reply', '')
  return { ...decision, effects: [reply, deadline] }
}

type ReplySeen = {
  readonly record: ReplyRecord
  readonly figures: readonly Figure[]
  readonly deadlines: readonly Deadline[]
}

async function lockReply(
  client: PoolClient,
  id: string,
  at: Circumstances,
): Promise<ReplySeen | undefined> {
  const { param, values } = params()
  const record = await firstRow<ReplyRecord>(
    client,
    `select p.* from progress_reply p where p.id = ${param(id)}::uuid
        and ${within(at.actor.scope, 'p', param)} for update`,
    values,
  )
  if (!record) return undefined
  return {
    record,
    figures: await figuresFor(client, at.actor, record, at.today),
    deadlines: await lockDeadlines(client, { jur: record.jur, kind: 'progress_reply', id }),
  }
}

/** 答复: the body confirms or explains what is held, and answers the questions in words. */
export function answering(): Command<
  { readonly id: string; readonly body: BodyOf<typeof words.answerRound> },
  ReplySeen
> {
  return {
    act: 'round.answer',
    version: 1,
    load: (client, { id }, at) => lockReply(client, id, at),
    decide({ record, figures, deadlines }, { body }, at) {
      const no = answerRefusal(record, figures, body.answer, at.actor)
      if (no) return no
      if (record.revision !== body.revision) return { stale: { revision: record.revision } }
      const set = {
        state: 'answered',
        answer: body.answer as Json,
        answeredAt: at.now,
        answeredPerson: at.actor.person,
      }
      const effect = replyEffect(record, set)
      const decision = decisionOn(effect, 'progress_reply', '已答复。')
      const met = deadlines.map((row) => meetDeadline(row, at.today))
      return { ...decision, effects: [effect, ...met] }
    },
  }
}

/** 记录电话: who answered the telephone and what was said. */
export function noting(): Command<
  { readonly id: string; readonly body: BodyOf<typeof words.noteCall> },
  ReplySeen
> {
  return {
    act: 'round.note_call',
    version: 1,
    load: (client, { id }, at) => lockReply(client, id, at),
    decide({ record }, { body }, at) {
      const closed = record.state === 'closed'
      const no = officeRefusal({ owner: record.owner_org, closed }, at.actor)
      if (no) return no
      if (record.revision !== body.revision) return { stale: { revision: record.revision } }
      const calls = [...record.calls, { who: body.who, at: at.now, said: body.said }]
      return decisionOn(replyEffect(record, { calls }), 'progress_reply', '电话已记录。')
    },
  }
}

type ClosingSeen = { readonly record: RoundRecord; readonly units: readonly Unit[] }

/** 办结: the minutes keep figures, records and answers as they are now, and name the silent. */
export function closing(): Command<
  { readonly id: string; readonly body: BodyOf<typeof words.closeRound> },
  ClosingSeen
> {
  return {
    act: 'round.close',
    version: 1,
    async load(client, { id }, at) {
      const { param, values } = params()
      const record = await firstRow<RoundRecord>(
        client,
        `select r.* from progress_round r where r.id = ${param(id)}::uuid
            and ${within(at.actor.scope, 'r', param)} for update`,
        values,
      )
      return record && { record, units: await unitsOf(client, at.actor, id, at.today) }
    },
    decide({ record, units }, { body }, at) {
      const closed = record.state === 'closed'
      const no = officeRefusal({ owner: record.owner_org, closed }, at.actor)
      if (no) return no
      if (units.length < record.bodies) {
        return refuse('调度正在送达各单位，稍后办结。', ROUND_CLAUSES.answers)
      }
      if (record.revision !== body.revision) return { stale: { revision: record.revision } }
      const { jur, id, revision } = record
      const minutes = units as unknown as Json
      const set = { state: 'closed', closedAt: at.now, closedPerson: at.actor.person, minutes }
      const round: Effect = { kind: 'progress_round', jur, id, revision: revision + 1, set }
      const silent = units.filter((unit) => unit.silent).map((unit) => unit.orgName)
      const say = silent.length > 0 ? `已办结，未答复：${silent.join('、')}。` : '已办结。'
      return {
        ...decisionOn(round, 'progress_round', say),
        events: units.map(({ reply, place }) => ({
          event: 'round.closed',
          jur: place,
          payload: { reply },
        })),
      }
    },
  }
}

/** Ends what one body still owed; only reactions perform it. */
export function ending(): Command<{ readonly id: string }, ReplySeen> {
  return {
    act: 'round.end_reply',
    version: 1,
    load: (client, { id }, at) => lockReply(client, id, at),
    decide({ record, deadlines }, _, at) {
      const effect = replyEffect(record, { state: 'closed' })
      const gone = deadlines.map((row) => cancelDeadline(row, at.today))
      return { ...decisionOn(effect, 'progress_reply', ''), effects: [effect, ...gone] }
    },
  }
}

function replyEffect(record: ReplyRecord, set: Effect['set']): Effect {
  const { jur, id, revision } = record
  return { kind: 'progress_reply', jur, id, revision: revision + 1, set }
}

function decisionOn(effect: Effect, kind: string, say: string): Decision {
  const { jur, id, revision, set } = effect
  return {
    jur,
    subject: { kind, id },
    effects: [effect],
    basis: [],
    inputs: {},
    decision: { to: (set.state as string | undefined) ?? null },
    answer: { id, revision, say },
  }
}
