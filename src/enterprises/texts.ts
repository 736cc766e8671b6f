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
