import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { params, rows, scoped, scopeOf, type Database, type Scope } from '#kernel/index.ts'
import { testDatabase } from '../../test/database.ts'
import { scopeSql } from './scope-sql.ts'

let db: Database
before(async () => (db = await testDatabase()))
after(() => db.close())

const county = scopeOf('980121')
const TABLE = [
  ['a county', county, 'f.county = $1'],
  ['a city', scopeOf('9801'), '(f.jur >= $1 and f.jur < $2)'],
  ['a township', scopeOf('980121001'), '(f.jur >= $1 and f.jur < $2)'],
  ['the nation', scopeOf('0'), '(f.jur >= $1 and f.jur < $2)'],
  [
    'a county and a place beside it',
    { ...county, plus: [{ from: '9802', to: '9803' }] },
    '((f.jur >= $1 and f.jur < $2) or (f.jur >= $3 and f.jur < $4))',
  ],
  [
    'a county without one of its places',
    { ...county, minus: [{ from: '980121001', to: '980121002' }] },
    '((f.jur >= $3 and f.jur < $4) and not (f.jur >= $1 and f.jur < $2))',
  ],
  [
    'a county and what concerns a party',
    { ...county, party: '0190b0a0-0000-7000-8000-000000000001' },
    '((f.jur >= $1 and f.jur < $2) or f.party_id = $3::uuid)',
  ],
] as const satisfies readonly (readonly [string, Scope, string])[]

for (const [name, scope, wanted] of TABLE) {
  test(`the filter of ${name}`, () => {
    const { param } = params()
    assert.equal(scopeSql(scope, param), wanted)
  })
}

test('the page of a county comes from its index in order, without sorting the county', async () => {
  const plan = await scoped(db.app, county, async (client) => {
    await client.query('set local enable_seqscan = off')
    await client.query('set local enable_bitmapscan = off')
    const { param, values } = params()
    return rows<{ 'QUERY PLAN': string }>(
      client,
      `explain select f.id from finding f where ${scopeSql(county, param)}
        order by f.ended, f.next_due_on, f.id limit 50`,
      values,
    )
  })
  const text = plan.map((line) => line['QUERY PLAN']).join('\n')
  assert.match(text, /finding_due_of_county/)
  assert.doesNotMatch(text, /Sort/)
})
