import type { PresentBody } from '#places/index.ts'
/** The decisions on tasks: pure, from what was loaded. */
import { refuse, type Circumstances, type Effect, type Refusal } from '#kernel/index.ts'
import { TASK_MOVES } from './moves.ts'
import { CLAUSES, divideRefusal, dueRefusal, openingRefusal, unfinishedRefusal } from './rules.ts'
import { decisionOf, viewerOf, type SeenTask } from './seen.ts'
import { answering, short, taskStopped, told } from './task-act.ts'
import type { BodyOf, Noted, Reasoned, Verdict } from './decide.ts'
import type * as words from './words.ts'
import type { TaskFacts } from './words.ts'
import type * as z from 'zod'

/** Why the actor may not draft tasks, or null. */
export function mayDraft(at: Circumstances): Refusal | null {
  return openingRefusal(TASK_MOVES.draft, at.actor)
}

/**
 * What led to a task: a paper, the decision of a meeting, an item of a thematic month, or a task
 * that the body divides.
 */
export type Source = {
  readonly kind: string
  readonly id: string
  readonly state: string
  readonly number: string
  /** The task that is divided. */
  readonly divided?: Pick<TaskFacts, 'state' | 'org' | 'ownerOrg' | 'names'> & {
    readonly dueOn: string
  }
}
/** What a task rests on: the body that answers, and what led to it. */
export type Drafting = { readonly body: PresentBody; readonly source: Source | null }

/** 拟任务: a draft is seen by its office alone until it is sent. */
export function draftTask(
  seen: SeenTask,
  body: z.output<typeof words.draftTaskBody>,
  at: Circumstances,
  { body: to, source }: Drafting,
): Verdict {
  const no =
    dueRefusal(body.dueOn, at.today) ?? (source && sourceRefusal(source, to, body.dueOn, at))
  if (no) return no
  return decisionOf(seen, at, {
    act: 'draft',
    to: 'draft',
    set: {
      number: seen.record.number,
      sourceKind: source?.kind ?? null,
      sourceId: source?.id ?? null,
      part: body.to.part,
      lead: body.lead ?? null,
      org: to.id,
      person: body.to.person,
      title: body.title,
      content: body.content,
      dueOn: body.dueOn,
      returns: 0,
    },
    note: null,
    facts: { to: to.name },
    say: `已为${to.name}拟任务。`,
  })
}

/** What the source of a task does not allow. */
function sourceRefusal(
  source: Source,
  to: PresentBody,
  dueOn: string,
  at: Circumstances,
): Refusal | null {
  const { divided } = source
  if (!divided) {
    return source.state === 'finished' || source.state === 'void'
      ? refuse(`${source.number}已经结束，不能再拟任务。`, CLAUSES.papers)
      : null
  }
  const no = divideRefusal(divided, viewerOf(at))
  if (no) return no
  if (to.id === divided.org || to.id === divided.ownerOrg) {
    return refuse('分办给下级单位、企业或者村，不能给本单位和下达单位。', CLAUSES.papers)
  }
  return dueOn > divided.dueOn
    ? refuse(`分办的反馈期限不得晚于原任务（${divided.dueOn}）。`, CLAUSES.answers)
    : null
}

/** 撤回: before it was received; afterwards only voiding with a reason is left. */
export function withdrawTask(seen: SeenTask, body: Noted, at: Circumstances): Verdict {
  const no = taskStopped('withdraw', seen, body, at)
  if (no) return no
  return decisionOf(seen, at, {
    act: 'withdraw',
    to: 'withdrawn',
    set: { endedAt: at.now },
    note: body.note,
    cancel: 'all',
    say: '任务已撤回。',
  })
}

/** 签收. */
export function receiveTask(seen: SeenTask, body: Noted, at: Circumstances): Verdict {
  const no = taskStopped('receive', seen, body, at)
  if (no) return no
  return decisionOf(seen, at, {
    act: 'receive',
    to: 'received',
    set: { receivedAt: at.now },
    note: body.note,
    meet: ['receive'],
    say: `已签收，${short(seen.record.due_on, at.today)}前反馈。`,
  })
}

/** 退办: not ours, or the facts are disputed; the office decides what becomes of it. */
export function returnTask(seen: SeenTask, body: Reasoned, at: Circumstances): Verdict {
  const no = taskStopped('return', seen, body, at)
  if (no) return no
  const clock = seen.law.clock('task.reassign')
  return decisionOf(seen, at, {
    act: 'return',
    to: 'returned',
    set: { returns: seen.record.returns + 1 },
    note: body.reason,
    meet: ['receive'],
    cancel: ['answer'],
    start: [{ kind: 'reassign', label: '改派', org: seen.record.owner_org, due: clock }],
    basis: [clock.basis],
    say: '已退办，由下达单位改派。',
  })
}

