import { shortName } from '#places/index.ts'
/** The acts on one body's part of a round. */
import type * as z from 'zod'
import type { PoolClient } from 'pg'
import {
  refuse,
  type Circumstances,
  type Command,
  type Decision,
  type Effect,
  type Refusal,
  type Stale,
} from '#kernel/index.ts'
import { cancelDeadline, lockDeadlines, meetDeadline, type Deadline } from '#deadlines/index.ts'
import { lockAnswer, viewerOf } from './ground.ts'
import { answerRefusal, CLAUSES, leaderRefusal, saidRefusal, type AnswerFacts } from './rules.ts'
import { parsed, type AnswerRecord } from './tables.ts'
import type { AnswerState } from './vocabulary.ts'
import type { Figure } from './shapes.ts'
import type * as words from './words.ts'

type Verdict = Decision | Refusal | Stale
type BodyOf<F extends { body: z.ZodType }> = z.output<F['body']>
type On<B> = { readonly id: string; readonly body: B }

type Seen = {
  readonly row: AnswerRecord
  readonly facts: AnswerFacts
  readonly officeName: string
  readonly deadlines: readonly Deadline[]
}

async function load(client: PoolClient, id: string, at: Circumstances): Promise<Seen | undefined> {
  const row = await lockAnswer(client, id, at)
  if (!row) return undefined
  return {
    row,
    facts: {
      org: row.org,
      orgName: await shortName(client, row.org),
      state: row.state as AnswerState,
      figures: row.figures as Figure[],
      questions: parsed<string[]>(row.questions, []),
    },
    officeName: await shortName(client, row.owner_org),
    deadlines: await lockDeadlines(client, { jur: row.jur, kind: 'progress_answer', id }),
  }
}

type Moving = {
  readonly set: Effect['set']
  readonly more?: readonly Effect[]
  readonly to: AnswerState
  readonly say: string
}

function moved({ row }: Seen, at: Circumstances, { set, more = [], to, say }: Moving): Decision {
  const revision = row.revision + 1
  const own: Effect = {
    kind: 'progress_answer',
    jur: row.jur,
    id: row.id,
    revision,
    set: { ...set, state: to },
  }
  return {
    jur: row.jur,
    subject: { kind: 'progress_answer', id: row.id },
    effects: [own, ...more],
    basis: [],
    inputs: { state: row.state, org: row.org, owner: row.owner_org, role: at.actor.role },
    decision: { from: row.state, to },
    answer: { id: row.id, revision, say },
  }
}

/** 答复调度: what is not explained is confirmed; until the round ends it may be said anew. */
export const giveAnswer: Command<On<BodyOf<typeof words.giveAnswer>>, Seen> = {
  act: 'progress.answer',
  version: 1,
  load: (client, { id }, at) => load(client, id, at),
  decide(seen, { body }, at): Verdict {
    const { row, facts, deadlines } = seen
    if (body.revision !== row.revision) return { stale: { revision: row.revision } }
    const said = { explained: body.explained, answers: body.answers }
    const no =
      answerRefusal({ org: at.actor.org, role: at.actor.role }, facts) ?? saidRefusal(facts, said)
    if (no) return no
    return moved(seen, at, {
      to: 'answered',
      set: {
        said: JSON.stringify(said),
        answeredAt: at.now,
        answeredPerson: at.actor.person,
      },
      more: deadlines.map((one) => meetDeadline(one, at.today)),
      say: `已答复，${said.explained.length}个数字附有说明，其余核对无误。`,
    })
  },
}

function byOffice(seen: Seen, at: Circumstances, verb: string): Refusal | null {
  const owner = { org: seen.row.owner_org, name: seen.officeName }
  return leaderRefusal(viewerOf(at, seen.row.owner_org), owner, verb)
}

/** 电话记录: whom the office reached and what was said; it is no answer of the body itself. */
export const notePhone: Command<On<BodyOf<typeof words.notePhone>>, Seen> = {
  act: 'progress.phone',
  version: 1,
  load: (client, { id }, at) => load(client, id, at),
  decide(seen, { body }, at): Verdict {
    if (body.revision !== seen.row.revision) return { stale: { revision: seen.row.revision } }
    const no = byOffice(seen, at, '电话记录')
    if (no) return no
    return moved(seen, at, {
      to: seen.row.state as AnswerState,
      set: { phone: body.text, phoneAt: at.now },
      say: '已记录电话调度情况。',
    })
  },
}

/** A body that said nothing until the round was closed: stands in the record as silent. */
export const leaveSilent: Command<{ readonly id: string }, Seen> = {
  act: 'progress.silent',
  version: 1,
  load: (client, { id }, at) => load(client, id, at),
  decide(seen, _input, at): Verdict {
    const no = byOffice(seen, at, '结束本轮')
    if (no) return no
    if (seen.row.state !== 'asked') return refuse('该单位已经答复。', CLAUSES.progress)
    return moved(seen, at, {
      to: 'silent',
      set: {},
      more: seen.deadlines.map((one) => cancelDeadline(one, at.today)),
      say: '已记为未反馈。',
    })
  },
}
