import type { PresentBody } from '#places/index.ts'
/** The decisions on tasks that leave, alone or as a batch, and on drafts whose body was abolished: pure. */
import { refuse, type Circumstances } from '#kernel/index.ts'
import { partyOf } from './decide-task.ts'
import { CLAUSES, dueRefusal } from './rules.ts'
import { decisionOf, type SeenTask } from './seen.ts'
import { answering, short, taskStopped, told } from './task-act.ts'
import type { BodyOf, Noted, Verdict } from './decide.ts'
import type * as words from './words.ts'

const MINUTE_MS = 60_000

/** 下达: from here on the answering body sees it, and its clocks run. */
export function sendTask(
  seen: SeenTask,
  body: BodyOf<typeof words.sendTask>,
  at: Circumstances,
): Verdict {
  const no = taskStopped('send', seen, body, at) ?? dueRefusal(seen.record.due_on, at.today)
  if (no) return no
  if (body.batch) return leaveLater(seen, body.note, body.batch, at)
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

/**
 * 下达 with a batch: nothing reaches the body yet. Its row, its clocks and its message begin when
 * the product has the task leave; until then the issuer recalls it without a trace there.
 */
function leaveLater(
  seen: SeenTask,
  note: string | null,
  batch: string,
  at: Circumstances,
): Verdict {
  const wait = seen.law.number('task.recallMinutes')
  return decisionOf(seen, at, {
    act: 'send',
    to: 'leaving',
    set: {
      leavesAt: new Date(Date.parse(at.now) + wait.value * MINUTE_MS).toISOString(),
      batch,
    },
    note,
    basis: [wait.basis],
    say: `${wait.value}分钟后发出，发出前可以收回。`,
  })
}

/** 收回: before it left; it is a draft again, and the body that would have answered knows nothing. */
export function recallTask(seen: SeenTask, body: Noted, at: Circumstances): Verdict {
  const no = taskStopped('recall', seen, body, at)
  if (no) return no
  return decisionOf(seen, at, {
    act: 'recall',
    to: 'draft',
    set: { leavesAt: null, batch: null },
    note: body.note,
    say: '已收回，任务未发出。',
  })
}

/** 发出, by the product itself when the time is over: now the body sees it, and its clocks run. */
export function leaveTask(seen: SeenTask, at: Circumstances): Verdict {
  const { record } = seen
  const no = taskStopped('leave', seen, record, at)
  if (no) return no
  if (record.leaves_at !== null && Date.parse(record.leaves_at) > Date.parse(at.now)) {
    return refuse('尚未到发出时间。', CLAUSES.papers)
  }
  return decisionOf(seen, at, {
    act: 'leave',
    to: 'sent',
    set: { sentAt: at.now, leavesAt: null },
    note: null,
    ...answering(seen, record.org, record.due_on),
    events: [told('task.sent', seen, record.org)],
    say: '已发出。',
  })
}

/** 改由承接单位办理: a draft whose body was abolished goes to one that took over from it. */
export function redirectTask(
  seen: SeenTask,
  body: BodyOf<typeof words.redirectTask>,
  at: Circumstances,
  to: PresentBody | undefined,
): Verdict {
  const no = taskStopped('redirect', seen, body, at)
  if (no) return no
  const { successors, names } = seen.facts
  if (successors === null) {
    return refuse(
      `${names[seen.record.org] ?? '承办单位'}没有撤销，无需改由他人办理。`,
      CLAUSES.papers,
    )
  }
  if (!to || !successors.some(({ org }) => org === to.id)) {
    return refuse('所选单位不是承接单位，请重新选择。', CLAUSES.papers)
  }
  if (to.place !== seen.record.jur) {
    return refuse('承接单位在另一地区，请撤回后另拟任务。', CLAUSES.papers)
  }
  return decisionOf(seen, at, {
    act: 'redirect',
    party: partyOf(to),
    set: { org: to.id, person: null },
    note: null,
    facts: { to: to.name },
    say: `承办单位已改为${to.name}，核对后下达。`,
  })
}
