import {
  isRefusal,
  perform,
  type Actor,
  type Command,
  type Json,
  type Outcome,
  type Refusal,
  type Runner,
} from '#kernel/index.ts'
import { tallyOf } from './counts.ts'
import { agreeRefusal, kindRefusal, sumOf } from './rules.ts'
import { findDraft, type DraftRecord } from './tables.ts'
import { KIND_UNITS } from './texts.ts'
import type { Counts } from './words.ts'

type Input = {
  readonly id: string
  readonly body: { readonly revision: number; readonly keepCodesBecause: string | null }
}
type Loaded =
  | Refusal
  | { readonly draft: DraftRecord; readonly counts: Counts; readonly doubtfulCodes: number }

/** Agrees to a draft; a reason for doubtful codes goes with it to the taking over. */
export async function agreeTo(
  runner: Runner,
  by: { readonly actor: Actor; readonly key: string },
  { id, body }: Input,
): Promise<Outcome> {
  await runner.db.app.query(
    `update import_draft set options = $2::jsonb where id = $1 and state <> 'taken'`,
    [id, JSON.stringify({ keepCodesBecause: body.keepCodesBecause })],
  )
  return perform(runner, AGREE, { id, body }, by)
}

/**
 * 确认导入: the user agrees to what the draft says. From here on its rows are taken over; the entry
 * names the file by its hash and says what its rows came to.
 */
const AGREE: Command<Input, Loaded> = {
  act: 'import.agree',
  version: 1,
  async load(client, { id }, { actor }) {
    await client.query('select 1 from import_draft where id = $1 for update', [id])
    const draft = await findDraft(client, actor, id)
    if (!draft) return undefined
    const no = kindRefusal(actor.role, draft.kind)
    if (no) return no
    const tally = await tallyOf(client, draft)
    return { draft, counts: sumOf(tally.sheets), doubtfulCodes: tally.doubtfulCodes }
  },
  decide(loaded, { body }) {
    if (isRefusal(loaded)) return loaded
    const { draft, counts, doubtfulCodes } = loaded
    if (body.revision !== draft.revision) return { stale: { revision: draft.revision } }
    const { keepCodesBecause } = body
    const no = agreeRefusal({
      state: draft.state,
      kind: draft.kind,
      counts,
      doubtfulCodes,
      keepCodesBecause,
    })
    if (no) return no
    const say = `已开始接收 ${counts.data} ${KIND_UNITS[draft.kind]}，可离开本页。`
    return {
      jur: draft.jur,
      subject: { kind: 'import', id: draft.id },
      effects: [],
      basis: [],
      inputs: { kind: draft.kind, file: draft.file_hash, counts: counts as unknown as Json },
      decision: { rows: counts.data },
      answer: { id: draft.id, say },
    }
  },
  also: (_decision, loaded, { now }) =>
    isRefusal(loaded)
      ? []
      : [
          (param) =>
            `update import_draft set state = 'taking', agreed_at = ${param(now)}::timestamptz, ` +
            `changed_at = ${param(now)}::timestamptz, revision = revision + 1 ` +
            `where id = ${param(loaded.draft.id)}::uuid`,
        ],
}
