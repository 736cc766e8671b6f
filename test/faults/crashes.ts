import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { rows, type Database } from '#kernel/index.ts'
import { verifyDeployment } from '#journal/index.ts'
import { LEDGERS } from '#app/index.ts'
import { WRITER, type Ack, type Ground } from './life.ts'

/** How often to repeat what a seed decides: BIHUAN_ROUNDS, or a few. */
export function rounds(few: number): number {
  return Number(process.env.BIHUAN_ROUNDS ?? few)
}

/** Random numbers that follow from the run's seed, which is printed. */
export function seeded(say: (line: string) => void): () => number {
  let state = Number(process.env.BIHUAN_SEED ?? Date.now() % 2 ** 31) >>> 0
  say(`seed ${state} (repeat with BIHUAN_SEED=${state})`)
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A writer process under way, with every act that it was answered. */
export type Writer = {
  readonly acks: Ack[]
  /** Resolves with the milliseconds from opening the database to the first answered act. */
  readonly firstAck: Promise<number>
  /** Resolves when the process is gone. */
  readonly ended: Promise<{ readonly signal: string | null; readonly said: string }>
  readonly kill: () => void
}

/** Starts a writer process on a ground. */
export function startWriter(ground: Ground, lanes = 3): Writer {
  const child = spawn(process.execPath, [WRITER, String(lanes)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.end(JSON.stringify(ground))
  let said = ''
  child.stderr.on('data', (piece: Buffer) => (said += piece.toString()))
  const acks: Ack[] = []
  let begun = 0
  const ended = new Promise<{ signal: string | null; said: string }>((resolve) =>
    child.once('close', (_code, signal) => resolve({ signal, said })),
  )
  const firstAck = new Promise<number>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      if (line === 'open') begun = performance.now()
      else {
        acks.push(JSON.parse(line) as Ack)
        resolve(performance.now() - begun)
      }
    })
    void ended.then(() => reject(new Error(`the writer ended before its first act: ${said}`)))
  })
  return { acks, firstAck, ended, kill: () => void child.kill('SIGKILL') }
}

/** Asserts that every answered act stands in the journal, once, and its finding got that far. */
export async function assertKept(db: Database, acks: readonly Ack[]): Promise<void> {
  const lost = await rows(
    db.owner,
    `with kept as (select act_id from journal_entry union all select act_id from journal_pending),
        told as (select * from unnest($1::uuid[], $2::uuid[], $3::int[]) as t (act_id, id, revision))
      select t.act_id, (select count(*)::int from kept k where k.act_id = t.act_id) as entries,
          (select f.revision from finding f where f.id = t.id) as reached, t.revision as told
        from told t
       where (select count(*) from kept k where k.act_id = t.act_id) <> 1
          or coalesce((select f.revision from finding f where f.id = t.id), 0) < t.revision`,
    [acks.map((a) => a.actId), acks.map((a) => a.id), acks.map((a) => a.revision)],
  )
  assert.deepEqual(lost, [], 'acts that were answered and are lost')
}

/** Asserts that nothing is half done: every row, key, number and count agrees with the journal. */
export async function assertWhole(db: Database, keysDir: string): Promise<number> {
  const report = await verifyDeployment({ pool: db.owner, ledgers: LEDGERS.values(), keysDir })
  assert.deepEqual(report.problems, [])
  assert.equal(report.ok, true)
  const [whole] = await rows(
    db.owner,
    `with acts as (select act_id, act, subject_id from journal_entry where act like 'finding.%'
                   union all
                   select act_id, act, subject_id from journal_pending where act like 'finding.%')
      select (select count(*)::int from acts) - (select count(*)::int from idempotency) as keys,
        (select count(*)::int from idempotency where answer is null) as unanswered,
        (select count(*)::int from idempotency i where not exists
          (select from acts where act_id::text = i.answer ->> 'actId')) as homeless,
        (select coalesce(sum(last), 0)::int from number_counter)
          - (select count(*)::int from finding) as numbers,
        (select count(distinct number)::int from finding)
          - (select count(*)::int from finding) as doubles,
        (select count(*)::int from (
          select jur, sector, grade, state, sum(n) as n from (
            select jur, key as sector, grade, part as state, n from finding_figure
             where figure = 'sector'
            union all select jur, sector, grade, state, n from finding_figure_delta) c
           group by 1, 2, 3, 4
          except select left(jur, 6), sector, grade, state, count(*) from finding group by 1, 2, 3, 4) d
         where n <> 0) as counts`,
  )
  const nothing = { keys: 0, unanswered: 0, homeless: 0, numbers: 0, doubles: 0, counts: 0 }
  assert.deepEqual(whole, nothing, 'an act left something half done')
  return report.size + report.pending
}
