import * as z from 'zod'
import type { Runner } from '#kernel/index.ts'
import { JobRefused, runNight, type JobWork, type Nightly } from '#jobs/index.ts'
import { settleCalls } from '#messages/index.ts'
import { checkNightly } from '#findings/index.ts'
import { draftNoticeWork, issueNoticeWork } from '#bulletins/index.ts'
import { exportWork, statisticsWork } from '#exports/index.ts'
import { openDue } from '#progress/index.ts'
import { tellUntold } from '#warnings/index.ts'
import { startRhythms } from '#meetings/index.ts'
import { watchNorms } from '#norms/index.ts'
import { proposeAll, remindAll } from '#supervision/index.ts'
import { MARK_WORK, READ_WORK, sweepDrafts, TAKE_WORK } from '#imports/index.ts'

/** What is done every night, in this order. */
export function nightlyOf(runner: Runner): readonly Nightly[] {
  return [
    {
      name: 'supervision.remind',
      title: '到期提醒',
      run: async () => `提醒到期事项 ${await remindAll(runner)} 件。`,
    },
    {
      name: 'messages.settle',
      title: '电话告知清理',
      run: async () => `撤下不再需要的电话告知 ${await settleCalls(runner)} 件。`,
    },
    {
      name: 'meetings.rhythm',
      title: '全体会议按季提示',
      run: async () => `列出本季度全体会议 ${await startRhythms(runner)} 次。`,
    },
    {
      name: 'norms.watch',
      title: '规范性文件有效期提示',
      run: async () => `有效期将届满或者已届满的规范性文件 ${await watchNorms(runner)} 件。`,
    },
    {
      name: 'figures.check',
      title: '统计核对',
      async run() {
        await checkNightly(runner)
        return '统计数与台账一致。'
      },
    },
    {
      name: 'supervision.propose',
      title: '督办建议',
      run: async () => `提出或者撤下督办建议，涉及问题隐患 ${await proposeAll(runner)} 条。`,
    },
    {
      name: 'progress.open',
      title: '开始到期的调度',
      run: async () => `开始调度 ${await openDue(runner)} 轮。`,
    },
    {
      name: 'warnings.tell',
      title: '补发预警',
      run: async () => `补发未告知到位的预警 ${await tellUntold(runner)} 份。`,
    },
    {
      name: 'imports.sweep',
      title: '清理导入草稿',
      run: async () => `清理到期的导入草稿 ${await sweepDrafts(runner)} 份。`,
    },
  ]
}

/** 立即办理夜间任务, asked for on the page. */
export const NIGHT_WORK: JobWork<Record<string, never>> = {
  kind: 'night.run',
  title: () => '立即办理夜间任务',
  input: z.strictObject({}),
  async run({ runner }) {
    const faults: unknown[] = []
    const result = await runNight(runner, nightlyOf(runner), 'page', (fault) => faults.push(fault))
    if (result === null) throw new JobRefused('夜间任务正在办理，请稍后查看结果。')
    if (faults.length > 0) throw new JobRefused(`${result.failed} 项未完成，见下表。`)
    return { say: `${result.done} 项已办理。`, link: '/admin/nights' }
  },
}

/** Every kind of long work of the product. */
export const WORKS: readonly JobWork[] = [
  exportWork as never,
  statisticsWork as never,
  draftNoticeWork as never,
  issueNoticeWork as never,
  READ_WORK as never,
  TAKE_WORK as never,
  MARK_WORK as never,
  NIGHT_WORK as never,
]
