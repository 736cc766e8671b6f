import type { Sector } from '#findings/words.ts'
import { DEMO_SHOP } from '#places/index.ts'
import type { Teller } from './demo.ts'

/** How far a finding of the demonstration has come. */
export type Stage =
  | 'registered'
  | 'handed_over'
  | 'rectifying'
  | 'planned'
  | 'reported'
  | 'accepted'
  | 'passed'
  | 'pending'
  | 'struck_off'

/** A finding of the demonstration: invented subject, invented problem, told up to a stage. */
export type DemoFinding = {
  readonly county: string
  readonly place: string
  readonly sector: Sector
  readonly title: string
  readonly text: string
  readonly subject: string
  readonly stage: Stage
  readonly daysAgo: number
  readonly rectifier: string
  readonly officer?: string
  readonly major?: string
  readonly origin?: 'government' | 'enterprise_self'
  readonly by?: string
  readonly source?: string
  readonly foundBy?: string
  readonly sectorBody?: string
  readonly territory?: string
  readonly acceptor?: string
  readonly rechecker?: string
  readonly checker?: string
  readonly sponsor?: string
  readonly photos?: readonly [string, string]
  readonly skip?: readonly Stage[]
  readonly further?: readonly ((teller: Teller, finding: DemoFinding) => Promise<void>)[]
}

const TOWN = { territory: 'qy.zhen', acceptor: 'qy.zhen' } as const
const CASTING = {
  county: 'qy',
  place: '980121001',
  subject: '青杨精工铸造有限公司（演示）',
  rectifier: 'qy.zhuzao',
  officer: 'qiye',
  sector: 'industry_trade',
  ...TOWN,
} as const
const CHEMICAL = {
  county: 'qy',
  place: '980121400',
  subject: '青杨清源化工有限公司（演示）',
  rectifier: 'qy.huagong',
  officer: 'qiye2',
  sector: 'chemicals',
} as const
const PETROL = {
  county: 'qy',
  place: '980121001',
  subject: '青杨北街加油站（演示）',
  rectifier: 'qy.jiayou',
  officer: 'qiye3',
  sector: 'chemicals',
  ...TOWN,
} as const
const HOTEL = {
  county: 'qy',
  place: '980121001',
  subject: '青杨云溪宾馆有限公司（演示）',
  rectifier: 'qy.bingguan',
  officer: 'qiye4',
  sector: 'fire',
  sectorBody: 'qy.xiaofang',
  rechecker: 'qy.xiaofang',
  checker: 'qy.xiaofang',
  ...TOWN,
} as const
const BUILDER = {
  county: 'qy',
  place: '980121',
  subject: '青杨宏基建筑工程有限公司（演示）',
  rectifier: 'qy.shigong',
  officer: 'qiye5',
  sector: 'construction',
  sectorBody: 'qy.zhujian',
  rechecker: 'qy.zhujian',
  checker: 'qy.zhujian',
} as const
const QUARRY = {
  county: 'qy',
  place: '980121003',
  subject: '白鹤石料开采有限公司（演示）',
  rectifier: 'qy.kuangye',
  officer: 'qiye6',
  sector: 'mining',
  territory: 'qy.baihe',
  acceptor: 'qy.baihe',
} as const
const MALL = {
  county: 'dl',
  place: '980102001',
  subject: '东岭百货商场有限公司（演示）',
  rectifier: 'dl.shangchang',
  officer: 'qiye10',
  sector: 'fire',
} as const
const COLD = {
  county: 'pg',
  place: '980122001',
  subject: '平岗果蔬冷库有限公司（演示）',
  rectifier: 'pg.lengku',
  officer: 'qiye12',
  sector: 'industry_trade',
} as const

const GAS = {
  county: 'yc',
  place: '980102',
  subject: '云川城市燃气有限公司（演示）',
  rectifier: 'yc.ranqi',
  officer: 'qiye8',
  sector: 'gas',
  foundBy: '市安委办督查组（演示）',
  sectorBody: 'yc.zhujian',
  rechecker: 'yc.yingji',
  checker: 'yingji',
} as const
const BUS = {
  ...GAS,
  place: '980103',
  subject: '云川公共交通有限公司（演示）',
  rectifier: 'yc.gongjiao',
  officer: 'qiye9',
  sector: 'transport',
  sectorBody: 'yc.jiaotong',
} as const

