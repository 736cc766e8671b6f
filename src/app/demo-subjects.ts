import type { SubjectKind } from '#enterprises/words.ts'

/** What findings of the demonstration are about; all invented. */
export type DemoSubject = {
  readonly by: string
  readonly jur: string
  readonly kind: SubjectKind
  readonly name: string
  readonly sector: string
  /** The body that owns it; null where the territory answers. */
  readonly owner: string | null
  readonly address: string
  readonly identifier?: string
}

export const DEMO_SUBJECTS: readonly DemoSubject[] = [
  enterprise('qy', '980121001', '青杨精工铸造有限公司', 'industry_trade', 'qy.zhuzao', '工业路8号'),
  enterprise('qy', '980121400', '青杨清源化工有限公司', 'chemicals', 'qy.huagong', '园区三路1号'),
  enterprise('qy', '980121001', '青杨北街加油站', 'chemicals', 'qy.jiayou', '北街112号'),
  enterprise('qy', '980121001', '青杨云溪宾馆有限公司', 'fire', 'qy.bingguan', '人民路21号'),
  enterprise(
    'qy',
    '980121',
    '青杨宏基建筑工程有限公司',
    'construction',
    'qy.shigong',
    '城南新居工地',
  ),
  enterprise('qy', '980121003', '白鹤石料开采有限公司', 'mining', 'qy.kuangye', '白鹤山北坡'),
  enterprise('dl', '980102001', '东岭百货商场有限公司', 'fire', 'dl.shangchang', '中山路6号'),
  enterprise('pg', '980122001', '平岗果蔬冷库有限公司', 'industry_trade', 'pg.lengku', '物流园5号'),
  {
    ...other('special_equipment', '云溪宾馆客梯', 'special_equipment'),
    owner: 'qy.bingguan',
    identifier: '演示梯0001',
  },
  other('self_built_house', '前进村临街自建房', 'self_built'),
  { ...other('vehicle', '云川公交演示01号车', 'transport'), identifier: '演A00001' },
  other('public_area', '滨河公园亲水平台', 'other'),
]

function enterprise(
  mark: string,
  jur: string,
  name: string,
  sector: string,
  owner: string,
  address: string,
): DemoSubject {
  return {
    by: `${mark}.anwei`,
    jur,
    kind: 'enterprise',
    name: `${name}（演示）`,
    sector,
    owner,
    address,
  }
}

function other(kind: SubjectKind, name: string, sector: string): DemoSubject {
  return {
    by: 'qy.anwei',
    jur: '980121001',
    kind,
    name: `${name}（演示）`,
    sector,
    owner: null,
    address: '青杨镇（演示）',
  }
}
