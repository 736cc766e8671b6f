/** The decisions on tasks: pure, from what was loaded. */
import { refuse, type Circumstances, type Effect, type Refusal } from '#kernel/index.ts'
import { TASK_MOVES } from './moves.ts'
import { CLAUSES, dueRefusal, openingRefusal, taskRefusal } from './rules.ts'
import { decisionOf, viewerOf, type SeenTask } from './seen.ts'
import type { BodyOf, Noted, Reasoned, Verdict, Versioned } from './decide.ts'
import type { Body } from './load.ts'
import type * as words from './words.ts'
import type { TaskAct } from './words.ts'
import type * as z from 'zod'

/** `08-25` this year, `2027-01-04` another. */
const short = (date: string, today: string) =>
  date.slice(0, 4) === today.slice(0, 4) ? date.slice(5) : date

/** Why the actor may not draft tasks, or null. */
export function mayDraft(at: Circumstances): Refusal | null {
  return openingRefusal(TASK_MOVES.draft, at.actor)
}

/** Why the act is not open to the actor now, or that the version is stale. */
export function taskStopped(act: TaskAct, seen: SeenTask, body: Versioned, at: Circumstances) {
  if (body.revision !== seen.record.revision) return { stale: { revision: seen.record.revision } }
  const returnsMost = seen.law.number('task.return.most').value
  return taskRefusal(act, seen.facts, viewerOf(at), { returnsMost })
}

/** What led to a task: a paper, the decision of a meeting, an item of a thematic month. */
export type Source = {
  readonly kind: string
  readonly id: string
  readonly state: string
  readonly number: string
}

/** What a task rests on: the body that answers, and what led to it. */
export type Drafting = { readonly body: Body; readonly source: Source | null }

/** 拟任务: a draft is seen by its office alone until it is sent. */
export function draftTask(
  seen: SeenTask,
  body: z.output<typeof words.draftTaskBody>,
  at: Circumstances,
  { body: to, source }: Drafting,
): Verdict {
  const no = dueRefusal(body.dueOn, at.today)
  if (no) return no
  if (source && (source.state === 'finished' || source.state === 'void')) {
    return refuse(`${source.number}已经结束，不能再拟任务。`, CLAUSES.papers)
  }
  return decisionOf(seen, at, {
    act: 'draft',
    to: 'draft',
    set: {
      number: seen.record.number,
      sourceKind: source?.kind ?? null,
      sourceId: source?.id ?? null,
      part: body.to.part,
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

/** 下达: from here on the answering body sees it, and its clocks run. */
export function sendTask(seen: SeenTask, body: Noted, at: Circumstances): Verdict {
  const no = taskStopped('send', seen, body, at) ?? dueRefusal(seen.record.due_on, at.today)
  if (no) return no
  const { record, facts } = seen
  return decisionOf(seen, at, {
    act: 'send',
    to: 'sent',
    set: { sentAt: at.now },
    note: body.note,
    ...answering(seen, record.org, record.due_on),
    events: [told('task.sent', seen, record.org)],
    say: `已下达${facts.names[record.org] ?? ''}，${short(record.due_on, at.today)}前反馈。`,
  })
}

/** What has the body told to which something was sent. */
function told(event: string, seen: SeenTask, to: string) {
  return { event, jur: seen.record.jur, payload: { to } }
}

/** The clocks of receipt and answer on the desk of the body that answers. */
function answering(seen: SeenTask, org: string, dueOn: string) {
  const receive = seen.law.clock('task.receive')
  const party = seen.record.party_id
  return {
    start: [
      { kind: 'receive', label: '签收', org, party, due: receive },
      { kind: 'answer', label: '反馈', org, party, due: { dueOn, ref: CLAUSES.answers } },
    ],
    basis: [receive.basis],
  }
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
  to: Body | undefined,
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
export function partyOf({ id, kind }: Body): string | null {
  return kind === 'enterprise' || kind === 'soe_group' ? id : null
}

/** 提交反馈. */
export function answerTask(
  seen: SeenTask,
  body: BodyOf<typeof words.answerTask>,
  at: Circumstances,
  evidence: readonly Effect[],
): Verdict {
  const no = taskStopped('answer', seen, body, at)
  if (no) return no
  const clock = seen.law.clock('task.accept')
  return decisionOf(seen, at, {
    act: 'answer',
    to: 'answered',
    set: { answer: body.answer, answeredAt: at.now, answeredPerson: at.actor.person },
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
