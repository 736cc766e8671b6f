import { comparable } from '#sheets/index.ts'
import { codeDoubt } from '#enterprises/rules.ts'
import type { SubjectKind } from '#enterprises/index.ts'
import type { Sector } from '#findings/words.ts'
import { CODE_TITLES, codeOf } from './archive.ts'
import { chosenSector, openSector, sectorOf } from './findings-fields.ts'
import type { KindRow, RowContext, SheetKind } from './kind.ts'
import { digestOf, PlainRow, titles } from './plain-row.ts'

export type EnterpriseField =
  | 'serial'
  | 'name'
  | 'creditCode'
  | 'place'
  | 'sector'
  | 'kind'
  | 'address'
  | 'note'

/** One enterprise as a row of a list says it. */
export type EnterpriseRow = KindRow & {
  readonly name: string
  readonly code: string | null
  readonly place: string | null
  readonly sector: Sector
  readonly subjectKind: SubjectKind
  readonly address: string | null
}

const NAMES = {
  serial: '序号',
  name: '企业名称',
  creditCode: '统一社会信用代码',
  place: '地区',
  sector: '行业',
  kind: '类别',
  address: '地址',
  note: '备注',
} as const satisfies Record<EnterpriseField, string>

/** 企业名录 as a kind of spreadsheet. */
export const ENTERPRISES: SheetKind<EnterpriseField, EnterpriseRow> = {
  kind: 'enterprises',
  names: NAMES,
  main: 'name',
  titles: {
    serial: titles('序号 顺序号 No No.'),
    name: titles(
      '企业名称 企业 单位名称 单位 名称 生产经营单位 生产经营单位名称 公司名称 市场主体名称 商户名称 企业全称 单位全称',
    ),
    creditCode: titles(`${CODE_TITLES} 机构代码`),
    place: titles(
      '地区 县区 区县 所在地 所在地区 所属地区 所在县区 所属县区 所属区域 辖区 乡镇 所属乡镇 所在乡镇 乡镇(街道) 街道 属地',
    ),
    sector: titles(
      '行业 行业领域 所属行业 行业类别 行业分类 所属领域 行业类型 国民经济行业 所属行业领域',
    ),
    kind: titles('类别 主体类型 企业类型 市场主体类型 单位类型 对象类别'),
    address: titles(
      '地址 企业地址 单位地址 详细地址 经营地址 住所 经营场所 生产经营地址 注册地址 住所(经营场所)',
    ),
    note: titles('备注 说明 其他'),
  },
  rules: { numbering: ['serial'], grouping: ['place', 'sector', 'kind'] },
  read(from, context) {
    const row = new PlainRow(from, context)
    row.need('name', NAMES.name)
    row.atMost('name', NAMES.name, 100)
    row.atMost('address', NAMES.address, 200)
    const code = codeIn(row)
    const sector = sectorIn(row, context)
    const { sheet, cells, texts, problems } = row
    if (row.isRefused) return { row: null, problems }
    const sole = /个体/.test(texts.kind ?? '')
    return {
      problems,
      row: {
        sheet,
        row: row.row,
        cells,
        name: texts.name!,
        code,
        place: texts.place ?? null,
        sector,
        subjectKind: sole ? 'sole_trader' : 'enterprise',
        address: texts.address ?? null,
      },
    }
  },
  content: ({ name, code, place, sector, subjectKind, address }) =>
    digestOf([comparable(name), code, place, sector, subjectKind, address]),
  identity: ({ name, code, place }) =>
    code === null ? `name:${comparable(name)}|${comparable(place ?? '')}` : `code:${code}`,
}

/** The sector of a row; what leaves it open is asked, and what names none stands among the others. */
function sectorIn(row: PlainRow<EnterpriseField>, { chosen }: RowContext): Sector {
  const text = row.texts.sector
  if (text === undefined) return 'other'
  const choice = chosenSector(chosen?.sector?.id)
  if (choice !== null) return choice
  const read = sectorOf(text)
  if (read === null) {
    row.say('warning', 'sector', `行业“${text}”无法对应，按其他登记，请核对。`)
  } else if (read.may.length > 0) {
    row.say('warning', 'sector', openSector(text, read), read.may)
  }
  return read?.sector ?? 'other'
}

/** The code of a row; one that fails its check is doubted, and never costs the row. */
function codeIn(row: PlainRow<EnterpriseField>): string | null {
  const text = row.texts.creditCode
  if (text === undefined) {
    row.say('note', 'creditCode', '没有填写代码，按名称和地区识别。')
    return null
  }
  const code = codeOf(text)
  if (code === null) {
    row.say('warning', 'creditCode', `“${text}”不是代码，按未填代码登记，请核对证照。`)
    return null
  }
  const doubt = codeDoubt(code)
  if (doubt !== null) row.say('warning', 'creditCode', `${doubt}，照录并作标记，请核对证照。`)
  return code
}
