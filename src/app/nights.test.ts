import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { runNight } from '#jobs/index.ts'
import type { NightRun } from '#jobs/words.ts'
import { served, type Served } from '../../test/served.ts'
import { nightlyOf } from './jobs.ts'

let product: Served
before(async () => (product = await served()))
after(() => product.close())

async function nights(): Promise<NightRun[]> {
  const reply = await (await product.as('sysadmin')).get('/api/nights')
  assert.equal(reply.status, 200)
  return (reply.body as { rows: NightRun[] }).rows
}

test('the system administrator has the work of the night done, and reads what came of it', async () => {
  assert.deepEqual(await nights(), [])
  const admin = await product.as('sysadmin')
  const titles = nightlyOf(product.product.runner)
    .map(({ title }) => title)
    .toSorted()
  assert.ok(titles.includes('统计核对'))
  const asked = await admin.post('/api/nights', {})
  assert.equal(asked.status, 200, JSON.stringify(asked.body))
  await product.product.jobs.drain()
  const { job } = asked.body as { job: string }
  const told = (await admin.get(`/api/jobs/${job}`)).body as { state: string; say: string }
  assert.deepEqual([told.state, told.say], ['done', `${titles.length} 项已办理。`])
  const done = await nights()
  assert.deepEqual(done.map(({ title }) => title).toSorted(), titles)
  for (const { ok, say, asked: by, endedAt } of done) {
    assert.deepEqual([ok, by], [true, 'page'], say ?? '')
    assert.ok(say && endedAt)
  }
})

test('others find nothing', async () => {
  for (const login of ['secadmin', 'audadmin', 'qy.anwei', 'qiye']) {
    const caller = await product.as(login)
    assert.equal((await caller.get('/api/nights')).status, 404, login)
    assert.equal((await caller.post('/api/nights', {})).status, 404, login)
  }
})

test('a work that fails is told and leaves the others their turn; two nights never run at once', async () => {
  const { runner } = product.product
  const faults: unknown[] = []
  let second: unknown
  const works = [
    {
      name: 'fails',
      title: '失败',
      run: async () => {
        throw new Error('planted')
      },
    },
    {
      name: 'again',
      title: '再次',
      run: async () => {
        second = await runNight(runner, nightlyOf(runner), 'command', () => undefined)
        return '已办理。'
      },
    },
  ]
  const result = await runNight(runner, works, 'command', (fault) => faults.push(fault))
  assert.deepEqual(result, { done: 1, failed: 1 })
  assert.equal(faults.length, 1)
  assert.equal(second, null)
  const failed = (await nights()).find(({ title }) => title === '失败')
  assert.equal(failed?.ok, false)
})
