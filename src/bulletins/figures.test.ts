import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel/index.ts'
import { demoId } from '#places/index.ts'
import { checkNightly, foldFigures, takeOverFindings } from '#findings/index.ts'
import { served, type Caller, type Served } from '../../test/served.ts'
import { monthsBefore, weeksBefore } from './figures-rules.ts'
import type { Figures } from './words.ts'

let product: Served
let clerk: Caller
before(async () => {
  product = await served('2025-06-02T02:00:00Z')
  clerk = await product.as('qy.anwei')
})
after(() => product.close())

const registration = {
  place: '980121001',
  subject: null,
  subjectName: '青杨精工铸造有限公司（演示）',
  sector: 'industry_trade',
  grade: 'ordinary',
  majorClause: null,
  origin: 'government',
  office: null,
  sourceNote: null,
  title: '行车吊钩防脱装置缺失',
  text: '行车吊钩防脱装置缺失。',
  foundOn: '2025-06-01',
  foundBy: '检查组（演示）',
  evidence: [],
}
const party = (key: string) => ({ org: demoId(key), name: '联系人（演示）' })
const handOver = {
  rectifier: party('qy.zhuzao'),
  sectorParty: party('qy.yingji'),
  territory: party('qy.zhen'),
  rechecker: party('qy.yingji'),
  sponsor: null,
  needsTime: false,
  dueOn: null,
  note: null,
}
const plan = {
  measures: '更换吊钩',
  responsibility: '厂长',
  fundsAmount: '3.60',
  fundsUnit: '万元',
  timeLimit: '2025-06-10',
  contingency: '停用行车',
}
const spent = { note: '已更换', evidence: [], spentAmount: '3.15', spentUnit: '万元' }

type At = { id: string; revision: number }

async function register(more: object = {}, by = clerk): Promise<At> {
  const reply = await by.post('/api/findings', { ...registration, ...more })
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  return reply.body
}

async function act(at: At, verb: string, body: object, by = clerk): Promise<At> {
  const reply = await by.post(`/api/findings/${at.id}/${verb}`, { revision: at.revision, ...body })
  assert.equal(reply.status, 200, `${verb}: ${JSON.stringify(reply.body)}`)
  return reply.body
}

/** Another day; nobody's session has lasted until then. */
async function morning(day: string): Promise<void> {
  product.clock.set(`${day}T02:00:00Z`)
  const logins = ['qy.anwei', 'qiye', 'pg.anwei']
  for (const login of logins) await product.as(login, 'anew')
  clerk = await product.as('qy.anwei')
}

/** A story with every kind of number in it: states, ages, money, weeks, places, taken over. */
async function tell(): Promise<void> {
  for (const sector of ['industry_trade', 'chemicals', 'fire']) await register({ sector })
  await act(await register({ foundOn: '2024-03-01' }), 'void', { note: '重复' })
  const major = { grade: 'major', majorClause: '判定标准（演示）', place: '980121' }
  await register({ ...major, foundOn: '2025-01-15' })
  await morning('2025-12-01')
  await act(await register({ foundOn: '2025-11-29' }), 'spot-closure', {
    note: '已改',
    evidence: [],
  })
  const plant = await product.as('qiye')
  for (const unit of ['万元', '元']) {
    let at = await act(
      await register({ origin: 'tipoff', foundOn: '2025-11-30' }),
      'handover',
      handOver,
    )
    at = await act(at, 'receipt', { note: null }, plant)
    at = await act(at, 'plan', { ...plan, fundsUnit: unit, timeLimit: '2025-12-05' }, plant)
    if (unit === '万元') await act(at, 'report', spent, plant)
  }
  await act(await register({ foundOn: '2025-11-01' }), 'handover', handOver)
  await register({ place: '980122001', foundOn: '2025-10-01' }, await product.as('pg.anwei'))
  await takeOver()
  await morning('2026-03-02')
  await register({ foundOn: '2026-03-01', sector: 'gas' })
}

async function takeOver(): Promise<void> {
  const { runner, journal } = product.product
  const office = { id: demoId('qy.anwei'), name: '青杨县安委办' }
  const actor = {
    account: newId(),
    person: newId(),
    post: newId(),
    org: office.id,
    role: 'committee_clerk',
    scope: { from: '980121', to: '980122', plus: [], minus: [], party: null },
    onBehalfOf: null,
    demo: true,
  }
  const record = (sourceId: string, correctedOn: string | null, foundOn: string | null) => ({
    sourceId,
    content: sourceId,
    title: '灭火器过期',
    text: '灭火器过期',
    subjectName: '某厂（演示）',
    subject: null,
    sector: 'fire',
    grade: 'ordinary' as const,
    foundOn,
    correctedOn,
    marks: [],
    sourceNote: '旧台账（演示）',
  })
  const records = [
    record('1', '2025-11-20', '2025-11-03'),
    record('2', null, null),
    record('3', '2026-02-25', '2025-11-03'),
  ]
  await takeOverFindings(
    { ...runner, journal },
    { source: 'old', jur: '980121', actor, office },
    records,
  )
}

/** Every number of an answer with where it stands, found by its shape and not by its name. */
function* numbersIn(
  value: unknown,
  path = '',
): Generator<{ path: string; count: number; opens: string }> {
  if (typeof value !== 'object' || value === null) return
  if ('count' in value && 'opens' in value) {
    yield { path, count: value.count as number, opens: value.opens as string }
    return
  }
  for (const [name, inner] of Object.entries(value)) yield* numbersIn(inner, `${path}/${name}`)
}

async function figures(by: Caller, place?: string): Promise<Figures> {
  const reply = await by.get(`/api/figures${place === undefined ? '' : `?place=${place}`}`)
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  return reply.body
}

