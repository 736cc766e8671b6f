import {
  isRefusal,
  notFound,
  perform,
  problem,
  scoped,
  serve,
  type Route,
  type Signed,
} from '#kernel/index.ts'
import { placeOfBody } from '#places/index.ts'
import { cleanName, disposition, keepFile, type FileStore, type UploadCall } from '#files/index.ts'
import { REPLACE_TEMPLATE, WITHDRAW_TEMPLATE } from './commands.ts'
import { formTimesOf, keepFormTime } from './form-times.ts'
import { pdfOf } from './pdf/index.ts'
import { DOCX } from './render.ts'
import { allTags, refuseTemplate } from './rules.ts'
import { templatesOf } from './tables.ts'
import { judgeTemplate, officeTemplate, readUpload } from './templates.ts'
import { FORM_LABELS } from './texts.ts'
import * as words from './words.ts'

const noFile = problem(400, '没有收到文件', {
  errors: [{ field: 'file', message: '请选择要上传的文件，文件应排在其他字段之后' }],
})

/** Templates of papers, and how much forms ask, over HTTP. */
export function documentRoutes(store: FileStore): readonly Route[] {
  return [...templateRoutes(store), ...timeRoutes]
}

function templateRoutes(store: FileStore): readonly Route[] {
  return [
    serve(words.listTemplates)(async (_given, call) => ({ templates: await listed(call) })),
    serve(words.replaceTemplate)(async ({ body }, call) => {
      const { upload, actor, runner, key } = call as UploadCall
      if (!upload) return noFile
      const refusal = refuseTemplate(actor.role)
      const bytes = await readUpload(upload)
      if (refusal) return refusal
      if (isRefusal(bytes)) return bytes
      const judged = await judgeTemplate(body.form, bytes)
      if (isRefusal(judged)) return judged
      const now = runner.clock.now()
      const hash = await keepFile(runner.db.app, store, { bytes, mime: DOCX, now })
      const name = cleanName(upload.filename, 'docx')
      const input = { form: body.form, name, hash, tags: judged.names, left: judged.left }
      return perform(runner, REPLACE_TEMPLATE, input, { actor, key })
    }),
    serve(words.withdrawTemplate)(async ({ params, body }, { runner, actor, key }) => {
      if (!words.isId(params.id)) return notFound
      const input = { id: params.id, revision: body.revision }
      return perform(runner, WITHDRAW_TEMPLATE, input, { actor, key })
    }),
    serve(words.readTemplate)(async ({ params }, call) => {
      const form = words.DOCUMENT_FORMS.find((one) => one === params.form)
      if (!form) return notFound
      const { runner, actor } = call
      const body = await officeTemplate(runner.db.app, store, { org: actor.org, form })
      return wordFile(body, `${FORM_LABELS[form]}模板`)
    }),
  ]
}

/** A paper as an answer: the filled Word file, or the PDF laid out from it. */
export async function paperFile(
  word: Buffer,
  name: string,
  { format, now }: { readonly format?: words.FileFormat; readonly now: string },
) {
  if (format !== 'pdf') return wordFile(word, name)
  const pdf = await pdfOf(word, now)
  return isRefusal(pdf) ? pdf : fileAnswer(pdf, 'application/pdf', `${name}.pdf`)
}

/** A Word file as an answer. */
export function wordFile(body: Buffer, name: string) {
  return fileAnswer(body, DOCX, `${name}.docx`)
}

function fileAnswer(body: Buffer, type: string, name: string) {
  return {
    download: {
      body,
      headers: {
        'content-type': type,
        'content-length': String(body.length),
        'content-disposition': disposition('attachment', name),
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
    },
  }
}

async function placeOf({ runner, actor }: Signed): Promise<string> {
  return (await placeOfBody(runner.db.app, actor.org)) ?? ''
}

async function listed(call: Signed): Promise<words.TemplateView[]> {
  const { runner, actor } = call
  const place = await placeOf(call)
  const own = await scoped(runner.db.app, actor.scope, (client) =>
    templatesOf(client, place, actor.org),
  )
  return words.DOCUMENT_FORMS.map((form) => {
    const row = own.find((one) => one.form === form)
    return {
      form,
      label: FORM_LABELS[form],
      own: row
        ? {
            id: row.id,
            revision: row.revision,
            name: row.name ?? '',
            at: row.at,
            hash: row.hash,
          }
        : null,
      tags: allTags(form).map(({ path, label, needed }) => ({ name: path, label, needed })),
    }
  })
}

const timeRoutes: readonly Route[] = [
  serve(words.formTimes)(async ({ params }, { runner, actor }) => {
    const form = words.TIMED_FORMS.find((one) => one === params.form)
    return form ? formTimesOf(runner.db.app, form, actor) : notFound
  }),
  serve(words.recordFormTime)(async ({ params, body }, { runner, actor }) => {
    const form = words.TIMED_FORMS.find((one) => one === params.form)
    if (!form) return notFound
    await keepFormTime(runner.db.app, form, actor, body, runner.clock.today())
    return formTimesOf(runner.db.app, form, actor)
  }),
]
