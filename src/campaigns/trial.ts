/** A campaign of the invented city for tests: opened, drawn, its groups formed. */
import { randomBytes } from 'node:crypto'
import { commitmentOf, type Seat } from '#draws/rules.ts'
import type { DrawMoved, DrawView } from '#draws/words.ts'
import { DEMO_COUNTIES, demoId } from '#places/index.ts'
import { answerOf, follow, type Caller, type Served } from '../../test/served.ts'
import type { CampaignDetail, CampaignMoved, GroupDetail, OpenCampaign } from './words.ts'

export const PACK = 'xinyang-cross-inspection-2023'

/** The county that an office belongs to, as logins mark it. */
export const markOf = (org: string): string =>
  DEMO_COUNTIES.find(({ mark }) => demoId(`${mark}.anweiban`) === org)!.mark

/** What a campaign of spring 2026 asks for; a test says what differs. */
export function opening(more: Partial<OpenCampaign> = {}): OpenCampaign {
  return {
    pack: PACK,
    title: '云川市安全生产异地交叉检查（演示）',
    basis: '市安委会年度工作安排（演示）',
    planNumber: '督查计划第3项（演示）',
    planFiledOn: '2026-01-20',
    fromOn: '2026-03-02',
    toOn: '2026-05-20',
    visitFrom: '2026-03-16',
    visitTo: '2026-04-10',
    methods: ['查阅资料', '实地核查'],
    leaders: [{ role: '领导小组组长', name: '顾明川（演示）' }],
    sectors: [
      { name: '工贸', lead: demoId('yc.yingji') },
      { name: '消防', lead: null },
    ],
    milestones: [
      {
        key: 'sectorPlans',
        what: '报送行业交叉检查方案',
        fromOn: null,
        dueOn: '2026-03-09',
        part: 'members',
        seal: false,
      },
      {
        key: 'scoreSheets',
        what: '报送盖章的打分表和总结',
        fromOn: null,
        dueOn: '2026-04-20',
        part: 'groups',
        seal: true,
      },
    ],
    bodies: DEMO_COUNTIES.map(({ mark }) => demoId(`${mark}.anweiban`)),
    members: [demoId('yc.zhujian')],
    notice: '各组对照打分表逐项核查，逐项填写完成情况。扣分应当写明原因。',
    forbidden: [],
    ceremony: 'everyday',
    publicSource: '公共数值（演示）',
    ...more,
  }
}

/** Opens a campaign and leads it through the draw until every group stands. */
export async function begun(product: Served, more: Partial<OpenCampaign> = {}) {
  const office = await product.as('anwei')
  const opened = answerOf<CampaignMoved>(await office.post('/api/campaigns', opening(more)))
  await ceremony(product, (await readCampaign(office, opened.id)).draw!)
  await follow(product)
  return readCampaign(office, opened.id)
}

export const readCampaign = async (by: Caller, id: string): Promise<CampaignDetail> =>
  answerOf<CampaignDetail>(await by.get(`/api/campaigns/${id}`))
export const readGroup = async (by: Caller, id: string): Promise<GroupDetail> =>
  answerOf<GroupDetail>(await by.get(`/api/campaigns/groups/${id}`))

/** The everyday ceremony: a clerk and a witness bind themselves, show their values, and draw. */
export async function ceremony(product: Served, draw: DrawView): Promise<void> {
  const seats = [
    ['clerk', await product.as('anwei')],
    ['witness', await product.as('chayue')],
  ] as const satisfies readonly (readonly [Seat, Caller])[]
  const values = seats.map(() => randomBytes(32).toString('hex'))
  let { revision } = draw
  const act = async (by: Caller, what: string, body: object) => {
    const reply = await by.post(`/api/draws/${draw.id}/${what}`, { revision, ...body })
    revision = answerOf<DrawMoved>(reply).revision
  }
  for (const [index, [seat, by]] of seats.entries()) {
    const hash = commitmentOf(draw.frozenHash, seat, values[index]!)
    await act(by, 'commitment', { seat, hash })
  }
  for (const [index, [seat, by]] of seats.entries()) {
    await act(by, 'reveal', { seat, value: values[index]!, publicValue: '03 08 12（演示）' })
  }
  await act(seats[0][1], 'completion', {})
}

/** The members of a group as the pack wants them. */
export const MEMBERS = [
  { part: 'leader', name: '安之远（演示）', duty: '副县长', tie: null },
  { part: 'deputy', name: '安守正（演示）', duty: '安委办主任', tie: null },
  { part: 'member', name: '安细致（演示）', duty: '应急局业务骨干', tie: null },
  { part: 'member', name: '安求实（演示）', duty: '住建局业务骨干', tie: null },
  { part: 'member', name: '安认真（演示）', duty: '消防大队业务骨干', tie: null },
] as const