const askLonger = async (t: Teller, f: DemoFinding): Promise<void> =>
  t.next(f.officer!, t.commands.requestExtension, {
    dueOn: new Date(Date.parse(t.clock.now()) + 60 * 86_400_000).toISOString().slice(0, 10),
    note: '设备定制周期较长，预计下月到货，申请延期。',
  })
const failRecheck = async (t: Teller, f: DemoFinding): Promise<void> =>
  t.next(f.checker ?? `${f.county}.yingji`, t.commands.recheck, {
    passed: false,
    note: '现场仍有两处未按要求整改，退回继续整改。',
    evidence: [],
  })
const giveBack = async (t: Teller, f: DemoFinding): Promise<void> =>
  t.next(f.officer!, t.commands.giveBack, { note: '该场所已转租，不属本单位管理。' })
const urge = async (t: Teller, f: DemoFinding): Promise<void> =>
  t.next(`${f.county}.anwei`, t.commands.remind, { note: '已临近期限，请抓紧整改并反馈。' })

/** A shop whose holder has no account: the village contact may write for it. */
const SHOP = {
  county: 'qy',
  place: '980121001203',
  subject: '杨树湾便民小卖部（演示）',
  rectifier: DEMO_SHOP,
  sector: 'fire',
  ...TOWN,
} as const

