import { handoverCommands } from '#handovers/index.ts'
import { demoId } from '#places/index.ts'
import type { Teller } from './demo.ts'

const DAY_MS = 86_400_000
const DAYS_AWAY = 4

/** The head of a section is away and the stand-in acts; a clerk's hand-over list waits. */
export async function tellHandovers(teller: Teller): Promise<void> {
  const commands = handoverCommands(teller.runner.db.app)
  const today = teller.clock.today()
  const last = new Date(Date.parse(today) + DAYS_AWAY * DAY_MS).toISOString().slice(0, 10)
  await teller.submit('kezhang', commands.enterLeave, {
    body: {
      post: demoId('post yc.kezhang'),
      person: demoId('person kezhang'),
      kind: 'training',
      fromOn: today,
      toOn: last,
      standIn: demoId('person zhifa'),
      note: '参加业务培训（演示）',
    },
  })
  await teller.submit('qy.yingji', commands.drawHandover, {
    body: {
      post: demoId('post qy.yingji'),
      person: demoId('person qy.yingji'),
      notes: '纸质台账两册、档案柜钥匙一把（演示）。',
    },
  })
}
