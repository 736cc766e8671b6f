import * as z from 'zod'
import { JobRefused, type JobResult, type JobRun, type JobWork } from '#jobs/index.ts'
import { readInto } from './draft-read.ts'
import { takeFrom } from './draft-take.ts'
import { writeMarkedCopy } from './marked-copy.ts'
import { findDraft, type DraftRecord } from './tables.ts'

const input = z.strictObject({ draft: z.string(), name: z.string() })
type Input = z.output<typeof input>

/** 读取表格. */
export const READ_WORK: JobWork<Input> = {
  kind: 'import.read',
  title: ({ name }) => `读取《${name}》`,
  input,
  run: (job, { draft }) => onDraft(job, draft, (found) => readInto(job, found)),
}

/** 写入台账: after the user agreed. */
export const TAKE_WORK: JobWork<Input> = {
  kind: 'import.take',
  title: ({ name }) => `导入《${name}》`,
  input,
  run: (job, { draft }) => onDraft(job, draft, (found) => takeFrom(job, found)),
}

/** 标注原表: the user's own file with its errors in it. */
export const MARK_WORK: JobWork<Input> = {
  kind: 'import.mark',
  title: ({ name }) => `标注《${name}》`,
  input,
  run: (job, { draft }) => onDraft(job, draft, (found) => writeMarkedCopy(job, found)),
}

async function onDraft(
  job: JobRun,
  id: string,
  work: (draft: DraftRecord) => Promise<string>,
): Promise<JobResult> {
  const draft = await findDraft(job.runner.db.app, job.actor, id)
  if (!draft) throw new JobRefused('该导入草稿已经过期或放弃，请重新上传文件。')
  return { say: await work(draft), link: `/imports/${id}` }
}
