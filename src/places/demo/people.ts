import type { HoldingKind, Role } from '../vocabulary.ts'
import { DEMO_ENTERPRISES, demoId, demoOrganizations } from './organizations.ts'
import { DEMO_COUNTIES } from './places.ts'

/** The password of every account of the demonstration; printed when it is loaded. */
export const DEMO_PASSWORD = 'Yanshi-2026'

/** A post of the demonstration; `key` is how committees and other seeds name it. */
export type DemoPost = {
  readonly key: string
  readonly id: string
  readonly org: string
  readonly role: Role
  readonly title: string
  readonly place: string
}

/** A person with an account and the posts held. */
export type DemoPerson = {
  readonly key: string
  readonly id: string
  readonly name: string
  /** Null: no account, a name in a post. */
  readonly login: string | null
  readonly holdings: readonly {
    readonly post: string
    readonly kind: HoldingKind
    readonly standingInFor: string | null
  }[]
}

/** Login, role, body, title, invented name. A dot parts the county's mark from the post. */
const CITY = [
  ['anwei', 'committee_clerk', 'yc.anweiban', '综合协调科经办', '程若溪'],
  ['anwei.zr', 'committee_head', 'yc.anweiban', '办公室主任', '顾明川'],
  ['leader', 'leader', 'yc.gov', '分管副市长', '陆承远'],
  ['yingji', 'regulator_clerk', 'yc.yingji', '基础科经办', '沈一帆'],
  ['kezhang', 'section_head', 'yc.yingji', '基础科科长', '韩知行'],
  ['zhifa', 'inspector', 'yc.yingji', '执法支队执法人员', '乔木森'],
  ['zhifa2', 'inspector', 'yc.yingji', '执法支队执法人员', '方渡舟'],
  ['fazhi', 'legal_reviewer', 'yc.yingji', '法规科审核员', '苏文静'],
  ['zhujian', 'regulator_clerk', 'yc.zhujian', '安全监管科经办', '罗子昂'],
  ['jiaotong', 'regulator_clerk', 'yc.jiaotong', '安全监督科经办', '贺云舟'],
  ['shichang', 'regulator_clerk', 'yc.shichang', '特种设备科经办', '邵雨晴'],
  ['xiaofang', 'regulator_clerk', 'yc.xiaofang', '防火监督科经办', '江卫东'],
  ['shenji', 'auditor', 'yc.shenji', '投资审计科审计员', '魏思齐'],
  ['dangan', 'archivist', 'yc.anweiban', '档案管理员', '唐书音'],
  ['chayue', 'reader', 'yc.jiwei', '监督联络员', '龚正和'],
  ['waibu', 'reader', 'yc.shuju', '外部数据查阅员', '林远舟'],
  ['sysadmin', 'system_admin', 'yc.shuju', '系统管理员', '袁启明'],
  ['secadmin', 'security_admin', 'yc.shuju', '安全管理员', '戴守安'],
  ['audadmin', 'audit_admin', 'yc.shuju', '审计管理员', '孟清源'],
] as const satisfies readonly Row[]

const QINGYANG = [
  ['qy.anwei', 'committee_clerk', 'qy.anweiban', '经办', '林晓禾'],
  ['qy.anwei.zr', 'committee_head', 'qy.anweiban', '办公室主任', '范长青'],
  ['qy.leader', 'leader', 'qy.gov', '分管副县长', '钟以宁'],
  ['qy.yingji', 'regulator_clerk', 'qy.yingji', '安全监管股经办', '许嘉木'],
  ['qy.guzhang', 'section_head', 'qy.yingji', '安全监管股股长', '曹知远'],
  ['qy.zhifa', 'inspector', 'qy.yingji', '执法大队执法人员', '段鹏程'],
  ['qy.fazhi', 'legal_reviewer', 'qy.yingji', '法规股审核员', '叶知秋'],
  ['qy.zhujian', 'regulator_clerk', 'qy.zhujian', '安全股经办', '田沐阳'],
  ['qy.jiaotong', 'regulator_clerk', 'qy.jiaotong', '安全股经办', '姜流云'],
  ['qy.shichang', 'regulator_clerk', 'qy.shichang', '特种设备股经办', '石望舒'],
  ['qy.xiaofang', 'regulator_clerk', 'qy.xiaofang', '防火监督经办', '邓海澜'],
  ['qy.zhen', 'regulator_clerk', 'qy.zhen', '应急管理所经办', '何禾丰'],
  ['qy.baishu', 'regulator_clerk', 'qy.baishu', '应急管理所经办', '柏长林'],
  ['qy.baihe', 'regulator_clerk', 'qy.baihe', '应急管理所经办', '白露晞'],
  ['cun', 'village_contact', 'qy.cun', '安全联络员', '杨守田'],
] as const satisfies readonly Row[]

