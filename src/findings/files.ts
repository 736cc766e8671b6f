import type { PoolClient } from 'pg'
import { covers, type Circumstances, type Effect, type Refusal } from '#kernel/index.ts'
import { attachEvidence, judgeAttachments, loadAttachments, type Attached } from '#files/index.ts'
import type { Attachment } from '#files/words.ts'

type Paper = { readonly jur: string; readonly id: string; readonly number: string }

/** Reads and claims the files of an act, under the lock of its finding. */
export function filesOf(
  client: PoolClient,
  body: object,
  paper: Paper,
  at: Circumstances,
): Promise<Attached[]> {
  const wanted = (body as { evidence?: readonly Attachment[] }).evidence ?? []
  const subject = { ...paper, kind: 'finding' }
  return loadAttachments(client, wanted, { subject, actor: at.actor, now: at.now })
}

/** The files of an act as evidence of its finding, or why they may not be. */
export function evidenceEffects(
  files: readonly Attached[],
  paper: Paper,
  owner: NonNullable<Effect['owner']>,
  at: Circumstances,
): Effect[] | Refusal {
  const subject = { jur: paper.jur, id: paper.id, number: paper.number, kind: 'finding' }
  return (
    judgeAttachments(files, subject) ??
    attachEvidence(files, {
      subject,
      owner,
      actor: at.actor,
      newId: at.newId,
      mayName: (jur) => covers(at.actor.scope, jur),
    })
  )
}
