import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { rows, scoped, scopeOf, type Database } from './index.ts'
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
       from pg_class c left join pg_policy p on p.polrelid = c.oid
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
