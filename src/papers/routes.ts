import {
  actsOf,
  isId,
  isRefusal,
  notFound,
  perform,
  readOwn,
  serve,
  type Outcome,
  type Route,
  type Signed,
} from '#kernel/index.ts'
import { readOnDay } from '#deadlines/index.ts'
import { paperCommands } from './commands.ts'
import { recallAll } from './leaving.ts'
import * as queries from './queries.ts'
import { taskDetail } from './task-detail.ts'
import * as lists from './task-lists.ts'
import * as words from './words.ts'
import type * as z from 'zod'

const { commandsOf, actOn } = actsOf(paperCommands)

/** Papers that arrive and the tasks that follow, over HTTP. */
export const routes: readonly Route[] = [
  serve(words.listIncoming)(async ({ query }, call) =>
    readOnDay(call, (client, day) => queries.listIncoming(client, call.actor, query, day)),
  ),
  serve(words.readIncoming)(async ({ params }, call) => {
    if (!isId(params.id)) return notFound
    const found = await readOnDay(call, (client, day) =>
      queries.incomingDetail(client, call.actor, params.id, day),
    )
    return found ?? notFound
  }),
  serve(words.registerIncoming)(async ({ body }, { runner, actor, key }) =>
    perform(runner, commandsOf(runner.db.app).registerIncoming, { body }, { actor, key }),
  ),
  actOn(words.proposeIncoming, (of) => of.proposeIncoming),
  actOn(words.instructIncoming, (of) => of.instructIncoming),
  actOn(words.finishIncoming, (of) => of.finishIncoming),
  actOn(words.voidIncoming, (of) => of.voidIncoming),
  serve(words.listTasks)(async ({ query }, call) =>
    readOnDay(call, (client, day) => lists.listTasks(client, call.actor, query, day)),
  ),
  serve(words.chooseTasks)(async ({ query }, call) =>
    readOnDay(call, (client, day) =>
      lists.chooseTasks(call.runner.db.app, client, call.actor, query, day),
    ),
  ),
  serve(words.listBatches)(async (_, call) =>
    readOwn(call, (client) => lists.listBatches(client, call.actor)),
  ),
  serve(words.recallBatch)(async ({ params }, call) => {
    if (!isId(params.id)) return notFound
    return recallAll(call, commandsOf(call.runner.db.app), params.id)
  }),
  serve(words.draftTasks)(async ({ body }, call) => draftAll(call, body)),
  serve(words.readTask)(async ({ params }, call) => {
    if (!isId(params.id)) return notFound
    const found = await readOnDay(call, (client, day) =>
      taskDetail(call.runner.db.app, client, call.actor, params.id, day),
    )
    return found ?? notFound
  }),
  actOn(words.sendTask, (of) => of.sendTask),
  actOn(words.recallTask, (of) => of.recallTask),
  actOn(words.redirectTask, (of) => of.redirectTask),
  actOn(words.withdrawTask, (of) => of.withdrawTask),
  actOn(words.receiveTask, (of) => of.receiveTask),
  actOn(words.returnTask, (of) => of.returnTask),
  actOn(words.reassignTask, (of) => of.reassignTask),
  actOn(words.answerTask, (of) => of.answerTask),
  actOn(words.fillTask, (of) => of.fillTask),
  actOn(words.acceptTask, (of) => of.acceptTask),
  actOn(words.sendBackTask, (of) => of.sendBackTask),
  actOn(words.remindTask, (of) => of.remindTask),
  actOn(words.voidTask, (of) => of.voidTask),
]

/**
 * One draft for each body, each an act of its own in that body's place; the leader's first, since
 * the assisting ones name it. The submission's key makes each draft's key, so that a repeated
 * submission drafts nothing twice; a body that cannot be given a task is named and the others stand.
 */
async function draftAll(
  { runner, actor, key }: Signed,
  { to, ...rest }: z.output<typeof words.draftTasks.body>,
) {
  const tasks: words.PaperMoved[] = []
  const failed: { org: string; say: string }[] = []
  let lead: string | null = null
  const assisted = to.some(({ part }) => part === 'assist')
  for (const one of [...ofPart(to, 'lead'), ...ofPart(to, 'assist')]) {
    if (one.part === 'assist' && lead === null) {
      failed.push({ org: one.org, say: '主办单位未能拟任务，协办任务未拟。' })
      continue
    }
    const outcome: Outcome = await perform(
      runner,
      commandsOf(runner.db.app).draftTask,
      { body: { ...rest, to: one, lead: one.part === 'assist' ? lead : null } },
      { actor, key: `${key}:${one.org}` },
    )
    if ('done' in outcome) tasks.push(outcome.done as words.PaperMoved)
    else if (isRefusal(outcome)) failed.push({ org: one.org, say: outcome.refused })
    else failed.push({ org: one.org, say: '该单位不在本级管辖范围内，或已撤销。' })
    if (assisted && one.part === 'lead') lead = tasks[0]?.id ?? null
  }
  const not = failed.length > 0 ? `，${failed.length}个单位未能拟任务` : ''
  return { tasks, failed, say: `已拟任务${tasks.length}项，核对后下达${not}。` }
}

const ofPart = (to: readonly words.TaskTo[], wanted: words.TaskPart) =>
  to.filter(({ part }) => part === wanted)
