import { refuse, type Refusal } from '#kernel/refusal.ts'
import { moveOf, MOVES, type Relation } from './moves.ts'
import { ORIGIN_LABELS, STATE_LABELS } from './texts.ts'
import {
  ACTS,
  type FindingAct,
  type FindingFacts,
  type FindingState,
  type Viewer,
} from './words.ts'

/** The clauses that refusals about findings rest on. */
export const CLAUSES = {
  receipt: 'bihuan-house-rules#1',
  dueDate: 'bihuan-house-rules#2',
  closure: 'bihuan-house-rules#3',
  extension: 'bihuan-house-rules#4',
  steps: 'bihuan-house-rules#5',
  recheck: 'bihuan-house-rules#6',
  evidence: 'bihuan-house-rules#7',
  merging: 'bihuan-house-rules#9',
  parties: 'bihuan-house-rules#10',
  five: 'bihuan-house-rules#11',
  urging: 'bihuan-house-rules#12',
  correction: 'bihuan-house-rules#13',
  authority: 'bihuan-house-rules#14',
  listing: 'bihuan-house-rules#listing',
  links: 'bihuan-house-rules#links',
  /** Grid members and auxiliaries report and never inspect. */
  inspecting: 'cn-office-54-2024#subjects',
} as const

/** Acts that look at the site and judge: those of who inspects, not of who reports. */
const INSPECTING: readonly FindingAct[] = [
  'accept',
  'send_back',
  'recheck_pass',
  'recheck_fail',
  'close_on_spot',
]

/** Limits that the packs set for one finding, resolved on the day of the act. */
export type Limits = { readonly extensionsMost: number; readonly returnsMost: number }

/** The acts that a role may ever do: the screen shows these, allowed or with their refusal. */
export function actsOf(role: string): FindingAct[] {
  return ACTS.filter((act) => act !== 'register' && moveOf(act).roles.includes(role))
}

/** Whether the act is one of this way at all: a finding without approval has no request for one. */
export function belongsToWay(act: FindingAct, finding: FindingFacts): boolean {
  const { way } = finding
  switch (act) {
    case 'accept':
    case 'send_back':
      return way.firstAcceptance
    case 'request_strike_off':
    case 'approve_strike_off':
    case 'refuse_strike_off':
      return way.approval
    case 'strike_off':
      return !way.approval
    case 'close_on_spot':
      return way.onSpot
    case 'plan':
      return way.five !== 'no'
    case 'hand_over':
    case 'reassign':
    case 'receive':
    case 'fill_receive':
    case 'return':
      return way.handOver
    default:
      return true
  }
}

/**
 * Why `viewer` may not do `act` on the finding now, or null where they may. The order is that of
 * the law: whose act it is, then the state, then what must be done before, then who is barred.
 */
export function refusalOf(
  act: FindingAct,
  finding: FindingFacts,
  viewer: Viewer,
  limits: Limits,
): Refusal | null {
  return (
    notYours(act, finding, viewer) ??
    notNow(act, finding) ??
    notPrepared(act, finding, limits) ??
    barred(act, finding, viewer)
  )
}

function notYours(act: FindingAct, finding: FindingFacts, viewer: Viewer): Refusal | null {
  const move = moveOf(act)
  if (viewer.role === 'village_contact' && INSPECTING.includes(act)) {
    return refuse(
      `网格人员只报告情况，${verbOf(act)}应由${holderOf(move.by, finding)}具有检查职责的人员进行。`,
      CLAUSES.inspecting,
    )
  }
  if (!move.roles.includes(viewer.role)) {
    return refuse(`本岗位不办理“${verbOf(act)}”。`, CLAUSES.authority)
  }
  if (relates(move.by, finding, viewer)) return null
  const who = holderOf(move.by, finding)
  const own = viewer.org === finding.rectifierOrg && move.by === 'rechecker'
  if (own) {
    return refuse(`复查应由${who}进行。整改单位不得复查本单位的整改。`, CLAUSES.recheck)
  }
  return refuse(`${verbOf(act)}应由${who}办理。`, CLAUSES.authority)
}

/** Acts that decide either way are one matter, whichever way they go. */
const VERBS: Partial<Record<FindingAct, string>> = {
  accept: '初验',
  send_back: '初验',
  recheck_pass: '复查',
  recheck_fail: '复查',
  approve_strike_off: '审批销号',
  refuse_strike_off: '审批销号',
  grant_extension: '审批延期',
  refuse_extension: '审批延期',
}

function verbOf(act: FindingAct): string {
  return VERBS[act] ?? moveOf(act).label
}

