import { bodyToday, type PresentBody } from '#places/index.ts'
import type { PoolClient } from 'pg'
import {
  covers,
  isRefusal,
  type Circumstances,
  type Command,
  type Queryable,
  type Refusal,
} from '#kernel/index.ts'
import { calendarOf, lawOn } from '#deadlines/index.ts'
import { nextDocumentNumber } from '#documents/index.ts'
import { evidenceEffects, loadAttachments, type Attached } from '#files/index.ts'
import { answering, filling } from './answers.ts'
import * as decide from './decide.ts'
import type { Verdict } from './decide.ts'
import { lockIncoming, lockTask } from './load.ts'
import { INCOMING_MOVES } from './moves.ts'
import type { SeenIncoming, SeenTask } from './seen.ts'
import { findLead, sourceOf } from './sources.ts'
import type { IncomingRecord, TaskRecord } from './tables.ts'
import type * as words from './words.ts'
import type * as z from 'zod'

type On<B> = { readonly id: string; readonly body: B }
type BodyOf<F extends { body: z.ZodType }> = z.output<F['body']>

/** A command on one existing row that needs nothing but the row. */
function simple<S extends SeenIncoming | SeenTask, B>(
  act: string,
  lock: (client: PoolClient, id: string, at: Circumstances) => Promise<S | undefined>,
  rule: (seen: S, body: B, at: Circumstances) => Verdict,
): Command<On<B>, S> {
  return {
    act,
    version: 1,
    load: (client, { id }, at) => lock(client, id, at),
    decide: (seen, { body }, at) => rule(seen, body, at),
  }
}

/** The same for an act that names another body. */
function naming<S extends SeenIncoming | SeenTask, B>(
  act: string,
  lock: (client: PoolClient, id: string, at: Circumstances) => Promise<S | undefined>,
  named: (body: B) => string,
  rule: (seen: S, body: B, at: Circumstances, other: PresentBody | undefined) => Verdict,
): Command<On<B>, { readonly seen: S; readonly other: PresentBody | undefined }> {
  return {
    act,
    version: 1,
    async load(client, { id, body }, at) {
      const seen = await lock(client, id, at)
      return seen && { seen, other: await bodyToday(client, named(body), at.today) }
    },
    decide: ({ seen, other }, { body }, at) => rule(seen, body, at, other),
  }
}

type Registering = { readonly seen: SeenIncoming; readonly files: readonly Attached[] }

/** 登记收文, in the place of the office that registers. */
function registering(
  pool: Queryable,
): Command<{ body: BodyOf<typeof words.registerIncoming> }, Registering> {
  return {
    act: 'incoming.register',
    version: 1,
    async load(client, { body }, at) {
      const office = await bodyToday(client, at.actor.org, at.today)
      if (!office || !covers(at.actor.scope, office.place)) return undefined
      const id = at.newId()
      const subject = { jur: office.place, id, number: '', kind: 'incoming' }
      const files = await loadAttachments(client, body.evidence, subject, at)
      const may = (INCOMING_MOVES.register.roles as readonly string[]).includes(at.actor.role)
      const { today } = at
      const counted = { org: office.id, series: 'incoming', mark: '收文', today }
      const number = may ? await nextDocumentNumber(client, counted) : ''
      return {
        seen: await freshIncoming(pool, { id, office, number, title: body.title }, at),
        files,
      }
    },
    decide({ seen, files }, { body }, at) {
      const { record } = seen
      const subject = { jur: record.jur, id: record.id, number: record.number, kind: 'incoming' }
      const owner = { org: record.owner_org, party: null, demo: record.demo }
      const evidence = evidenceEffects(files, subject, owner, at)
      const verdict = decide.registerIncoming(seen, body, at, isRefusal(evidence) ? [] : evidence)
      return isRefusal(evidence) && !isRefusal(verdict) ? evidence : verdict
    },
  }
}

/** A paper as it is before its registration, in the place of the office that registers it. */
export async function freshIncoming(
  pool: Queryable,
  { id, office, number, title }: { id: string; office: PresentBody; number: string; title: string },
  at: Circumstances,
): Promise<SeenIncoming> {
  const record = {
    jur: office.place,
    id,
    revision: 0,
    number,
    title,
    state: 'registered',
    owner_org: office.id,
    party_id: null,
    demo: at.actor.demo,
  } as IncomingRecord
  return {
    subject: 'incoming',
    record,
    facts: {
      id,
      jur: office.place,
      revision: 0,
      number,
      state: 'registered',
      ownerOrg: office.id,
      leaderOrg: null,
      openTasks: 0,
      names: { [office.id]: office.name },
    },
    deadlines: [],
    law: await lawOn(pool, { on: at.today, place: office.place }),
    calendar: await calendarOf(pool),
  }
}