/** Leaders who are named in their posts, without accounts: directors of committees, sponsors. */
const HEADS = [
  ['yc.shuji', 'leader', 'yc.shiwei', '市委书记', '安怀瑾'],
  ['yc.zhuguan', 'leader', 'yc.gov', '市长', '平致和'],
  ['qy.shuji', 'leader', 'qy.xianwei', '县委书记', '青若谷'],
  ['qy.zhuguan', 'leader', 'qy.gov', '县长', '杨思远'],
  ['yc.yingji.ju', 'leader', 'yc.yingji', '局长', '季安澜'],
  ['qy.zhen.zhang', 'leader', 'qy.zhen', '镇长', '穆青禾'],
  ['qy.baishu.zhang', 'leader', 'qy.baishu', '镇长', '柏守恒'],
  ['qy.baihe.zhang', 'leader', 'qy.baihe', '乡长', '白望川'],
] as const satisfies readonly Row[]

type Row = readonly [key: string, role: Role, org: string, title: string, name: string]

const COUNTY_NAMES = '程沈韩乔方苏罗贺邵江魏唐龚袁戴孟范钟许曹'
const OFFICER_NAMES = [
  '铁安',
  '守正',
  '常明',
  '细心',
  '固本',
  '石安',
  '建安',
  '燃安',
  '行安',
  '百安',
  '木安',
  '冷安',
]

/** Two people in each of the other counties: the office's clerk and the regulator's. */
function countyRows(): Row[] {
  return DEMO_COUNTIES.filter(({ mark }) => mark !== 'qy').flatMap(({ mark }, index): Row[] => [
    [
      `${mark}.anwei`,
      'committee_clerk',
      `${mark}.anweiban`,
      '经办',
      `${COUNTY_NAMES[index * 2]}安宁`,
    ],
    [
      `${mark}.yingji`,
      'regulator_clerk',
      `${mark}.yingji`,
      '监管经办',
      `${COUNTY_NAMES[index * 2 + 1]}应平`,
    ],
  ])
}

/** One safety officer an enterprise: `qiye`, `qiye2`, `qiye3`, … */
function officerRows(): Row[] {
  return DEMO_ENTERPRISES.map((org, index): Row => [
    index === 0 ? 'qiye' : `qiye${index + 1}`,
    'safety_officer',
    org,
    '安全管理人员',
    `钱${OFFICER_NAMES[index]}`,
  ])
}

function accountRows(): Row[] {
  return [...CITY, ...QINGYANG, ...countyRows(), ...officerRows()]
}

/** The post key of a row: that of its login, for the city's with the city's mark before it. */
function postKey([key]: Row): string {
  return CITY.some(([login]) => login === key) ? `yc.${key}` : key
}

/** Posts that see another place than their body's: data of others, taken over for trial. */
const ELSEWHERE: Readonly<Record<string, string>> = { waibu: '9901' }

/** The posts of the demonstration. */
export function demoPosts(): DemoPost[] {
  const places = new Map(demoOrganizations().map((org) => [org.key, org.place]))
  return [...accountRows(), ...HEADS].map((row) => {
    const [, role, org, title] = row
    const place = ELSEWHERE[row[0]] ?? places.get(org)
    if (place === undefined) throw new Error(`no such body: ${org}`)
    const key = postKey(row)
    return { key, id: demoId(`post ${key}`), org, role, title, place }
  })
}

/** What people hold beside their own post: an A/B stand-in, and one who wears two hats. */
const FURTHER = [
  { login: 'zhifa', post: 'yc.kezhang', kind: 'stand_in', standingInFor: 'kezhang' },
  { login: 'qy.guzhang', post: 'qy.anwei.zr', kind: 'acting', standingInFor: null },
] as const

/** The people of the demonstration, all invented, with what they hold. */
export function demoPeople(): DemoPerson[] {
  const person = (row: Row, login: string | null): DemoPerson => ({
    key: row[0],
    id: demoId(`person ${row[0]}`),
    name: `${row[4]}（演示）`,
    login,
    holdings: [
      { post: postKey(row), kind: 'regular', standingInFor: null },
      ...FURTHER.filter((further) => further.login === row[0]).map(
        ({ post, kind, standingInFor }) => ({ post, kind, standingInFor }),
      ),
    ],
  })
  return [
    ...accountRows().map((row) => person(row, row[0])),
    ...HEADS.map((row) => person(row, null)),
  ]
}
