import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel/index.ts'
import { served, type Served } from '../../test/served.ts'

let site: Served
before(async () => {
  site = await served()
})
after(() => site.close())

const OPENING = {
  place: '9801',
  fromOn: '2026-01-01',
  toOn: '2026-03-02',
  ceremony: 'everyday',
  publicSource: '公共数值（演示）',
  reason: null,
}

test('the offline checker is for everybody; draws, rounds and looks are for those signed in', async () => {
  const checker = await site.app.inject({ method: 'GET', url: '/api/draw-checker' })
  assert.equal(checker.statusCode, 200)
  assert.match(checker.body, /^#!\/usr\/bin\/env python3/)
  const id = newId()
  for (const url of [
    '/api/lookbacks',
    '/api/looks',
    `/api/draws/${id}`,
    `/api/draws/${id}/file`,
    `/api/draws/${id}/frame`,
  ]) {
    const reply = await site.app.inject({ method: 'GET', url })
    assert.equal(reply.statusCode, 401, url)
  }
})

test('what is not there, not yours or no id at all is the same 404', async () => {
  for (const login of ['anwei', 'qiye', 'pg.anwei']) {
    const who = await site.as(login)
    for (const id of [newId(), 'none'])
      for (const url of [`/api/lookbacks/${id}`, `/api/looks/${id}`, `/api/draws/${id}/file`])
        assert.equal((await who.get(url)).status, 404, `${login} ${url}`)
  }
})

test('a round needs findings, an office and a place of its own; each no has its clause', async () => {
  const cases = [
    ['anwei', {}, /没有可以抽取的已销号问题/],
    ['zhifa', {}, /经办岗位发起/],
    ['qy.anwei', {}, /管辖的地区之内/],
    ['anwei', { fromOn: '2026-03-01', toOn: '2026-02-01' }, /开始日期/],
    ['anwei', { toOn: '2026-12-31' }, /不得晚于今日/],
  ] as const
  for (const [login, more, sentence] of cases) {
    const who = await site.as(login)
    const reply = await who.post('/api/lookbacks', { ...OPENING, ...more })
    assert.equal(reply.status, 409)
    const { refused, clause } = reply.body as { refused: string; clause: string }
    assert.match(refused, sentence)
    assert.equal(clause, 'bihuan-house-rules#lookback')
  }
  const unknown = await (await site.as('anwei')).post('/api/lookbacks', { ...OPENING, size: 1 })
  assert.equal(unknown.status, 400)
})

test('the preview tells frame, share and least as the house rule has them', async () => {
  const who = await site.as('anwei')
  const reply = await who.get('/api/lookbacks/frame?place=9801&fromOn=2026-01-01&toOn=2026-03-02')
  assert.deepEqual(reply.body, {
    framed: 0,
    size: 0,
    sharePercent: 10,
    least: 5,
    clause: 'bihuan-house-rules#lookback',
    excluded: [],
  })
})
