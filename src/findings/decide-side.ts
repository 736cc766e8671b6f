import { isRefusal, refuse, type Circumstances, type Effect } from '#kernel/index.ts'
import {
  extendDeadline,
  meetDeadline,
  pauseDeadline,
  resumeDeadline,
  startDeadline,
  type Deadline,
} from '#deadlines/index.ts'
import type * as z from 'zod'
import { stopped, type Verdict } from './decide-way.ts'
import { CLAUSES } from './rules.ts'
import { decision, ownerOf, start, type Seen } from './seen.ts'
import { GRADE_LABELS } from './texts.ts'
import type { Grade } from './words.ts'
import type * as words from './words.ts'

type Reasoned = { readonly revision: number; readonly note: string }

function rectification(seen: Seen): Deadline | undefined {
  return seen.deadlines.find((row) => row.kind === 'rectify')
}

/** 申请延期: the rectifier asks; the date in force stays until it is answered. */
export function requestExtension(
  seen: Seen,
  body: Reasoned & { readonly dueOn: string },
  at: Circumstances,
): Verdict {
  const no = stopped('request_extension', seen, body, at)
  if (no) return no
  const running = rectification(seen)
  if (!running) return refuse('没有正在计时的整改期限。', CLAUSES.extension)
  if (body.dueOn <= running.dueOn) {
    return refuse(`延期后的日期应晚于现期限 ${running.dueOn}。`, CLAUSES.extension)
  }
  const clock = seen.law.clock('finding.extension.answer')
  return decision(seen, at, {
    act: 'request_extension',
    set: { extensionTo: body.dueOn, extensionPerson: at.actor.person },
    note: body.note,
    facts: { from: running.dueOn, to: body.dueOn },
    given: { dueOn: body.dueOn },
    start: [start(seen, at, 'extension', { org: seen.record.owner_org }, clock)],
    basis: [clock.basis],
    say: `已申请延至 ${body.dueOn}，批准前仍按原期限。`,
  })
}

/** 审批延期: granted, the original date stays beside the new one; refused, the date stands. */
export function decideExtension(
  seen: Seen,
  body: Reasoned & { readonly granted: boolean },
  at: Circumstances,
): Verdict {
  const act = body.granted ? 'grant_extension' : 'refuse_extension'
  const no = stopped(act, seen, body, at)
  if (no) return no
  const running = rectification(seen)
  const to = seen.record.extension_to
  if (!running || to === null) return refuse('没有待批的延期申请。', CLAUSES.extension)
  const cleared = { extensionTo: null, extensionPerson: null }
  if (!body.granted) {
    return decision(seen, at, {
      act,
      set: cleared,
      note: body.note,
      given: { granted: false },
      meet: ['extension'],
      say: `未准延期，仍应于 ${running.dueOn} 前整改。`,
    })
  }
  const longer = extendDeadline(running, { to, on: at.today, basis: CLAUSES.extension })
  if (isRefusal(longer)) return longer
  return decision(seen, at, {
    act,
    set: { ...cleared, extensions: seen.record.extensions + 1, dueOn: to },
    note: body.note,
    facts: { from: running.dueOn, to },
    given: { granted: true },
    meet: ['extension'],
    change: [longer],
    say: `已批准，${running.dueOn} 延至 ${to}。`,
  })
}

/** 催办: the office reminds whoever has the finding now. */
export function remind(seen: Seen, body: Reasoned, at: Circumstances): Verdict {
  const no = stopped('remind', seen, body, at)
  if (no) return no
  const { record, facts } = seen
  const org = seen.deadlines.find((row) => row.ownerOrg !== record.owner_org)?.ownerOrg
  const name = facts.names[org ?? facts.rectifierOrg ?? ''] ?? ''
  return decision(seen, at, {
    act: 'remind',
    note: body.note,
    facts: { org: name },
    events: [{ event: 'finding.reminded', jur: record.jur, payload: { to: org ?? null } }],
    say: `已催办${name}。`,
  })
}

/** 补充证据. */
export function addEvidence(
  seen: Seen,
  body: { readonly revision: number; readonly note: string | null },
  at: Circumstances,
  evidence: readonly Effect[],
): Verdict {
  return (
    stopped('add_evidence', seen, body, at) ??
    decision(seen, at, {
      act: 'add_evidence',
      note: body.note,
      more: evidence,
      say: `已补充证据${evidence.filter((effect) => effect.kind === 'evidence').length}件。`,
    })
  )
}

/** 暂停计时 of the rectification, for a reason that stands in the record. */
export function pause(seen: Seen, body: Reasoned, at: Circumstances): Verdict {
  const no = stopped('pause', seen, body, at)
  if (no) return no
  const running = rectification(seen)
  if (!running) return refuse('没有正在计时的整改期限。', CLAUSES.dueDate)
  const stop = pauseDeadline(running, { on: at.today, calendar: seen.calendar })
  if (isRefusal(stop)) return stop
  return decision(seen, at, {
    act: 'pause',
    set: { paused: true },
    note: body.note,
    change: [stop],
    say: '已暂停计时。',
  })
}

/** 恢复计时: what was left is counted on from today. */
export function resume(seen: Seen, body: Reasoned, at: Circumstances): Verdict {
  const no = stopped('resume', seen, body, at)
  if (no) return no
  const stopped_ = rectification(seen)
  if (!stopped_) return refuse('没有暂停的整改期限。', CLAUSES.dueDate)
  const on = resumeDeadline(stopped_, { on: at.today, calendar: seen.calendar })
  if (isRefusal(on)) return on
  const due = on.set.dueOn as string
  return decision(seen, at, {
    act: 'resume',
    set: { paused: false, dueOn: due },
    note: body.note,
    facts: { to: due },
    change: [on],
    say: `已恢复计时，期限 ${due}。`,
  })
}

