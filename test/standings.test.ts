import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { firstRow } from '#kernel/index.ts'
import { DEMO_PASSWORD } from '#places/index.ts'
import { served, type Served } from './served.ts'

/** Standings are kept for a moment; what this server changes must show at the very next request. */
let product: Served
before(async () => {
  product = await served()
})
after(() => product.close())

const LIST = '/api/findings?size=1'

async function idOf(what: 'holding' | 'account', login: string): Promise<string> {
  const row = await firstRow<{ holding: string; account: string }>(
    product.db.owner,
    `select h.id as holding, a.id as account from login_name l
       join account a on a.id = l.account_id join holding h on h.person_id = a.person_id
      where l.login = $1 and h.to_on is null limit 1`,
    [login],
  )
  return row![what]
}

test('a holding that ends takes the post from a running session at once', async () => {
  const clerk = await product.as('pg.anwei')
  const admin = await product.as('sysadmin')
  assert.equal((await clerk.get(LIST)).status, 200)
  const ended = await admin.post(`/api/holdings/${await idOf('holding', 'pg.anwei')}/end`, {
    on: '2026-03-01',
  })
  assert.equal(ended.status, 200, JSON.stringify(ended.body))
  assert.equal((await clerk.get(LIST)).status, 403)
})

test('a disabled account is out at once', async () => {
  const clerk = await product.as('sq.anwei')
  const admin = await product.as('secadmin')
  assert.equal((await clerk.get(LIST)).status, 200)
  const done = await admin.post(`/api/accounts/${await idOf('account', 'sq.anwei')}/disable`, {})
  assert.equal(done.status, 200, JSON.stringify(done.body))
  assert.equal((await clerk.get(LIST)).status, 401)
})

test('a locked session and one that signed out act no more at once', async () => {
  const clerk = await product.as('xl.anwei')
  assert.equal((await clerk.get(LIST)).status, 200)
  assert.equal((await clerk.post('/api/session/lock', {})).status, 200)
  assert.equal((await clerk.get(LIST)).status, 423)
  const payload = { login: 'ct.anwei', password: DEMO_PASSWORD }
  const opened = await product.app.inject({ method: 'POST', url: '/api/session', payload })
  const cookie = opened.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const call = (method: 'GET' | 'DELETE', url: string) =>
    product.app.inject({ method, url, headers: { cookie } })
  assert.equal((await call('GET', LIST)).statusCode, 200)
  assert.equal((await call('DELETE', '/api/session')).statusCode, 200)
  assert.equal((await call('GET', LIST)).statusCode, 401)
})

test('a holding that runs out by its date is noticed when the next day begins', async () => {
  product.clock.set('2026-03-02T15:59:59.900Z')
  const holding = await idOf('holding', 'mc.anwei')
  await product.db.owner.query('update holding set to_on = $2 where id = $1', [
    holding,
    '2026-03-02',
  ])
  const clerk = await product.as('mc.anwei')
  assert.equal((await clerk.get(LIST)).status, 200, 'the last day still counts')
  product.clock.set('2026-03-02T16:00:00.100Z')
  assert.equal((await clerk.get(LIST)).status, 403)
})
