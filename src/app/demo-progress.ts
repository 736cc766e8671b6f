import { closeAll, giveAnswer, openAll, startSeries } from '#progress/index.ts'
import type { ProgressMoved } from '#progress/words.ts'
import { firstRow, newId, scoped } from '#kernel/index.ts'
import { demoId } from '#places/index.ts'
import type { Teller } from './demo.ts'

const BODIES = ['qy.anweiban', 'pg.anweiban', 'yc.yingji']
const WEEK = 7

/** A weekly call for progress: one round closed with a silent body, one under way. */
export async function tellProgress(teller: Teller): Promise<void> {
  teller.on(WEEK, 9)
  const series = (await teller.submit('anwei', startSeries, {
    body: {
      title: '岁末年初安全防范调度（演示）',
      basis: '云川市安委办工作安排（演示）',
      rhythm: 'weekly',
      firstOn: teller.clock.today(),
      answerDays: 2,
      bodies: BODIES.map(demoId),
      facts: ['found', 'struck_off', 'open', 'overdue', 'tasks_open'],
      questions: ['存在哪些困难，需要上级协调什么？'],
    },
  })) as unknown as ProgressMoved
  const first = await open(teller, series)
  await answer(teller, 'qy.anwei', first.id, '无。')
  await answer(teller, 'yingji', first.id, '执法用车不足，拟请协调。')
  teller.on(WEEK - 3, 16)
  await closeAll(
    teller.runner,
    { actor: await teller.actor('anwei'), key: newId() },
    { id: first.id, body: { revision: first.revision, opinion: '请未反馈单位补报。' } },
  )
  teller.today()
  const second = await open(teller, { ...series, revision: series.revision + 1 })
  await answer(teller, 'qy.anwei', second.id, '无。')
}

async function open(teller: Teller, { id, revision }: ProgressMoved): Promise<ProgressMoved> {
  const by = { actor: await teller.actor('anwei'), key: newId() }
  const opened = await openAll(teller.runner, by, { id, revision })
  if (!('failed' in opened)) throw new Error(`demonstration: ${JSON.stringify(opened)}`)
  return opened
}

async function answer(teller: Teller, by: string, round: string, text: string): Promise<void> {
  const actor = await teller.actor(by)
  const row = await scoped(teller.runner.db.app, actor.scope, (client) =>
    firstRow<{ id: string; revision: number }>(
      client,
      'select id, revision from progress_answer where round_id = $1 and org = $2',
      [round, actor.org],
    ),
  )
  if (!row) throw new Error(`demonstration: ${by} is not asked`)
  await teller.submit(by, giveAnswer, {
    id: row.id,
    body: { revision: row.revision, explained: [], answers: [text] },
  })
}
