import { issuing, proposing } from '#bulletins/index.ts'
import { periodBefore } from '#bulletins/rules.ts'
import type { NoticeMoved } from '#bulletins/words.ts'
import type { Teller } from './demo.ts'

/**
 * The notices of the demonstration: the city's of last month is issued, the county's waits for its
 * signature. Both are computed from the invented findings; nothing in them is written by hand.
 */
export async function tellNotices(teller: Teller, origin: string): Promise<void> {
  teller.today()
  const { db } = teller.runner
  const propose = (by: string, remark: string | null) =>
    teller.submit(by, proposing(db.app), {
      kind: 'month',
      on: periodBefore('month', teller.clock.today()),
      publicity: 'open',
      remark,
      corrects: null,
    }) as Promise<unknown> as Promise<NoticeMoved>
  const city = await propose(
    'anwei',
    '各县（区）、各有关部门应当对照本通报逐条核对，逾期未整改的应当于收到本通报之日起五个工作日内说明原因。（演示）',
  )
  await teller.submit('anwei.zr', issuing(db.app, teller.files, origin), {
    id: city.id,
    revision: city.revision,
  })
  await propose('qy.anwei', null)
}
