import { rows, type Runner } from '#kernel/index.ts'
import type { TakeOverGround } from '#findings/index.ts'
import { judge } from './judge.ts'
import { KINDS, takingOf } from './kinds.ts'
import { COMES_IN, type DraftRecord, type RowRecord } from './tables.ts'
import type { Agreed, Taken, Working } from './target.ts'
import type { KindRow } from './kind.ts'
import { KIND_TEXTS, KIND_UNITS } from './texts.ts'

const BATCH = 500

/**
 * Takes the agreed rows of a draft over, in batches, each in its own transaction. Broken off and
 * run again it goes on where no row has an outcome yet; rows that came in are known by identity.
 */
export async function takeFrom(job: Working, draft: DraftRecord): Promise<string> {
  const { runner } = job
  const on = runner.db.app
  const { kind, open } = KINDS[draft.kind]
  const target = await open(on, await takingOf(on, job.actor, draft))
  const ground: TakeOverGround = {
    ...runner,
    journal: { origin: runner.journal.origin, sink: runner.journal },
  }
  const options = { keepCodesBecause: draft.options.keepCodesBecause ?? null }
  const total = await waitingRows(runner, draft.id)
  for (let done = 0, after = FIRST; ;) {
    const batch = await nextRows(runner, draft.id, after)
    const last = batch.at(-1)
    if (!last) break
    after = last
    const agreed = batch.flatMap((kept): Agreed<KindRow>[] => {
      const sheet = draft.sheets[kept.sheet_no]!
      const { row, identity, content, chosen } = judge(kind, target, {
        row: kept.row_no,
        cells: kept.cells!,
        settled: kept.settled,
        context: sheet.context,
        columnOf: (field) => sheet.columns.find((one) => one.field === field)?.col ?? null,
      })
      if (!row || identity === null || content === null) return []
      const key = `${draft.id}:${kept.sheet_no}.${kept.row_no}`
      return [{ row, identity, content, chosen, key }]
    })
    const taken = await target.take(ground, agreed, options)
    await keepOutcomes(runner, draft, batch, agreed, taken)
    done += batch.length
    await job.progress('写入台账', done, Math.max(total, done))
  }
  return finish(runner, draft)
}

async function waitingRows(runner: Runner, draft: string): Promise<number> {
  const [row] = await rows<{ n: bigint }>(
    runner.db.app,
    `select count(*) as n from import_row r where r.draft = $1 and ${COMES_IN}
        and r.outcome is null`,
    [draft],
  )
  return Number(row?.n ?? 0)
}

type Place = Pick<RowRecord, 'sheet_no' | 'row_no'>
const FIRST: Place = { sheet_no: -1, row_no: -1 }

/** The next rows after a place in the file: what was taken before it is not looked through again. */
function nextRows(runner: Runner, draft: string, after: Place): Promise<RowRecord[]> {
  return rows<RowRecord>(
    runner.db.app,
    `select r.* from import_row r where r.draft = $1 and ${COMES_IN} and r.outcome is null
        and (r.sheet_no, r.row_no) > ($3, $4)
      order by r.sheet_no, r.row_no limit $2`,
    [draft, BATCH, after.sheet_no, after.row_no],
  )
}

async function keepOutcomes(
  runner: Runner,
  draft: DraftRecord,
  batch: readonly RowRecord[],
  agreed: readonly Agreed<KindRow>[],
  taken: readonly Taken[],
): Promise<void> {
  const outcomeOf = new Map(agreed.map(({ key }, at) => [key, taken[at]!]))
  const kept = batch.map(({ sheet_no, row_no }) => {
    const now = outcomeOf.get(`${draft.id}:${sheet_no}.${row_no}`)
    const { outcome, say, id } = now ?? UNREADABLE
    return { sheet_no, row_no, outcome, say, id }
  })
  await runner.db.app.query(
    `update import_row r set outcome = t.outcome, outcome_say = t.say, outcome_id = t.id
       from jsonb_to_recordset($2::jsonb)
         as t (sheet_no integer, row_no integer, outcome text, say text, id uuid)
      where r.draft = $1 and r.sheet_no = t.sheet_no and r.row_no = t.row_no`,
    [draft.id, JSON.stringify(kept)],
  )
}

const UNREADABLE: Taken = { outcome: 'failed', say: '该行已不能读取，请重新核对。', id: null }

async function finish(runner: Runner, draft: DraftRecord): Promise<string> {
  const [counts] = await rows<{ taken: bigint; repeated: bigint; failed: bigint }>(
    runner.db.app,
    `select count(*) filter (where outcome = 'taken') as taken,
        count(*) filter (where outcome = 'repeated') as repeated,
        count(*) filter (where outcome = 'failed') as failed
       from import_row where draft = $1`,
    [draft.id],
  )
  const { taken = 0n, repeated = 0n, failed = 0n } = counts ?? {}
  const unit = KIND_UNITS[draft.kind]
  const say = [
    `${KIND_TEXTS[draft.kind]}：已接收 ${taken} ${unit}`,
    ...(repeated > 0n ? [`此前已有 ${repeated} ${unit}`] : []),
    ...(failed > 0n ? [`未能接收 ${failed} ${unit}`] : []),
  ].join('，')
  const now = runner.clock.now()
  await runner.db.app.query(
    `insert into import_brought (id, org, kind, file_hash, file_name, account, rows_taken, at)
      values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing`,
    [
      draft.id,
      draft.org,
      draft.kind,
      draft.file_hash,
      draft.file_name,
      draft.account,
      Number(taken),
      now,
    ],
  )
  await runner.db.app.query(
    `update import_draft set state = 'taken', say = $2, job = null, taken_at = $3,
        revision = revision + 1, changed_at = $3 where id = $1`,
    [draft.id, `${say}。`, now],
  )
  return `${say}。`
}
