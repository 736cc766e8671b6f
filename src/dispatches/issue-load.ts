import { fullNames } from '#places/index.ts'
/** What the signature and the seal read and keep, inside their act's transaction. */
import type { Pool, PoolClient } from 'pg'
import { actingName, hotRow, type Circumstances, type Queryable } from '#kernel/index.ts'
import { DOCX, documentNumber, nextNumber } from '#documents/index.ts'
import { evidenceEffects, keepFile, loadAttachments } from '#files/index.ts'
import type { FileStore } from '#files/index.ts'
import { stopped, type Versioned } from './decide-draft.ts'
import type { Numbered, Sealed } from './decide-issue.ts'
import { sealRefusal } from './seals.ts'
import type { SeenDispatch } from './seen.ts'
import { KIND_MARKS } from './texts.ts'
import type { DispatchKind, SealWay } from './words.ts'
import { wordFileOf, type Wording } from './word.ts'
import type { Attachment } from '#files/words.ts'

/**
 * The number that the signature gives, taken when nothing else can refuse it, and the Word file
 * with it. Two signatures of one series take turns on its counter.
 */
export async function numberFor(
  pool: Pool,
  client: PoolClient,
  files: FileStore,
  seen: SeenDispatch,
  body: Versioned,
  at: Circumstances,
): Promise<Numbered | null> {
  if (stopped('sign', seen, body, at)) return null
  const { record } = seen
  const year = Number(at.today.slice(0, 4))
  const mark = KIND_MARKS[record.kind as DispatchKind]
  const series = `${seen.facts.names[record.issuer_org] ?? ''}${mark}`
  const of = { org: record.issuer_org, series: `dispatch ${mark}`, year }
  const signer = await hotRow<{ name: string }>(client, 'select name from person where id = $1', [
    at.actor.person,
  ])
  const names = await namesOnPaper(client, record)
  const value = await nextNumber(client, of)
  const number = documentNumber(series, year, value)
  const bytes = await wordFileOf(
    pool,
    files,
    { ...record, number },
    {
      names,
      date: at.today,
      signer: signer ? actingName(signer.name, at.actor.onBehalfOf !== null) : null,
    },
  )
  const documentHash = await keepFile(client, files, { bytes, mime: DOCX, now: at.now })
  return { number, series, year, value, documentHash }
}

/** The names that a paper writes, by id. */
export function namesOnPaper(on: Queryable, paper: Wording): Promise<Record<string, string>> {
  return fullNames(on, [paper.issuer_org, paper.owner_org, ...paper.to_orgs, ...paper.copy_orgs])
}

/** The file that comes in as the authentic version, judged by its content. */
export async function sealedFile(
  client: PoolClient,
  files: FileStore,
  { record }: SeenDispatch,
  body: {
    readonly way: SealWay
    readonly origin: string | null
    readonly evidence: readonly Attachment[]
  },
  at: Circumstances,
): Promise<Sealed | null> {
  const subject = { jur: record.jur, id: record.id, number: record.number, kind: 'dispatch' }
  const attached = await loadAttachments(client, body.evidence, subject, at)
  const upload = attached[0]?.upload
  const owner = { org: record.owner_org, party: null, demo: record.demo }
  const effects = evidenceEffects(attached, subject, owner, at)
  if (!upload) return { effects, hash: '', mime: '', name: '', refusal: null }
  const { hash, mime, name } = upload
  const refusal = sealRefusal(body.way, { ...upload, bytes: await files.read(hash) }, body.origin)
  return { effects, hash, mime, name, refusal }
}
