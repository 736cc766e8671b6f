import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel/index.ts'
import { demoId } from '#places/index.ts'
import { served, type Served } from './served.ts'

/** Role × act × place over HTTP: who may do an act at all, who is told why not, who sees nothing. */
let product: Served
before(async () => {
  product = await served()
})
after(() => product.close())

const party = (key: string) => ({ org: demoId(key), name: '联系人（演示）' })
const note = { note: '办理意见' }
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

/** Every act's address and a body that is well formed. */
const ACTS = {
  交办: ['handover', handOver],
  改派: ['reassignment', handOver],
  签收: ['receipt', { note: null }],
  退办: ['return', note],
  五落实: [
    'plan',
    {
      measures: '措施',
      responsibility: '责任',
      fundsAmount: '1.50',
      fundsUnit: '万元',
      timeLimit: '2026-03-10',
      contingency: '预案',
    },
  ],
  分派: ['tasks', { org: demoId('qy.yingji'), content: '协助检测', dueOn: null }],
  提交: ['report', { ...note, evidence: [] }],
  初验: ['acceptance', { ...note, passed: true, evidence: [] }],
  复查: ['recheck', { ...note, passed: true, evidence: [] }],
  报请: ['closure-request', { note: null }],
  审批: ['closure-decision', { ...note, granted: true }],
  销号: ['closure', { note: null }],
  立行立改: ['spot-closure', { ...note, evidence: [] }],
  申请延期: ['extension', { ...note, dueOn: '2026-05-01' }],
  审批延期: ['extension-decision', { ...note, granted: true }],
  催办: ['reminder', note],
  暂停: ['pause', note],
  恢复: ['resumption', note],
  调级: ['grade', { ...note, grade: 'major', majorClause: '判定标准（演示）' }],
  更正: ['correction', { ...note, step: newId() }],
  作废: ['void', note],
  并入: ['merger', { ...note, into: newId() }],
  复发: ['relapse', { foundOn: '2026-03-01', text: '又出现' }],
} as const
type Act = keyof typeof ACTS
const ALL = Object.keys(ACTS) as Act[]

const KEEP: Act[] = [
  '交办',
  '改派',
  '催办',
  '暂停',
  '恢复',
  '调级',
  '作废',
  '并入',
  '报请',
  '销号',
  '审批延期',
]
const CHECK: Act[] = ['初验', '复查', '立行立改', '复发']
const RECTIFY: Act[] = ['签收', '退办', '五落实', '分派', '提交', '申请延期']

/** What each role may ever do to a finding; everything else is refused by role. */
const MATRIX: Record<string, readonly Act[]> = {
  'qy.anwei': [...KEEP, ...CHECK, ...RECTIFY, '更正'],
  'qy.anwei.zr': [...KEEP, ...CHECK, ...RECTIFY, '更正', '审批'],
  'qy.yingji': [...KEEP, ...CHECK, ...RECTIFY, '更正'],
  'qy.guzhang': [...KEEP, ...CHECK, ...RECTIFY, '更正', '审批'],
  'qy.zhifa': [...CHECK, ...RECTIFY, '更正'],
  'qy.leader': ['审批', '更正'],
  'qy.fazhi': ['更正'],
  chayue: [],
  dangan: [],
  shenji: ['更正'],
}

async function registered(): Promise<string> {
  const clerk = await product.as('qy.anwei')
  const reply = await clerk.post('/api/findings', {
    place: '980121001',
    subject: null,
    subjectName: '青杨精工铸造有限公司（演示）',
    sector: 'industry_trade',
    grade: 'ordinary',
    majorClause: null,
    origin: 'government',
    office: null,
    sourceNote: null,
    title: '权限核对',
    text: '权限核对',
    foundOn: '2026-03-01',
    foundBy: '检查组（演示）',
    evidence: [],
  })
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  return (reply.body as { id: string }).id
}

type Told = { title: string; refused?: string; detail?: string }

for (const [login, allowed] of Object.entries(MATRIX)) {
  test(`${login} may do ${allowed.length} of ${ALL.length} acts at all`, async () => {
    const caller = await product.as(login)
    for (const act of ALL) {
      const [path, body] = ACTS[act]
      const id = await registered()
      const reply = await caller.post(`/api/findings/${id}/${path}`, { revision: 1, ...body })
      const told = reply.body as Told
      assert.ok([200, 409].includes(reply.status), `${login} ${act}: ${JSON.stringify(told)}`)
      const byRole = told.refused?.startsWith('本岗位不办理') ?? false
      assert.equal(!byRole, allowed.includes(act), `${login} ${act}: ${JSON.stringify(told)}`)
    }
  })
}

for (const login of ['pg.anwei', 'pg.yingji', 'qiye2', 'cun']) {
  test(`${login}, who sees nothing of it, is told that it does not exist, whatever the act`, async () => {
    const id = await registered()
    const caller = await product.as(login)
    for (const act of ALL) {
      const [path, body] = ACTS[act]
      const reply = await caller.post(`/api/findings/${id}/${path}`, { revision: 1, ...body })
      assert.deepEqual(
        [reply.status, (reply.body as Told).title],
        [404, '未找到'],
        `${login} ${act}`,
      )
    }
  })
}

test('nothing was changed by all of this but what was allowed', async () => {
  const rows = await product.db.owner.query(
    `select act, count(*)::int as n from journal_pending where subject_kind = 'finding' group by act`,
  )
  const acts = new Map((rows.rows as { act: string; n: number }[]).map(({ act, n }) => [act, n]))
  for (const never of ['finding.report', 'finding.recheck', 'finding.decide_strike_off']) {
    assert.equal(acts.get(never), undefined, never)
  }
})
