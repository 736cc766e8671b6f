import { SECTORS, type Sector } from '#findings/words.ts'
import { SECTOR_LABELS } from '#findings/texts.ts'
import { cleanText, comparable, type RowRules } from '#sheets/index.ts'

import { CODE_TITLES } from './archive.ts'

/** The fields of the ledger of findings 问题隐患台账 that a spreadsheet may carry. */
export type LedgerField =
  | 'serial'
  | 'number'
  | 'text'
  | 'grade'
  | 'sector'
  | 'place'
  | 'subjectName'
  | 'creditCode'
  | 'rectifier'
  | 'rectifierName'
  | 'sectorParty'
  | 'territory'
  | 'sponsor'
  | 'foundOn'
  | 'foundBy'
  | 'origin'
  | 'dueOn'
  | 'result'
  | 'correctedOn'
  | 'rechecker'
  | 'recheckedOn'
  | 'status'
  | 'measures'
  | 'responsibility'
  | 'fundsAmount'
  | 'contingency'
  | 'note'

const split = (titles: string) => titles.split(' ')

/** The titles under which offices keep these fields. */
export const LEDGER_TITLES = {
  serial: split('序号 顺序号 No No.'),
  number: split('编号 隐患编号 问题编号 台账编号 整改编号 问题隐患编号 登记编号 流水号'),
  text: split(
    '问题 问题隐患 隐患 存在问题 存在的问题 存在主要问题 存在的主要问题 主要问题 具体问题 ' +
      '发现问题 发现的问题 检查发现问题 检查发现的问题 问题描述 问题内容 问题情况 问题清单 ' +
      '隐患描述 隐患内容 隐患情况 隐患问题 问题隐患描述 问题隐患内容 问题隐患情况 ' +
      '问题及隐患 存在问题及隐患 存在问题隐患 存在隐患 存在的隐患 隐患具体内容 问题具体内容',
  ),
  grade: split(
    '级别 等级 隐患级别 隐患等级 问题级别 问题等级 隐患分级 问题隐患级别 隐患性质 是否重大隐患 是否重大 ' +
      '重大/一般 一般/重大',
  ),
  sector: split('行业 行业领域 所属行业 所属行业领域 领域 所属领域 行业类别 行业分类 重点领域'),
  place: split(
    '地区 县区 县(区) 区县 所在地 所在地区 所属地区 所在县区 所属县区 区域 所属区域 辖区 所属辖区 ' +
      '乡镇 所属乡镇 所在乡镇 乡镇(街道) 街道 地点 县市区',
  ),
  subjectName: split(
    '企业 企业名称 单位名称 被检查单位 被检查单位名称 受检单位 被检单位 检查对象 被检查企业 受检企业 ' +
      '生产经营单位 生产经营单位名称 隐患单位 存在问题单位 问题单位 场所名称 项目名称 企业(单位)名称 ' +
      '单位(企业)名称 隐患所在单位',
  ),
  creditCode: split(CODE_TITLES),
  rectifier: split(
    '责任单位 整改单位 整改责任单位 整改主体 整改责任主体 牵头单位 牵头整改单位 责任主体 整改牵头单位 ' +
      '整改责任部门 责任部门',
  ),
  rectifierName: split('责任人 整改责任人 责任人员 整改负责人 责任人姓名 整改联系人 具体责任人'),
  sectorParty: split(
    '行业监管 行业监管部门 监管部门 监管单位 行业主管部门 主管部门 行业监管责任单位 监管责任单位 ' +
      '行业监管单位 监管责任部门 行业部门 督促整改单位 督办单位',
  ),
  territory: split(
    '属地 属地单位 属地责任单位 属地政府 属地监管 属地监管单位 属地责任 属地管理单位',
  ),
  sponsor: split('包联领导 督办领导 挂牌领导 包保领导 分管领导 责任领导 包案领导'),
  foundOn: split(
    '发现日期 发现时间 检查日期 检查时间 排查日期 排查时间 问题发现时间 隐患发现时间 登记日期 登记时间 ' +
      '交办日期 交办时间',
  ),
  foundBy: split(
    '检查人 检查人员 检查组 发现人 排查人 排查人员 检查单位 检查部门 发现单位 检查专家',
  ),
  origin: split('来源 问题来源 隐患来源 问题隐患来源'),
  dueOn: split(
    '整改期限 整改时限 整改限期 完成时限 完成期限 限期 时限 期限 整改完成时限 整改完成期限 限期整改日期 ' +
      '限期整改时间 整改截止日期 整改截止时间 截止日期 截止时间 计划完成时间 计划完成日期 要求完成时间 ' +
      '计划整改完成时间 拟完成时间 预计完成时间 落实时限 整改时间要求 整改要求时间',
  ),
  result: split(
    '整改情况 整改结果 整改落实情况 落实情况 整改进展 整改进展情况 进展情况 整改完成情况 完成情况 ' +
      '整改落实进展 目前整改情况',
  ),
  correctedOn: split(
    '整改完成日期 整改完成时间 完成时间 完成日期 实际完成时间 实际完成日期 整改日期 整改时间 ' +
      '实际整改完成时间 整改情况完成时间 整改情况完成日期 销号时间 销号日期',
  ),
  rechecker: split(
    '复查单位 复查人 复查人员 复查部门 验收单位 验收人 核查单位 复核单位 复查验收单位 复查情况单位 ' +
      '复查责任单位',
  ),
  recheckedOn: split(
    '复查日期 复查时间 验收日期 验收时间 核查时间 核查日期 复核时间 复查验收时间 复查情况时间 复查情况日期',
  ),
  status: split(
    '状态 当前状态 是否销号 销号情况 销号状态 是否完成 是否完成整改 是否整改 是否已整改 是否整改到位 ' +
      '是否整改完成 整改状态 办理状态 销号 是否闭环',
  ),
  measures: split('措施 整改措施 治理措施 落实措施 防控措施 整改方案 五落实措施 措施落实'),
  responsibility: split('落实责任 责任落实 五落实责任'),
  fundsAmount: split(
    '资金 整改资金 资金落实 落实资金 投入资金 资金投入 整改投入 治理资金 五落实资金 计划资金 整改所需资金',
  ),
  contingency: split('预案 应急预案 落实预案 预案落实 应急措施 五落实预案'),
  note: split('备注 说明 其他'),
} as const satisfies Record<LedgerField, readonly string[]>

