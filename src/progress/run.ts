/** What takes several acts: a round is opened, then each body asked; closed, once all is said. */
import {
  isRefusal,
  itself,
  perform,
  rows,
  scoped,
  type Actor,
  type Outcome,
  type Runner,
} from '#kernel/index.ts'
import { leaveSilent } from './answer-commands.ts'
import { askBody, closeRound, openRound } from './office-commands.ts'
import type { ProgressMoved } from './words.ts'

type Failed = { readonly org: string; readonly say: string }
type By = { readonly actor: Actor; readonly key: string }

/**
 * Opens a round of a series and asks each of its bodies, each an act of its own in that body's
 * place. The submission's key makes each act's key, so that a repeated submission asks nobody twice;
 * a body that cannot be asked is named and the others stand.
 */
export async function openAll(
  runner: Runner,
  { actor, key }: By,
  asked: { readonly id: string; readonly revision: number },
): Promise<Outcome | (ProgressMoved & { readonly failed: Failed[] })> {
  const { id, revision } = asked
  const opened = await perform(
    runner,
    openRound(runner.db.app),
    { id, body: { revision } },
    { actor, key },
  )
  if (!('done' in opened)) return opened
  const moved = opened.done as ProgressMoved
  const failed = await askAll(runner, actor, moved.id)
  const not = failed.length > 0 ? `${failed.length}个单位未能询问。` : ''
  return { ...moved, say: moved.say + not, failed }
}

/** Asks every body of a round that has not been asked. */
async function askAll(runner: Runner, actor: Actor, round: string): Promise<Failed[]> {
  const waiting = await scoped(runner.db.app, actor.scope, (client) =>
    rows<{ org: string }>(
      client,
      `select b.org from progress_round r join progress_series s on s.id = r.series_id
         cross join lateral unnest(s.bodies) b (org)
        where r.id = $1 and not exists (select 1 from progress_answer a
          where a.round_id = r.id and a.org = b.org)`,
      [round],
    ),
  )
  const failed: Failed[] = []
  for (const { org } of waiting) {
    const outcome = await perform(
      runner,
      askBody,
      { round, org },
      { actor, key: `${round}:${org}` },
    )
    if (isRefusal(outcome)) failed.push({ org, say: outcome.refused })
    else if (!('done' in outcome)) failed.push({ org, say: '该单位不在本级管辖范围内。' })
  }
  return failed
}

/** Closes a round: who said nothing is entered as silent first, then the record is made. */
export async function closeAll(
  runner: Runner,
  { actor, key }: By,
  input: {
    readonly id: string
    readonly body: { readonly revision: number; readonly opinion: string | null }
  },
): Promise<Outcome> {
  const waiting = await scoped(runner.db.app, actor.scope, (client) =>
    rows<{ id: string }>(
      client,
      `select a.id from progress_round r join progress_answer a on a.round_id = r.id
        where r.id = $1 and r.owner_org = $2 and r.state = 'open' and r.revision = $3
          and a.state = 'asked' order by a.id`,
      [input.id, actor.org, input.body.revision],
    ),
  )
  for (const { id } of waiting) {
    const outcome = await perform(runner, leaveSilent, { id }, { actor, key: `${key}:${id}` })
    // Whoever answers at this moment is not silent; any other refusal concerns the whole round.
    if (isRefusal(outcome) && !outcome.refused.includes('已经答复')) return outcome
  }
  return perform(runner, closeRound, input, { actor, key })
}

type Due = { readonly jur: string; readonly id: string; readonly revision: number }

/** Every night: opens what is due, and asks who was not asked. Answers how many rounds began. */
export async function openDue(runner: Runner): Promise<number> {
  const today = runner.clock.today()
  const nation = itself('0')
  const { due, unfinished } = await scoped(runner.db.app, nation.scope, async (client) => ({
    due: await rows<Due & { demo: boolean }>(
      client,
      `select jur, id, revision, demo from progress_series
        where state = 'running' and next_on <= $1::date order by next_on, jur, id limit 1000`,
      [today],
    ),
    unfinished: await rows<Due & { demo: boolean }>(
      client,
      `select r.jur, r.id, r.revision, r.demo from progress_round r where r.state = 'open'
          and (select count(*) from progress_answer a where a.round_id = r.id) < r.asked
        order by r.jur, r.id limit 1000`,
    ),
  }))
  for (const { jur, id, demo } of unfinished) await askAll(runner, itself(jur, demo), id)
  let opened = 0
  for (const { jur, id, revision, demo } of due) {
    const key = `${id}:${today}`
    const outcome = await openAll(runner, { actor: itself(jur, demo), key }, { id, revision })
    if ('failed' in outcome) opened += 1
  }
  return opened
}
