import type { JobWork, Nightly } from '#jobs/index.ts'
import { checkNightly } from '#findings/index.ts'
import { draftNoticeWork, issueNoticeWork } from '#bulletins/index.ts'
import { exportWork, statisticsWork } from '#exports/index.ts'
import { proposeAll, remindAll } from '#supervision/index.ts'
import { MARK_WORK, READ_WORK, sweepDrafts, TAKE_WORK } from '#imports/index.ts'
import type { Product } from './product.ts'

/** Every kind of long work of the product. */
export const WORKS: readonly JobWork[] = [
  exportWork as never,
  statisticsWork as never,
  draftNoticeWork as never,
  issueNoticeWork as never,
  READ_WORK as never,
  TAKE_WORK as never,
  MARK_WORK as never,
]

/** What is done every night, in this order. */
export function nightlyOf({ runner }: Product): readonly Nightly[] {
  return [
    { name: 'supervision.remind', run: async () => void (await remindAll(runner)) },
    { name: 'figures.check', run: () => checkNightly(runner) },
    { name: 'supervision.propose', run: async () => void (await proposeAll(runner)) },
    { name: 'imports.sweep', run: async () => void (await sweepDrafts(runner)) },
  ]
}
