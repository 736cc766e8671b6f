import { isId, notFound, problem, refuse, scoped, serve } from '#kernel/index.ts'
import type { Actor, Call, Download, Route } from '#kernel/index.ts'
import { may } from '#places/index.ts'
import { findEvidence, viewEvidence } from './queries.ts'
import { receiveUpload, type Upload } from './receive.ts'
import type { FileStore } from './store.ts'
import * as words from './words.ts'

/** A call that brings a file: the server puts the one file part of the form here. */
export type UploadCall = Call & { readonly actor: Actor; readonly upload?: Upload }

const noFile = problem(400, '没有收到文件', {
  errors: [{ field: 'file', message: '请选择要上传的文件，文件应排在其他字段之后' }],
})

const notTheirs = refuse('本岗位不办理事项，不能上传附件。', 'bihuan-house-rules#14')

/** The evidence faces over HTTP, on one file store. */
export function fileRoutes(store: FileStore): readonly Route[] {
  return [
    serve(words.uploadEvidence)(async ({ body }, call) => {
      const { upload, actor, runner } = call as UploadCall
      if (!upload) return noFile
      if (!may(actor.role, 'cases.act')) {
        upload.stream.resume()
        return notTheirs
      }
      return receiveUpload({ db: runner.db.app, store, now: runner.clock.now() }, actor, upload, {
        declaredUnclassified: body.declaredUnclassified === 'true',
        position: body.position,
      })
    }),
    serve(words.readEvidence)(async ({ params }, call) => {
      const row = await get(call, params.id)
      return row ? viewEvidence(row) : notFound
    }),
    serve(words.readEvidenceContent)(async ({ params }, call) => {
      const row = await get(call, params.id)
      if (!row || !(await store.has(row.hash))) return notFound
      return download(store.stream(row.hash), {
        'content-type': row.mime,
        'content-length': String(row.size),
        'content-disposition': disposition('attachment', row.name ?? row.hash),
      })
    }),
    serve(words.readEvidencePreview)(async ({ params, query }, call) => {
      const row = await get(call, params.id)
      if (row?.kind !== 'photo') return notFound
      const picture = await store.preview(row.hash, query.size)
      if (!picture) return notFound
      return download(picture, {
        'content-type': 'image/webp',
        'content-length': String(picture.length),
        'content-disposition': 'inline',
      })
    }),
  ]
}

async function get({ runner, actor }: Call & { readonly actor: Actor }, id: string) {
  if (!isId(id)) return undefined
  return scoped(runner.db.app, actor.scope, (client) => findEvidence(client, actor.scope, id))
}

function download(body: Download['download']['body'], headers: Record<string, string>): Download {
  return { download: { body, headers: { ...SAFE, ...headers } } }
}

/** Nothing that a browser could run, whatever the file says it is. */
const SAFE = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'private, max-age=3600',
}

/** Names a download for every browser: plain letters for old ones, the whole name in UTF-8. */
export function disposition(kind: 'attachment' | 'inline', name: string): string {
  const plain = name.replace(/[^\w.-]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`
}
