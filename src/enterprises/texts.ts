import type { SubjectKind } from './words.ts'

export const SUBJECT_KIND_LABELS = {
  enterprise: '企业',
  sole_trader: '个体工商户',
  public_body: '机关事业单位',
  construction_project: '建设工程项目',
  self_built_house: '自建房',
  vehicle: '车辆',
  vessel: '船舶',
  special_equipment: '特种设备',
  public_area: '公共区域',
} as const satisfies Record<SubjectKind, string>

/** What identifies a subject beside its name, by its kind. */
export const IDENTIFIER_LABELS = {
  enterprise: '登记注册号',
  sole_trader: '登记注册号',
  public_body: '机构编号',
  construction_project: '施工许可证号',
  self_built_house: '门牌号',
  vehicle: '号牌号码',
  vessel: '船名船号',
  special_equipment: '设备代码',
  public_area: '区域编号',
} as const satisfies Record<SubjectKind, string>

/** Marks that a subject may carry. */
export const SUBJECT_MARK_LABELS = {
  'subject.credit-code-check': '统一社会信用代码校验未通过，已说明理由保留',
} as const satisfies Record<'subject.credit-code-check', string>