type DraftInput = {
  readonly body: z.output<typeof words.draftTaskBody>
  /** What led to the task, where a later module keeps it and has looked at it. */
  readonly from?: decide.Source
}
type DraftLoaded = Refusal | { readonly seen: SeenTask; readonly drafting: decide.Drafting }

/**
 * 拟任务 for one body, in that body's place. The paper that leads to it is locked for sharing, so
 * that it is not finished at the same moment.
 */
function drafting(pool: Queryable): Command<DraftInput, DraftLoaded> {
  return {
    act: 'task.draft',
    version: 1,
    async load(client, { body, from }, at) {
      const to = await bodyToday(client, body.to.org, at.today)
      if (!to || !covers(at.actor.scope, to.place)) return undefined
      const source = from ?? (await sourceOf(client, body, at))
      if (source === undefined) return undefined
      if (body.lead && !(await findLead(client, body.lead, at))) return undefined
      const no = decide.mayDraft(at)
      if (no) return no
      const counted = { org: at.actor.org, series: 'task', mark: '任务', today: at.today }
      const number = await nextDocumentNumber(client, counted)
      return {
        seen: await freshTask(pool, { to, number, title: body.title }, at),
        drafting: { body: to, source },
      }
    },
    decide: (loaded, { body }, at) =>
      isRefusal(loaded) ? loaded : decide.draftTask(loaded.seen, body, at, loaded.drafting),
  }
}

async function freshTask(
  pool: Queryable,
  { to, number, title }: { to: PresentBody; number: string; title: string },
  at: Circumstances,
): Promise<SeenTask> {
  const id = at.newId()
  const record = {
    jur: to.place,
    id,
    revision: 0,
    number,
    title,
    state: 'draft',
    owner_org: at.actor.org,
    party_id: decide.partyOf(to),
    demo: at.actor.demo,
    org: to.id,
    returns: 0,
  } as TaskRecord
  return {
    subject: 'office_task',
    record,
    facts: {
      id,
      jur: to.place,
      revision: 0,
      number,
      state: 'draft',
      ownerOrg: at.actor.org,
      org: to.id,
      party: decide.partyOf(to),
      returns: 0,
      openSubtasks: 0,
      successors: null,
      names: { [to.id]: to.name },
    },
    deadlines: [],
    law: await lawOn(pool, { on: at.today, place: to.place }),
    calendar: await calendarOf(pool),
  }
}

/** Every command on papers and tasks, bound to one database's packs and calendar. */
export function paperCommands(pool: Queryable) {
  const paper = (client: PoolClient, id: string, at: Circumstances) =>
    lockIncoming(pool, client, id, at)
  const task = (client: PoolClient, id: string, at: Circumstances) => lockTask(pool, client, id, at)
  return {
    registerIncoming: registering(pool),
    proposeIncoming: naming(
      'incoming.propose',
      paper,
      (body: BodyOf<typeof words.proposeIncoming>) => body.leaderOrg,
      decide.proposeIncoming,
    ),
    instructIncoming: simple('incoming.instruct', paper, decide.instructIncoming),
    finishIncoming: simple('incoming.finish', paper, decide.finishIncoming),
    voidIncoming: simple('incoming.void', paper, decide.voidIncoming),
    draftTask: drafting(pool),
    sendTask: simple('task.send', task, decide.sendTask),
    recallTask: simple('task.recall', task, decide.recallTask),
    redirectTask: naming(
      'task.redirect',
      task,
      (body: BodyOf<typeof words.redirectTask>) => body.org,
      decide.redirectTask,
    ),
    withdrawTask: simple('task.withdraw', task, decide.withdrawTask),
    receiveTask: simple('task.receive', task, decide.receiveTask),
    returnTask: simple('task.return', task, decide.returnTask),
    reassignTask: naming(
      'task.reassign',
      task,
      (body: BodyOf<typeof words.reassignTask>) => body.org,
      decide.reassignTask,
    ),
    answerTask: answering(task),
    fillTask: filling(task),
    acceptTask: simple('task.accept', task, decide.acceptTask),
    sendBackTask: simple('task.send_back', task, decide.sendBackTask),
    remindTask: simple('task.remind', task, decide.remindTask),
    voidTask: simple('task.void', task, decide.voidTask),
  }
}

export type PaperCommands = ReturnType<typeof paperCommands>
