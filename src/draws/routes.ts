import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  notFound,
  perform,
  scoped,
  serve,
  serveOpen,
  type Command,
  type Download,
  type Route,
  type Signed,
} from '#kernel/index.ts'
import { commit, completion, reveal } from './commands.ts'
import { drawViewOf, findDraw } from './queries.ts'
import { paperOf } from './tables.ts'
import * as words from './words.ts'

function actOn(face: Parameters<typeof serve>[0], command: Command<never, never>): Route {
  return serve(face)(async (given, { runner, actor, key }) => {
    const { params, body } = given as unknown as { params: { id: string }; body: unknown }
    if (!words.isDrawId(params.id)) return notFound
    return perform(runner, command, { id: params.id, body } as never, { actor, key })
  })
}

/** The text behind one of a draw's hashes, as a file. */
function text(
  call: Signed,
  id: string,
  pick: (record: { frozen_hash: string; file_hash: string | null }) => [string | null, string],
): Promise<Download | typeof notFound> {
  if (!words.isDrawId(id)) return Promise.resolve(notFound)
  return scoped(call.runner.db.app, call.actor.scope, async (client) => {
    const record = await findDraw(client, call.actor, id)
    const [hash, name] = record ? pick(record) : [null, '']
    if (hash === null) return notFound
    return download(await paperOf(client, hash), name, 'application/json; charset=utf-8')
  })
}

function download(content: string, name: string, type: string): Download {
  const headers = {
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
  }
  return { download: { body: Buffer.from(content, 'utf8'), headers } }
}

const CHECKER = join(import.meta.dirname, 'foreign/verify.py')

export const routes: readonly Route[] = [
  serve(words.getDraw)(async ({ params }, call) => {
    if (!words.isDrawId(params.id)) return notFound
    return scoped(call.runner.db.app, call.actor.scope, async (client) => {
      const record = await findDraw(client, call.actor, params.id)
      return record ? drawViewOf(client, record) : notFound
    })
  }),
  serve(words.readFrame)(({ params }, call) =>
    text(call, params.id, ({ frozen_hash }) => [frozen_hash, `frame-${params.id}.json`]),
  ),
  serve(words.readDrawFile)(({ params }, call) =>
    text(call, params.id, ({ file_hash }) => [file_hash, `draw-${params.id}.json`]),
  ),
  serveOpen(words.readChecker)(async () =>
    download(readFileSync(CHECKER, 'utf8'), 'verify.py', 'text/x-python; charset=utf-8'),
  ),
  actOn(words.commitDraw, commit as never),
  actOn(words.revealDraw, reveal as never),
  actOn(words.completeDraw, completion as never),
]
