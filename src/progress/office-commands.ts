import { bodiesToday, shortName, type PresentBody } from '#places/index.ts'
/** The acts of the office that leads a call for progress. */
import type * as z from 'zod'
import {
  covers,
  firstRow,
  refuse,
  type Circumstances,
  type Command,
  type Decision,
  type Queryable,
  type Refusal,
  type Stale,
} from '#kernel/index.ts'
import { addWorkdays, calendarOf, startDeadline, type Calendar } from '#deadlines/index.ts'
import { nextDocumentNumber } from '#documents/index.ts'
import { factOf, type FactFound } from './facts.ts'
import { answersOf, lockRound, lockSeries, viewerOf } from './ground.ts'
import { viewOf, type NamedAnswer } from './record.ts'
import { CLAUSES, closeRefusal, leaderRefusal, nextDate, periodOf, startRefusal } from './rules.ts'
import { parsed, type RoundRecord, type SeriesRecord } from './tables.ts'
import type { Fact, Rhythm, RoundState } from './vocabulary.ts'
import type * as words from './words.ts'

type Verdict = Decision | Refusal | Stale
type BodyOf<F extends { body: z.ZodType }> = z.output<F['body']>
type On<B> = { readonly id: string; readonly body: B }

type Starting = { readonly office: PresentBody; readonly bodies: readonly PresentBody[] }

/** 发起调度, in the place of the office that leads. */
export const startSeries: Command<{ readonly body: words.StartSeries }, Starting> = {
  act: 'progress.start',
  version: 1,
  async load(client, { body }, at) {
    const [office] = await bodiesToday(client, [at.actor.org], at.today)
    if (!office || !covers(at.actor.scope, office.place)) return undefined
    const found = await bodiesToday(client, body.bodies, at.today)
    return { office, bodies: found.filter(({ place }) => covers(at.actor.scope, place)) }
  },
  decide({ office, bodies }, { body }, at): Verdict {
    const no = startRefusal({ org: at.actor.org, role: at.actor.role }, body, at.today)
    if (no) return no
    const missing = body.bodies.length - bodies.length
    if (missing > 0) {
      const sentence = `所选单位有${missing}个不在本级管辖范围内，或已撤销，请重新选择。`
      return refuse(sentence, CLAUSES.progress)
    }
    const id = at.newId()
    const { firstOn, questions, ...rest } = body
    return {
      jur: office.place,
      subject: { kind: 'progress_series', id },
      effects: [
        {
          kind: 'progress_series',
          jur: office.place,
          id,
          revision: 1,
          owner: { org: office.id, party: null, demo: at.actor.demo },
          set: {
            ...rest,
            state: 'running',
            questions: JSON.stringify(questions),
            nextOn: firstOn,
            reason: null,
          },
        },
      ],
      basis: [],
      inputs: { asked: { ...body, title: '', basis: '', questions: questions.length } },
      decision: { state: 'running' },
      answer: { id, revision: 1, say: `已发起调度，${firstOn}开始第一轮。` },
    }
  },
}

type SeriesLoaded = { readonly series: SeriesRecord; readonly officeName: string }

/** 停止调度: no further round; what has begun goes on. */
export const stopSeries: Command<On<BodyOf<typeof words.stopSeries>>, SeriesLoaded> = {
  act: 'progress.stop',
  version: 1,
  async load(client, { id }, at) {
    const series = await lockSeries(client, id, at)
    return series && { series, officeName: await shortName(client, series.owner_org) }
  },
  decide({ series, officeName }, { body }, at): Verdict {
    if (body.revision !== series.revision) return { stale: { revision: series.revision } }
    const owner = { org: series.owner_org, name: officeName }
    const no = leaderRefusal(viewerOf(at, series.owner_org), owner, '停止调度')
    if (no) return no
    if (series.state === 'stopped') return refuse('该调度已经停止。', CLAUSES.progress)
    const revision = series.revision + 1
    return {
      jur: series.jur,
      subject: { kind: 'progress_series', id: series.id },
      effects: [
        {
          kind: 'progress_series',
          jur: series.jur,
          id: series.id,
          revision,
          set: { state: 'stopped', nextOn: null, reason: body.reason },
        },
      ],
      basis: [],
      inputs: { state: series.state },
      decision: { from: series.state, to: 'stopped' },
      answer: { id: series.id, revision, say: '已停止，不再开始新的一轮；已开始的继续办理。' },
    }
  },
}

