import {
  hotRow,
  itself,
  perform,
  refuse,
  rows,
  type Command,
  type Queryable,
  type Runner,
} from '#kernel/index.ts'
import { dueOn } from '#deadlines/index.ts'
import { decisionOf } from '#papers/index.ts'
import { seenNorm, type SeenNorm } from './load.ts'
import { CLAUSES, watchOf } from './rules.ts'
import type { NormRecord } from './tables.ts'

/** Lays a document whose validity soon ends on the desk of its office; ends it when it is over. */
function watching(pool: Queryable): Command<{ readonly id: string }, SeenNorm> {
  return {
    act: 'norm.watch',
    version: 1,
    async load(client, { id }, at) {
      const record = await hotRow<NormRecord>(
        client,
        `select n.* from norm n where n.id = $1 and n.state = 'in_force' for update`,
        [id],
      )
      return record && seenNorm(pool, client, record, at)
    },
    decide(seen, _input, at) {
      const { record, law, calendar } = seen
      const before = law.number('norm.expiring.days')
      const from = dueOn({ clock: { days: before.value }, calendar, start: at.today }).dueOn
      const noticed = seen.deadlines.some(({ kind }) => kind === 'expiring')
      const next = watchOf(record.valid_until, noticed, { today: at.today, from })
      if (next === 'expire') {
        return decisionOf(seen, at, {
          act: 'expire',
          to: 'lapsed',
          note: null,
          cancel: 'all',
          say: '有效期届满，已失效。',
        })
      }
      if (next === 'none') return refuse('有效期尚早，无需提示。', CLAUSES.norms)
      return decisionOf(seen, at, {
        act: 'remind',
        note: null,
        start: [
          {
            kind: 'expiring',
            label: '有效期届满前清理',
            org: record.owner_org,
            due: { dueOn: record.valid_until!, ref: before.ref },
          },
        ],
        basis: [before.basis],
        say: '有效期将届满，已列入待办。',
      })
    },
  }
}

/** Every night: documents whose validity soon ends or is over. Answers how many changed. */
export async function watchNorms(runner: Runner): Promise<number> {
  const today = runner.clock.today()
  const found = await rows<{ id: string; jur: string; demo: boolean }>(
    runner.db.owner,
    `select n.id, n.jur, n.demo from norm n
      where n.state = 'in_force' and n.valid_until < $1::date + 366
        and (n.valid_until < $1::date or not exists (select 1 from deadline d
          where d.jur = n.jur and d.subject_kind = 'norm' and d.subject_id = n.id
            and d.kind = 'expiring' and d.state = 'open'))
      order by n.jur, n.id`,
    [today],
  )
  const command = watching(runner.db.app)
  let changed = 0
  for (const { id, jur, demo } of found) {
    const outcome = await perform(
      runner,
      command,
      { id },
      { actor: itself(jur, demo), key: `norm:${id}:${today}` },
    )
    if ('done' in outcome) changed += 1
  }
  return changed
}
