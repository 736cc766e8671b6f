import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import { perform, rows, newId, type Command, type Database } from '#kernel/index.ts'
import { openFileStore } from '#files/index.ts'
import { lastCheckpoint, openJournal, verifyDeployment } from '#journal/index.ts'
import { findingCommands } from '#findings/index.ts'
import { emptyDatabase } from '../../test/database.ts'
import { registration, smallWorld, type World } from '../../test/world.ts'
import { BackupRefused } from './backup-format.ts'
import { isUnused } from './backup-tables.ts'
import { backupTo } from './backup-write.ts'
import { LEDGERS } from './product.ts'
import { restoreFrom } from './restore-write.ts'

let world: World
let dir: string
let file: string
const PHOTO = randomBytes(100_000)
const HASH = createHash('sha256').update(PHOTO).digest('hex')
const closing: (() => Promise<void>)[] = []

before(async () => {
  world = await smallWorld()
  dir = mkdtempSync(join(tmpdir(), 'bihuan-backup-'))
  file = join(dir, 'all.bihuan')
  await register('第一件')
  await register('第二件：\\ 制表\t换行\n😀 \\N')
  await world.journal.sequencer.drain()
  await register('尚未存证的一件')
  const files = await openFileStore(dir)
  await files.put(HASH, PHOTO)
  await world.db.owner.query(
    `insert into evidence_file (hash, essence, kind, mime, size, created_at)
     values ($1, $1, 'photo', 'image/jpeg', $2, now())`,
    [HASH, PHOTO.length],
  )
  await backupTo(file, { db: world.db, files, now: world.clock.now() })
})
after(async () => {
  for (const close of closing) await close()
  rmSync(dir, { recursive: true, force: true })
  await world.close()
})

async function register(title: string): Promise<void> {
  const by = world.actor('countyOffice', 'committee_clerk')
  const outcome = await world.act(
    world.commands.register as unknown as Command<never, never>,
    { body: registration({ title }) },
    by,
  )
  assert.ok('done' in outcome, JSON.stringify(outcome))
}

/** An empty place to restore to, with a copy of the keys or without. */
async function emptyPlace(keys: boolean) {
  const db = await emptyDatabase()
  closing.push(() => db.close())
  const data = mkdtempSync(join(dir, 'data-'))
  const keysDir = join(data, 'keys')
  if (keys) await cp(world.keysDir, keysDir, { recursive: true })
  const ground = {
    db,
    files: await openFileStore(data),
    keysDir,
    now: () => world.clock.now(),
    known: [] as string[],
    renew: async () => undefined,
  }
  return { db, keysDir, ground }
}

function verify(db: Database, keysDir: string) {
  return verifyDeployment({ pool: db.owner, ledgers: LEDGERS.values(), keysDir })
}

test('a restored deployment is the same, its log goes on, and new acts work', async () => {
  const { db, keysDir, ground } = await emptyPlace(true)
  const report = await restoreFrom(file, ground)
  assert.equal(report.newOrigin, false)
  assert.equal(report.files, 1)
  for (const table of ['finding', 'deadline', 'region', 'law_pack', 'journal_pending']) {
    const sql = `select to_jsonb(t) as row from ${table} t order by to_jsonb(t)::text collate "C"`
    assert.deepEqual(await rows(db.owner, sql), await rows(world.db.owner, sql), table)
  }
  assert.deepEqual(await ground.files.read(HASH), PHOTO)
  const journal = await openJournal({ pool: db.owner, keysDir, clock: world.clock })
  assert.equal(journal.origin, world.journal.origin)
  const by = world.actor('countyOffice', 'committee_clerk')
  const runner = { ...world.runner, db, journal: journal.sink }
  const command = findingCommands(db.app).register as unknown as Command<never, never>
  const input = { body: registration({ title: '恢复之后登记' }) } as never
  const outcome = await perform(runner, command, input, { actor: by, key: newId() })
  assert.ok('done' in outcome, JSON.stringify(outcome))
  await journal.sequencer.drain()
  const verified = await verify(db, keysDir)
  assert.deepEqual(verified.problems, [])
  assert.equal(verified.pending, 0)
})