/** Whether the viewer stands in the relation to the finding. */
export function relates(by: Relation, finding: FindingFacts, viewer: Viewer): boolean {
  const { org } = viewer
  switch (by) {
    case 'registrar':
      return true
    case 'village':
      return finding.rectifierOrg !== null && org !== finding.rectifierOrg
    case 'office':
    case 'head':
      return org === finding.ownerOrg
    case 'rectifier':
      return org === finding.rectifierOrg
    case 'territory':
      return org === finding.territoryOrg
    case 'rechecker':
      return org === finding.recheckerOrg
    case 'assistant':
      return finding.taskOrgs.includes(org) || org === finding.rectifierOrg
    case 'involved':
      return [
        finding.ownerOrg,
        finding.rectifierOrg,
        finding.sectorOrg,
        finding.territoryOrg,
        finding.recheckerOrg,
        ...finding.taskOrgs,
      ].includes(org)
  }
}

function holderOf(by: Relation, finding: FindingFacts): string {
  const name = (org: string | null, unset: string) =>
    org === null ? unset : (finding.names[org] ?? unset)
  switch (by) {
    case 'office':
      return name(finding.ownerOrg, '交办单位')
    case 'head':
      return `${name(finding.ownerOrg, '交办单位')}负责人`
    case 'rectifier':
      return name(finding.rectifierOrg, '整改单位')
    case 'territory':
      return name(finding.territoryOrg, '属地单位')
    case 'village':
      return '整改单位以外的联络员'
    case 'rechecker':
      return name(finding.recheckerOrg, '复查单位')
    case 'assistant':
      return '承办该子任务的单位'
    default:
      return '与本问题有关的单位'
  }
}

function notNow(act: FindingAct, finding: FindingFacts): Refusal | null {
  const move = moveOf(act)
  if (finding.paused && !['resume', 'remind', 'correct', 'add_evidence', 'void'].includes(act)) {
    return refuse('已暂停计时，恢复计时后方可办理。', CLAUSES.steps)
  }
  if (move.from.includes(finding.state)) return null
  return refuse(awaited(act, finding), move.from.length > 0 ? CLAUSES.steps : CLAUSES.authority)
}

/** What has to happen first, said positively. */
function awaited(act: FindingAct, finding: FindingFacts): string {
  const { state } = finding
  if (state === 'struck_off' || state === 'void' || state === 'merged') {
    return `本问题${STATE_LABELS[state]}，不再办理${moveOf(act).label}。`
  }
  const first = BEFORE[act]
  return (
    first ??
    `${moveOf(act).label}须在“${stateList(moveOf(act).from)}”时办理，现为“${STATE_LABELS[state]}”。`
  )
}

const BEFORE: Partial<Record<FindingAct, string>> = {
  receive: '交办后方可签收。',
  fill_receive: '交办后、签收前方可代为签收。',
  return: '交办后、签收前方可退办。',
  plan: '签收后方可填报五落实。',
  report: '签收后方可提交整改。',
  fill_report: '代为签收后方可代填整改。',
  accept: '整改单位提交整改后方可初验。',
  send_back: '整改单位提交整改后方可初验。',
  recheck_pass: '属地初验通过后方可复查。',
  recheck_fail: '属地初验通过后方可复查。',
  request_strike_off: '复查通过后方可报请销号。',
  approve_strike_off: '报请销号后方可审批。',
  refuse_strike_off: '报请销号后方可审批。',
  strike_off: '复查通过后方可销号。',
  hand_over: '登记后、交办前方可交办；已交办的可改派。',
  reassign: '退办后或签收前方可改派。',
  relapse: '销号后复发的方可重开。',
  close_on_spot: '立行立改须在登记后、交办前当场办理。',
}

function stateList(states: readonly FindingState[]): string {
  return [...new Set(states.map((state) => STATE_LABELS[state]))].join('、')
}

function notPrepared(act: FindingAct, finding: FindingFacts, limits: Limits): Refusal | null {
  if (!belongsToWay(act, finding)) return offTheWay(act, finding)
  switch (act) {
    case 'reassign':
      return finding.state === 'rectifying' && !lacksParties(finding)
        ? refuse(
            '整改单位已经签收，不再改派；接收的历史问题缺少责任单位的，方可改派。',
            CLAUSES.receipt,
          )
        : null
    case 'report':
    case 'fill_report':
      return unpreparedReport(finding)
    case 'return':
      return finding.returns >= limits.returnsMost
        ? refuse(`已退办${finding.returns}次，由交办单位指定整改单位，不再退办。`, CLAUSES.receipt)
        : null
    case 'request_extension':
      if (finding.extensionPending) return refuse('已有延期申请待批。', CLAUSES.extension)
      return finding.extensions >= limits.extensionsMost
        ? refuse(
            `已延期${finding.extensions}次，本规则限${limits.extensionsMost}次。`,
            CLAUSES.extension,
          )
        : null
    case 'grant_extension':
    case 'refuse_extension':
      return finding.extensionPending ? null : refuse('没有待批的延期申请。', CLAUSES.extension)
    case 'request_strike_off':
    case 'approve_strike_off':
    case 'strike_off':
      return finding.listed ? refuse('挂牌督办的隐患，摘牌后方可销号。', CLAUSES.listing) : null
    case 'finish_task':
      return finding.openTasks > 0 ? null : refuse('没有未完成的子任务。', CLAUSES.steps)
    case 'pause':
      return finding.paused ? refuse('已经暂停计时。', CLAUSES.dueDate) : null
    case 'resume':
      return finding.paused ? null : refuse('没有暂停计时。', CLAUSES.dueDate)
    default:
      return null
  }
}

