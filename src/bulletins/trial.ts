/** What the tests of notices share: a county's ledger in March, and the hands that draw up and sign. */
import assert from 'node:assert/strict'
import { demoId } from '#places/index.ts'
import { served, type Caller, type Reply, type Served } from '../../test/served.ts'
import type { Figure, NoticeContent, NoticeDetail, NoticeMoved } from './notice-words.ts'

const FINDING = {
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
  text: '5吨行车吊钩闭锁装置断裂。',
  foundOn: '2026-03-01',
  foundBy: '检查组（演示）',
  evidence: [],
}

/** A notice whose figures a request computes. */
export type Shown = NoticeDetail & { readonly content: NoticeContent }

type Moved = { id: string; revision: number }

/** What a test runs on. */
export type Trial = {
  readonly product: Served
  /** An act on a finding. */
  readonly act: (login: string, path: string, body: object) => Promise<Moved>
  readonly register: (more?: object, login?: string) => Promise<Moved>
  readonly propose: (login: string, more?: object) => Promise<Reply>
  readonly issue: (login: string, notice: NoticeMoved) => Promise<Reply>
}

/** Opens a trial at the end of March; close its product after. */
export async function openTrial(): Promise<Trial> {
  const product = await served('2026-03-31T02:00:00Z')
  const act: Trial['act'] = async (login, path, body) => {
    const reply = await (await product.as(login)).post(`/api/findings${path}`, body)
    assert.equal(reply.status, 200, `${path}: ${JSON.stringify(reply.body)}`)
    return reply.body
  }
  const register: Trial['register'] = (more = {}, login = 'qy.anwei') =>
    act(login, '', { ...FINDING, ...more })
  await stories({ act, register })
  return {
    product,
    act,
    register,
    async propose(login, more = {}) {
      return (await product.as(login)).post('/api/notices', {
        ...MONTH,
        publicity: 'open',
        remark: null,
        corrects: null,
        ...more,
      })
    },
    async issue(login, { id, revision }) {
      return (await product.as(login)).post(`/api/notices/${id}/issue`, { revision })
    },
  }
}

const MONTH = { kind: 'month', on: '2026-03-15' } as const

/** What lies in the ledger in March: two handed over, one struck off on the spot, one major at the county, one waiting, one void. */
async function stories({ act, register }: Pick<Trial, 'act' | 'register'>): Promise<void> {
  const handOver = ({ id, revision }: Moved) =>
    act('qy.anwei', `/${id}/handover`, handedOver(revision))
  await handOver(await register())
  await handOver(await register({ title: '配电箱门未上锁' }))
  const spot = await register({ title: '灭火器压力不足', sector: 'fire' })
  await act('qy.anwei', `/${spot.id}/spot-closure`, {
    revision: spot.revision,
    note: '当场更换，已复查合格。',
    evidence: [],
  })
  await register({
    title: '氨制冷机房无报警装置',
    grade: 'major',
    majorClause: '工贸企业重大事故隐患判定标准第十二条',
    place: '980121',
  })
  await register({ title: '安全出口堆放杂物' })
  const mistake = await register({ title: '重复登记' })
  await act('qy.anwei', `/${mistake.id}/void`, {
    revision: mistake.revision,
    note: '重复登记（演示）。',
  })
}

function handedOver(revision: number): object {
  const party = (key: string) => ({ org: demoId(key), name: '联系人（演示）' })
  return {
    revision,
    rectifier: party('qy.zhuzao'),
    sectorParty: party('qy.yingji'),
    territory: party('qy.zhen'),
    rechecker: party('qy.yingji'),
    sponsor: null,
    needsTime: false,
    dueOn: null,
    note: null,
  }
}

export async function ledgerCount(caller: Caller, figure: Figure): Promise<number> {
  const query = new URLSearchParams(figure.filter)
  const reply = await caller.get(`/api/findings/count?${query}`)
  assert.equal(reply.status, 200, `${figure.key}: ${JSON.stringify(reply.body)}`)
  return (reply.body as { count: number }).count
}
