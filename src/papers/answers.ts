/** Acts that bring files: an answer, and one that the village contact writes down. */
import type { PoolClient } from 'pg'
import { isRefusal, type Circumstances, type Command, type Effect } from '#kernel/index.ts'
import { evidenceEffects, loadAttachments, type Attached } from '#files/index.ts'
import * as decide from './decide.ts'
import type { BodyOf, Verdict } from './decide.ts'
import { hasAccount } from './load.ts'
import type { SeenTask } from './seen.ts'
import type * as words from './words.ts'

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
      if (!seen) return undefined
      return { seen, files: await loadAttachments(client, body.evidence, subjectOf(seen), at) }
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
      const files = await loadAttachments(client, body.evidence, subjectOf(seen), at)
      return { seen, account, files }
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
  const evidence = evidenceEffects(files, subjectOf(seen), { org, party, demo }, at)
  const verdict = rule(isRefusal(evidence) ? [] : evidence)
  const good = !isRefusal(verdict) && !('stale' in verdict)
  return isRefusal(evidence) && good ? evidence : verdict
}
