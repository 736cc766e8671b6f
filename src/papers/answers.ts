/** Acts that bring files: an answer, and one that the village contact writes down. */
import type { PoolClient } from 'pg'
import {
  covers,
  isRefusal,
  type Circumstances,
  type Command,
  type Effect,
  type Refusal,
} from '#kernel/index.ts'
import { attachEvidence, judgeAttachments, loadAttachments, type Attached } from '#files/index.ts'
import type { Attachment } from '#files/words.ts'
import * as decide from './decide.ts'
import type { BodyOf, Verdict } from './decide.ts'
import { hasAccount } from './load.ts'
import type { SeenTask } from './seen.ts'
import type * as words from './words.ts'

type Paper = { readonly jur: string; readonly id: string; readonly number: string }

/** Reads and claims the files of an act, under the lock of its subject. */
export function claim(
  client: PoolClient,
  wanted: readonly Attachment[],
  subject: Paper & { readonly kind: string },
  at: Circumstances,
): Promise<Attached[]> {
  return loadAttachments(client, wanted, { subject, actor: at.actor, now: at.now })
}

/** The files of an act as effects, or why one is not taken. */
export function evidenceOf(
  files: readonly Attached[],
  subject: Paper & { readonly kind: string },
  owner: NonNullable<Effect['owner']>,
  at: Circumstances,
): Effect[] | Refusal {
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

type On<B> = { readonly id: string; readonly body: B }
type Lock = (client: PoolClient, id: string, at: Circumstances) => Promise<SeenTask | undefined>
type Loaded = { readonly seen: SeenTask; readonly files: readonly Attached[] }

/** 提交反馈 with its files. */
export function answering(lock: Lock): Command<On<BodyOf<typeof words.answerTask>>, Loaded> {
  return {
    act: 'task.answer',
    version: 1,
    async load(client, { id, body }, at) {
      const seen = await lock(client, id, at)
      return seen && { seen, files: await claim(client, body.evidence, subjectOf(seen), at) }
    },
    decide: ({ seen, files }, { body }, at) =>
      withFiles(seen, files, at, (evidence) => decide.answerTask(seen, body, at, evidence)),
  }
}

/** 代填 with its photo or signed slip. */
export function filling(
  lock: Lock,
): Command<On<BodyOf<typeof words.fillTask>>, Loaded & { readonly account: boolean }> {
  return {
    act: 'task.fill',
    version: 1,
    async load(client, { id, body }, at) {
      const seen = await lock(client, id, at)
      if (!seen) return undefined
      const account = await hasAccount(client, seen.record.org, at.today)
      return { seen, account, files: await claim(client, body.evidence, subjectOf(seen), at) }
    },
    decide: ({ seen, files, account }, { body }, at) =>
      withFiles(seen, files, at, (evidence) => decide.fillTask(seen, body, at, evidence, account)),
  }
}

function subjectOf({ record }: SeenTask) {
  return { jur: record.jur, id: record.id, number: record.number, kind: 'office_task' }
}

/** A refusal of the act goes before one of its files. */
function withFiles(
  seen: SeenTask,
  files: readonly Attached[],
  at: Circumstances,
  rule: (evidence: readonly Effect[]) => Verdict,
): Verdict {
  const { owner_org: org, party_id: party, demo } = seen.record
  const evidence = evidenceOf(files, subjectOf(seen), { org, party, demo }, at)
  const verdict = rule(isRefusal(evidence) ? [] : evidence)
  const good = !isRefusal(verdict) && !('stale' in verdict)
  return isRefusal(evidence) && good ? evidence : verdict
}
