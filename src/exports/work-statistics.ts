import type * as z from 'zod'
import { perform } from '#kernel/index.ts'
import { JobRefused, type JobResult, type JobRun, type JobWork } from '#jobs/index.ts'
import { writeXlsx, type WrittenColumn, type WrittenRow } from '#sheets/index.ts'
import { exportFindings } from './commands.ts'
import { bodyOf, fillsForms, rightsOf } from './forms.ts'
import { addressOf, markLine, signLine } from './lines.ts'
import { exportRefusal } from './rules.ts'
import { statisticsOf, type Filled } from './statistics.ts'
import { exportStatistics, type Statistics } from './words.ts'
import { XLSX } from './work.ts'

type Asked = z.output<typeof exportStatistics.body>

/** 导出统计表 as long work: filled from the ledger, entered, then handed out. */
export const statisticsWork: JobWork<Asked> = {
  kind: 'statistics.export',
  title: () => '导出统计表（电子表格）',
  input: exportStatistics.body,
  run: statisticsJob,
}

async function statisticsJob(job: JobRun, asked: Asked): Promise<JobResult> {
  const { runner, actor } = job
  const no = exportRefusal(rightsOf(actor))
  if (no) throw new JobRefused(no.refused)
  // The asker's scope is judged again here: the request is not the only way by which a task comes.
  if (!fillsForms(actor, asked.place)) throw new JobRefused('未找到所选地区，请重新选择。')
  await job.progress('汇总台账', 0, null)
  const filled = await statisticsOf(runner, actor, asked)
  if (filled && 'badPeriod' in filled) throw new JobRefused(filled.badPeriod)
  if (!filled) throw new JobRefused('所选表式今日未施行，请重新选择。')
  const { table } = filled
  const out = await job.file(`${table.unit}${table.title}${table.period.label}.xlsx`, XLSX)
  const sheet = {
    name: table.title,
    title: `${table.title}（${table.placeName}，${table.period.label}）`,
    columns: columnsOf(table),
    paper: 'A3' as const,
    foot: [signLine(table.signs, table.unit), ...unfilledOf(table)],
  }
  await writeXlsx(out, sheet, rowsOf(table), async () => entered(job, asked, filled))
  out.end()
  const { form = table.form, on = table.period.from, place } = asked
  const query = { form, on, ...(place === undefined ? {} : { place }) }
  return { say: '统计表已导出，导出已存证。', link: addressOf('/reports/forms', query) }
}

function columnsOf({ rowTitle, columns }: Statistics): WrittenColumn[] {
  return [
    { title: rowTitle, width: 16, kind: 'text' },
    ...columns.map(({ title, group, width }) => ({
      title,
      width,
      kind: 'number' as const,
      ...(group === null ? {} : { group }),
    })),
  ]
}

async function* rowsOf({ rows }: Statistics): AsyncGenerator<readonly WrittenRow[]> {
  yield rows.map(({ label, cells }) => [label, ...cells.map(({ text }) => text)])
}

/** What stays empty, and why: nothing is invented. */
function unfilledOf({ columns }: Statistics): string[] {
  return columns.flatMap(({ title, unfilled }) =>
    unfilled === null ? [] : [`“${title}”未填报：${unfilled}。`],
  )
}

async function entered(job: JobRun, asked: Asked, { table, basis }: Filled): Promise<string> {
  const { runner, actor } = job
  const body = await bodyOf(runner.db.app, actor)
  const { form } = table
  const columns = table.columns.map(({ key }) => ({ field: key }))
  const count = table.rows.length
  const { place } = asked
  const query = {
    foundFrom: table.period.from,
    foundTo: table.period.to,
    ...(place === undefined ? {} : { place }),
  }
  const layout = { key: form, basis, columns }
  const given = { layout, type: 'xlsx' as const, query, count, purpose: asked.purpose, body }
  const outcome = await perform(runner, exportFindings, given, { actor, key: `${job.id}:${count}` })
  if ('refused' in outcome) throw new JobRefused(outcome.refused)
  if (!('done' in outcome)) throw new Error('an export without an entry')
  const { unit, person } = table
  return markLine(person, { unit, at: runner.clock.now(), count, act: outcome.actId })
}
