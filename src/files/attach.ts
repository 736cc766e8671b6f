import {
  covers,
  rows,
  type Circumstances,
  type Effect,
  type Queryable,
  type Refusal,
} from '#kernel/index.ts'
import { attachEvidence, judgeAttachments, type Attached, type Subject } from './rules.ts'
import { claimUses, findUploads, lockContents, markUsed, usesOf, type UploadRow } from './tables.ts'
import type { Attachment } from './words.ts'

/**
 * Reads and claims the evidence of an act, inside the act's transaction and after its subject is
 * locked; the act's rule then asks for evidenceEffects. What is refused leaves nothing behind, since
 * the claim goes with the transaction. Two acts with the same content take turns, so that the second
 * knows of the first.
 */
export async function loadAttachments(
  client: Queryable,
  attachments: readonly Attachment[],
  subject: Subject,
  { actor, now }: { readonly actor: { readonly account: string }; readonly now: string },
): Promise<Attached[]> {
  if (attachments.length === 0) return []
  const ids = attachments.map(({ upload }) => upload)
  await rows(
    client,
    'select 1 from evidence_upload where id = any ($1::uuid[]) order by id for update',
    [ids],
  )
  const uploads = await findUploads(client, actor.account, ids)
  const byId = new Map(uploads.map((upload) => [upload.id, upload]))
  const found = attachments.map((attachment) => ({
    attachment,
    upload: byId.get(attachment.upload) ?? null,
  }))
  const essences = uploads.map(({ essence }) => essence)
  await lockContents(client, essences)
  const uses = await usesOf(client, essences)
  await claimUses(
    client,
    found.flatMap((one) => claims(one, subject, now)),
  )
  await markUsed(client, ids, now)
  return found.map((one) => ({
    ...one,
    uses: uses.filter(({ essence }) => essence === one.upload?.essence),
  }))
}

function claims(
  { attachment, upload }: { attachment: Attachment; upload: UploadRow | null },
  subject: Subject,
  now: string,
) {
  if (!upload) return []
  return [
    {
      essence: upload.essence,
      subjectKind: subject.kind,
      subjectId: subject.id,
      phase: attachment.phase,
      photo: upload.kind === 'photo',
      jur: subject.jur,
      number: subject.number,
      at: now,
    },
  ]
}

/** The files of an act as evidence of its subject, one effect a file, or why one is not taken. */
export function evidenceEffects(
  files: readonly Attached[],
  subject: Subject,
  owner: NonNullable<Effect['owner']>,
  { actor, newId }: Pick<Circumstances, 'actor' | 'newId'>,
): Effect[] | Refusal {
  const mayName = (jur: string) => covers(actor.scope, jur)
  return (
    judgeAttachments(files, subject) ??
    attachEvidence(files, { subject, owner, actor, newId, mayName })
  )
}