/** The ledger of the demonstration. All of it is invented. */
export const DEMO_FINDINGS: readonly DemoFinding[] = [
  {
    ...SHOP,
    title: '店内插座老化并串接插线板',
    text: '收银台下插座面板碎裂，冰柜和电暖器共用一个串接的插线板。',
    stage: 'handed_over',
    daysAgo: 1,
  },
  {
    ...CASTING,
    title: '熔炼炉冷却水系统未设进出水温度监测报警',
    text: '2号中频熔炼炉冷却水管路只有压力表，未设温度与流量监测，断水时不能联锁停炉。',
    major: '冶金铸造类重大隐患判定标准（演示条款）',
    stage: 'pending',
    daysAgo: 24,
    sponsor: '钟以宁（演示）',
    photos: ['#c9ced6', '#cfe0d6'],
  },
  {
    ...CASTING,
    title: '浇注区地面有积水',
    text: '浇注作业区东侧地沟回水，地面积水约3平方米。',
    stage: 'struck_off',
    daysAgo: 30,
    skip: ['planned', 'pending'],
    photos: ['#b9c7d6', '#c8d9c4'],
  },
  {
    ...CASTING,
    title: '行车吊钩防脱装置缺失',
    text: '5吨行车吊钩闭锁装置断裂，仍在使用。',
    stage: 'rectifying',
    daysAgo: 10,
    further: [urge],
  },
  {
    ...CASTING,
    title: '煤气发生炉区域未设固定式报警装置',
    text: '煤气发生炉操作平台无一氧化碳固定式报警装置，仅配便携式1台。',
    major: '工贸行业重大隐患判定标准（演示条款）',
    stage: 'planned',
    daysAgo: 45,
    further: [askLonger],
    sponsor: '钟以宁（演示）',
  },
  {
    ...CHEMICAL,
    title: '液氯储罐液位与压力联锁未投用',
    text: '储罐区1号罐高液位联锁处于旁路状态，未办理变更审批。',
    major: '化工和危险化学品重大隐患判定标准（演示条款）',
    stage: 'accepted',
    daysAgo: 28,
    sponsor: '范长青（演示）',
    photos: ['#d2cfc3', '#c9dbe0'],
  },
  {
    ...CHEMICAL,
    title: '可燃气体报警器超期未检定',
    text: '罐区12台可燃气体报警器检定有效期已过两个月。',
    stage: 'accepted',
    skip: ['planned'],
    daysAgo: 20,
    further: [failRecheck],
  },
  {
    ...CHEMICAL,
    title: '应急物资柜缺少空气呼吸器',
    text: '应急物资清单要求4套，现场2套。',
    stage: 'handed_over',
    daysAgo: 1,
  },
  {
    ...PETROL,
    title: '卸油口未设静电接地报警装置',
    text: '2号卸油口只有接地夹，无断线报警，作业前检查记录缺失。',
    major: '化工和危险化学品重大隐患判定标准（演示条款）',
    stage: 'reported',
    daysAgo: 26,
    photos: ['#cdd4db', '#d6e0c9'],
  },
  {
    ...PETROL,
    title: '罩棚灯具防爆接线盒密封失效',
    text: '3号机位上方接线盒密封圈老化开裂。',
    stage: 'struck_off',
    skip: ['planned', 'pending'],
    daysAgo: 40,
  },
  {
    ...HOTEL,
    title: '三层疏散楼梯堆放布草',
    text: '三层东侧疏散楼梯间堆放布草车和床垫，常闭防火门被固定在开启位置。',
    stage: 'passed',
    skip: ['planned'],
    daysAgo: 14,
  },
  {
    ...HOTEL,
    by: 'qy.xiaofang',
    stage: 'registered',
    daysAgo: 1,
    title: '三层疏散楼梯间堆放布草',
    text: '三层疏散楼梯间堆放布草车和布草，与县安委办登记的疑为同一问题。',
    foundBy: '县消防救援大队检查组（演示）',
  },
  {
    ...HOTEL,
    title: '消防水泵控制柜处于手动状态',
    text: '消防控制室值班人员不能说明原因，联动试验不能自动启泵。',
    stage: 'handed_over',
    daysAgo: 5,
    further: [giveBack],
  },
  {
    ...BUILDER,
    title: '脚手架连墙件缺失三处',
    text: '3号楼西立面6至8层连墙件缺失，局部立杆悬空。',
    stage: 'rectifying',
    daysAgo: 18,
  },
  {
    ...BUILDER,
    title: '塔式起重机力矩限制器失灵',
    text: '2号塔机力矩限制器不动作，仍在吊装作业。',
    major: '房屋市政工程重大隐患判定标准（演示条款）',
    stage: 'planned',
    daysAgo: 12,
  },
  {
    ...QUARRY,
    title: '北侧边坡超设计高度且未分台阶',
    text: '北侧采场边坡高约28米，一面坡开采，坡面有浮石。',
    major: '金属非金属矿山重大隐患判定标准（演示条款）',
    stage: 'rectifying',
    daysAgo: 60,
    sponsor: '钟以宁（演示）',
    further: [urge],
  },
  {
    ...QUARRY,
    title: '炸药临时存放点看护记录不全',
    text: '近两周看护记录缺5天签字。',
    stage: 'registered',
    daysAgo: 1,
  },
  {
    ...CASTING,
    origin: 'enterprise_self',
    by: 'qiye',
    foundBy: '本企业安全员（演示）',
    title: '砂轮机防护罩松动',
    text: '清理车间2号砂轮机防护罩螺栓松动。',
    stage: 'registered',
    daysAgo: 3,
  },
  {
    ...MALL,
    title: '地下一层防火卷帘下堆放货物',
    text: '超市入口处防火卷帘下方堆放促销货架，影响降落。',
    stage: 'rectifying',
    daysAgo: 9,
  },
  {
    ...MALL,
    title: '安全出口被临时围挡封闭',
    text: '二层装修围挡占用西侧安全出口。',
    stage: 'struck_off',
    skip: ['planned', 'pending'],
    daysAgo: 33,
  },
  {
    ...COLD,
    title: '制冷机房未设氨气浓度报警装置',
    text: '机房内无氨气浓度报警，事故排风机只能手动启动。',
    major: '工贸行业重大隐患判定标准（演示条款）',
    stage: 'handed_over',
    daysAgo: 4,
  },
  {
    ...COLD,
    title: '库房电气线路私拉乱接',
    text: '3号库照明线路未穿管，接头裸露。',
    stage: 'reported',
    skip: ['planned'],
    daysAgo: 11,
  },
  {
    ...GAS,
    title: '中压燃气管道被建筑物占压',
    text: '和平社区段中压管道上方搭建门面房两间，阀门井无法开启。',
    major: '城镇燃气经营重大隐患判定标准（演示条款）',
    stage: 'pending',
    daysAgo: 34,
    sponsor: '陆承远（演示）',
  },
  {
    ...GAS,
    title: '调压箱安全放散阀未定期校验',
    text: '滨江路3号调压箱放散阀校验标签已过期。',
    stage: 'accepted',
    skip: ['planned'],
    daysAgo: 12,
  },
  {
    ...BUS,
    title: '公交停车场充电桩未设应急断电装置',
    text: '南站停车场12台充电桩无集中应急断电，消防沙箱缺失。',
    major: '道路运输企业重大隐患判定标准（演示条款）',
    stage: 'reported',
    daysAgo: 20,
    sponsor: '陆承远（演示）',
  },
  {
    ...BUS,
    title: '车载灭火器压力不足',
    text: '抽查8辆车，3辆灭火器压力指针在红区。',
    stage: 'registered',
    daysAgo: 2,
  },
]
