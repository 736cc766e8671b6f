import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { ledger, newId, rows, systemClock } from '#kernel/index.ts'
import type { Database } from '#kernel/index.ts'
import { testDatabase } from '../../test/database.ts'
import { append } from './append.ts'
import { newSalt, seal } from './entry.ts'
import { openJournal } from './journal.ts'
import type { Journal } from './journal.ts'
import { lastCheckpoint } from './keys.ts'
import { sample } from './trial.ts'
import { verifyDeployment, verifyJournal, verifyWithin } from './verify.ts'

const TRIAL = ledger({
  kind: 'trial',
  table: 'trial_case',
  fields: {
    state: { column: 'state', as: 'text' },
    grade: { column: 'grade', as: 'text' },
    times: { column: 'times', as: 'integer' },
    urgent: { column: 'urgent', as: 'boolean' },
    dueOn: { column: 'due_on', as: 'date' },
    foundAt: { column: 'found_at', as: 'instant' },
    checker: { column: 'checker', as: 'uuid' },
    fine: { column: 'fine', as: 'numeric' },
    plan: { column: 'plan', as: 'json' },
    tags: { column: 'tags', as: 'texts' },
    helpers: { column: 'helpers', as: 'uuids' },
    words: { column: 'words', as: 'text', sealed: true },
  },
})

const SUBJECTS = 135

