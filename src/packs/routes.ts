import {
  actsOf,
  isId,
  isRefusal,
  newId,
  notFound,
  perform,
  problem,
  readOwn,
  serve,
  type Route,
} from '#kernel/index.ts'
import { cleanName, disposition, type UploadCall } from '#files/index.ts'
import { packTexts, packVersions } from '#law/index.ts'
import { bodyToday } from '#places/index.ts'
import { besideNow, bytesOf, readSheet } from './bring.ts'
import { packCommands } from './commands.ts'
import { draftDetail, findDraft, listDrafts } from './queries.ts'
import { bringRefusal } from './rules.ts'
import * as words from './words.ts'

const noFile = problem(400, '没有收到文件', {
  errors: [{ field: 'file', message: '请选择要上传的文件，文件应排在其他字段之后' }],
})

const { actOn } = actsOf(() => packCommands)

/** Score sheets that offices bring, over HTTP. */
export const packRoutes: readonly Route[] = [
  serve(words.listPackDrafts)(async (_given, call) => ({
    rows: await readOwn(call, (client) => listDrafts(client, call.actor)),
  })),
  serve(words.readPackDraft)(async ({ params: { id } }, call) => {
    if (!isId(id)) return notFound
    return (await readOwn(call, (client) => draftDetail(client, call.actor, id))) ?? notFound
  }),
  serve(words.packDraftFile)(async ({ params: { id } }, call) => {
    if (!isId(id)) return notFound
    const row = await readOwn(call, (client) => findDraft(client, call.actor, id))
    const [pack] = row ? await packVersions(call.runner.db.app, [row.version]) : []
    if (pack === undefined) return notFound
    return yamlFile(packTexts(pack)['scoring.yaml'] ?? '', row!.title)
  }),
  serve(words.bringSheet)(async ({ body }, call) => {
    const { upload, actor, runner, key } = call as UploadCall
    if (!upload) return noFile
    const bytes = await bytesOf(upload)
    const refusal = bringRefusal(actor.role)
    if (refusal) return refusal
    if (isRefusal(bytes)) return bytes
    const own = await bodyToday(runner.db.app, actor.org, runner.clock.today())
    if (!own) return notFound
    const id = newId()
    const head = {
      id: `sheet-${own.place.toLowerCase()}-${id.replaceAll('-', '').slice(-12)}`,
      title: body.title,
      issuer: own.name,
      place: own.place,
      from: runner.clock.today(),
      demo: actor.demo,
    }
    const beside = await besideNow(runner.db.app, actor.demo)
    const read = await readSheet(bytes, upload.filename, head, beside)
    if (isRefusal(read)) return read
    const fileName = nameOf(upload.filename)
    return perform(runner, packCommands.bring, { id, fileName, ...read }, { actor, key })
  }),
  serve(words.correctSheet)(async ({ params: { id }, body }, call) => {
    const { upload, actor, runner, key } = call as UploadCall
    if (!upload) return noFile
    const bytes = await bytesOf(upload)
    if (isRefusal(bytes)) return bytes
    if (!isId(id)) return notFound
    const row = await readOwn(call, (client) => findDraft(client, actor, id))
    const [before] = row ? await packVersions(runner.db.app, [row.version]) : []
    if (row === undefined || before === undefined) return notFound
    const { title, issuer, place, effective, demo } = before.head
    const head = { id: row.pack, title, issuer, place, from: effective.from, demo }
    const beside = await besideNow(runner.db.app, actor.demo)
    const read = await readSheet(bytes, upload.filename, head, beside)
    if (isRefusal(read)) return read
    const input = { id, revision: body.revision, fileName: nameOf(upload.filename), ...read }
    return perform(runner, packCommands.correct, input, { actor, key })
  }),
  actOn(words.proposeSheet, (of) => of.propose),
  actOn(words.releaseSheet, (of) => of.release),
  actOn(words.withdrawSheet, (of) => of.withdraw),
]

function nameOf(filename: string): string {
  return cleanName(filename, /\.([a-z]{2,5})$/i.exec(filename)?.[1]?.toLowerCase() ?? 'xlsx')
}

function yamlFile(text: string, title: string) {
  const body = Buffer.from(text)
  return {
    download: {
      body,
      headers: {
        'content-type': 'application/yaml; charset=utf-8',
        'content-length': String(body.length),
        'content-disposition': disposition('attachment', `${title}.yaml`),
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
    },
  }
}
