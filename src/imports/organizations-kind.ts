import { comparable } from '#sheets/index.ts'
import { ORGANIZATION_KIND_LABELS } from '#places/texts.ts'
import type { OrganizationKind } from '#places/words.ts'
import type { KindRow, SheetKind } from './kind.ts'
import { digestOf, PlainRow, titles } from './plain-row.ts'

export type OrganizationField =
  | 'serial'
  | 'name'
  | 'shortName'
  | 'kind'
  | 'place'
  | 'parent'
  | 'creditCode'
  | 'from'
  | 'note'

/** One body as a row of a list says it. */
export type OrganizationRow = KindRow & {
  readonly name: string
  readonly shortName: string | null
  readonly orgKind: OrganizationKind
  readonly place: string | null
  readonly parent: string | null
  readonly code: string | null
  readonly from: string | null
}

const NAMES = {
  serial: '序号',
  name: '机构名称',
  shortName: '简称',
  kind: '类别',
  place: '地区',
  parent: '上级机构',
  creditCode: '统一社会信用代码',
  from: '启用日期',
  note: '备注',
} as const satisfies Record<OrganizationField, string>

/** 机构名录 as a kind of spreadsheet. */
export const ORGANIZATIONS: SheetKind<OrganizationField, OrganizationRow> = {
  kind: 'organizations',
  names: NAMES,
  main: 'name',
  titles: {
    serial: titles('序号 顺序号 No No.'),
    name: titles('机构名称 单位名称 机构 单位 部门 部门名称 名称 机构全称 单位全称'),
    shortName: titles('简称 机构简称 单位简称'),
    kind: titles('类别 机构类别 单位类别 机构类型 单位类型 单位性质 性质'),
    place: titles('地区 所在地区 所属地区 县区 区县 行政区划 所在地 乡镇 层级地区'),
    parent: titles('上级机构 上级单位 主管单位 主管部门 隶属单位'),
    creditCode: titles('统一社会信用代码 信用代码 社会信用代码 机构代码 组织机构代码'),
    from: titles('启用日期 成立日期 成立时间 设立日期 设立时间 起始日期'),
    note: titles('备注 说明 其他'),
  },
  rules: { numbering: ['serial'], grouping: ['place', 'kind', 'parent'] },
  read(from, context) {
    const row = new PlainRow(from, context)
    row.need('name', NAMES.name)
    row.atMost('name', NAMES.name, 100)
    row.atMost('shortName', NAMES.shortName, 40)
    const orgKind = kindIn(row)
    const day = row.day('from')
    const { sheet, cells, texts, problems } = row
    if (row.isRefused || orgKind === null) return { row: null, problems }
    const code = texts.creditCode?.replaceAll(/\s/g, '').toUpperCase() ?? null
    const fits = code !== null && code.length <= 18
    if (code !== null && !fits) row.say('warning', 'creditCode', '代码超过 18 位，未采用，请核对。')
    return {
      problems,
      row: {
        sheet,
        row: row.row,
        cells,
        name: texts.name!,
        shortName: texts.shortName ?? null,
        orgKind,
        place: texts.place ?? null,
        parent: texts.parent ?? null,
        code: fits ? code : null,
        from: day,
      },
    }
  },
  content: ({ name, shortName, orgKind, place, parent, code, from }) =>
    digestOf([comparable(name), shortName, orgKind, place, parent, code, from]),
  identity: ({ name, place }) => `${comparable(name)}|${comparable(place ?? '')}`,
}

const GUESSES: readonly (readonly [RegExp, OrganizationKind])[] = [
  [/安委办|安全生产委员会办公室|安委会办公室/, 'committee_office'],
  [/安全生产委员会|安委会/, 'committee'],
  [/集团/, 'soe_group'],
  [/公司$|厂$|企业$|商行$|合作社$/, 'enterprise'],
  [/审计局|审计厅|审计署/, 'audit'],
  [/纪委|监委|纪检/, 'discipline'],
  [/检察院/, 'procuratorate'],
  [/法院/, 'court'],
  [/人大/, 'congress'],
  [/消防救援/, 'rescue'],
  [/(镇|乡)(人民)?政府|街道(办事处)?$/, 'township'],
  [/村委会|村民委员会|居委会|居民委员会|社区$|村$/, 'village'],
  [/人民政府|政府$/, 'government'],
  [/县委|市委|省委|党委|组织部|宣传部/, 'party'],
  [/局|委员会|委$|厅|办公室/, 'department'],
  [/中心|所$|站$|院$|学校/, 'institution'],
]

/** The kind that a row names, or its name shows; a kind that nobody can tell refuses the row. */
function kindIn(row: PlainRow<OrganizationField>): OrganizationKind | null {
  const { kind, name } = row.texts
  const labels = Object.entries(ORGANIZATION_KIND_LABELS) as [OrganizationKind, string][]
  const said = kind === undefined ? undefined : comparable(kind)
  const exact = labels.find(([, label]) => comparable(label) === said)
  if (exact) return exact[0]
  const plain = [kind ?? '', name ?? ''].map((text) =>
    comparable(text).replaceAll(/\([^)]*\)/g, ''),
  )
  const guessed = GUESSES.find(([pattern]) => plain.some((text) => pattern.test(text)))
  if (guessed) {
    const label = ORGANIZATION_KIND_LABELS[guessed[1]]
    row.say('warning', 'kind', `类别${kind ? `“${kind}”` : '未填'}，按名称认作“${label}”，请核对。`)
    return guessed[1]
  }
  row.say('error', 'kind', `类别无法识别，应为：${labels.map(([, label]) => label).join('、')}。`)
  return null
}
