import { ACT_LABELS as findingActs, SUPERVISION_STEPS } from '#findings/texts.ts'
import { ACT_LABELS as adminActs } from '#places/texts.ts'

/** Entries whose act is wider than a step of the record: the decision says which step it was. */
const wider = {
  'finding.accept': '属地初验',
  'finding.recheck': '复查',
  'finding.decide_closure': '审批销号',
  'finding.decide_strike_off': '审批销号',
  'finding.decide_extension': '审批延期',
  'finding.note_merged': '接受并入',
  'finding.mark_relapsed': '记载复发',
  'finding.take_up': '接续办理',
  'finding.take_over': '接收历史台账',
  'finding.export': '导出台账',
  'subject.register': '登记整改对象',
  'subject.take_over': '承接外部对象',
  'calendar.import': '录入放假通知',
  'import.agree': '确认导入',
  'deadline.recount': '重新计算期限',
  'notice.propose': '通报送签',
  'notice.issue': '签发通报',
  'notice.void': '退回通报',
  'document.replace_template': '更换文书模板',
  'document.withdraw_template': '停用文书模板',
} as const

const labels: Readonly<Record<string, string>> = {
  ...adminActs,
  ...Object.fromEntries(
    Object.entries(findingActs).map(([act, label]) => [`finding.${act}`, label]),
  ),
  ...wider,
  ...SUPERVISION_STEPS,
}

/** What an entry's act is called on the screen. */
export function actLabel(act: string): string {
  return labels[act] ?? act
}
