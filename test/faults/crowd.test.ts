import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { canonicalJson, newId, rows } from '#kernel/index.ts'
import { registration } from '../world.ts'
import { served, type Reply, type Served } from '../served.ts'
import { assertWhole } from './crashes.ts'

const CONNECTIONS = 16
const SHARING = 4

let product: Served
before(async () => {
  product = await served()
})
after(() => product.close())

const FINDING = registration({ place: '980121001' })

/** Runs all at once and answers when all are answered. */
function together<T>(n: number, work: (nth: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: n }, (_, nth) => work(nth)))
}

test('sixteen connections, four clients to a key: each submission is done once', async (t) => {
  const clerk = await product.as('qy.anwei')
  const keys = Array.from({ length: 2 * CONNECTIONS }, () => newId())
  const answers = new Map<string, Reply[]>()
  const queue = keys.flatMap((key) => Array.from({ length: SHARING }, () => key))
  await together(CONNECTIONS, async () => {
    for (let key = queue.shift(); key; key = queue.shift()) {
      const reply = await clerk.post('/api/findings', FINDING, { 'idempotency-key': key })
      answers.set(key, [...(answers.get(key) ?? []), reply])
    }
  })
  let repeats = 0
  for (const replies of answers.values()) {
    assert.deepEqual(
      replies.map(({ status }) => status),
      Array(SHARING).fill(200),
    )
    assert.equal(new Set(replies.map(({ body }) => canonicalJson(body))).size, 1)
    repeats += replies.filter(({ headers }) => headers['bihuan-repeated']).length
  }
  assert.equal(repeats, (SHARING - 1) * keys.length, 'all but one of each are told again')
  const [{ n } = { n: -1 }] = await rows<{ n: number }>(
    product.db.owner,
    'select count(*)::int as n from finding',
  )
  assert.equal(n, keys.length)
  t.diagnostic(`${keys.length * SHARING} submits, ${n} done, ${repeats} told again`)
})

test('clerks who take numbers at once leave no gap and no double', async () => {
  const clerks = await Promise.all(['qy.anwei', 'qy.anwei.zr'].map((login) => product.as(login)))
  await together(24, (nth) => {
    const refused = nth % 6 === 5
    const body = refused ? { ...FINDING, grade: 'major' } : FINDING
    return clerks[nth % 2]!.post('/api/findings', body)
  })
  const numbers = await rows<{ number: string; owner_org: string }>(
    product.db.owner,
    'select number, owner_org from finding order by owner_org, number',
  )
  const serials = numbers.map(({ number }) => Number(/〔2026〕(\d+)号$/.exec(number)?.[1]))
  assert.deepEqual(
    serials,
    numbers.map((_, n) => n + 1),
  )
  await assertWhole(product.db, join(product.product.dataDir, 'keys'))
})
