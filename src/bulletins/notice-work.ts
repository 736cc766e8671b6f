import * as z from 'zod'
import { idSchema } from '#kernel/faces.ts'
import { perform, scoped } from '#kernel/index.ts'
import { DOCX } from '#documents/index.ts'
import { openFileStore, type FileStore } from '#files/index.ts'
import { JobRefused, type JobResult, type JobRun, type JobWork } from '#jobs/index.ts'
import { draftFile } from './notice-draft.ts'
import { issuing } from './notice-issue.ts'
import { makeNotice, shortTitle, type Made } from './notice-make.ts'
import { findNotice } from './notice-queries.ts'
import { refuseReading } from './notice-rules.ts'
import type { Tell } from './notice-rows.ts'
import { periodText } from './notice-texts.ts'
import { makeDraft, NOTICE_KINDS, type NoticeKind, type NoticeMoved } from './notice-words.ts'

type Asked = z.output<typeof makeDraft.body>

/** 拟办通报 as long work: the figures of a large ledger, for a page or as a Word file. */
export const draftNoticeWork: JobWork<Asked> = {
  kind: 'notice.draft',
  title: ({ kind, on, as }) =>
    `${as === 'word' ? '生成' : '拟办'}${shortTitle(kind, on)}${as === 'word' ? '草稿（Word）' : ''}`,
  input: makeDraft.body,
  run: draft,
}

async function draft(job: JobRun, { kind, on, notice, as }: Asked): Promise<JobResult> {
  const { runner, actor } = job
  const found = notice === null ? undefined : await findNotice(runner, actor, notice)
  if (notice !== null && found?.state !== 'proposed') throw new JobRefused('未找到该送签通报。')
  const refusal = found ? null : refuseReading(actor.role)
  if (refusal) throw new JobRefused(refusal.refused)
  const made = await make(job, found?.owner_org ?? actor.org, { kind, on })
  const name = shortTitle(kind, on)
  if (as === 'word' && found) {
    const files = await openFileStore(job.dataDir)
    const out = await job.file(`${name}（草稿）.docx`, DOCX)
    out.end(await draftFile(runner, files, found, made))
    return { say: '通报草稿已生成。', link: `/notices/${found.id}` }
  }
  const out = await job.file(`${name}.json`, 'application/json')
  out.end(JSON.stringify({ content: made.content }))
  const link = found ? `/notices/${found.id}?job=${job.id}` : draftLink(kind, on, job.id)
  return { say: `${periodText(kind, on)}的数字已汇总，共${made.book.records.length}条。`, link }
}

function draftLink(kind: NoticeKind, on: string, job: string): string {
  return `/notices/draft?kind=${kind}&on=${on}&job=${job}`
}

function make(job: JobRun, org: string, asked: Pick<Asked, 'kind' | 'on'>): Promise<Made> {
  const { runner, actor } = job
  const pool = runner.db.app
  return scoped(pool, actor.scope, (client) =>
    makeNotice(pool, client, actor, { org, ...asked }, runner.clock.today(), telling(job)),
  )
}

function telling(job: JobRun): Tell {
  return (stage, done) => job.progress(stage, done, null)
}

const issueInput = z.strictObject({
  id: idSchema,
  revision: z.int(),
  origin: z.string().nullable(),
  kind: z.enum(NOTICE_KINDS),
  from: z.string(),
})
type IssueInput = z.output<typeof issueInput>

/** 签发 as long work: the act is the same as in a request, and done once whatever happens. */
export const issueNoticeWork: JobWork<IssueInput> = {
  kind: 'notice.issue',
  title: ({ kind, from }) => `签发${shortTitle(kind, from)}`,
  input: issueInput,
  run: issue,
}

async function issue(job: JobRun, { id, revision, origin }: IssueInput): Promise<JobResult> {
  const { runner, actor } = job
  const files: FileStore = await openFileStore(job.dataDir)
  const command = issuing(runner.db.app, files, origin, telling(job))
  const outcome = await perform(runner, command, { id, revision }, { actor, key: job.id })
  if ('refused' in outcome) throw new JobRefused(outcome.refused)
  if ('done' in outcome) return { say: (outcome.done as NoticeMoved).say, link: `/notices/${id}` }
  throw new JobRefused('该通报已被他人办理，请重新查看后签发。')
}
