/** What takes several acts: a warning is issued, adjusted or lifted, then each body is told. */
import {
  isRefusal,
  itself,
  perform,
  rows,
  scoped,
  type Actor,
  type Command,
  type Outcome,
  type Runner,
} from '#kernel/index.ts'
import { tellBody } from './receipt-commands.ts'
import type { WarningMoved, WarningTold } from './words.ts'

type By = { readonly actor: Actor; readonly key: string }
type Failed = WarningTold['failed']

/**
 * Does an act on a warning and tells each addressed body, each by an act of its own in that body's
 * place. A repeated submission tells nobody twice; a body that cannot be told is named and the
 * others stand.
 */
export async function thenTell<I, S>(
  runner: Runner,
  command: Command<I, S>,
  input: I,
  by: By,
): Promise<Outcome | WarningTold> {
  const outcome = await perform(runner, command, input, by)
  if (!('done' in outcome)) return outcome
  const moved = outcome.done as WarningMoved
  const failed = await tellAll(runner, by.actor, moved.id)
  const not = failed.length > 0 ? `${failed.length}个单位未能告知。` : ''
  return { ...moved, say: moved.say + not, failed }
}

/** A body that has not been told of how the warning stands. */
export const UNTOLD = `case when w.state = 'lifted' then a.id is not null and a.lifted_at is null
  else a.id is null or a.edition < w.edition end`

const PARTS = `warning w cross join lateral unnest(w.bodies) b (org)
  left join warning_receipt a on a.warning_id = w.id and a.org = b.org`

async function tellAll(runner: Runner, actor: Actor, warning: string): Promise<Failed> {
  const waiting = await scoped(runner.db.app, actor.scope, (client) =>
    rows<{ org: string; edition: string }>(
      client,
      `select b.org, w.edition || w.state as edition from ${PARTS} where w.id = $1 and ${UNTOLD}`,
      [warning],
    ),
  )
  const tell = tellBody(runner.db.app)
  const failed: Failed = []
  for (const { org, edition } of waiting) {
    const by = { actor, key: `${warning}:${org}:${edition}` }
    const outcome = await perform(runner, tell, { warning, org }, by)
    if (isRefusal(outcome)) failed.push({ org, say: outcome.refused })
    else if (!('done' in outcome)) failed.push({ org, say: '该单位不在本级管辖范围内。' })
  }
  return failed
}

/** Every night: tells whom an interrupted act left untold. Answers how many warnings that were. */
export async function tellUntold(runner: Runner): Promise<number> {
  const unfinished = await scoped(runner.db.app, itself('0').scope, (client) =>
    rows<{ jur: string; id: string; demo: boolean }>(
      client,
      `select distinct w.jur, w.id, w.demo from ${PARTS} where ${UNTOLD}
        order by w.jur, w.id limit 1000`,
    ),
  )
  for (const { jur, id, demo } of unfinished) await tellAll(runner, itself(jur, demo), id)
  return unfinished.length
}
