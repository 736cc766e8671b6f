import { demoId } from '#places/index.ts'
import { normCommands, watchNorms } from '#norms/index.ts'
import type { PaperMoved } from '#papers/words.ts'
import type { Teller } from './demo.ts'

const DAY_MS = 86_400_000
const HOLDS_DAYS = 60

/**
 * One normative document in force whose validity soon ends, and one that waits for its review; of
 * the committee's office one that passed its review and waits for its deliberation.
 */
export async function tellNorms(teller: Teller): Promise<void> {
  const commands = normCommands(teller.runner.db.app)
  const today = teller.clock.today()
  const submit = (by: string, command: unknown, input: object) =>
    teller.submit(by, command, input) as Promise<unknown> as Promise<PaperMoved>
  const act = (by: string, command: unknown, at: PaperMoved, body: object = {}) =>
    submit(by, command, { id: at.id, body: { revision: at.revision, note: null, ...body } })
  const waiting = async (title: string) =>
    act(
      'yingji',
      commands.submitNorm,
      await submit('yingji', commands.registerNorm, { body: { ...DRAFT, title } }),
    )
  const reviewed = await act(
    'fazhi',
    commands.reviewNorm,
    await waiting('云川市小型工贸场所安全管理办法（演示）'),
    { opinion: 'lawful', text: '内容于法有据，程序完备（演示）。' },
  )
  const decided = await act('yingji', commands.deliberateNorm, reviewed, {
    on: today,
    meeting: '局党组会议（演示）',
  })
  await act('yingji', commands.issueNorm, decided, {
    mark: '云应急规',
    issuedOn: today,
    validFrom: today,
    validUntil: new Date(Date.parse(today) + HOLDS_DAYS * DAY_MS).toISOString().slice(0, 10),
  })
  await waiting('云川市燃气使用场所检查规定（演示）')
  const own = await submit('anwei', commands.registerNorm, {
    body: { ...DRAFT, title: '云川市重大事故隐患督办工作规则（演示）' },
  })
  await act('fazhi', commands.reviewNorm, await act('anwei', commands.submitNorm, own), {
    opinion: 'lawful',
    text: '职责、程序和时限与上位规定一致（演示）。',
  })
  await watchNorms(teller.runner)
}

const DRAFT = {
  kind: 'measures',
  authority: '依据安全生产法第十条制定（演示）。',
  summary: '明确检查内容、频次和责任单位（演示）。',
  reviewOrg: demoId('yc.yingji'),
}
