import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Database, rows, scoped, scopeOf } from './index.ts'
import { commitWith } from './scope.ts'
import { testDatabase } from '../../test/database.ts'

let db: Database
let one: Database
before(async () => {
  db = await testDatabase()
  one = new Database(db.connection, 1)
})
after(async () => {
  await one.close()
  await db.close()
})

const kept = async () =>
  (await rows<{ key: string }>(db.owner, 'select key from deployment order by 1')).map((r) => r.key)
const insert = (key: string) => `insert into deployment (key, value) values ('${key}', '')`
const nation = scopeOf('0')

test('a last statement that fails takes everything before it along, though its commit was sent', async () => {
  await assert.rejects(
    scoped(one.app, nation, async (client) => {
      await client.query(insert('before'))
      return commitWith(client, { text: 'select 1 / 0' })
    }),
    { code: '22012' },
  )
  assert.deepEqual(await kept(), [])
  await scoped(one.app, nation, async (client) => {
    await client.query(insert('first'))
    await commitWith(client, { text: insert('last') })
  })
  assert.deepEqual(await kept(), ['first', 'last'], 'and the connection goes on')
})

test('an opening that fails fails the work, whatever the work makes of it', async () => {
  const work = async () => 'done'
  await assert.rejects(scoped(one.app, nation, work, 'select 1 / 0'), { code: '22012' })
  assert.equal(await scoped(one.app, nation, work), 'done')
})
