import type {
  ClockUnit,
  InconsistencyClass,
  Mark,
  Rank,
  RegimeKind,
  StepField,
  stepWords,
} from './words.ts'

/** Labels of ranks. */
export const RANK_LABELS = {
  法律: '法律',
  行政法规: '行政法规',
  地方性法规: '地方性法规',
  部门规章: '部门规章',
  地方政府规章: '地方政府规章',
  规范性文件: '规范性文件',
  通知: '通知',
  house: '平台约定',
} as const satisfies Record<Rank, string>

/** By what a campaign reaches enterprises, in a sentence. */
export const REGIME_LABELS = {
  groups_score_enterprises: '检查组到企业抽查，结果计入县区得分',
  licensed_inspections: '检查组只督导政府和部门；企业由持证机构经批准检查，计入年度上限',
} as const satisfies Record<RegimeKind, string>

/** What follows for a campaign whose pack is of another time than the day. */
export const REGIME_ADVICE = {
  same: '与当日规定一致。',
  replay: '此文件保留供历史核对；当日开展专项行动，企业检查须另行办理行政检查。',
} as const

/** Where a value comes from. */
export const MARK_LABELS = {
  source: '文件原文',
  national: '国家法律法规',
  secondary: '二手资料',
  assumption: '待确认',
} as const satisfies Record<Mark, string>

/** Units of a period, after the figure. */
export const UNIT_LABELS = {
  hours: '小时',
  days: '日',
  workingDays: '个工作日',
  months: '个月',
} as const satisfies Record<ClockUnit, string>

/** Words of the steps. */
export const STEP_WORD_LABELS = {
  no: '不需要',
  required: '需要',
  when_time_needed: '不能立即整改的需要',
  allowed: '可以',
  other_person: '本单位另一人',
  other_unit: '整改单位以外的人',
} as const satisfies Record<(typeof stepWords)[StepField][number], string>

/** Whose an inconsistency is. */
export const CLASS_LABELS = {
  document: '文件自身',
  extraction: '文字提取',
  unsaid: '文件未明确',
} as const satisfies Record<InconsistencyClass, string>

/** Values that stand in the packs as code words, as they are read. */
export const VALUE_LABELS: Readonly<Record<string, string>> = {
  abolished: '已取消',
  approved_and_noticed: '经批准并出示通知',
  approved_by_government: '报本级政府批准',
  basis_and_term_needed: '须有依据和期限',
  compulsory: '应当投保',
  deadline: '时限',
  forbidden: '禁止',
  health_authority: '卫生健康部门',
  integrated: '合并执法',
  kept: '保留',
  lastMondayWeek: '每月最后一周的星期一',
  legal_basis_needed: '须有法律法规依据',
  none: '未规定',
  only_deployed_by_superior: '仅限上级部署',
  own: '自建',
  owner: '责任主体',
  published: '向社会公布',
  reason_needed: '须说明理由',
  recheckDepartment: '复查部门',
  rectifier: '整改单位',
  refused: '不予采用',
  sector: '行业监管',
  territory: '属地',
  unannounced: '不发通知',
  voluntary: '自愿参加',
  '{place}-{year}-{serial:4}': '机关—年份—四位序号',
}