/** Taken over from another ledger without a body that its way needs. */
function lacksParties({ takenOver, way, ...parties }: FindingFacts): boolean {
  const { rectifierOrg, territoryOrg, recheckerOrg } = parties
  return (
    takenOver &&
    (rectifierOrg === null ||
      (way.firstAcceptance && territoryOrg === null) ||
      (way.recheck && recheckerOrg === null))
  )
}

function unpreparedReport(finding: FindingFacts): Refusal | null {
  const { way, needsTime, planned, openTasks } = finding
  const five = way.five === 'required' || (way.five === 'when_time_needed' && needsTime)
  if (five && !planned) {
    return refuse(
      '提交整改前须填报五落实（措施、责任、资金、时限、预案）。',
      way.clauses.five ?? CLAUSES.five,
    )
  }
  if (openTasks > 0) return refuse(`还有${openTasks}项子任务未完成。`, CLAUSES.steps)
  return null
}

function offTheWay(act: FindingAct, finding: FindingFacts): Refusal {
  const { clauses } = finding.way
  switch (act) {
    case 'strike_off':
      return refuse('本问题销号须经审批，请先报请销号。', clauses.approval ?? CLAUSES.closure)
    case 'close_on_spot':
      return refuse('重大隐患不适用立行立改，须交办、复查后销号。', clauses.onSpot ?? CLAUSES.steps)
    case 'hand_over':
    case 'reassign':
    case 'receive':
    case 'fill_receive':
    case 'return':
      return refuse(
        `${ORIGIN_LABELS[finding.origin]}的一般隐患由企业自行整改，无需${moveOf(act).label}。`,
        clauses.handOver ?? CLAUSES.steps,
      )
    default:
      return refuse(`按规定本问题无需${moveOf(act).label}。`, CLAUSES.steps)
  }
}

function barred(act: FindingAct, finding: FindingFacts, viewer: Viewer): Refusal | null {
  switch (act) {
    case 'accept':
    case 'send_back':
      return filledBy(finding) !== null && viewer.person === finding.reportedPerson
        ? refuse('初验应由代填人以外的人进行。', CLAUSES.links)
        : null
    case 'recheck_pass':
    case 'recheck_fail':
      return barredFromRecheck(finding, viewer)
    case 'approve_strike_off':
      return viewer.person === finding.recheckedPerson
        ? refuse('销号审批应由复查人以外的人办理。', CLAUSES.recheck)
        : null
    case 'grant_extension':
      return viewer.person === finding.extensionPerson
        ? refuse('延期应由申请人以外的人审批。', CLAUSES.extension)
        : null
    default:
      return null
  }
}

/**
 * Whoever put it right does not look at it again: for what government found and for major hazards
 * nobody of the rectifying unit, for an enterprise's own ordinary hazards not the same person.
 */
function barredFromRecheck(finding: FindingFacts, viewer: Viewer): Refusal | null {
  const clause = finding.way.clauses.rechecker ?? CLAUSES.recheck
  if (finding.way.rechecker === 'other_unit' && viewer.org === finding.rectifierOrg) {
    return refuse('复查应由整改单位以外的单位进行。', clause)
  }
  if (finding.way.rechecker === 'other_unit' && viewer.org === filledBy(finding)) {
    return refuse('复查应由代填单位以外的单位进行。', clause)
  }
  if (viewer.person === finding.reportedPerson) {
    return refuse('复查应由提交整改的人以外的人进行。', clause)
  }
  return null
}

/** The body whose contact wrote the report down for the rectifying unit, or null. */
function filledBy({ reportedOrg, rectifierOrg }: FindingFacts): string | null {
  return reportedOrg === rectifierOrg ? null : reportedOrg
}

/** The stage that comes after a re-check or first acceptance on this finding's way. */
export function stateAfter(act: 'report' | 'receive', finding: FindingFacts): FindingState {
  if (act === 'report') return finding.way.firstAcceptance ? 'reported' : 'accepted'
  return MOVES.receive.to
}
