import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import type { PoolClient } from 'pg'
import { rows, systemClock } from '#kernel/index.ts'
import type { Database } from '#kernel/index.ts'
import { testDatabase } from '../../test/database.ts'
import { append, appendAll } from './append.ts'
import { openJournal } from './journal.ts'
import type { Journal } from './journal.ts'
import { Sequencer } from './sequencer.ts'
import { checkTree, sample } from './trial.ts'

describe('sequencer', () => {
  let db: Database
  let keysDir: string
  let journal: Journal

  before(async () => {
    db = await testDatabase()
    keysDir = await mkdtemp(join(tmpdir(), 'bihuan-keys-'))
    journal = await openJournal({ pool: db.owner, keysDir, clock: systemClock })
    await db.owner.query('create table trial_subject (id int primary key, revision int not null)')
    await db.owner.query('insert into trial_subject select n, 0 from generate_series(1, 40) n')
    await db.owner.query('grant select, update on trial_subject to bihuan_app')
  })
  after(async () => {
    await db.close()
    await rm(keysDir, { recursive: true })
  })

  /** One act: lock the subject, count its revision up, journal last. */
  async function act(client: PoolClient, subject: number): Promise<void> {
    await client.query('begin')
    const [{ revision } = { revision: 0 }] = await rows<{ revision: number }>(
      client,
      'update trial_subject set revision = revision + 1 where id = $1 returning revision',
      [subject],
    )
    await append(client, sample({ subject: `s${subject}`, revision }))
    await client.query('commit')
  }

  it('keeps the acts on one subject in order, with two sequencers and backends killed', async () => {
    const other = new Sequencer({
      pool: db.owner,
      signer: journal.signer,
      now: () => systemClock.now(),
      batch: 7,
    })
    let done = false
    let killed = 0
    const writers = Array.from({ length: 8 }, async (_, n) => {
      const client = await db.app.connect()
      for (let k = 0; k < 60; k++) await act(client, 1 + ((n * 7 + k * 11) % 40))
      client.release()
    })
    const sequence = async (sequencer: Sequencer) => {
      while (!done) await sequencer.run().catch(() => undefined)
    }
    // bihuan_app may not end other backends, so this connects as the owner does.
    const admin = new pg.Client(db.connection)
    await admin.connect()
    const killer = async () => {
      while (!done) {
        const { rowCount } = await admin.query(
          `select pg_terminate_backend(pid) from pg_locks join pg_database on oid = database
            where locktype = 'advisory' and datname = current_database()`,
        )
        killed += rowCount ?? 0
        await new Promise((resolve) => setTimeout(resolve, 15))
      }
    }
    const loops = [sequence(journal.sequencer), sequence(other), killer()]
    await Promise.all(writers)
    done = true
    await Promise.all(loops)
    await admin.end()
    await journal.sequencer.drain()
    assert.ok(killed > 0)
    const [counts] = await rows<object>(
      db.owner,
      `select count(*)::int as entries, count(*) filter (where idx <> nth)::int as gaps,
              count(*) filter (where revision <> turn)::int as misplaced
         from (select idx, row_number() over (order by idx) - 1 as nth,
                      (convert_from(leaf, 'UTF8')::jsonb->'inputs'->>'revision')::int as revision,
                      row_number() over (partition by subject_id order by idx) as turn
                 from journal_entry) placed`,
    )
    assert.deepEqual(counts, { entries: 480, gaps: 0, misplaced: 0 })
    await checkTree(db.owner)
  })

  /** Runs a sequencer whose connection breaks around its commit; answers what `run` did. */
  async function runBroken(when: 'before' | 'after'): Promise<'failed' | number> {
    const proxy = await commitBreaker(db.connection, when)
    const pool = new pg.Pool({ ...proxy.connection, max: 1 })
    pool.on('error', () => undefined)
    const sequencer = new Sequencer({
      pool,
      signer: journal.signer,
      now: () => systemClock.now(),
    })
    try {
      await append(db.app, sample())
      assert.equal(await sequencer.run(), 1)
      await append(db.app, sample())
      proxy.arm()
      await assert.rejects(sequencer.run())
      await append(db.app, sample())
      // The same sequencer goes on with the edge that it has now.
      return await sequencer.run()
    } finally {
      await pool.end()
      proxy.close()
    }
  }

  it('takes a batch again whose commit failed', async () => {
    assert.equal(await runBroken('before'), 2)
    await checkTree(db.owner)
  })

  it('goes on from a batch that was committed although the answer was lost', async () => {
    assert.equal(await runBroken('after'), 1)
    await checkTree(db.owner)
  })

  function another(batch: number, pool = db.owner): Sequencer {
    return new Sequencer({ pool, signer: journal.signer, now: () => systemClock.now(), batch })
  }

  it('keeps the order of appending, whatever the ids, while sequencers take turns', async () => {
    const entries = Array.from({ length: 30 }, () => sample()).toSorted((a, b) =>
      a.id < b.id ? 1 : -1,
    )
    await appendAll(db.app, entries)
    const turns = [another(3), another(4)]
    for (let n = 0; n < 10; n++) await turns[n % 2]?.run()
    const placed = await rows<{ act_id: string }>(
      db.app,
      'select act_id from journal_entry order by idx desc limit 30',
    )
    assert.deepEqual(
      placed.map((row) => row.act_id).toReversed(),
      entries.map((entry) => entry.id),
    )
    await checkTree(db.owner)
  })

  it('forgets the edge of a batch that failed, even if another of its size took the place', async () => {
    const proxy = await commitBreaker(db.connection, 'before')
    const pool = new pg.Pool({ ...proxy.connection, max: 1 })
    pool.on('error', () => undefined)
    const broken = another(4096, pool)
    await append(db.app, sample())
    await broken.run()
    const slow = await db.app.connect()
    await slow.query('begin')
    await append(slow, sample())
    await append(db.app, sample())
    proxy.arm()
    await assert.rejects(broken.run())
    await slow.query('commit')
    slow.release()
    assert.equal(await another(1).run(), 1)
    assert.equal(await broken.run(), 1)
    await pool.end()
    proxy.close()
    await checkTree(db.owner)
  })

  it('takes what waits when woken, and tells of a checkpoint only after its commit', async () => {
    const notes: string[] = []
    let told: () => void = () => undefined
    const heard = new Promise<void>((resolve) => (told = resolve))
    const sequencer = new Sequencer({
      pool: db.owner,
      signer: journal.signer,
      now: () => systemClock.now(),
      gatherMs: 1,
      onCheckpoint: async (note) => {
        const [row] = await rows(db.app, 'select 1 from journal_checkpoint where note = $1', [note])
        if (row) notes.push(note)
        told()
      },
    })
    sequencer.start()
    await append(db.app, sample())
    sequencer.wake()
    await heard
    await sequencer.stop()
    assert.equal(notes.length, 1)
  })

  it('never lets the application change or remove what was journalled', async () => {
    for (const table of ['entry', 'pending', 'tile', 'checkpoint', 'origin']) {
      const denied = { code: '42501' }
      await assert.rejects(db.app.query(`delete from journal_${table}`), denied)
      await assert.rejects(db.app.query(`truncate journal_${table}`), denied)
    }
    await assert.rejects(db.app.query(`update journal_pending set act = ''`), { code: '42501' })
    await assert.rejects(db.app.query('insert into journal_entry select from journal_entry'), {
      code: '42501',
    })
  })

  it('refuses an entry of 64 KiB with the remedy', async () => {
    const large = { ...sample(), inputs: { text: 'x'.repeat(65_536) } }
    await assert.rejects(append(db.app, large), /put larger content into the file store/u)
  })
})

/** A relay to the database that, once armed, cuts the connection around the next commit. */
async function commitBreaker(to: pg.ClientConfig, when: 'before' | 'after') {
  const { host, port, user, password, database } = new pg.Client(to)
  let armed = false
  const relay = createServer((client) => {
    const upstream = host.startsWith('/')
      ? connect(`${host}/.s.PGSQL.${port}`)
      : connect(port, host)
    const cut = () => {
      client.destroy()
      upstream.destroy()
    }
    let cutAtAnswer = false
    client.on('data', (data) => {
      if (armed && data.includes('commit\0')) {
        armed = false
        if (when === 'before') return cut()
        cutAtAnswer = true
      }
      upstream.write(data)
    })
    upstream.on('data', (data) => (cutAtAnswer ? cut() : client.write(data)))
    for (const socket of [client, upstream]) socket.on('error', cut).on('close', cut)
  })
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve))
  const address = relay.address() as AddressInfo
  return {
    connection: {
      host: '127.0.0.1',
      port: address.port,
      user,
      password,
      database,
    } as pg.PoolConfig,
    arm: () => (armed = true),
    close: () => relay.close(),
  }
}
