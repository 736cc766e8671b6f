import { actsOf, belongsToWay, refusalOf } from '#findings/rules.ts'
import type { FindingAct, FindingDetail, FindingState, Viewer } from '#findings/words.ts'
import type { Refusal } from '#kernel/refusal.ts'
import type { Act } from '../parts/action-bar.tsx'
import type { IconName } from '../parts/icon.tsx'

/** A verb of the screen: one button and one form, behind which one of several acts may stand. */
type Verb = {
  readonly label: string
  readonly acts: readonly FindingAct[]
  readonly icon?: IconName
  /** Of the way itself; the others are asked for rarely. */
  readonly main: boolean
  /** The last stage of the way at which it may still come up. */
  readonly until?: number
}

export const VERBS = {
  receive: { label: '签收', acts: ['receive'], icon: 'check', main: true, until: 1 },
  fill_receive: { label: '代为签收', acts: ['fill_receive'], main: true, until: 1 },
  hand_over: { label: '交办', acts: ['hand_over'], icon: 'arrow', main: true, until: 0 },
  reassign: { label: '改派', acts: ['reassign'], main: true, until: 1 },
  acceptance: { label: '属地初验', acts: ['accept', 'send_back'], main: true, until: 3 },
  recheck: {
    label: '复查',
    acts: ['recheck_pass', 'recheck_fail'],
    icon: 'eye',
    main: true,
    until: 4,
  },
  approval: {
    label: '审批销号',
    acts: ['approve_strike_off', 'refuse_strike_off'],
    main: true,
    until: 6,
  },
  decide_extension: {
    label: '审批延期',
    acts: ['grant_extension', 'refuse_extension'],
    main: true,
    until: 2,
  },
  plan: { label: '填报五落实', acts: ['plan'], main: true, until: 2 },
  report: { label: '提交整改', acts: ['report'], icon: 'upload', main: true, until: 2 },
  fill_report: { label: '代填整改', acts: ['fill_report'], main: true, until: 2 },
  request_strike_off: { label: '报请销号', acts: ['request_strike_off'], main: true, until: 5 },
  strike_off: { label: '销号', acts: ['strike_off'], main: true, until: 5 },
  close_on_spot: { label: '立行立改', acts: ['close_on_spot'], main: true, until: 0 },
  return: { label: '退办', acts: ['return'], icon: 'back', main: true, until: 1 },
  request_extension: {
    label: '申请延期',
    acts: ['request_extension'],
    icon: 'clock',
    main: true,
    until: 2,
  },
  remind: { label: '催办', acts: ['remind'], icon: 'bell', main: false },
  add_evidence: { label: '补充证据', acts: ['add_evidence'], main: false },
  add_task: { label: '分派子任务', acts: ['add_task'], main: false },
  pause: { label: '暂停计时', acts: ['pause'], main: false },
  resume: { label: '恢复计时', acts: ['resume'], main: false },
  regrade: { label: '调整级别', acts: ['regrade'], main: false },
  correct: { label: '更正说明', acts: ['correct'], main: false },
  merge: { label: '并入', acts: ['merge'], main: false },
  void: { label: '作废', acts: ['void'], main: false },
  relapse: { label: '复发重开', acts: ['relapse'], main: false },
} as const satisfies Record<string, Verb>
export type VerbId = keyof typeof VERBS

/** How far along its way a finding in each state is. */
const STAGE = {
  registered: 0,
  returned: 0,
  handed_over: 1,
  rectifying: 2,
  recheck_failed: 2,
  reported: 3,
  accepted: 4,
  passed: 5,
  pending_approval: 6,
  struck_off: 7,
  void: 7,
  merged: 7,
} as const satisfies Record<FindingState, number>

export type ScreenAct = Act & { readonly id: VerbId; readonly main: boolean }

/**
 * The verbs that a role ever has on this finding, open ones and refused ones, by the server's own
 * rules. Verbs that are not of this finding's way, and the other half of 暂停 and 恢复, are left
 * out.
 */
export function screenActs(finding: FindingDetail, viewer: Viewer): ScreenAct[] {
  const ever = new Set<FindingAct>(actsOf(viewer.role))
  return (Object.entries(VERBS) as [VerbId, Verb][])
    .filter(([id, verb]) => verb.acts.some((act) => ever.has(act)) && isOfThis(id, verb, finding))
    .map(([id, verb]) => ({
      id,
      label: verb.label,
      main: verb.main,
      near: STAGE[finding.state] <= (verb.until ?? -1),
      refusal: refusal(verb, finding, viewer),
      ...(verb.icon ? { icon: verb.icon } : {}),
    }))
}

function isOfThis(id: VerbId, verb: Verb, finding: FindingDetail): boolean {
  if (id === 'pause') return !finding.paused
  if (id === 'resume') return finding.paused
  if (id === 'decide_extension') return finding.extensionPending
  if (id === 'hand_over') return finding.state === 'registered'
  if (id === 'reassign') return finding.state !== 'registered'
  if (id === 'relapse') return finding.state === 'struck_off'
  return verb.acts.some((act) => belongsToWay(act, finding))
}

function refusal(verb: Verb, finding: FindingDetail, viewer: Viewer): Refusal | null {
  const answers = verb.acts.map((act) => refusalOf(act, finding, viewer, finding.limits))
  return answers.includes(null) ? null : (answers[0] ?? null)
}

/** Which verbs settle a deadline, by its kind; the first that is open is the one asked for. */
const ASKED: Readonly<Record<string, readonly VerbId[]>> = {
  hand_over: ['hand_over'],
  receive: ['receive'],
  reassign: ['reassign'],
  rectify: ['plan', 'report'],
  accept: ['acceptance'],
  recheck: ['recheck'],
  strike_off: ['request_strike_off', 'strike_off'],
  approve: ['approval'],
  extension: ['decide_extension'],
  answer_urge: ['report', 'plan'],
}

/** 代填 is asked of nobody; where it is open, it is what the village contact came for. */
const FILLS: readonly VerbId[] = ['fill_receive', 'fill_report']

/** What the desk asked of this post: the verb of the soonest open deadline of its own body. */
export function firstOf(
  acts: readonly ScreenAct[],
  finding: FindingDetail,
  viewer: Viewer | null,
): VerbId | null {
  const open = new Set(acts.filter((act) => act.refusal === null).map((act) => act.id))
  if (finding.planned) open.delete('plan')
  const own = finding.deadlines
    .filter((one) => one.state === 'open' && one.ownerOrg === viewer?.org)
    .sort((a, b) => a.dueOn.localeCompare(b.dueOn))
  const asked = own.flatMap((one) => ASKED[one.kind] ?? [])
  return [...asked, ...FILLS].find((verb) => open.has(verb)) ?? null
}