type Opening = SeriesLoaded & {
  readonly number: string
  readonly already: boolean
  readonly calendar: Calendar
}

/** 开始一轮: the period that ended yesterday, the figures as of this moment. */
export function openRound(pool: Queryable): Command<On<{ readonly revision: number }>, Opening> {
  return {
    act: 'progress.open',
    version: 1,
    async load(client, { id }, at) {
      const series = await lockSeries(client, id, at)
      if (!series) return undefined
      const { to } = periodOf(series.rhythm as Rhythm, at.today)
      const already = await firstRow(
        client,
        'select 1 from progress_round where jur = $1 and series_id = $2 and to_on = $3::date',
        [series.jur, id, to],
      )
      const officeName = await shortName(client, series.owner_org)
      const viewer = viewerOf(at, series.owner_org)
      const owner = { org: series.owner_org, name: officeName }
      const may = leaderRefusal(viewer, owner, '') === null && !already
      const counted = { org: series.owner_org, series: 'progress', mark: '调度', today: at.today }
      return {
        series,
        officeName,
        already: already !== undefined,
        number: may ? await nextDocumentNumber(client, counted) : '',
        calendar: await calendarOf(pool),
      }
    },
    decide: decideOpening,
  }
}

function decideOpening(
  { series, officeName, already, number, calendar }: Opening,
  { body }: On<{ readonly revision: number }>,
  at: Circumstances,
): Verdict {
  if (body.revision !== series.revision) return { stale: { revision: series.revision } }
  const owner = { org: series.owner_org, name: officeName }
  const no = leaderRefusal(viewerOf(at, series.owner_org), owner, '开始一轮调度')
  if (no) return no
  if (series.state === 'stopped') return refuse('该调度已经停止。', CLAUSES.progress)
  if (already) return refuse('本期调度已经开始，不重复开始。', CLAUSES.progress)
  if (series.next_on === null) return refuse('本调度只办一轮，已经开始。', CLAUSES.progress)
  const id = at.newId()
  const rhythm = series.rhythm as Rhythm
  const { from, to } = periodOf(rhythm, at.today)
  const dueOn = addWorkdays(calendar, at.today, series.answer_days)
  return {
    jur: series.jur,
    subject: { kind: 'progress_round', id },
    effects: [
      {
        kind: 'progress_series',
        jur: series.jur,
        id: series.id,
        revision: series.revision + 1,
        set: { nextOn: nextDate(rhythm, at.today) },
      },
      {
        kind: 'progress_round',
        jur: series.jur,
        id,
        revision: 1,
        owner: { org: series.owner_org, party: null, demo: series.demo },
        set: {
          series: series.id,
          state: 'open',
          number,
          title: series.title,
          fromOn: from,
          toOn: to,
          dueOn,
          asOf: at.now,
          facts: [...series.facts],
          questions: series.questions,
          asked: series.bodies.length,
        },
      },
    ],
    basis: [],
    inputs: { rhythm, today: at.today, bodies: series.bodies.length },
    decision: { state: 'open', number },
    answer: { id, revision: 1, say: `${number}已开始，请各单位于${dueOn}前答复。` },
  }
}