/** What each field is called where a sentence names it. */
export const FIELD_NAMES = {
  serial: '序号',
  number: '编号',
  text: '问题',
  grade: '级别',
  sector: '行业',
  place: '地区',
  subjectName: '企业名称',
  creditCode: '信用代码',
  rectifier: '责任单位',
  rectifierName: '责任人',
  sectorParty: '行业监管',
  territory: '属地',
  sponsor: '包联领导',
  foundOn: '发现日期',
  foundBy: '检查人',
  origin: '问题来源',
  dueOn: '整改期限',
  result: '整改情况',
  correctedOn: '整改完成日期',
  rechecker: '复查单位',
  recheckedOn: '复查日期',
  status: '状态',
  measures: '整改措施',
  responsibility: '落实责任',
  fundsAmount: '资金',
  contingency: '预案',
  note: '备注',
} as const satisfies Record<LedgerField, string>

/** Merged cells hold for all their rows only where several findings plainly share the value. */
export const LEDGER_ROWS: RowRules<LedgerField> = {
  numbering: ['serial', 'number'],
  grouping: [
    'sector',
    'place',
    'subjectName',
    'creditCode',
    'rectifier',
    'rectifierName',
    'sectorParty',
    'territory',
    'sponsor',
    'foundOn',
    'foundBy',
    'origin',
    'dueOn',
    'rechecker',
  ],
}