describe('journal verify', () => {
  let db: Database
  let keysDir: string
  let journal: Journal
  const ids: string[] = []

  before(async () => {
    db = await testDatabase()
    keysDir = await mkdtemp(join(tmpdir(), 'bihuan-keys-'))
    journal = await openJournal({ pool: db.owner, keysDir, clock: systemClock })
    await db.owner.query(`create table trial_case (
      jur text collate "C", id uuid, revision int not null, owner_org uuid, party_id uuid,
      demo boolean not null, salts jsonb not null, state text, grade text, times int,
      urgent boolean, due_on date, found_at timestamptz, checker uuid, fine numeric(14,2),
      plan jsonb, tags text[], helpers uuid[], words text, primary key (jur, id))`)
    for (let n = 0; n < SUBJECTS; n++) ids.push(newId())
    ids.sort()
    for (const id of ids) await register(id)
    await journal.sequencer.run()
    for (const [n, id] of ids.entries()) {
      await close(id)
      if (n % 40 === 39) await journal.sequencer.run()
    }
    await journal.sequencer.drain()
    for (let n = 0; n < 5; n++) ids.push(newId())
    for (const id of ids.slice(SUBJECTS)) await register(id)
  })
  after(async () => {
    await db.close()
    await rm(keysDir, { recursive: true })
  })

  async function register(id: string): Promise<void> {
    const salt = newSalt()
    const [org, checker] = [newId(), newId()]
    await db.owner.query(
      `insert into trial_case values ('980121', $1, 1, $2, null, true, $3, 'registered', null, 1,
         false, '2026-09-01', '2026-08-25T01:02:03.4Z', $4, 10.5, '{"b": 1, "a": [null]}',
         '{甲,"乙\\"丙"}', array[$4]::uuid[], '未戴安全帽，第二层临边无防护')`,
      [id, org, JSON.stringify({ words: salt }), checker],
    )
    const set = {
      state: 'registered',
      grade: null,
      times: 1,
      urgent: false,
      dueOn: '2026-09-01',
      foundAt: '2026-08-25T01:02:03.400Z',
      checker,
      fine: '10.5',
      plan: { a: [null], b: 1 },
      tags: ['甲', '乙"丙'],
      helpers: [checker],
      words: seal('未戴安全帽，第二层临边无防护', salt),
    }
    const owner = { org, party: null, demo: true }
    await append(db.owner, entryWith([{ kind: 'trial', id, revision: 1, set, owner }]))
  }

  async function close(id: string): Promise<void> {
    await db.owner.query(
      `update trial_case set revision = 2, state = 'closed', fine = null where id = $1`,
      [id],
    )
    const set = { state: 'closed', fine: null }
    await append(db.owner, entryWith([{ kind: 'trial', id, revision: 2, set }]))
  }

  function entryWith(effects: ReturnType<typeof sample>['effects']) {
    const subject = effects[0]?.id ?? ''
    return { ...sample({ subject }), log: journal.origin, jur: '980121', effects }
  }

  const options = async () => ({
    ledgers: [TRIAL],
    vkeys: [journal.signer.vkey],
    known: [(await lastCheckpoint(keysDir)) ?? ''],
  })

  /** What verification says after some SQL, which is undone. */
  async function verifyAfter(...sql: string[]) {
    const client = await db.owner.connect()
    try {
      await client.query('begin isolation level repeatable read')
      for (const text of sql) await client.query(text)
      return await verifyWithin(client, await options())
    } finally {
      await client.query('rollback')
      client.release()
    }
  }

  it('finds nothing in an intact journal, and says how much it read', async () => {
    const report = await verifyDeployment({ pool: db.owner, ledgers: [TRIAL], keysDir })
    assert.deepEqual(report.problems, [])
    assert.equal(report.ok, true)
    assert.equal(report.size, 2 * SUBJECTS)
    assert.equal(report.pending, 5)
    assert.equal(report.replayed, 2 * SUBJECTS + 5)
    assert.equal(report.ledgerRows, SUBJECTS + 5)
    assert.equal(report.checkpoint, await lastCheckpoint(keysDir))
    assert.equal(report.root, report.checkpoint?.split('\n')[2])
  })

  it('accepts that a person is erased: value and salt gone together', async () => {
    const report = await verifyAfter(
      `update trial_case set words = null, salts = '{}' where id = '${ids[3]}'`,
    )
    assert.deepEqual(report.problems, [])
  })

  /** Each line: what somebody with the database in hand did, and the code that must come out. */
  function mutations(): [code: string, ...sql: string[]][] {
    const list: [string, ...string[]][] = []
    const row = (n: number, change: string) =>
      `update trial_case set ${change} where id = '${ids[n]}'`
    const entry = (n: number, change: string) =>
      `update journal_entry set ${change} where idx = ${n}`
    for (let n = 0; n < 40; n++) {
      const at = (n * 37) % 300
      const flip = `leaf = set_byte(leaf, ${at}, get_byte(leaf, ${at}) # ${1 << (n % 8)})`
      list.push(['tile-altered', entry((n * 53) % 270, flip)])
    }
    for (const n of [0, 100, 255, 256, 268]) {
      list.push(['entry-missing', `delete from journal_entry where idx = ${n}`])
      const swap = (from: number, to: number) =>
        `leaf = (select leaf from journal_entry where idx = ${to}) where idx = ${from}`
      list.push([
        'tile-altered',
        `update journal_entry set idx = -1 where idx = ${n}`,
        `update journal_entry set idx = ${n} where idx = ${n + 1}`,
        `update journal_entry set idx = ${n + 1} where idx = -1`,
      ])
      list.push(['entry-columns', `update journal_entry set ${swap(n, n + 1)}`])
      list.push(['tile-altered', entry(n, `leaf = leaf || '\\x20'`)])
      list.push(['entry-columns', entry(n, `act = 'finding.void'`)])
      list.push(['entry-columns', entry(n, `at = at + interval '1 second'`)])
      list.push(['entry-columns', entry(n, `jur = '980122'`)])
      list.push(['entry-columns', entry(n, `subject_id = '${ids[9]}x'`)])
      list.push(['entry-columns', entry(n, `act_id = gen_random_uuid()`)])
    }
    list.push(['entry-truncated', 'delete from journal_entry where idx = 269'])
    for (const [level, idx] of ['0,0', '0,1', '1,0'].map((place) => place.split(','))) {
      const tile = `where level = ${level} and idx = ${idx}`
      for (const at of [0, 31]) {
        const flip = `data = set_byte(data, ${at}, get_byte(data, ${at}) # 1)`
        list.push(['tile-altered', `update journal_tile set ${flip} ${tile}`])
      }
      list.push(['tile-altered', `update journal_tile set data = data || '\\x00' ${tile}`])
      list.push(['tile-altered', `update journal_tile set data = substr(data, 1, 31) ${tile}`])
      list.push(['tile-missing', `delete from journal_tile ${tile}`])
    }
    list.push(['tile-surplus', `insert into journal_tile values (1, 0, 2, '\\x00')`])
    for (const size of [135, 215, 270]) {
      const note = (change: string) =>
        `update journal_checkpoint set note = ${change} where size = ${size}`
      list.push([
        'checkpoint-signature',
        note(`replace(note, e'\\n${size}\\n', e'\\n${size + 1}\\n')`),
      ])
      list.push(['checkpoint-signature', note(`replace(note, 'bihuan', 'bihuam')`)])
      list.push(['checkpoint-signature', note(`overlay(note placing 'AAAA' from 40)`)])
      list.push(['checkpoint-signature', note(`rtrim(note, e'\\n')`)])
      list.push([
        'checkpoint-signature',
        note(`overlay(note placing 'AAAA' from length(note) - 20)`),
      ])
      list.push(['checkpoint-signature', note(`split_part(note, e'\\n\\n', 1)`)])
      if (size === 270) continue
      const other = `(select note from journal_checkpoint where size = 270)`
      list.push(['checkpoint-size', note(other)])
      list.push([
        'checkpoint-size',
        `update journal_checkpoint set size = ${size + 1} where size = ${size}`,
      ])
    }
    list.push(['entry-unsigned', 'delete from journal_checkpoint where size = 270'])
    list.push(['entry-unsigned', 'delete from journal_checkpoint'])
    list.push(['key-unknown', `update journal_origin set vkey = replace(vkey, '+A', '+B')`])
    list.push(['checkpoint-signature', `update journal_origin set vkey = 'x'`])
    list.push(['origin-base', 'update journal_origin set base = 1'])
    list.push(['origin-missing', 'delete from journal_origin'])
    list.push(['entry-foreign', `update journal_origin set origin = 'bihuan/other'`])
    // The whole log put back to an earlier, well-signed state.
    list.push([
      'rolled-back',
      'delete from journal_entry where idx >= 135',
      'delete from journal_checkpoint where size > 135',
      'delete from journal_tile where (level, idx) in ((0, 1), (1, 0))',
      'update journal_tile set data = substr(data, 1, 135 * 32) where level = 0',
      `update trial_case set revision = 1, state = 'registered', fine = 10.5`,
    ])
    const values: Record<string, string> = {
      state: `'registered'`,
      grade: `'major'`,
      times: 'times + 1',
      urgent: 'not urgent',
      due_on: `due_on + 1`,
      found_at: `found_at + interval '1 microsecond'`,
      checker: 'gen_random_uuid()',
      fine: '0.01',
      plan: `plan || '{"c": 1.5}'`,
      tags: `tags || '丁'::text`,
      helpers: `'{}'`,
      words: `words || '。'`,
    }
    for (const [column, value] of Object.entries(values)) {
      for (const n of [0, 134]) list.push(['value-differs', row(n, `${column} = ${value}`)])
      if (!['grade', 'fine'].includes(column)) {
        list.push(['value-differs', row(20, `${column} = null`)])
      }
    }
    for (const n of [0, 50, 134, 137]) {
      list.push(['value-differs', row(n, `salts = '{}'`)])
      list.push(['value-differs', row(n, `salts = '{"words": "AAAA"}'`)])
      list.push(['revision-differs', row(n, 'revision = revision + 1')])
      list.push(['owner-differs', row(n, 'owner_org = null')])
      list.push(['owner-differs', row(n, 'party_id = gen_random_uuid()')])
      list.push(['owner-differs', row(n, 'demo = false')])
      list.push(['row-missing', row(n, `jur = '980122'`)])
      list.push(['row-missing', row(n, 'id = gen_random_uuid()')])
      list.push(['row-missing', `delete from trial_case where id = '${ids[n]}'`])
    }
    list.push([
      'row-unjournalled',
      `insert into trial_case select jur, gen_random_uuid(), revision, owner_org, party_id, demo,
         salts, state from trial_case limit 1`,
    ])
    list.push([
      'row-unjournalled',
      'delete from journal_pending where id = (select max(id) from journal_pending)',
    ])
    list.push([
      'value-differs',
      `update journal_pending set leaf = convert_to(replace(convert_from(leaf, 'UTF8'), '"times":1', '"times":2'), 'UTF8')`,
    ])
    list.push(['entry-unreadable', `update journal_pending set leaf = '\\x7b'`])
    list.push(['entry-columns', `update journal_pending set act = 'other'`])
    return list
  }

  it('refuses each of more than two hundred alterations', async () => {
    const all = mutations()
    assert.ok(all.length >= 200, String(all.length))
    for (const [code, ...sql] of all) {
      const report = await verifyAfter(...sql)
      const codes = new Set(report.problems.map((problem) => problem.code))
      assert.ok(!report.ok && codes.has(code), `${sql.join('; ')}: ${[...codes].join(', ')}`)
    }
  })

  it('says in a sentence which row, which field and what was changed', async () => {
    const report = await verifyAfter(
      `update trial_case set state = 'registered' where id = '${ids[0]}'`,
      `update trial_case set words = '已整改' where id = '${ids[1]}'`,
    )
    assert.deepEqual(report.problems, [
      {
        code: 'value-differs',
        message: `台账“trial”的${ids[0]}的“state”现为“registered”，存证所载为“closed”。`,
        kind: 'trial',
        id: ids[0],
        field: 'state',
      },
      {
        code: 'value-differs',
        message: `台账“trial”的${ids[1]}的“words”与封存的内容不一致。`,
        kind: 'trial',
        id: ids[1],
        field: 'words',
      },
    ])
  })

  it('lets a field of the ledger tell of a party that changes later', async () => {
    const party = { ...TRIAL.fields.checker, column: 'party_id' }
    const passed = { ...TRIAL, fields: { ...TRIAL.fields, party } }
    const client = await db.owner.connect()
    const at = { ...(await options()), ledgers: [passed] }
    const next = newId()
    try {
      await client.query('begin isolation level repeatable read')
      await client.query('update trial_case set party_id = $1, revision = 3 where id = $2', [
        next,
        ids[0],
      ])
      const effect = { kind: 'trial', id: ids[0] ?? '', revision: 3, set: { party: next } }
      await append(client, entryWith([effect]))
      assert.deepEqual((await verifyWithin(client, at)).problems, [])
      await client.query('update trial_case set party_id = null where id = $1', [ids[0]])
      const codes = (await verifyWithin(client, at)).problems.map(({ code }) => code)
      assert.deepEqual(codes, ['value-differs'])
    } finally {
      await client.query('rollback')
      client.release()
    }
  })

  it('reports acts on a kind that no ledger has', async () => {
    const report = await verifyJournal({ pool: db.owner, ledgers: [] })
    assert.deepEqual(
      report.problems.map(({ code, kind }) => [code, kind]),
      [['kind-unknown', 'trial']],
    )
    const [left] = await rows(db.owner, `select to_regclass('verify_fold') as fold`)
    assert.deepEqual(left, { fold: null })
  })
})
