import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { firstRow, refuse, rows, type Actor, type Refusal, type Runner } from '#kernel/index.ts'
import { placeOfBody } from '#places/index.ts'
import { FAULT_TEXTS, LIMITS } from '#sheets/index.ts'
import { KEPT_DAYS } from './rules.ts'
import type { ImportKind } from './words.ts'

const CLAUSE = 'bihuan-house-rules#import'
const DAY_MS = 86_400_000
const MOST_OPEN = 20

/** A file as it comes in: the name its owner gave it, and its bytes. */
export type SheetUpload = { readonly filename: string; readonly stream: Readable }

/**
 * Receives a spreadsheet: to disk, never beyond the limit, hashed on the way; the draft waits to be
 * read. What it holds is judged by its reading, in a worker, and not here.
 */
export async function receiveSheet(
  { runner, folder }: { readonly runner: Runner; readonly folder: string },
  actor: Actor,
  kind: ImportKind,
  upload: SheetUpload,
): Promise<{ readonly id: string; readonly name: string } | Refusal> {
  const on = runner.db.app
  if (await tooManyOpen(runner, actor)) {
    upload.stream.resume()
    return refuse(`尚有 ${MOST_OPEN} 份导入没有办完，请先办完或者放弃后再上传。`, CLAUSE)
  }
  const id = runner.newId()
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, id)
  const file = await receive(upload.stream, path)
  if (file.size > LIMITS.bytes || file.size === 0) {
    await rm(path, { force: true })
    return refuse(FAULT_TEXTS[file.size === 0 ? 'empty' : 'too_many_bytes'], CLAUSE)
  }
  const name = cleanName(upload.filename)
  const now = runner.clock.now()
  const expires = new Date(Date.parse(now) + KEPT_DAYS * DAY_MS).toISOString()
  await on.query(
    `insert into import_draft (id, kind, account, org, jur, file_name, file_hash, file_size,
        file_path, state, settings, sheets, problems, options, revision, created_at, changed_at,
        expires_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'reading', '{}', '[]', '[]', '{}', 1, $10, $10,
        $11)`,
    [
      id,
      kind,
      actor.account,
      actor.org,
      await homeIn(runner, actor),
      name,
      file.hash,
      file.size,
      path,
      now,
      expires,
    ],
  )
  return { id, name }
}

/** The place of the acting post: names are matched in it, and records without a place lie there. */
async function homeIn(runner: Runner, actor: Actor): Promise<string> {
  const on = runner.db.app
  const post = await firstRow<{ place: string }>(on, 'select place from post where id = $1', [
    actor.post,
  ])
  if (post) return post.place
  const place = await placeOfBody(on, actor.org)
  if (place === undefined) throw new Error(`no organization ${actor.org}`)
  return place
}

async function tooManyOpen(runner: Runner, { account }: Actor): Promise<boolean> {
  const open = await rows(
    runner.db.app,
    `select 1 from import_draft where account = $1 and state in ('reading', 'ready', 'taking')
      limit $2`,
    [account, MOST_OPEN],
  )
  return open.length === MOST_OPEN
}

async function receive(stream: Readable, path: string): Promise<{ size: number; hash: string }> {
  let size = 0
  const digest = createHash('sha256')
  const limit = new Transform({
    transform(piece: Buffer, _encoding, done) {
      size += piece.length
      if (size > LIMITS.bytes) return done()
      digest.update(piece)
      done(null, piece)
    },
  })
  await pipeline(stream, limit, createWriteStream(path, { mode: 0o600 }))
  return { size, hash: digest.digest('hex') }
}

/** The file's own name, without folders and what no name holds. */
function cleanName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  // oxlint-disable-next-line no-control-regex -- names may hold them, and must not
  const clean = last.replaceAll(/[\u0000-\u001f\u007f]/g, '').trim()
  return clean === '' ? '未命名表格' : clean.slice(0, 200)
}