const SECTOR_WORDS: readonly (readonly [RegExp, Sector])[] = [
  [/自建房/, 'self_built'],
  [/危化|危险化学品|化工/, 'chemicals'],
  [/燃气/, 'gas'],
  [/特种设备/, 'special_equipment'],
  [/非煤|矿/, 'mining'],
  [/渔/, 'fishing'],
  [/消防/, 'fire'],
  [/校园|学校|教育/, 'campus'],
  [/养老/, 'elderly_care'],
  [/医疗|医院|卫生/, 'health'],
  [/文旅|旅游|文化|景区/, 'culture_tourism'],
  [/建筑|施工|住建/, 'construction'],
  [/交通|道路|运输/, 'transport'],
  [/工贸|冶金|粉尘|制冷/, 'industry_trade'],
]

type Offer = { readonly id: string; readonly name: string }

/** What a text about a sector may mean: the first is taken until somebody chooses another. */
export type SectorRead = {
  readonly sector: Sector
  /** Whom to ask between, where the text leaves it open; empty where it is plain. */
  readonly may: readonly Offer[]
}

/**
 * The sector that a text names; null where none is recognized. A text that names several, or mines
 * without saying which, is left open.
 */
export function sectorOf(text: string): SectorRead | null {
  const words = cleanText(text)
  const exact = SECTORS.find((sector) => comparable(SECTOR_LABELS[sector]) === comparable(words))
  if (exact) return { sector: exact, may: [] }
  const named = SECTOR_WORDS.filter(([pattern]) => pattern.test(words)).map(([, sector]) => sector)
  const [first] = named
  if (first === undefined) return null
  const coal = named.includes('mining') && !/非煤|尾矿/.test(words)
  if (named.length === 1 && !coal) return { sector: first, may: [] }
  const may = named.map((sector) => ({ id: `${SECTOR_IDS}${sector}`, name: SECTOR_LABELS[sector] }))
  if (coal && /煤/.test(words)) return { sector: 'other', may: [COAL, ...may] }
  return { sector: first, may: coal ? [...may, COAL] : may }
}

const SECTOR_IDS = 'sector:'
/** Coal mines are no sector of this ledger: they stand among the others, under their own name. */
const COAL: Offer = { id: `${SECTOR_IDS}other`, name: '煤矿（列入其他）' }

/** Under which name a sector may be chosen for a text that leaves it open, or null. */
export function offeredSector(id: string): string | null {
  const sector = chosenSector(id)
  return sector === null ? null : id === COAL.id ? COAL.name : SECTOR_LABELS[sector]
}

/** The sector of a candidate, or null. */
export function chosenSector(id: string | undefined): Sector | null {
  return SECTORS.find((sector) => `${SECTOR_IDS}${sector}` === id) ?? null
}

/** What is to be said of a text that leaves the sector open. */
export function openSector(text: string, { sector, may }: SectorRead): string {
  const names = may.map(({ name }) => name).join('、')
  return `“${text}”可能是：${names}；暂按“${SECTOR_LABELS[sector]}”接收，请选定。`
}

/** 级别 as a text names it; `both` where it names the two, null where it names neither. */
export function gradeOf(text: string): 'ordinary' | 'major' | 'both' | null {
  const said = comparable(text)
  const words = said.replaceAll(/(非|不是|不属于|不构成|未达到)(重大|一般)/g, '')
  if (/重大/.test(words) && /一般/.test(words)) return 'both'
  if (/^(一般|否|无)/.test(words) || /(非|不是|不属于|不构成|未达到)重大/.test(said))
    return 'ordinary'
  return /重大|^是$/.test(words) ? 'major' : null
}

/** Whether a ledger's word says that the finding was struck off; null where it does not say. */
export function closedOf(text: string): boolean | null {
  const words = comparable(text)
  if (/^(未|否|没|不|×|x$|✗)|整改中|进行中|正在|待/.test(words)) return false
  if (/已?(销号|闭环|办结)|^(是|√|✓|✔)/.test(words)) return true
  if (/完成|整改到位|已整改|整改完毕/.test(words)) return true
  return null
}

/** Cells that say in so many words that there is nothing. */
export function isNothing(text: string): boolean {
  return /^([-—–―/／、.]+|无|空|暂无|n\/a)$/i.test(cleanText(text))
}