/** 调整级别: another grade brings another way, from now on. */
export function regrade(
  seen: Seen,
  body: z.output<typeof words.regradeFinding.body>,
  at: Circumstances,
): Verdict {
  const no = stopped('regrade', seen, body, at)
  if (no) return no
  if (body.grade === seen.record.grade) return refuse('级别没有变化。', CLAUSES.steps)
  if (body.grade === 'major' && body.majorClause === null) {
    return refuse('重大隐患须注明所依据的判定标准条款。', CLAUSES.steps)
  }
  const { way, basis } = seen.law.way(body.grade)
  return decision(seen, at, {
    act: 'regrade',
    set: { grade: body.grade, majorClause: body.majorClause, way: way },
    note: body.note,
    facts: {
      from: GRADE_LABELS[seen.record.grade as Grade],
      to: GRADE_LABELS[body.grade],
    },
    given: { grade: body.grade },
    basis,
    say: `已调整为${GRADE_LABELS[body.grade]}隐患。`,
  })
}

/** 更正: an entry that names a wrong one; the wrong one stays. */
export function correct(
  seen: Seen,
  body: Reasoned & { readonly step: string },
  at: Circumstances,
  known: boolean,
): Verdict {
  const no = stopped('correct', seen, body, at)
  if (no) return no
  if (!known) return refuse('所更正的办理记录不属于本问题。', CLAUSES.correction)
  return decision(seen, at, {
    act: 'correct',
    corrects: body.step,
    note: body.note,
    given: { step: body.step },
    say: '更正说明已记入办理记录。',
  })
}

/** 作废, with a reason, instead of deleting. */
export function cancel(seen: Seen, body: Reasoned, at: Circumstances): Verdict {
  return (
    stopped('void', seen, body, at) ??
    decision(seen, at, {
      act: 'void',
      to: 'void',
      note: body.note,
      cancel: 'all',
      say: `${seen.record.number}已作废。`,
    })
  )
}

/** 并入: the same problem entered twice; the other one goes on. */
export function merge(
  seen: Seen,
  body: Reasoned & { readonly into: string },
  at: Circumstances,
  target:
    | {
        readonly id: string
        readonly jur: string
        readonly number: string
        readonly ended: boolean
      }
    | undefined,
): Verdict {
  const no = stopped('merge', seen, body, at)
  if (no) return no
  if (!target) return refuse('没有找到所并入的问题。', CLAUSES.merging)
  if (target.id === seen.record.id) return refuse('不能并入本问题自身。', CLAUSES.merging)
  if (target.ended) return refuse(`${target.number}已办结，不能并入。`, CLAUSES.merging)
  return decision(seen, at, {
    act: 'merge',
    to: 'merged',
    set: { mergedInto: target.id },
    note: body.note,
    facts: { number: target.number },
    given: { into: target.id },
    cancel: 'all',
    events: [
      {
        event: 'finding.merged',
        jur: target.jur,
        payload: { into: target.id, number: seen.record.number },
      },
    ],
    say: `已并入${target.number}。`,
  })
}

/** 分派子任务 to an assisting unit; the leading unit reports when all are done. */
export function addTask(
  seen: Seen,
  body: z.output<typeof words.addTask.body>,
  at: Circumstances,
): Verdict {
  const no = stopped('add_task', seen, body, at)
  if (no) return no
  const name = seen.facts.names[body.org]
  if (name === undefined) return refuse('承办单位不存在或已撤销，请重新选择。', CLAUSES.parties)
  const { record } = seen
  const id = at.newId()
  const due = body.dueOn ?? record.due_on
  const owner = { ...ownerOf(record), org: body.org }
  const task: Effect = {
    kind: 'finding_task',
    jur: record.jur,
    id,
    revision: 1,
    owner,
    set: { finding: record.id, org: body.org, content: body.content, dueOn: due, state: 'open' },
  }
  const clock = startDeadline({
    id: at.newId(),
    jur: record.jur,
    owner,
    subject: { kind: 'finding_task', id },
    kind: 'task',
    label: '协办',
    title: body.content.slice(0, 80),
    number: record.number,
    route: `/findings/${record.id}`,
    basis: CLAUSES.parties,
    startedOn: at.today,
    waitedByOrg: record.rectifier_org,
    dueOn: due ?? at.today,
  })
  return decision(seen, at, {
    act: 'add_task',
    note: body.content,
    facts: { org: name, ...(due === null ? {} : { dueOn: due }) },
    given: { org: body.org, dueOn: body.dueOn },
    more: [task, clock],
    say: `已分派${name}。`,
  })
}

/** 完成子任务, by the unit that has it. */
export function finishTask(seen: Seen, body: Reasoned, at: Circumstances, id: string): Verdict {
  const no = stopped('finish_task', seen, body, at)
  if (no) return no
  const task = seen.tasks.find((one) => one.id === id)
  const deadline = seen.taskDeadlines.find((one) => one.subjectId === id)
  if (!task || task.state !== 'open') return refuse('该子任务不存在或已完成。', CLAUSES.steps)
  if (task.org !== at.actor.org) {
    const name = seen.facts.names[task.org] ?? '承办单位'
    return refuse(`该子任务应由${name}办理。`, CLAUSES.authority)
  }
  const { record } = seen
  const done: Effect = {
    kind: 'finding_task',
    jur: record.jur,
    id: task.id,
    revision: task.revision + 1,
    set: { state: 'done', doneAt: at.now },
  }
  return decision(seen, at, {
    act: 'finish_task',
    note: body.note,
    given: { task: task.id },
    more: [done, ...(deadline ? [meetDeadline(deadline, at.today)] : [])],
    say: '子任务已完成。',
  })
}
