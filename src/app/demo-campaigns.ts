import { campaignCommands, type CampaignCommands } from '#campaigns/index.ts'
import type { CampaignMoved, GroupRow, Member, OpenCampaign } from '#campaigns/words.ts'
import { firstRow, rows } from '#kernel/index.ts'
import { DEMO_COUNTIES, demoId } from '#places/index.ts'
import type { Teller } from './demo.ts'
import { holdDraw, settle } from './demo-draws.ts'

const DAY_MS = 86_400_000

/**
 * The cross-county inspection of the demonstration, after the pack of 2023: eleven groups drawn; some
 * have named their people, some agreed the day, one has given and got signed what it found; one
 * department has sent its plan, another is late with it.
 */
export async function tellCampaigns(teller: Teller): Promise<void> {
  const commands = campaignCommands(teller.runner.db.app)
  teller.on(30, 9)
  const opened = await act(teller, 'anwei', commands.open, { body: bodyOf(teller) })
  await holdDraw(teller, opened.id, '02 11 17 20 28 31 + 05（演示）')
  await sendPlan(teller, commands, opened.id)
  const groups = await groupsOf(teller, opened.id)
  for (const group of groups.slice(0, 5)) await form(teller, commands, group)
  for (const group of groups.slice(0, 3)) await agree(teller, commands, group)
  await feedBack(teller, commands, groups[0]!)
}

function bodyOf(teller: Teller): OpenCampaign {
  const start = Date.parse(teller.clock.now())
  const day = (after: number) => new Date(start + after * DAY_MS).toISOString().slice(0, 10)
  return {
    pack: 'xinyang-cross-inspection-2023',
    title: '云川市安全生产县际异地交叉检查专项行动（演示）',
    basis: '市安委会重大事故隐患专项排查整治行动方案（演示）',
    planNumber: '市级督查检查考核计划第12项（演示）',
    planFiledOn: day(-60),
    fromOn: day(0),
    toOn: day(75),
    visitFrom: day(12),
    visitTo: day(38),
    methods: ['查阅资料', '实地核查', '现场交办', '书面反馈'],
    leaders: [
      { role: '领导小组组长', name: '顾明川（演示）' },
      { role: '领导小组副组长', name: '程若溪（演示）' },
    ],
    sectors: [
      { name: '工贸', lead: demoId('yc.yingji') },
      { name: '建筑施工', lead: demoId('yc.zhujian') },
      { name: '交通运输', lead: demoId('yc.jiaotong') },
      { name: '消防', lead: null },
    ],
    milestones: [
      milestone('sectorPlans', '报送本行业交叉检查方案', day(7), 'members', false),
      milestone('scoreSheets', '报送盖章的打分表和总结', day(50), 'groups', true),
      milestone('sectorSummaries', '报送行业交叉检查总结', day(75), 'members', false),
    ],
    bodies: DEMO_COUNTIES.map(({ mark }) => demoId(`${mark}.anweiban`)),
    members: [],
    notice:
      '各组对照打分表逐项核查，逐项填写完成情况、得分和扣分原因。检查与帮扶并行，坚持一个标准。各牵头部门制定本行业方案并组织实施。（演示）',
    forbidden: [],
    ceremony: 'everyday',
    publicSource: '公共数值（演示）',
  }
}

function milestone(
  key: string,
  what: string,
  dueOn: string,
  part: 'members' | 'groups',
  seal: boolean,
): OpenCampaign['milestones'][number] {
  return { key, what, fromOn: null, dueOn, part, seal }
}

async function act(teller: Teller, by: string, command: unknown, input: object) {
  return (await teller.submit(by, command, input)) as unknown as CampaignMoved
}

type Drawn = Pick<GroupRow, 'id' | 'revision' | 'visitFrom'> & {
  readonly by: string
  readonly host: string
}

/** The groups with the logins of both sides, by their number. */
async function groupsOf(teller: Teller, campaign: string): Promise<Drawn[]> {
  const found = await rows<{ id: string; org: string; host_org: string; visit_from: string }>(
    teller.runner.db.owner,
    'select id, org, host_org, visit_from from campaign_group where campaign_id = $1 order by group_no',
    [campaign],
  )
  const login = (org: string) =>
    `${DEMO_COUNTIES.find(({ mark }) => demoId(`${mark}.anweiban`) === org)!.mark}.anwei`
  return found.map((row) => ({
    id: row.id,
    revision: 1,
    visitFrom: row.visit_from,
    by: login(row.org),
    host: login(row.host_org),
  }))
}

