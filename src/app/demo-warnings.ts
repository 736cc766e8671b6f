import { acknowledgeWarning, issueWarning, thenTell } from '#warnings/index.ts'
import { firstRow, newId, scoped } from '#kernel/index.ts'
import { demoId } from '#places/index.ts'
import type { Teller } from './demo.ts'

const DAY_MS = 86_400_000

/** One warning of the city: two bodies have acknowledged it, one is silent past its date. */
export async function tellWarnings(teller: Teller): Promise<void> {
  teller.on(4, 9)
  const until = new Date(Date.parse(teller.clock.now()) + 10 * DAY_MS).toISOString().slice(0, 10)
  const body = {
    grade: 'orange' as const,
    topic: 'cold' as const,
    area: '9801',
    text: '受强冷空气影响，近期气温骤降。请组织检查供暖供气、有限空间和户外作业，落实防冻防滑措施，加强值班值守。（演示）',
    validUntil: until,
    bodies: ['qy.anweiban', 'pg.anweiban', 'yc.yingji'].map(demoId),
  }
  const by = { actor: await teller.actor('anwei'), key: newId() }
  const issued = await thenTell(teller.runner, issueWarning, { body }, by)
  if (!('failed' in issued) || issued.failed.length > 0) {
    throw new Error(`demonstration: ${JSON.stringify(issued)}`)
  }
  teller.on(3, 10)
  await acknowledge(teller, 'qy.anwei', issued.id, '已通知各乡镇，停止室外高处作业，安排值班。')
  await acknowledge(teller, 'yingji', issued.id, '已派出两个检查组，备齐应急物资。')
}

async function acknowledge(teller: Teller, by: string, warning: string, measures: string) {
  const actor = await teller.actor(by)
  const row = await scoped(teller.runner.db.app, actor.scope, (client) =>
    firstRow<{ id: string; revision: number }>(
      client,
      'select id, revision from warning_receipt where warning_id = $1 and org = $2',
      [warning, actor.org],
    ),
  )
  if (!row) throw new Error(`demonstration: ${by} is not warned`)
  const { id, revision } = row
  await teller.submit(by, acknowledgeWarning, { id, body: { revision, measures } })
}
