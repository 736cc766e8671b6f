import type { Duty, EnterpriseShow, GridShow, Part, PlaceShow, Tier } from './vocabulary.ts'

export const PART_LABELS = {
  place_leader: '包联领导',
  city_head: '市级部门包保人',
  county_leader: '县级领导包保人',
  sponsor: '包联责任人',
  contact: '联系人',
  supervisor: '监管部门',
  grid_member: '网格人员',
} as const satisfies Record<Part, string>

export const TIER_LABELS = {
  key: '重点企业',
  high_risk: '高危企业',
  key_high_risk: '重点高危企业',
} as const satisfies Record<Tier, string>

export const DUTY_LABELS = {
  lead: '网格统筹',
  patrol: '日常巡查',
  report: '隐患上报',
  notify: '宣传告知',
  roster: '企业名册',
} as const satisfies Record<Duty, string>

export const ENTERPRISE_SHOW_TITLES = {
  all: '全部企业',
  key: '重点企业',
  high_risk: '高危企业',
  joint: '重点高危企业',
  others: '重点高危以外企业',
  contacted: '已明确联系人',
  no_contact: '未明确联系人',
  key_contacted: '重点企业已明确联系人',
  key_no_contact: '重点企业未明确联系人',
  joint_covered: '重点高危企业已联合包保',
  joint_gap: '重点高危企业未落实联合包保',
  others_covered: '重点高危以外企业已明确包联责任人',
  others_gap: '重点高危以外企业未明确包联责任人',
  supervised_once: '监管部门唯一',
  supervised_none: '无监管部门',
  supervised_twice: '监管部门重复',
  uncovered: '高危企业无人负责',
} as const satisfies Record<EnterpriseShow, string>

export const PLACE_SHOW_TITLES = {
  all: '全部地区',
  covered: '已明确包联领导',
  gap: '未明确包联领导',
} as const satisfies Record<PlaceShow, string>

export const GRID_SHOW_TITLES = {
  all: '全部网格',
  covered: '已配人员',
  no_member: '无人员',
  duty_gap: '责任有空缺',
  overlap: '责任有重叠',
} as const satisfies Record<GridShow, string>

export const LEVEL_TITLES = {
  county: '县级',
  township: '乡级',
  village: '村级',
} as const satisfies Record<'county' | 'township' | 'village', string>