/** 改派: to another body of the same place, or again to the same one. */
export function reassignTask(
  seen: SeenTask,
  body: BodyOf<typeof words.reassignTask>,
  at: Circumstances,
  to: PresentBody | undefined,
): Verdict {
  const no = taskStopped('reassign', seen, body, at) ?? dueRefusal(body.dueOn, at.today)
  if (no) return no
  if (!to) return refuse('所选单位不存在或已撤销，请重新选择。', CLAUSES.papers)
  if (to.place !== seen.record.jur) {
    return refuse('改派限于同一地区的单位；另一地区的，请撤回后另拟任务。', CLAUSES.papers)
  }
  const party = partyOf(to)
  return decisionOf(seen, at, {
    act: 'reassign',
    to: 'sent',
    party,
    set: { org: to.id, person: body.person, dueOn: body.dueOn, sentAt: at.now, receivedAt: null },
    note: body.note,
    facts: { to: to.name },
    meet: ['reassign'],
    ...answering({ ...seen, record: { ...seen.record, party_id: party } }, to.id, body.dueOn),
    events: [told('task.sent', seen, to.id)],
    say: `已改派${to.name}，${short(body.dueOn, at.today)}前反馈。`,
  })
}

/** An enterprise sees what it is a party to; a public body sees its place. */
export function partyOf({ id, kind }: PresentBody): string | null {
  return kind === 'enterprise' || kind === 'soe_group' ? id : null
}

/** 提交反馈. */
export function answerTask(
  seen: SeenTask,
  body: BodyOf<typeof words.answerTask>,
  at: Circumstances,
  evidence: readonly Effect[],
): Verdict {
  const unfinished = body.unfinished ?? null
  const open = seen.facts.openSubtasks
  const no = taskStopped('answer', seen, body, at) ?? unfinishedRefusal(open, unfinished)
  if (no) return no
  const clock = seen.law.clock('task.accept')
  return decisionOf(seen, at, {
    act: 'answer',
    to: 'answered',
    set: {
      answer: body.answer,
      answeredAt: at.now,
      answeredPerson: at.actor.person,
      unfinished: open > 0 ? unfinished : null,
    },
    note: body.answer,
    meet: ['answer'],
    cancel: ['reminder'],
    start: [{ kind: 'accept', label: '验收', org: seen.record.owner_org, due: clock }],
    more: evidence,
    basis: [clock.basis],
    say: '已提交反馈，待下达单位验收。',
  })
}

/** 验收. */
export function acceptTask(seen: SeenTask, body: Noted, at: Circumstances): Verdict {
  const no = taskStopped('accept', seen, body, at)
  if (no) return no
  return decisionOf(seen, at, {
    act: 'accept',
    to: 'accepted',
    set: { endedAt: at.now },
    note: body.note,
    meet: ['accept'],
    cancel: 'all',
    say: '任务已验收。',
  })
}

/** 退回补充: the answer does not say enough; the same body answers again. */
export function sendBackTask(seen: SeenTask, body: Reasoned, at: Circumstances): Verdict {
  const no = taskStopped('send_back', seen, body, at)
  if (no) return no
  const again = seen.law.clock('task.accept')
  return decisionOf(seen, at, {
    act: 'send_back',
    to: 'sent_back',
    note: body.reason,
    meet: ['accept'],
    start: [
      {
        kind: 'answer',
        label: '补充反馈',
        org: seen.record.org,
        party: seen.record.party_id,
        due: again,
      },
    ],
    basis: [again.basis],
    events: [told('task.sent_back', seen, seen.record.org)],
    say: `已退回${seen.facts.names[seen.record.org] ?? ''}补充。`,
  })
}

/** 催办: a reminder on the desk of the body that answers; it moves no date. */
export function remindTask(seen: SeenTask, body: Noted, at: Circumstances): Verdict {
  const no = taskStopped('remind', seen, body, at)
  if (no) return no
  const clock = seen.law.clock('finding.answerUrge')
  return decisionOf(seen, at, {
    act: 'remind',
    note: body.note,
    cancel: ['reminder'],
    start: [
      {
        kind: 'reminder',
        label: '答复催办',
        org: seen.record.org,
        party: seen.record.party_id,
        due: clock,
      },
    ],
    basis: [clock.basis],
    events: [told('task.reminded', seen, seen.record.org)],
    say: `已催办${seen.facts.names[seen.record.org] ?? ''}。`,
  })
}

/** 作废: no longer wanted, with its reason; the record and its number stay. */
export function voidTask(seen: SeenTask, body: Reasoned, at: Circumstances): Verdict {
  const no = taskStopped('void', seen, body, at)
  if (no) return no
  return decisionOf(seen, at, {
    act: 'void',
    to: 'void',
    set: { endedAt: at.now },
    note: body.reason,
    cancel: 'all',
    say: '任务已作废，编号保留。',
  })
}
