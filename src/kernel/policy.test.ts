import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { matterScope, newId, rows, scoped, scopeOf, type Database } from './index.ts'
import { renewPolicies } from './policy.ts'
import { testDatabase } from '../../test/database.ts'

let db: Database
before(async () => (db = await testDatabase()))
after(() => db.close())

const FIRST = `(jur >= nullif(current_setting('app.jur_from', true), '')
  and jur < nullif(current_setting('app.jur_to', true), ''))
  or party_id = nullif(current_setting('app.party', true), '')::uuid`

async function policies(): Promise<{ table: string; text: string }[]> {
  return rows(
    db.owner,
    `select c.relname as table, pg_get_expr(p.polqual, p.polrelid) as text
       from pg_class c left join pg_policy p on p.polrelid = c.oid and p.polname like '%scope'
      where c.relkind = 'r' and obj_description(c.oid) like 'class: ledger%' order by 1`,
  )
}

test('every ledger reads each setting of its scope once a statement, whatever migration made it', async () => {
  const found = await policies()
  assert.ok(found.length >= 7)
  for (const { table, text } of found) {
    assert.equal(
      text.match(/\( SELECT \(?NULLIF\(current_setting\(/g)?.length,
      3,
      `${table}: ${text}`,
    )
    assert.equal(text, found[0]?.text, table)
  }
  const plan = await scoped(db.app, scopeOf('98'), (client) =>
    rows<{ 'QUERY PLAN': string }>(client, 'explain select 1 from finding'),
  )
  const text = plan.map((line) => line['QUERY PLAN']).join('\n')
  assert.match(text, /InitPlan/)
  assert.doesNotMatch(text, /(Filter|Cond).*current_setting/)
})

test('a policy of the first form is renewed, and no other is touched', async () => {
  const before = await policies()
  await db.owner.query(`alter policy finding_scope on finding using (${FIRST})`)
  assert.notDeepEqual(await policies(), before)
  const client = await db.owner.connect()
  try {
    await renewPolicies(client)
  } finally {
    client.release()
  }
  assert.deepEqual(await policies(), before)
})

test('what belongs to a matter has a second policy, which a setting that ended opens to nobody', async () => {
  const found = await rows<{ text: string }>(
    db.owner,
    `select pg_get_expr(polqual, polrelid) as text from pg_policy where polname like '%matter'`,
  )
  assert.ok(found.length >= 10)
  for (const { text } of found) {
    assert.match(text, /^\(\w+ = \( SELECT \(NULLIF\(current_setting\('app\.matter'::text, true\)/)
  }
  const setting = `select coalesce(current_setting('app.matter', true), '') as matter`
  const id = newId()
  const inside = await scoped(db.app, matterScope(id), (own) => rows(own, setting))
  assert.deepEqual(inside, [{ matter: id }])
  for (let turn = 0; turn < 4; turn += 1) {
    const after = await scoped(db.app, scopeOf('98'), (own) => rows(own, setting))
    assert.deepEqual(after, [{ matter: '' }])
  }
})
