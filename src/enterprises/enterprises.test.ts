import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import {
  fixedClock,
  isRefusal,
  MARK,
  newId,
  partyScope,
  perform,
  rows,
  scoped,
  scopeOf,
  type Actor,
  type Database,
  type Outcome,
  type Runner,
} from '#kernel/index.ts'
import { openJournal } from '#journal/index.ts'
import { demoId, loadDemoDirectory, may, ROLES, seedPlaces, type Role } from '#places/index.ts'
import { testDatabase } from '../../test/database.ts'
import { registerSubject } from './commands.ts'
import { findSubjectFor, listSubjectsFor, type SubjectQuery } from './queries.ts'
import { SUBJECT } from './tables.ts'
import type { Registration } from './words.ts'

let db: Database
let runner: Runner
let close: () => Promise<void>
before(async () => {
  db = await testDatabase()
  const clock = fixedClock('2026-03-02T01:00:00Z')
  const keysDir = mkdtempSync(join(tmpdir(), 'bihuan-subjects-'))
  await seedPlaces(db)
  await loadDemoDirectory(db, clock.now())
  const journal = await openJournal({ pool: db.owner, keysDir, clock })
  const ledgers = new Map([SUBJECT, MARK].map((ledger) => [ledger.kind as string, ledger]))
  runner = { db, ledgers, journal: journal.sink, clock, newId }
  close = async () => {
    await journal.sequencer.stop()
    await db.close()
    rmSync(keysDir, { recursive: true, force: true })
  }
})
after(() => close())

function officer(place: string, role: Role = 'committee_clerk', party?: string): Actor {
  const scope = party === undefined ? scopeOf(place) : partyScope(party)
  const org = party ?? demoId('qy.anweiban')
  const ids = { account: newId(), person: newId(), post: newId() }
  return { ...ids, org, role, scope, onBehalfOf: null, demo: true }
}

const county = officer('980121')
const plain: Registration = {
  jur: '980121001',
  kind: 'enterprise',
  name: '青杨精工铸造有限公司（演示）',
  sector: 'industry_trade',
}

function register(more: Partial<Registration>, actor = county): Promise<Outcome> {
  return perform(runner, registerSubject, { ...plain, ...more }, { actor, key: newId() })
}

async function registered(more: Partial<Registration>): Promise<string> {
  const outcome = await register(more)
  if (!('done' in outcome)) throw new Error(JSON.stringify(outcome))
  return (outcome.done as { id: string }).id
}

const list = (actor: Actor, query: Partial<SubjectQuery> = {}) =>
  scoped(db.app, actor.scope, (client) => listSubjectsFor(client, actor, { limit: 50, ...query }))
const find = (actor: Actor, id: string) =>
  scoped(db.app, actor.scope, (client) => findSubjectFor(client, actor, id, '2026-03-02'))

test('a subject is found by part of its name, its initials and its code, within the scope', async () => {
  const id = await registered({ creditCode: '91350100M000100Y43', org: demoId('qy.zhuzao') })
  for (const q of ['铸造', 'qyjg', '91350100m000100y43']) {
    assert.deepEqual(
      (await list(county, { q })).items.map((item) => item.id),
      [id],
      q,
    )
  }
  for (const q of ['%', 'gq', '无此企业'])
    assert.deepEqual((await list(county, { q })).items, [], q)
  assert.equal((await find(officer('9801'), id))?.name, plain.name)
  assert.equal(await find(officer('980122'), id), undefined)
  assert.deepEqual((await list(officer('980122'))).items, [])
  const own = officer('', 'safety_officer', demoId('qy.zhuzao'))
  const other = officer('', 'safety_officer', demoId('qy.huagong'))
  assert.equal((await find(own, id))?.answerable?.as, 'owner')
  assert.equal(await find(other, id), undefined)
})

test('where nobody owns the subject, the body of the territory answers', async () => {
  const square = { kind: 'public_area', name: '杨树湾广场', address: '村口' } as const
  const id = await registered({ ...square, jur: '980121001203' })
  assert.deepEqual((await find(county, id))?.answerable, {
    org: demoId('qy.zhen'),
    name: '青杨镇人民政府（演示）',
    as: 'territory',
  })
})

test('a code is that of one subject only, also when two are registered at once', async () => {
  const code = { creditCode: '91512081MA62K0260E' }
  const came = await Promise.all([register(code), register(code), register(code)])
  assert.equal(came.filter((one) => 'done' in one).length, 1)
  const kept = await rows(db.owner, 'select 1 from subject where credit_code = $1', [
    code.creditCode,
  ])
  assert.equal(kept.length, 1)
})

test('a failing code is questioned, kept with a reason, and marked', async () => {
  const code = { creditCode: '91350211M0000XUF46' }
  const refused = await register(code)
  assert.match(isRefusal(refused) ? refused.refused : '', /校验未通过/)
  const id = await registered({ ...code, keepCodeBecause: '与营业执照核对一致' })
  assert.equal((await find(county, id))?.creditCode, code.creditCode)
  const marks = await rows<{ code: string }>(
    db.owner,
    'select code from mark where subject_id = $1',
    [id],
  )
  assert.deepEqual(marks, [{ code: 'subject.credit-code-check' }])
})

test('who registers: each role within its places, nobody outside them', async () => {
  for (const role of ROLES) {
    const outcome = await register({ name: `试 ${role}` }, officer('980121', role))
    assert.equal('done' in outcome, may(role, 'subjects.register'), role)
  }
  for (const jur of ['980122', '9801', '980199', '98012', '980121999']) {
    assert.deepEqual(await register({ jur }), { missing: true }, jur)
  }
})

test('lists go a page at a time; names stand sealed in the journal', async () => {
  const whole = await list(county, { limit: 200 })
  const first = await list(county, { limit: 3 })
  const second = await list(county, { limit: 3, cursor: first.next! })
  assert.deepEqual(
    [...first.items, ...second.items].map((item) => item.id),
    whole.items.slice(0, 6).map((item) => item.id),
  )
  assert.deepEqual((await list(county, { cursor: 'nonsense', limit: 200 })).items, whole.items)
  const entries = await rows<{ leaf: Buffer }>(
    db.owner,
    'select leaf from journal_pending union all select leaf from journal_entry',
  )
  assert.ok(entries.length > 0)
  for (const { leaf } of entries) assert.doesNotMatch(leaf.toString(), /铸造|91350100M/)
})
