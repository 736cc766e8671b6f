import { join } from 'node:path'
import {
  isRefusal,
  notFound,
  problem,
  serve,
  type Actor,
  type Call,
  type Route,
  type Runner,
} from '#kernel/index.ts'
import type { Jobs, JobWork } from '#jobs/index.ts'
import { agreeTo } from './commands.ts'
import { briefOf, rowsOf, viewDraft } from './queries.ts'
import { changeRefusal, kindRefusal, kindsOf } from './rules.ts'
import { keepLayout, settleCells } from './settle.ts'
import { draftsOf, findDraft, type DraftRecord } from './tables.ts'
import { receiveSheet, type SheetUpload } from './upload.ts'
import * as words from './words.ts'
import { MARK_WORK, READ_WORK, TAKE_WORK } from './works.ts'

type Acting = Call & { readonly actor: Actor }
type Uploading = Acting & { readonly upload?: SheetUpload }

/** Where uploaded spreadsheets lie until their draft ends. */
export function importFolder(dataDir: string): string {
  return join(dataDir, 'imports')
}

const noFile = problem(400, '没有收到文件', {
  errors: [{ field: 'file', message: '请选择要导入的表格，文件应排在其他字段之后' }],
})

/** The import over HTTP; each draft is its uploader's alone. */
export function importRoutes({
  jobs,
  dataDir,
}: {
  readonly jobs: Jobs
  readonly dataDir: string
}): readonly Route[] {
  return [
    serve(words.listDrafts)(async (_given, { runner, actor }) => ({
      rows: (await draftsOf(runner.db.app, actor)).map(briefOf),
      kinds: kindsOf(actor.role),
    })),
    serve(words.uploadDraft)(async ({ body }, call) => {
      const { upload, actor, runner } = call as Uploading
      if (!upload) return noFile
      const no = kindRefusal(actor.role, body.kind)
      if (no) {
        upload.stream.resume()
        return no
      }
      const ground = { runner, folder: importFolder(dataDir) }
      const made = await receiveSheet(ground, actor, body.kind, upload)
      if (isRefusal(made)) return made
      await beginJob(jobs, call, { id: made.id, file_name: made.name }, READ_WORK, 'reading')
      return { id: made.id }
    }),
    serve(words.readDraft)(async ({ params }, call) => {
      const draft = await get(call, params.id)
      return draft ? viewDraft(call.runner.db.app, draft) : notFound
    }),
    serve(words.readDraftRows)(async ({ params, query }, call) => {
      const draft = await get(call, params.id)
      return draft ? rowsOf(call.runner.db.app, draft, query) : notFound
    }),
    ...settlingRoutes(jobs),
    ...endingRoutes(jobs),
  ]
}

function settlingRoutes(jobs: Jobs): readonly Route[] {
  return [
    serve(words.settleLayout)(async ({ params, body }, call) => {
      const draft = await get(call, params.id)
      if (!draft) return notFound
      const no = refusalFor(call, draft)
      if (no) return no
      if (body.revision !== draft.revision) return { stale: { revision: draft.revision } }
      const wrong = await keepLayout(call.runner, draft, body)
      if (wrong) return wrong
      await beginJob(jobs, call, draft, READ_WORK, 'reading')
      return { id: draft.id }
    }),
    serve(words.settleCell)(async ({ params, body }, call) => {
      const draft = await get(call, params.id)
      if (!draft) return notFound
      const no = refusalFor(call, draft)
      if (no) return no
      const settled = await settleCells(call.runner, call.actor, draft, body)
      if (settled === undefined) return notFound
      if (typeof settled !== 'number') return settled
      return { rows: settled, say: `已更正 ${settled} 行。` }
    }),
    serve(words.leaveOut)(async ({ params, body }, call) => {
      const draft = await get(call, params.id)
      if (!draft) return notFound
      const no = refusalFor(call, draft)
      if (no) return no
      const { rowCount } = await call.runner.db.app.query(
        `update import_row set left_out = $4 where draft = $1 and sheet_no = $2 and row_no = $3
            and class in ('data', 'refused', 'repeated')`,
        [draft.id, body.sheet, body.row, body.reason],
      )
      if (rowCount === 0) return notFound
      return { say: body.reason === null ? '该行已恢复。' : '该行不导入，理由已记录。' }
    }),
  ]
}

function endingRoutes(jobs: Jobs): readonly Route[] {
  return [
    serve(words.agreeDraft)(async ({ params, body }, call) => {
      const draft = await get(call, params.id)
      if (!draft) return notFound
      const { runner, actor, key } = call
      const outcome = await agreeTo(runner, { actor, key }, { id: draft.id, body })
      if ('done' in outcome && !outcome.repeated) {
        await beginJob(jobs, call, draft, TAKE_WORK, 'taking')
      }
      return outcome
    }),
    serve(words.dropDraft)(async ({ params }, call) => {
      const draft = await get(call, params.id)
      if (!draft) return notFound
      const no = draft.state === 'refused' ? null : refusalFor(call, draft)
      if (no) return no
      await call.runner.db.app.query(
        `update import_draft set state = 'dropped', revision = revision + 1, changed_at = $2
          where id = $1`,
        [draft.id, call.runner.clock.now()],
      )
      return { id: draft.id, say: `已放弃《${draft.file_name}》，没有写入任何内容。` }
    }),
    serve(words.markCopy)(async ({ params }, call) => {
      const draft = await get(call, params.id)
      if (!draft) return notFound
      const input = { draft: draft.id, name: draft.file_name }
      const { id } = await jobs.enqueue(call.actor, MARK_WORK, input)
      return { job: id }
    }),
  ]
}

function refusalFor({ actor }: Acting, draft: DraftRecord) {
  return kindRefusal(actor.role, draft.kind) ?? changeRefusal(draft.state)
}

/** Puts a draft into a state and asks for its job; the draft names the job, the job the draft. */
async function beginJob(
  jobs: Jobs,
  { runner, actor }: Pick<Acting, 'actor'> & { readonly runner: Runner },
  draft: Pick<DraftRecord, 'id' | 'file_name'>,
  work: JobWork<{ draft: string; name: string }>,
  state: 'reading' | 'taking',
): Promise<void> {
  await runner.db.app.query(
    `update import_draft set state = $2, job = null, say = null, revision = revision + 1
      where id = $1`,
    [draft.id, state],
  )
  const { id } = await jobs.enqueue(actor, work, { draft: draft.id, name: draft.file_name })
  await runner.db.app.query('update import_draft set job = $2 where id = $1', [draft.id, id])
}

async function get({ runner, actor }: Acting, id: string): Promise<DraftRecord | undefined> {
  if (!words.isDraftId(id)) return undefined
  return findDraft(runner.db.app, actor, id)
}