/** 询问一个单位: its figures from the records, in its own place, with a clock on its desk. */
type Asked = {
  readonly round: RoundRecord
  readonly body: PresentBody | undefined
  readonly figures: readonly (FactFound & { readonly fact: Fact })[]
}
export const askBody: Command<{ readonly round: string; readonly org: string }, Asked> = {
  act: 'progress.ask',
  version: 1,
  async load(client, { round: id, org }, at) {
    const round = await lockRound(client, id, at)
    if (!round) return undefined
    const [body] = await bodiesToday(client, [org], at.today)
    if (!body || !covers(at.actor.scope, body.place)) return { round, body: undefined, figures: [] }
    const figures = []
    for (const fact of round.facts as Fact[]) {
      const asking = { body, fromOn: round.from_on, toOn: round.to_on, today: at.today }
      figures.push({ fact, ...(await factOf(client, fact, asking)) })
    }
    return { round, body, figures }
  },
  decide({ round, body, figures }, _input, at): Verdict {
    if (!body) return refuse('该单位不在本级管辖范围内，或已撤销。', CLAUSES.progress)
    const id = at.newId()
    const party = body.kind === 'enterprise' || body.kind === 'soe_group' ? body.id : null
    return {
      jur: body.place,
      subject: { kind: 'progress_answer', id },
      effects: [
        {
          kind: 'progress_answer',
          jur: body.place,
          id,
          revision: 1,
          owner: { org: round.owner_org, party, demo: round.demo },
          set: {
            round: round.id,
            org: body.id,
            state: 'asked',
            title: round.title,
            questions: round.questions,
            fromOn: round.from_on,
            toOn: round.to_on,
            dueOn: round.due_on,
            asOf: at.now,
            figures: figures.map(({ fact, value }) => ({ fact, value })),
            records: JSON.stringify(
              Object.fromEntries(figures.map(({ fact, records }) => [fact, records])),
            ),
          },
        },
        startDeadline({
          id: at.newId(),
          jur: body.place,
          owner: { org: body.id, party, demo: round.demo },
          subject: { kind: 'progress_answer', id },
          kind: 'answer',
          label: '答复调度',
          title: round.title,
          number: round.number,
          route: `/progress/answers/${id}`,
          basis: CLAUSES.progress,
          startedOn: at.today,
          waitedByOrg: body.id === round.owner_org ? null : round.owner_org,
          dueOn: round.due_on,
          unit: 'workingDays',
        }),
      ],
      basis: [],
      inputs: { round: round.id, org: body.id },
      decision: { state: 'asked' },
      answer: { id, revision: 1, say: `已询问${body.name}。` },
    }
  },
}

type Closing = {
  readonly round: RoundRecord
  readonly officeName: string
  readonly answers: readonly NamedAnswer[]
}

/** 结束本轮: the record as it stands, with who was silent; nothing of it changes afterwards. */
export const closeRound: Command<On<BodyOf<typeof words.closeRound>>, Closing> = {
  act: 'progress.close',
  version: 1,
  async load(client, { id }, at) {
    const round = await lockRound(client, id, at)
    if (!round) return undefined
    return {
      round,
      officeName: await shortName(client, round.owner_org),
      answers: await answersOf(client, id, at),
    }
  },
  decide({ round, officeName, answers }, { body }, at): Verdict {
    if (body.revision !== round.revision) return { stale: { revision: round.revision } }
    const facts = {
      ownerOrg: round.owner_org,
      ownerName: officeName,
      state: round.state as RoundState,
    }
    const no = closeRefusal(viewerOf(at, round.owner_org), facts)
    if (no) return no
    const open = answers.filter(({ state }) => state === 'asked').length
    if (open > 0) return refuse(`还有${open}个单位正在答复，请重试。`, CLAUSES.progress)
    const silent = answers.filter(({ state }) => state === 'silent').length
    const revision = round.revision + 1
    return {
      jur: round.jur,
      subject: { kind: 'progress_round', id: round.id },
      effects: [
        {
          kind: 'progress_round',
          jur: round.jur,
          id: round.id,
          revision,
          set: {
            state: 'closed',
            opinion: body.opinion,
            record: JSON.stringify(answers.map(viewOf)),
            closedAt: at.now,
            closedPerson: at.actor.person,
          },
        },
      ],
      basis: [],
      inputs: { state: round.state, asked: round.asked, silent },
      decision: { from: round.state, to: 'closed', silent },
      answer: {
        id: round.id,
        revision,
        say:
          silent > 0
            ? `${round.number}已结束，${silent}个单位未反馈，已记入。`
            : `${round.number}已结束。`,
      },
    }
  },
}

/** The record of a closed round, as it stood. */
export function frozen(round: Pick<RoundRecord, 'record'>): words.AnswerView[] | null {
  return parsed<words.AnswerView[] | null>(round.record, null)
}
