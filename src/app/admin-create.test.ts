import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { verify } from '@node-rs/argon2'
import { fixedClock, isRefusal, rows, type Database } from '#kernel/index.ts'
import { openJournal, verifyDeployment, type Journal } from '#journal/index.ts'
import { postsOf, seedPlaces } from '#places/index.ts'
import { testDatabase } from '../../test/database.ts'
import { createAdministrators } from './admin-create.ts'
import { LEDGERS } from './product.ts'

const clock = fixedClock('2026-03-02T02:00:00Z')
const ROOT = { name: '某市安全生产委员会办公室', place: '1306', kind: 'committee_office' } as const

let db: Database
let journal: Journal
let keysDir: string
before(() => {
  keysDir = mkdtempSync(join(tmpdir(), 'bihuan-keys-'))
})
beforeEach(async () => {
  await db?.close()
  rmSync(keysDir, { recursive: true, force: true })
  db = await testDatabase()
  await seedPlaces(db)
  journal = await openJournal({ pool: db.owner, keysDir, clock })
})
after(async () => {
  await db.close()
  rmSync(keysDir, { recursive: true, force: true })
})

function create(root: Parameters<typeof createAdministrators>[1] = ROOT) {
  return createAdministrators({ db, journal, clock }, root)
}

function refusedOf(made: Awaited<ReturnType<typeof create>>): string {
  return isRefusal(made) ? made.refused : 'not refused'
}

test('three administrators, each another person, with first passwords that must be changed', async () => {
  const made = await create()
  assert.ok(!isRefusal(made))
  const signIns = made
  assert.deepEqual(
    signIns.map(({ role, login }) => [role, login]),
    [
      ['system_admin', 'sysadmin'],
      ['security_admin', 'secadmin'],
      ['audit_admin', 'auditadmin'],
    ],
  )
  const persons = new Set<string>()
  for (const { login, password, role } of signIns) {
    const [account] = await rows<{
      person_id: string
      password_hash: string
      must_change: boolean
    }>(
      db.app,
      `select a.* from account a join login_name l on l.account_id = a.id
        where l.login = $1 and a.released_at is not null`,
      [login],
    )
    assert.ok(account?.must_change)
    assert.ok(await verify(account.password_hash, password))
    for (const kind of [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/]) assert.match(password, kind)
    const posts = await postsOf(db.app, account.person_id, clock.today())
    assert.equal(posts.length, 1)
    const [post] = await rows(db.app, 'select role, scope_from, scope_to from post where id = $1', [
      posts[0]!.id,
    ])
    assert.deepEqual(post, { role, scope_from: '1306', scope_to: '1307' })
    persons.add(account.person_id)
  }
  assert.equal(persons.size, 3)
  await journal.sequencer.drain()
  const report = await verifyDeployment({ pool: db.owner, ledgers: LEDGERS.values(), keysDir })
  assert.deepEqual([report.problems, report.size], [[], 1])
})

test('a deployment is set up once, even by two at once', async () => {
  const made = await Promise.all([create(), create()])
  assert.equal(made.filter((one) => isRefusal(one)).length, 1)
  assert.match(refusedOf(await create()), /不能重复建立/)
  assert.equal((await rows(db.app, 'select 1 from account')).length, 3)
})

test('a demonstration never becomes production', async () => {
  await db.owner.query(`insert into deployment (key, value) values ('kind', 'demo')`)
  assert.match(refusedOf(await create()), /演示环境/)
  assert.equal((await rows(db.app, 'select 1 from account')).length, 0)
})

test('a place that is not known is refused and leaves nothing', async () => {
  assert.match(refusedOf(await create({ ...ROOT, place: '777777' })), /没有代码为 777777/)
  assert.equal((await rows(db.app, 'select 1 from deployment')).length, 0)
})
