import type { Role } from '#places/words.ts'
import type { IconName } from './icon.tsx'

export type Entry = {
  readonly to: string
  readonly label: string
  readonly icon: IconName
  readonly under?: readonly { readonly to: string; readonly label: string }[]
}

const waiting = { to: '/', label: '待办' } as const
const given = { to: '/tasks', label: '任务' } as const
const progress = { to: '/progress', label: '调度' } as const
const warnings = { to: '/warnings', label: '预警' } as const
const campaigns = { to: '/campaigns', label: '专项行动' } as const
const handovers = { to: '/handovers', label: '请假交接' } as const
const record = { to: '/messages', label: '消息记录' } as const
const norms = { to: '/norms', label: '规范性文件' } as const
const invited = { to: '/meetings/notices', label: '会议通知' } as const
const desk: Entry = {
  to: '/',
  label: '我的待办',
  icon: 'home',
  under: [waiting, handovers],
}
/** The desk of an office that keeps papers; progress and warnings lie under 督导督查 elsewhere. */
const office: Entry = { ...desk, under: [waiting, given, handovers, record] }
const leading: Entry = { ...desk, under: [waiting, given, progress, handovers, record] }
const regulator: Entry = {
  ...desk,
  under: [waiting, given, progress, campaigns, warnings, handovers, record],
}
/** The desk of a body that only answers tasks. */
const answerer: Entry = {
  ...desk,
  under: [waiting, given, warnings, { to: '/outgoing/arrived', label: '来件' }, invited, handovers],
}
const papers: Entry = {
  to: '/incoming',
  label: '公文流转',
  icon: 'file',
  under: [
    { to: '/incoming', label: '收文' },
    { to: '/outgoing', label: '发文' },
    { to: '/outgoing/arrived', label: '来件' },
    norms,
  ],
}
const meetings: Entry = {
  to: '/meetings',
  label: '会议',
  icon: 'people',
  under: [{ to: '/meetings', label: '会议' }, invited, { to: '/committee', label: '安委会' }],
}
/** The desk of the archivist, who sees what was sent and where it lies. */
const archive: Entry = {
  ...desk,
  under: [
    waiting,
    { to: '/outgoing/archive', label: '归档目录' },
    { to: '/outgoing/numbers', label: '文号簿' },
    norms,
  ],
}
/** The desk of who reviews the legality of documents. */
const reviewing: Entry = { ...desk, under: [waiting, norms, handovers] }
const findings: Entry = {
  to: '/findings',
  label: '问题隐患',
  icon: 'list',
  under: [
    { to: '/findings', label: '台账' },
    { to: '/lookbacks', label: '回头看' },
    { to: '/scoring', label: '考评打分' },
  ],
}
/** For who answers for places and enterprises without keeping the archive. */
const watched: Entry = {
  ...findings,
  under: [...(findings.under ?? []), { to: '/grids', label: '包联网格' }],
}
const tasks: Entry = { to: '/findings', label: '整改任务', icon: 'list' }
const subjects: Entry = {
  to: '/subjects',
  label: '企业档案',
  icon: 'office',
  under: [
    { to: '/subjects', label: '企业' },
    { to: '/grids', label: '包联网格' },
  ],
}
const ownSubject: Entry = { to: '/subjects', label: '本企业档案', icon: 'office' }
const supervision: Entry = {
  to: '/supervision',
  label: '督导督查',
  icon: 'flag',
  under: [
    { to: '/supervision', label: '督办挂牌' },
    { to: '/supervision/transfers', label: '移交移送' },
    campaigns,
    progress,
    warnings,
  ],
}
const transfers: Entry = { to: '/supervision/transfers', label: '移送事项', icon: 'arrow' }
const overview: Entry = { to: '/overview', label: '总览', icon: 'eye' }
const bulletins: Entry = {
  to: '/statistics',
  label: '统计通报',
  icon: 'chart',
  under: [
    { to: '/statistics', label: '统计' },
    { to: '/notices', label: '通报' },
    { to: '/reports/forms', label: '统计表' },
    { to: '/reports/brief', label: '领导参阅' },
    { to: '/documents/templates', label: '文书模板' },
  ],
}
const rules: Entry = {
  to: '/law',
  label: '规则与存证',
  icon: 'book',
  under: [
    { to: '/law', label: '规则' },
    { to: '/packs', label: '打分表' },
    { to: '/journal', label: '存证' },
  ],
}
const people: Entry = {
  to: '/admin/organizations',
  label: '机构人员',
  icon: 'people',
  under: [
    { to: '/admin/organizations', label: '机构' },
    { to: '/admin/people', label: '人员' },
  ],
}
const releases: Entry = { to: '/admin/releases', label: '待审核启用', icon: 'check' }
const accounts: Entry = { to: '/admin/accounts', label: '账号', icon: 'lock' }
const signIns: Entry = { to: '/admin/sign-ins', label: '登录记录', icon: 'clock' }
const calendar: Entry = { to: '/admin/calendar', label: '工作日历', icon: 'calendar' }
const figureChecks: Entry = { to: '/admin/figures', label: '统计核对', icon: 'checked' }
const nights: Entry = { to: '/admin/nights', label: '夜间任务', icon: 'clock' }
const messages: Entry = { to: '/messages', label: '消息记录', icon: 'bell' }
const journal: Entry = { to: '/journal', label: '存证', icon: 'checked' }

/**
 * INTERFACE §2. Only what is there: a module that is not installed leaves no trace. The first
 * entry opens after sign-in.
 */
export const menuOf = {
  committee_clerk: [office, papers, meetings, findings, supervision, subjects, bulletins, rules],
  committee_head: [office, papers, meetings, findings, supervision, subjects, bulletins, rules],
  leader: [leading, papers, meetings, overview, watched, bulletins],
  regulator_clerk: [regulator, papers, meetings, findings, subjects, bulletins, rules],
  section_head: [regulator, papers, meetings, findings, subjects, bulletins, rules],
  inspector: [answerer, findings, subjects, rules],
  safety_officer: [answerer, tasks, ownSubject],
  village_contact: [answerer, watched, rules],
  legal_reviewer: [reviewing, findings, rules],
  auditor: [desk, transfers, rules],
  archivist: [archive, findings, subjects, rules],
  reader: [desk, findings, bulletins, rules],
  system_admin: [people, calendar, messages, figureChecks, nights],
  security_admin: [releases, accounts, people],
  audit_admin: [journal, signIns, people],
} as const satisfies Record<Role, readonly Entry[]>

/** The three administrators see no cases, so neither desk nor search. */
export function administers(role: Role | null): boolean {
  return role === 'system_admin' || role === 'security_admin' || role === 'audit_admin'
}
