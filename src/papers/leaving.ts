/** Batches: the product has them leave when their time is over, the issuer recalls them before. */
import {
  isRefusal,
  itself,
  params,
  perform,
  rows,
  scoped,
  type Actor,
  type Command,
  type Outcome,
  type Queryable,
  type Runner,
} from '#kernel/index.ts'
import { leaveTask } from './decide.ts'
import { lockTask, taskSeen } from './load.ts'
import type { PaperCommands } from './commands.ts'
import type { SeenTask } from './seen.ts'

type Waiting = { readonly id: string; readonly jur: string; readonly demo: boolean }

/** 发出 of one task; the product alone performs it. */
function leaving(pool: Queryable): Command<{ readonly id: string }, SeenTask> {
  return {
    act: 'task.leave',
    version: 1,
    load: (client, { id }, at) => lockTask(pool, client, id, at),
    decide: (seen, _input, at) => leaveTask(seen, at),
  }
}

/** Has every task leave whose time is over, each as an act of its own. Answers how many left. */
export async function leaveTasks(runner: Runner, most = 200): Promise<number> {
  const due = await scoped(runner.db.app, itself('0').scope, (client) =>
    rows<Waiting>(
      client,
      `select t.id, t.jur, t.demo from office_task t
        where t.state = 'leaving' and t.leaves_at <= $1 order by t.leaves_at, t.id limit $2`,
      [runner.clock.now(), most],
    ),
  )
  let left = 0
  for (const { id, jur, demo } of due) {
    const outcome = await perform(
      runner,
      leaving(runner.db.app),
      { id },
      { actor: itself(jur, demo), key: runner.newId() },
    )
    if ('done' in outcome) left += 1
  }
  return left
}

type InBatch = { readonly id: string; readonly revision: number; readonly state: string }

/**
 * Recalls what has not left of a batch, each task as an act of its own; what had left stays with
 * its body and is counted. A batch of another body does not exist.
 */
export async function recallAll(
  { runner, actor, key }: { readonly runner: Runner; readonly actor: Actor; readonly key: string },
  commands: PaperCommands,
  batch: string,
): Promise<Outcome | { recalled: number; left: number; say: string }> {
  const { param, values } = params()
  const found = await scoped(runner.db.app, actor.scope, (client) =>
    rows<InBatch>(
      client,
      `select t.id, t.revision, t.state from office_task t
        where t.batch_id = ${param(batch)}::uuid and t.owner_org = ${param(actor.org)}::uuid
          and ${taskSeen(actor, param)} order by t.id`,
      values,
    ),
  )
  if (found.length === 0) return { missing: true }
  let recalled = 0
  for (const { id, revision, state } of found) {
    if (state !== 'leaving') continue
    const input = { id, body: { revision, note: null } }
    const outcome = await perform(runner, commands.recallTask as never, input as never, {
      actor,
      key: `${key}:${id}`,
    })
    if (isRefusal(outcome)) return outcome
    if ('done' in outcome) recalled += 1
  }
  const left = found.length - recalled
  const rest = left > 0 ? `，${left}项已经发出，签收前可以逐项撤回` : ''
  return { recalled, left, say: `已收回${recalled}项${rest}。` }
}
