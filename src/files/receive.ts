import { createWriteStream } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { covers, isRefusal, newId, refuse, rows } from '#kernel/index.ts'
import type { Actor, Queryable, Refusal } from '#kernel/index.ts'
import { gate } from './gate.ts'
import { inspectFile, MOST_BYTES, type Accepted } from './inspect.ts'
import { cleanName, EVIDENCE_RULE, judgeDeclaration, tellUses } from './rules.ts'
import type { FileStore } from './store.ts'
import { usesOf } from './tables.ts'
import { faultTexts } from './texts.ts'
import type { FileFault, UploadView } from './words.ts'

/** A file as it comes in: the name its owner gave it, and its bytes. */
export type Upload = { readonly filename: string; readonly stream: Readable }

/** What the person said about it. */
export type Said = { readonly declaredUnclassified: boolean; readonly position: string }

const inspections = gate(2)

/**
 * Receives one file: to disk first and never beyond the limit, then inspected, at most two at a
 * time; kept under its hash, and staged for the account until an act hands it in. The answer
 * says whether the content was used before. Refuses by name what is not taken.
 */
export async function receiveUpload(
  { db, store, now }: { db: Queryable; store: FileStore; now: string },
  actor: Actor,
  upload: Upload,
  said: Said,
): Promise<UploadView | Refusal> {
  const undeclared = judgeDeclaration(said.declaredUnclassified)
  if (undeclared) {
    upload.stream.resume()
    return undeclared
  }
  if (await tooManyWait(db, actor)) {
    upload.stream.resume()
    return refuse('尚有 200 个已上传的附件没有提交，请先提交后再上传。', EVIDENCE_RULE)
  }
  const file = await inspections(() => takeIn(store, upload, said.position === 'photo'))
  if (isRefusal(file)) return file
  await store.put(file.hash, file.bytes)
  if (file.previews) await store.putPreviews(file.hash, file.previews)
  const name = cleanName(upload.filename, file.extension)
  return stage(db, actor, file, { name, position: positionOf(file, said), now })
}

const MOST_WAITING = 200

async function tooManyWait(db: Queryable, { account }: Actor): Promise<boolean> {
  const found = await rows(
    db,
    `select 1 from evidence_upload where account = $1 and used_at is null limit $2`,
    [account, MOST_WAITING],
  )
  return found.length === MOST_WAITING
}

async function takeIn(
  store: FileStore,
  upload: Upload,
  keepPosition: boolean,
): Promise<Accepted | Refusal> {
  const path = store.temporary()
  try {
    if (!(await receive(upload.stream, path))) return refusal('too_large')
    const file = await inspectFile(await readFile(path), { keepPosition })
    return 'fault' in file ? refusal(file.fault) : file
  } finally {
    await rm(path, { force: true })
  }
}

function refusal(fault: FileFault): Refusal {
  return refuse(faultTexts[fault], EVIDENCE_RULE)
}

/** Writes the stream to disk; false where it was longer than allowed, the rest thrown away. */
async function receive(stream: Readable, path: string): Promise<boolean> {
  let size = 0
  const limit = new Transform({
    transform(piece: Buffer, _encoding, done) {
      size += piece.length
      if (size > MOST_BYTES) done()
      else done(null, piece)
    },
  })
  await pipeline(stream, limit, createWriteStream(path, { mode: 0o600 }))
  return size <= MOST_BYTES
}

function positionOf(file: Accepted, { position }: Said): string | null {
  if (position === 'none' || file.kind !== 'photo') return null
  return position === 'photo' ? file.position : position
}

async function stage(
  db: Queryable,
  actor: Actor,
  file: Accepted,
  { name, position, now }: { name: string; position: string | null; now: string },
): Promise<UploadView> {
  const id = newId()
  const { hash, essence, kind, mime, width, height, takenAt } = file
  const size = file.bytes.length
  await db.query(
    `insert into evidence_file (hash, essence, kind, mime, size, width, height, created_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (hash) do nothing`,
    [hash, essence, kind, mime, size, width, height, now],
  )
  await db.query(
    `insert into evidence_upload
        (id, hash, essence, account, person, org, name, taken_at, position, created_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [id, hash, essence, actor.account, actor.person, actor.org, name, takenAt, position, now],
  )
  const uses = tellUses(await usesOf(db, [essence]), (jur) => covers(actor.scope, jur))
  const facts = { kind, mime, size, width, height, name, takenAt, position }
  return { id, hash, ...facts, firstUse: uses.length === 0, uses }
}
