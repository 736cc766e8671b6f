/** How a large export runs: in order, from one snapshot, stopped, and run again after a crash. */
import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import { rows } from '#kernel/index.ts'
import type { JobRun } from '#jobs/index.ts'
import { asked, openTrial, type Ended } from './trial.ts'
import { exportWork } from './work.ts'

const { world, jobs, faults, clerk, ran, read, register, close } = await openTrial()
after(close)

describe('a large export', () => {
  before(async () => {
    await world.db.owner.query(
      `insert into finding select jur, gen_random_uuid(), revision, owner_org, party_id, demo, salts,
          number || '-' || n, state, ended, grade, major_clause, origin, source_note, sector,
          subject_id, subject_name, title, body, found_on, found_by, registered_at, registered_org,
          registered_person, rectifier_org, rectifier_name, sector_org, sector_name, territory_org,
          territory_name, rechecker_org, rechecker_name, sponsor_name, needs_time, measures,
          responsibility, funds_amount, funds_unit, time_limit, contingency, planned,
          handed_over_at, received_at, reported_at, reported_org, reported_person, accepted_at,
          rechecked_at, rechecked_org, rechecked_person, ended_at, due_on, next_due_on + n % 7,
          next_label, next_unit, next_original_on, next_paused, extensions, extension_to,
          extension_person, returns, failures, paused, merged_into, relapse_of, taken_over, way
         from finding, generate_series(1, 1300) n where body = '以元计的资金'`,
    )
  })

  for (const sort of ['due', 'newest'] as const) {
    it(`gives each row once, in the ledger’s order by ${sort}`, async () => {
      const job = await ran(clerk, { query: { q: '', sort } })
      const numbers = (await read(job.file_path)).rows.map(({ texts }) => texts.number)
      const kept = await rows<{ number: string }>(
        world.db.owner,
        sort === 'due'
          ? `select number from finding where jur like '980121%' order by ended, next_due_on, id`
          : `select number from finding where jur like '980121%' order by found_on desc, id desc`,
      )
      assert.ok(kept.length > 1300)
      assert.deepEqual(
        numbers,
        kept.map(({ number }) => number),
      )
    })
  }

  it('reads one snapshot: what is entered meanwhile is not in it', async () => {
    const { wholeLedger } = await import('#findings/index.ts')
    const { calendarOf } = await import('#deadlines/index.ts')
    const day = { today: world.clock.today(), calendar: await calendarOf(world.db.app) }
    const query = { filter: {}, sort: 'due', day, withResult: false } as const
    let seen = 0
    let count = 0
    for await (const batch of wholeLedger(world.runner, clerk, query)) {
      if (seen === 0) await register(clerk, { text: '途中登记' })
      seen += batch.findings.length
      count = batch.count
    }
    assert.equal(seen, count)
  })

  it('stops when told to, with no file and no entry', async () => {
    const before = await exported()
    const { id } = await jobs.enqueue(clerk, exportWork, asked())
    await world.db.owner.query('update job set cancel_asked = true where id = $1', [id])
    await jobs.drain()
    const [row] = await rows<Ended>(world.db.owner, 'select * from job where id = $1', [id])
    assert.deepEqual([row!.state, row!.file_path], ['cancelled', null])
    assert.equal(await exported(), before)
    assert.deepEqual(faults, [])
  })

  it('stops between two batches: nothing is entered, and the reading transaction ends', async () => {
    const before = await exported()
    const stopped = new Error('stopped')
    const steps: number[] = []
    const out = new Writable({ write: (_piece, _encoding, done) => done() })
    const job: JobRun = {
      id: world.runner.newId(),
      actor: clerk,
      runner: world.runner,
      dataDir: '',
      signal: new AbortController().signal,
      progress: async (_stage, done) => {
        steps.push(done)
        if (done > 0) throw stopped
      },
      file: async () => out,
    }
    await assert.rejects(exportWork.run(job, asked()), (error) => error === stopped)
    assert.deepEqual(steps, [0, 500])
    assert.equal(await exported(), before)
    const [open] = await rows<{ n: bigint }>(
      world.db.owner,
      `select count(*) as n from pg_stat_activity where datname = current_database()
        and state like 'idle in transaction%'`,
    )
    assert.equal(open!.n, 0n)
  })

  it('run again after a crash enters the same export once', async () => {
    const before = await exported()
    const { id } = await jobs.enqueue(clerk, exportWork, asked({ query: { grade: 'major' } }))
    await jobs.drain()
    await world.db.owner.query(`update job set state = 'running' where id = $1`, [id])
    await world.db.owner.query(`update job set state = 'waiting' where id = $1`, [id])
    await jobs.drain()
    assert.equal(await exported(), before + 1)
  })
})

async function exported(): Promise<number> {
  const [row] = await rows<{ n: bigint }>(
    world.db.owner,
    'select count(*) as n from finding_export',
  )
  return Number(row!.n)
}
