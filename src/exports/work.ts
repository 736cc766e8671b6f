import { perform } from '#kernel/index.ts'
import { JobRefused, type JobResult, type JobRun, type JobWork } from '#jobs/index.ts'
import { calendarOf } from '#deadlines/index.ts'
import { wholeLedger, type WholeBatch } from '#findings/index.ts'
import { writeCsv, writeXlsx, type WrittenCounts, type WrittenRow } from '#sheets/index.ts'
import { exportFindings } from './commands.ts'
import { bodyOf, layoutOf, permitted, rightsOf, type Body, type Layout } from './forms.ts'
import { countRefusal, exportRefusal } from './rules.ts'
import { linkOf, markLine, personOf, saidOf, signLine } from './lines.ts'
import { kindOf, Names, valueOf } from './values.ts'
import { exportBody, writtenQuery, type ExportAsked } from './words.ts'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const TYPES = {
  xlsx: XLSX,
  csv: 'text/csv; charset=utf-8',
} as const

/** 导出台账 as long work: reads in one snapshot, enters what it read, then finishes the file. */
export const exportWork: JobWork<ExportAsked> = {
  kind: 'finding.export',
  title: ({ type }) => `导出问题隐患台账（${type === 'csv' ? 'CSV' : '电子表格'}）`,
  input: exportBody,
  run: exportJob,
}

async function exportJob(job: JobRun, asked: ExportAsked): Promise<JobResult> {
  const { runner, actor } = job
  const pool = runner.db.app
  const rights = rightsOf(actor)
  const no = exportRefusal(rights)
  if (no) throw new JobRefused(no.refused)
  const today = runner.clock.today()
  const body = await bodyOf(pool, actor)
  const whole = await layoutOf(pool, asked, body, today)
  if (!whole) throw new JobRefused('所选表式今日未施行，请重新选择。')
  const { layout, left } = permitted(whole, rights)
  if (layout.columns.length === 0) throw new JobRefused('没有可导出的列，请至少选择一列。')
  const { sort, ...filter } = writtenQuery.parse(asked.query)
  const day = { today, calendar: await calendarOf(pool) }
  const withResult = layout.columns.some(({ field }) => field === 'result')
  const findings = wholeLedger(runner, actor, { filter, sort, day, withResult })
  const values = valuesOf(job, layout, findings)
  const written = await writeFile(job, asked, { layout, body, values })
  return { say: saidOf(written, left), link: linkOf(asked) }
}

type Given = {
  readonly layout: Layout
  readonly body: Body
  readonly values: AsyncGenerator<readonly WrittenRow[]>
}

async function writeFile(job: JobRun, asked: ExportAsked, given: Given): Promise<WrittenCounts> {
  const { layout, body, values } = given
  const name = `${body.name}${layout.title}${job.runner.clock.today()}`
  const out = await job.file(`${name}.${asked.type}`, TYPES[asked.type])
  const columns = layout.columns.map(({ field, ...column }) => ({ ...column, kind: kindOf(field) }))
  const sheet = {
    name: layout.title,
    title: `${body.name}${layout.title}`,
    columns,
    paper: layout.paper,
    ...(layout.signs.length > 0 ? { foot: [signLine(layout.signs, body.name)] } : {}),
  }
  const write = asked.type === 'csv' ? writeCsv : writeXlsx
  const counts = await write(out, sheet, values, async ({ rows }) =>
    watermark(job, asked, given, rows),
  )
  out.end()
  return counts
}

async function* valuesOf(
  job: JobRun,
  { columns }: Layout,
  batches: AsyncGenerator<WholeBatch>,
): AsyncGenerator<readonly WrittenRow[]> {
  const names = new Names()
  const { org } = job.actor
  let nth = 0
  for await (const { count, findings } of batches) {
    const no = countRefusal(count)
    if (no) throw new JobRefused(no.refused)
    await job.progress('写入表格', nth, count)
    await names.learn(job.runner.db.app, findings)
    yield findings.map((finding) => {
      nth += 1
      return columns.map(({ field }) => valueOf(field, finding, { nth, names, org }))
    })
  }
}

/** Enters the export, and says on the file whose it is and under which entry it left the ledger. */
async function watermark(
  job: JobRun,
  asked: ExportAsked,
  { layout, body }: Given,
  count: number,
): Promise<string> {
  const { runner, actor } = job
  const { type, query, purpose } = asked
  const given = { layout, type, query, count, purpose, body }
  // Run again after a crash, the same job enters the same export once; another count is another.
  const outcome = await perform(runner, exportFindings, given, { actor, key: `${job.id}:${count}` })
  if ('refused' in outcome) throw new JobRefused(outcome.refused)
  if (!('done' in outcome)) throw new Error('an export without an entry')
  return markLine(await personOf(runner.db.app, actor.person), {
    unit: body.name,
    at: runner.clock.now(),
    count,
    act: outcome.actId,
  })
}
