import { createHash } from 'node:crypto'
import type { CommitteePart, OrganizationKind } from '../vocabulary.ts'
import { DEMO_COUNTIES } from './places.ts'

/** An organization of the demonstration; `key` is how people and other seeds name it. */
export type DemoOrganization = {
  readonly key: string
  readonly id: string
  readonly name: string
  readonly kind: OrganizationKind
  readonly place: string
  readonly lines: readonly string[]
  readonly parent: string | null
  readonly creditCode: string | null
  readonly validFrom: string
  readonly validTo: string | null
}

/** The id of a row of the demonstration: the same in every deployment, so that seeds can name it. */
export function demoId(key: string): string {
  const hex = createHash('sha256').update(`bihuan demonstration ${key}`).digest('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`]
  return [...parts, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}

type More = Partial<Omit<DemoOrganization, 'key' | 'id' | 'name' | 'kind' | 'place'>>

function body(
  key: string,
  name: string,
  kind: OrganizationKind,
  place: string,
  more: More = {},
): DemoOrganization {
  return {
    key,
    id: demoId(key),
    name: `${name}（演示）`,
    kind,
    place,
    lines: [],
    parent: null,
    creditCode: null,
    validFrom: '2000-01-01',
    validTo: null,
    ...more,
  }
}

const EMERGENCY = ['mining', 'chemicals', 'industry_trade', 'other']
const HOUSING = ['construction', 'gas', 'self_built']
const MARKET = ['special_equipment']
const REFORM = '2019-01-15'

function cityBodies(): DemoOrganization[] {
  const at = '9801'
  return [
    body('yc.shiwei', '中共云川市委员会', 'party', at),
    body('yc.gov', '云川市人民政府', 'government', at),
    body('yc.anweihui', '云川市安全生产委员会', 'committee', at),
    body('yc.anweiban', '云川市安全生产委员会办公室', 'committee_office', at, {
      parent: 'yc.anweihui',
    }),
    body('yc.anjian', '云川市安全生产监督管理局', 'department', at, {
      lines: EMERGENCY,
      validTo: REFORM,
    }),
    body('yc.yingji', '云川市应急管理局', 'department', at, {
      lines: EMERGENCY,
      validFrom: REFORM,
    }),
    body('yc.zhujian', '云川市住房和城乡建设局', 'department', at, { lines: HOUSING }),
    body('yc.jiaotong', '云川市交通运输局', 'department', at, { lines: ['transport'] }),
    body('yc.shichang', '云川市市场监督管理局', 'department', at, { lines: MARKET }),
    body('yc.wenlv', '云川市文化和旅游局', 'department', at, { lines: ['culture_tourism'] }),
    body('yc.nongye', '云川市农业农村局', 'department', at, { lines: ['fishing'] }),
    body('yc.jiaoyu', '云川市教育局', 'department', at, { lines: ['campus'] }),
    body('yc.weijian', '云川市卫生健康委员会', 'department', at, { lines: ['health'] }),
    body('yc.minzheng', '云川市民政局', 'department', at, { lines: ['elderly_care'] }),
    body('yc.xiaofang', '云川市消防救援支队', 'rescue', at, { lines: ['fire'] }),
    body('yc.shenji', '云川市审计局', 'audit', at),
    body('yc.jiwei', '云川市纪律检查委员会监察委员会', 'discipline', at),
    body('yc.shuju', '云川市政务数据中心', 'institution', at, { parent: 'yc.gov' }),
  ]
}

/** What every county has; 青杨县 has more. */
function countyBodies({ jur, name, mark }: (typeof DEMO_COUNTIES)[number]): DemoOrganization[] {
  return [
    body(
      `${mark}.gov`,
      name.endsWith('新区') ? `${name}管理委员会` : `${name}人民政府`,
      'government',
      jur,
    ),
    body(`${mark}.anweihui`, `${name}安全生产委员会`, 'committee', jur),
    body(`${mark}.anweiban`, `${name}安全生产委员会办公室`, 'committee_office', jur, {
      parent: `${mark}.anweihui`,
    }),
    body(`${mark}.yingji`, `${name}应急管理局`, 'department', jur, { lines: EMERGENCY }),
    body(`${mark}.zhujian`, `${name}住房和城乡建设局`, 'department', jur, { lines: HOUSING }),
    body(`${mark}.xiaofang`, `${name}消防救援大队`, 'rescue', jur, { lines: ['fire'] }),
  ]
}

function qingyangBodies(): DemoOrganization[] {
  const at = '980121'
  const town = '980121001'
  return [
    body('qy.xianwei', '中共青杨县委员会', 'party', at),
    body('qy.jiaotong', '青杨县交通运输局', 'department', at, { lines: ['transport'] }),
    body('qy.shichang', '青杨县市场监督管理局', 'department', at, { lines: MARKET }),
    body('qy.zhen', '青杨镇人民政府', 'township', town),
    body('qy.baishu', '柏树镇人民政府', 'township', '980121002'),
    body('qy.baihe', '白鹤乡人民政府', 'township', '980121003'),
    body('qy.cun', '青杨镇杨树湾村村民委员会', 'village', '980121001203'),
  ]
}

/** Key, name, place, and the group it belongs to (or that it is one). None has a credit code. */
const ENTERPRISES = [
  ['qy.zhuzao', '青杨精工铸造有限公司', '980121001', null],
  ['qy.huagong', '青杨清源化工有限公司', '980121400', null],
  ['qy.jiayou', '青杨北街加油站', '980121001', null],
  ['qy.bingguan', '青杨云溪宾馆有限公司', '980121001', null],
  ['qy.shigong', '青杨宏基建筑工程有限公司', '980121', null],
  ['qy.kuangye', '白鹤石料开采有限公司', '980121003', null],
  ['yc.chengtou', '云川城市建设投资集团有限公司', '9801', 'soe_group'],
  ['yc.ranqi', '云川城市燃气有限公司', '9801', 'yc.chengtou'],
  ['yc.gongjiao', '云川公共交通有限公司', '9801', 'yc.chengtou'],
  ['dl.shangchang', '东岭百货商场有限公司', '980102001', null],
  ['hw.mupin', '河湾木制品有限公司', '980103001', null],
  ['pg.lengku', '平岗果蔬冷库有限公司', '980122001', null],
] as const

function enterprises(): DemoOrganization[] {
  return ENTERPRISES.map(([key, name, place, of]) =>
    body(key, name, of === 'soe_group' ? 'soe_group' : 'enterprise', place, {
      parent: of === 'soe_group' ? null : of,
    }),
  )
}

/** A shop of the village without an account: it is answered for by link, or by the village contact. */
export const DEMO_SHOP = 'qy.xiaomaibu'

/** The keys of the enterprises, each of which has a safety officer. */
export const DEMO_ENTERPRISES: readonly string[] = ENTERPRISES.map(([key]) => key)

/** The bodies of the demonstration, superiors first. */
export function demoOrganizations(): DemoOrganization[] {
  return [
    ...cityBodies(),
    ...DEMO_COUNTIES.flatMap(countyBodies),
    ...qingyangBodies(),
    ...enterprises(),
    body(DEMO_SHOP, '杨树湾便民小卖部', 'enterprise', '980121001203'),
  ]
}

/** Which body took over from which. */
export const DEMO_SUCCESSIONS = [
  {
    predecessor: 'yc.anjian',
    successor: 'yc.yingji',
    kind: 'merged',
    on: REFORM,
    basis: '机构改革（演示）',
  },
] as const

/** A part of a committee: a member unit or office by its body, a director by his post. */
export type DemoMember = {
  readonly committee: string
  readonly part: CommitteePart
  readonly org?: string
  readonly post?: string
  readonly liaison?: string
}

/** The committees of the city and of 青杨县, with office, member units and liaison persons. */
export function demoMembers(): DemoMember[] {
  const units = (mark: string, keys: readonly string[]): DemoMember[] =>
    keys.map((key) => ({
      committee: `${mark}.anweihui`,
      part: 'member_unit' as const,
      org: `${mark}.${key}`,
    }))
  const heads = (mark: string): DemoMember[] => [
    { committee: `${mark}.anweihui`, part: 'first_director', post: `${mark}.shuji` },
    { committee: `${mark}.anweihui`, part: 'director', post: `${mark}.zhuguan` },
    { committee: `${mark}.anweihui`, part: 'deputy', post: `${mark}.leader` },
    {
      committee: `${mark}.anweihui`,
      part: 'office',
      org: `${mark}.anweiban`,
      liaison: `${mark}.anwei`,
    },
  ]
  return [
    ...heads('yc'),
    ...units('yc', ['yingji', 'zhujian', 'jiaotong', 'shichang', 'wenlv', 'nongye', 'jiaoyu']),
    ...units('yc', ['weijian', 'minzheng', 'xiaofang']),
    ...heads('qy'),
    ...units('qy', [
      'yingji',
      'zhujian',
      'jiaotong',
      'shichang',
      'xiaofang',
      'zhen',
      'baishu',
      'baihe',
    ]),
  ]
}