/** Compares every number with what its address counts and lists; answers how many are not zero. */
async function opensAll(by: Caller, told: Figures): Promise<number> {
  const numbers = [...numbersIn(told)]
  const known = new Map(numbers.map((one) => [one.opens, one]))
  assert.ok(
    numbers.every(({ opens, count }) => known.get(opens)?.count === count),
    'one address, two numbers',
  )
  for (const each of groupsOf([...known.values()], 8)) {
    await Promise.all(each.map((one) => opensOne(by, one)))
  }
  return numbers.filter(({ count }) => count > 0).length
}

async function opensOne(by: Caller, one: { path: string; count: number; opens: string }) {
  const { path, count, opens } = one
  const asked = await by.get(`/api/findings/count?${opens}`)
  assert.equal(asked.status, 200, `${path} ${opens} ${JSON.stringify(asked.body)}`)
  assert.equal((asked.body as { count: number }).count, count, `${path} ${opens}`)
  if (count === 0) return
  const listed = await by.get(`/api/findings?${opens}&size=100`)
  assert.equal((listed.body as { rows: unknown[] }).rows.length, count, `${path} ${opens}`)
}

function groupsOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
    all.slice(at * size, (at + 1) * size),
  )
}

test('an empty ledger answers zeros, and each opens nothing', async () => {
  const told = await figures(clerk)
  assert.deepEqual(told.total.counted, { count: 0, opens: 'place=980121&counted=all' })
  assert.deepEqual([told.sectors, told.origins, told.lines, told.money], [[], [], [], []])
  assert.equal(await opensAll(clerk, told), 0)
})

const READERS = [
  ['qy.anwei', undefined],
  ['qy.anwei', '980121001'],
  ['qy.zhen', undefined],
  ['qy.leader', undefined],
  ['leader', undefined],
  ['leader', '980121'],
  ['pg.anwei', undefined],
] as const

test('every number that anybody is shown opens exactly as many records', async () => {
  await tell()
  for (const fold of [false, true]) {
    if (fold) await foldFigures(product.db.app)
    for (const [login, place] of fold ? READERS : READERS.slice(3, 5)) {
      const by = await product.as(login)
      const told = await figures(by, place)
      const opened = await opensAll(by, told)
      assert.ok(opened > 8, `${login} ${place}: ${opened} numbers`)
    }
  }
})

test('the figures of a county are what was told', async () => {
  const told = await figures(clerk)
  const { total } = told
  const read = Object.fromEntries(
    (['counted', 'open', 'overdue', 'struckOff', 'major'] as const).map((name) => [
      name,
      total[name].count,
    ]),
  )
  assert.deepEqual(read, { counted: 12, open: 9, overdue: 7, struckOff: 3, major: 1 })
  assert.deepEqual([total.rate.part.count, total.rate.of.count], [1, 9])
  assert.deepEqual(
    told.money.map(({ unit, planned, spent: cost }) => [
      unit,
      planned.amount,
      planned.count,
      cost.amount,
      cost.count,
    ]),
    [
      ['元', '3.6', 1, '0', 0],
      ['万元', '3.6', 1, '3.15', 1],
    ],
  )
  const ages = Object.fromEntries(
    told.ages.map(({ age, ordinary, major }) => [age, ordinary.count + major.count]),
  )
  assert.deepEqual(ages, { to30: 1, to90: 0, to180: 3, to365: 3, beyond365: 1, unknown: 1 })
  assert.deepEqual(told.months.at(-2)?.struckOff.count, 1)
  assert.equal(
    told.places.reduce((all, row) => all + row.counted.count, 0),
    total.counted.count,
  )
  assert.ok(told.lines?.some(({ name, open }) => name === '青杨县应急局' && open.count === 3))
})

test('who sees no cases, or only its own, is shown no figures', async () => {
  for (const login of ['qiye', 'sysadmin', 'audadmin']) {
    const reply = await (await product.as(login)).get('/api/figures')
    assert.equal(reply.status, 404, login)
  }
  for (const place of ['77', '980122', '9801', '98', '0']) {
    const reply = await clerk.get(`/api/figures?place=${place}`)
    assert.equal(reply.status, 404, place)
  }
  assert.equal((await clerk.get(`/api/figures?place=${encodeURIComponent("1' or")}`)).status, 400)
})

test('what the nightly comparison found is told to the system administrator alone', async () => {
  await checkNightly(product.product.runner)
  const told = await (await product.as('sysadmin')).get('/api/figures/checks')
  const [check] = (told.body as { checks: { differing: number; cells: number }[] }).checks
  assert.equal(check?.differing, 0)
  assert.ok(check && check.cells > 20)
  for (const login of ['qy.anwei', 'leader', 'secadmin', 'audadmin', 'qiye']) {
    assert.equal((await (await product.as(login)).get('/api/figures/checks')).status, 404, login)
  }
})

test('weeks run from Monday to Sunday, months through their last day', () => {
  const weeks = weeksBefore('2026-03-02')
  assert.equal(weeks.length, 26)
  assert.deepEqual(weeks.at(-1), { key: '2026-03-02', from: '2026-03-02', to: '2026-03-08' })
  assert.deepEqual(weeks.at(-2), { key: '2026-02-23', from: '2026-02-23', to: '2026-03-01' })
  const months = monthsBefore('2024-02-29')
  assert.deepEqual(months.at(-1), { key: '2024-02', from: '2024-02-01', to: '2024-02-29' })
  assert.deepEqual(months[0], { key: '2023-03', from: '2023-03-01', to: '2023-03-31' })
})
