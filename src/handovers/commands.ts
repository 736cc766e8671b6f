import type { PoolClient } from 'pg'
import type * as z from 'zod'
import {
  covers,
  firstRow,
  type Circumstances,
  type Command,
  type Decision,
  type Queryable,
  type Refusal,
  type Stale,
} from '#kernel/index.ts'
import {
  calendarOf,
  cancelDeadline,
  lawOn,
  lockDeadlines,
  meetDeadline,
  startDeadline,
  type Calendar,
  type Deadline,
  type LawOfDay,
} from '#deadlines/index.ts'
import { findPost, lockOwn, lockPerson, moved, viewerOf, type Post, type Row } from './ground.ts'
import { endLeave, enterLeave, voidLeave } from './leave-commands.ts'
import { mattersOf } from './queries.ts'
import { drawRefusal, takeRefusal, voidListRefusal } from './rules.ts'
import type * as words from './words.ts'
import type { ListItem, ListState } from './words.ts'

type Verdict = Decision | Refusal | Stale
type BodyOf<F extends { body: z.ZodType }> = z.output<F['body']>
type On<B> = { readonly id: string; readonly body: B }

type Drawing = {
  readonly post: Post
  readonly held: boolean
  readonly open: boolean
  readonly items: readonly ListItem[]
  readonly law: LawOfDay
  readonly calendar: Calendar
}

/** 填制交接清单: what lies with a post is listed from the records, as it stands at this moment. */
function drawing(
  pool: Queryable,
): Command<{ readonly body: BodyOf<typeof words.drawHandover> }, Drawing> {
  return {
    act: 'handover.draw',
    version: 1,
    async load(client, { body }, at) {
      const post = await findPost(client, body.post, at)
      if (!post || !covers(at.actor.scope, post.place)) return undefined
      if (!(await lockPerson(client, body.person))) return undefined
      const held = await firstRow(
        client,
        'select 1 from holding where post_id = $1 and person_id = $2 and released_at is not null',
        [body.post, body.person],
      )
      const open = await firstRow(
        client,
        `select 1 from handover_list where jur = $1 and post = $2 and person = $3 and state = 'drawn'`,
        [post.place, body.post, body.person],
      )
      return {
        post,
        held: held !== undefined,
        open: open !== undefined,
        items: await mattersOf(client, at.actor, post.id),
        law: await lawOn(pool, { on: at.today, place: post.place }),
        calendar: await calendarOf(pool),
      }
    },
    decide(seen, { body }, at): Verdict {
      const ground = { held: seen.held, open: seen.open }
      const no = drawRefusal(viewerOf(at), body, ground)
      if (no) return no
      return drawn(seen, body, at)
    },
  }
}

function drawn(
  { post, items, law, calendar }: Drawing,
  body: BodyOf<typeof words.drawHandover>,
  at: Circumstances,
): Decision {
  const id = at.newId()
  const clock = law.clock('handover.take')
  const owner = { org: at.actor.org, party: null, demo: at.actor.demo }
  return {
    jur: post.place,
    subject: { kind: 'handover_list', id },
    effects: [
      {
        kind: 'handover_list',
        jur: post.place,
        id,
        revision: 1,
        owner,
        set: {
          state: 'drawn',
          post: post.id,
          person: body.person,
          items: JSON.stringify(items),
          notes: body.notes,
          drawnAt: at.now,
          drawnPerson: at.actor.person,
        },
      },
      startDeadline({
        id: at.newId(),
        jur: post.place,
        owner,
        subject: { kind: 'handover_list', id },
        kind: 'take',
        label: '接收交接清单',
        title: `${post.title}岗位工作交接`,
        route: `/handovers/${id}`,
        basis: clock.ref,
        startedOn: at.today,
        ownerPost: post.id,
        clock: clock.value,
        calendar,
      }),
    ],
    basis: [clock.basis],
    inputs: { post: post.id, person: body.person, count: items.length, viewer: viewerOf(at) },
    decision: { state: 'drawn', count: items.length },
    answer: { id, revision: 1, say: `已填制交接清单，列入${items.length}项，待接任人员接收。` },
  }
}

type ListLoaded = { readonly row: Row; readonly deadlines: readonly Deadline[] }

async function lockList(client: PoolClient, id: string, at: Circumstances) {
  const row = await lockOwn<Row>(client, 'handover_list', id, at)
  if (!row) return undefined
  const subject = { jur: row.jur, kind: 'handover_list', id }
  return { row, deadlines: await lockDeadlines(client, subject) }
}

function listFacts(row: Row) {
  return {
    state: row.state as ListState,
    person: row.person,
    post: row.post,
    postTitle: row.post_title,
  }
}

/** 接收: by whoever acts in the post now, never by the one who leaves it. */
export const takeHandover: Command<On<BodyOf<typeof words.takeHandover>>, ListLoaded> = {
  act: 'handover.take',
  version: 1,
  load: (client, { id }, at) => lockList(client, id, at),
  decide({ row, deadlines }, { body }, at): Verdict {
    if (body.revision !== row.revision) return { stale: { revision: row.revision } }
    const no = takeRefusal(viewerOf(at), listFacts(row))
    if (no) return no
    return moved(row, 'handover_list', at, {
      set: {
        state: 'taken',
        takenAt: at.now,
        takenPerson: at.actor.person,
        remark: body.remark,
      },
      more: deadlines.map((one) => meetDeadline(one, at.today)),
      say: '已接收，清单所列事项由本岗位继续办理。',
    })
  },
}

export const voidHandover: Command<On<BodyOf<typeof words.voidHandover>>, ListLoaded> = {
  act: 'handover.void',
  version: 1,
  load: (client, { id }, at) => lockList(client, id, at),
  decide({ row, deadlines }, { body }, at): Verdict {
    if (body.revision !== row.revision) return { stale: { revision: row.revision } }
    const no = voidListRefusal(viewerOf(at), listFacts(row))
    if (no) return no
    return moved(row, 'handover_list', at, {
      set: { state: 'void', remark: body.reason },
      more: deadlines.map((one) => cancelDeadline(one, at.today)),
      say: '该清单已作废，记录保留。',
    })
  },
}

/** Every command of this module, bound to one database's packs and calendar. */
export function handoverCommands(pool: Queryable) {
  return {
    enterLeave,
    endLeave,
    voidLeave,
    drawHandover: drawing(pool),
    takeHandover,
    voidHandover,
  }
}