async function sendPlan(teller: Teller, { submit, receive }: CampaignCommands, campaign: string) {
  const duty = await firstRow<{ id: string }>(
    teller.runner.db.owner,
    `select id from campaign_duty where campaign_id = $1 and key = 'sectorPlans' and org = $2`,
    [campaign, demoId('yc.zhujian')],
  )
  teller.on(24, 16)
  const content =
    '对全市在建项目开展交叉检查，重点查深基坑、高支模和起重机械。检查与帮扶并行，坚持一个标准。（演示）'
  const sent = { revision: 1, content, sealed: false, evidence: [] }
  await act(teller, 'zhujian', submit, { id: duty!.id, body: sent })
  teller.on(23, 10)
  await act(teller, 'anwei', receive, { id: duty!.id, body: { revision: 2, note: null } })
}

const SURNAMES = ['安', '程', '顾', '许', '陆']
const PARTS = [
  ['leader', '副县长'],
  ['deputy', '安委办主任、应急管理局局长'],
  ['member', '应急管理局业务骨干'],
  ['member', '住房和城乡建设局业务骨干'],
  ['member', '消防救援大队业务骨干'],
] as const

/** A county names its people, and they sign. */
async function form(teller: Teller, { staff, swear }: CampaignCommands, group: Drawn) {
  const surname = SURNAMES[group.id.charCodeAt(group.id.length - 1) % SURNAMES.length]!
  const members = PARTS.map(([part, duty], nth): Member => {
    return { part, name: `${surname}${'一二三四五'[nth]}平（演示）`, duty, tie: null }
  })
  teller.on(26, 11)
  await act(teller, group.by, staff, { id: group.id, body: { revision: 1, members } })
  const names = members.map(({ name }) => name)
  const signed = { revision: 2, names, evidence: [] }
  await act(teller, group.by, swear, { id: group.id, body: signed })
  await settle(teller)
}

/** An itinerary is proposed and agreed. */
async function agree(teller: Teller, { propose, agree: confirm }: CampaignCommands, group: Drawn) {
  const after = (days: number) =>
    new Date(Date.parse(`${group.visitFrom}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
  const enterprise = '县重点工贸企业一家（演示）'
  teller.on(22, 9)
  const visits = [
    { on: after(2), kind: 'body' as const, what: '与县安委办座谈，查阅资料' },
    { on: after(3), kind: 'enterprise' as const, what: enterprise },
  ]
  const proposed = { revision: 3, visits, reason: null }
  await act(teller, group.by, propose, { id: group.id, body: proposed })
  await settle(teller)
  const host = await firstRow<{ id: string; revision: number }>(
    teller.runner.db.owner,
    'select id, revision from campaign_host where group_id = $1',
    [group.id],
  )
  teller.on(21, 15)
  const contacts = [{ enterprise, name: '安全总监（演示）' }]
  const agreed = { revision: host!.revision, contacts, note: null }
  await act(teller, group.host, confirm, { id: host!.id, body: agreed })
  await settle(teller)
}

/** What one group found and where it helped; the county has signed. */
async function feedBack(teller: Teller, commands: CampaignCommands, group: Drawn) {
  teller.on(15, 10)
  const givenOn = teller.clock.today()
  const due = new Date(Date.parse(`${givenOn}T00:00:00Z`) + 20 * DAY_MS).toISOString().slice(0, 10)
  const line = {
    subjectName: '县重点工贸企业一家（演示）',
    rectifier: null,
    rectifierName: '县重点工贸企业一家（演示）',
    rectifierPerson: '安全总监（演示）',
    rechecker: null,
    recheckerName: '县应急管理局',
    grade: 'ordinary' as const,
    majorClause: null,
    sector: 'industry_trade' as const,
    dueOn: due,
    measures: null,
  }
  const lines = [
    { ...line, problem: '动火作业票审批人未到现场确认。（演示）', criterion: 'C17' },
    { ...line, problem: '安全培训档案缺新入职人员考核记录。（演示）', criterion: 'C28' },
  ]
  const drafted = await act(teller, group.by, commands.draft, {
    id: group.id,
    body: { givenOn, lines },
  })
  const names = ['检查组组长（演示）']
  const signing = { revision: 1, way: 'screen' as const, names, evidence: [] }
  await act(teller, group.by, commands.send, { id: drafted.id, body: signing })
  await settle(teller)
  const notice = await firstRow<{ id: string; revision: number }>(
    teller.runner.db.owner,
    'select id, revision from campaign_notice where feedback_id = $1',
    [drafted.id],
  )
  await act(teller, group.host, commands.sign, {
    id: notice!.id,
    body: {
      ...signing,
      revision: notice!.revision,
      names: ['县安委办经办（演示）'],
      agreed: true,
      note: null,
    },
  })
  await act(teller, group.by, commands.help, {
    id: group.id,
    body: {
      enterprise: '县重点工贸企业一家（演示）',
      expert: '安全工程师（演示）',
      givenOn,
      advice: '动火作业前由审批人、监护人现场逐项确认并拍照留存。（演示）',
    },
  })
  await settle(teller)
}