test('where later checkpoints are known, a new origin begins and names the last of them', async () => {
  await world.journal.sequencer.drain()
  const { db, keysDir, ground } = await emptyPlace(true)
  const report = await restoreFrom(file, ground)
  assert.equal(report.newOrigin, true)
  assert.equal(report.origin, `${world.journal.origin}/2`)
  const [origin] = await rows<{ previous_note: string }>(
    db.owner,
    'select previous_note from journal_origin where generation = 2',
  )
  assert.equal(origin!.previous_note, await lastCheckpoint(world.keysDir))
  const journal = await openJournal({ pool: db.owner, keysDir, clock: world.clock })
  await journal.sequencer.drain()
  const codes = (await verify(db, keysDir)).problems.map((problem) => problem.code)
  assert.deepEqual(codes, [])
})

test('without the keys a new origin begins, and verify trusts the log of the backup', async () => {
  const { db, keysDir, ground } = await emptyPlace(false)
  const report = await restoreFrom(file, ground)
  assert.equal(report.newOrigin, true)
  const journal = await openJournal({ pool: db.owner, keysDir, clock: world.clock })
  await journal.sequencer.drain()
  assert.deepEqual((await verify(db, keysDir)).problems, [])
})

test('the keys are not in the file, nor who is signed in', async () => {
  const text = gunzipSync(await readFile(file)).toString('latin1')
  const key = readFileSync(join(world.keysDir, 'journal.key'), 'latin1').split('\n')[1]!
  assert.ok(!text.includes(key))
  assert.ok(!text.includes('tables/session/'))
  assert.ok(text.includes('tables/finding/'))
  assert.deepEqual(
    readdirSync(dir).filter((name) => name.startsWith('.')),
    [],
  )
})

test('broken, altered, foreign and newer files are refused with a sentence, and nothing is left', async () => {
  const whole = await readFile(file)
  const plain = gunzipSync(whole)
  const cases: [string, Buffer, RegExp][] = [
    ['empty', Buffer.alloc(0), /不完整/],
    ['no archive', Buffer.from('不是备份'), /不是闭环的备份/],
    ['another archive', gzipSync(Buffer.alloc(1024)), /不完整/],
    ['half', whole.subarray(0, whole.length / 2), /不完整/],
    ['without its last byte', whole.subarray(0, -1), /不完整/],
    ['one bit of the packed bytes', flipped(whole, whole.length >> 1), /改动/],
    ['one letter of a table', altered(plain, '第一件', '第一伟'), /改动/],
    ['one bit of a file', altered(plain, PHOTO.subarray(0, 32), flipped(PHOTO, 3, 32)), /改动/],
    ['tables cut off', gzipSync(plain.subarray(0, 1536)), /不完整/],
    ['a newer format', altered(plain, '"v":1', '"v":2'), /较新/],
  ]
  const { db, ground } = await emptyPlace(true)
  for (const [name, bytes, sentence] of cases) {
    const path = join(dir, 'bad.bihuan')
    writeFileSync(path, bytes)
    await assert.rejects(
      restoreFrom(path, ground),
      (error: Error) => {
        assert.ok(error instanceof BackupRefused, `${name}: ${error.stack}`)
        assert.match(error.message, sentence, name)
        return true
      },
      name,
    )
    const tables = await rows(db.owner, `select 1 from pg_tables where schemaname = 'public'`)
    assert.equal(tables.length, 0, name)
  }
  await assert.rejects(restoreFrom(join(dir, 'nowhere'), ground), /找不到/)
})

test('a deployment in use is refused, and stays as it is', async () => {
  const ground = { ...(await emptyPlace(true)).ground, db: world.db }
  assert.equal(await isUnused(world.db.owner), false)
  await assert.rejects(restoreFrom(file, ground), /已有数据/)
  assert.equal((await rows(world.db.owner, 'select 1 from finding')).length, 3)
})

test('a failure on the way leaves the database empty', async () => {
  const { db, ground } = await emptyPlace(true)
  const files = { ...ground.files, put: () => Promise.reject(new Error('磁盘已满')) }
  await assert.rejects(restoreFrom(file, { ...ground, files }), /磁盘已满/)
  assert.equal(await isUnused(db.owner), true)
  assert.equal((await restoreFrom(file, ground)).files, 1)
})

function flipped(bytes: Buffer, at: number, length = bytes.length): Buffer {
  const copy = Buffer.from(bytes.subarray(0, length))
  copy[at]! ^= 1
  return copy
}

function altered(plain: Buffer, from: string | Buffer, to: string | Buffer): Buffer {
  const at = plain.indexOf(from)
  assert.ok(at > 0)
  const copy = Buffer.from(plain)
  Buffer.from(to).copy(copy, at)
  return gzipSync(copy, { level: 1 })
}
