import { refuse, type Circumstances, type Effect } from '#kernel/index.ts'
import { meetDeadline } from '#deadlines/index.ts'
import type * as z from 'zod'
import { bodyOf, changed, decided, findingFacts, limitsOf, stale, startFor } from './ground.ts'
import { viewerOf, type OnFinding, type OnRow, type Verdict } from './ground.ts'
import { CLAUSES, orderRefused, suspensionRefused } from './rules.ts'
import { SUSPENSION_ACT_LABELS, SUSPENSION_KIND_LABELS, SUSPENSION_LABELS } from './texts.ts'
import type { judgedSchema, noteSchema, orderBody, SuspensionView, visitBody } from './words.ts'

type OnOrder = OnRow<'suspension'>

/** 责令停产停业, 停用 or 关闭, with the department that looks again. */
export function order(
  ground: OnFinding & {
    readonly number: string
    readonly standing: readonly SuspensionView[]
  },
  body: z.output<typeof orderBody>,
  at: Circumstances,
): Verdict {
  const { seen, own, bodies } = ground
  const { record, law } = seen
  const finding = findingFacts(seen)
  const no =
    stale(finding, body) ??
    orderRefused(finding, ground.standing, viewerOf(at), own?.kind ?? '', body.kind)
  if (no) return no
  const limits = limitsOf(law, seen.calendar, at.today, null)
  const closure = body.kind === 'closure'
  const clause = closure ? 'cn-work-safety-law-2021#113' : CLAUSES.suspend
  const recheck = bodyOf(bodies, body.recheckOrg ?? record.rechecker_org)
  const needed = closure ? limits.closureClause : limits.resumeClause
  if (!recheck) return refuse('责令停止的须明确复查部门。', needed)
  if (recheck.id === record.rectifier_org) {
    return refuse('复查部门应为整改单位以外的单位，请另行指定。', needed)
  }
  const id = at.newId()
  const row = { kind: 'suspension', id } as const
  const verify = law.clock('finding.closure.verify')
  const made: Effect = {
    kind: 'suspension',
    jur: record.jur,
    id,
    revision: 1,
    owner: { org: at.actor.org, party: record.party_id, demo: record.demo },
    set: {
      finding: record.id,
      kind: body.kind,
      number: ground.number,
      scope: body.scope,
      rectifierOrg: record.rectifier_org,
      recheckOrg: recheck.id,
      clause,
      orderedOn: at.today,
      orderedPerson: at.actor.person,
      state: 'ordered',
    },
  }
  const desk = { kind: 'verify_closure', org: recheck.id, waitedBy: at.actor.org } as const
  return decided(ground, at, {
    act: 'suspension.order',
    row: { ...row, number: ground.number, state: 'ordered', revision: 1 },
    effects: closure ? [made, startFor(ground, at, row, desk, verify)] : [made],
    note: body.scope,
    facts: { number: ground.number, rechecker: recheck.name },
    given: { kind: body.kind, recheckOrg: recheck.id },
    basis: closure ? [verify.basis] : [],
    event: { event: 'suspension.ordered', jur: record.jur, payload: { suspension: id } },
    say: `已${SUSPENSION_KIND_LABELS[body.kind]}（${ground.number}），由${recheck.name}复查。`,
  })
}

type Change = {
  readonly state: SuspensionView['state']
  readonly set: Effect['set']
  readonly next?: Effect
}

function orderAct(
  act: Parameters<typeof suspensionRefused>[0],
  ground: OnOrder,
  body: { readonly revision: number; readonly note: string },
  at: Circumstances,
  change: () => Change,
): Verdict {
  const { row, seen } = ground
  const limits = limitsOf(seen.law, seen.calendar, at.today, null)
  const no = stale(row, body) ?? suspensionRefused(act, row, viewerOf(at), limits)
  if (no) return no
  const made = change()
  return decided(ground, at, {
    act: `suspension.${act}`,
    row: {
      kind: 'suspension',
      id: row.id,
      number: row.number,
      state: made.state,
      revision: row.revision + 1,
    },
    effects: [
      changed('suspension', row, { state: made.state, ...made.set }),
      ...ground.deadlines.map((one) => meetDeadline(one, at.today)),
      ...(made.next ? [made.next] : []),
    ],
    note: body.note,
    facts: { number: row.number },
    event: { event: 'suspension.moved', jur: row.jur, payload: { suspension: row.id, act } },
    say: `${row.number}：${SUSPENSION_ACT_LABELS[act]}，现为“${SUSPENSION_LABELS[made.state]}”。`,
  })
}

/** 申请恢复 by the plant that stopped. */
export function askResume(
  ground: OnOrder,
  body: z.output<typeof noteSchema>,
  at: Circumstances,
): Verdict {
  const { row, seen } = ground
  return orderAct('ask_resume', ground, body, at, () => ({
    state: 'applied',
    set: { appliedOn: at.today, application: body.note },
    next: startFor(
      ground,
      at,
      { kind: 'suspension', id: row.id },
      { kind: 'recheck_resume', org: row.recheckOrg, waitedBy: row.rectifierOrg },
      seen.law.clock('finding.resume.recheck'),
    ),
  }))
}

/** 恢复前复查 by the named department: only then the plant resumes. */
export function decideResume(
  ground: OnOrder,
  body: z.output<typeof judgedSchema>,
  at: Circumstances,
): Verdict {
  const act = body.passed ? 'allow_resume' : 'refuse_resume'
  return orderAct(act, ground, body, at, () => ({
    state: body.passed ? 'resumed' : 'ordered',
    set: { recheckedOn: at.today, recheckedPerson: at.actor.person, recheckNote: body.note },
  }))
}

/** 现场核查 and 二次核查 of a closure: each item of the list, the second time by another person. */
export function visit(
  act: 'verify' | 'confirm',
  ground: OnOrder,
  body: z.output<typeof visitBody>,
  at: Circumstances,
): Verdict {
  const { row, seen } = ground
  const limits = limitsOf(seen.law, seen.calendar, at.today, null)
  const no = stale(row, body) ?? suspensionRefused(act, row, viewerOf(at), limits)
  if (no) return no
  const open = limits.checklist.filter((item) => !body.items.includes(item))
  if (open.length > 0) {
    return refuse(`以下事项尚未核实：${open.join('、')}。`, limits.closureClause)
  }
  const items = limits.checklist
  const person = at.actor.person
  return orderAct(act, ground, body, at, () =>
    act === 'verify'
      ? {
          state: 'verified',
          set: {
            verifiedOn: at.today,
            verifiedPerson: person,
            verifiedItems: items,
            verifiedNote: body.note,
          },
          next: startFor(
            ground,
            at,
            { kind: 'suspension', id: row.id },
            { kind: 'confirm_closure', org: row.recheckOrg, waitedBy: row.ownerOrg },
            seen.law.clock('finding.closure.confirm'),
          ),
        }
      : {
          state: 'confirmed',
          set: {
            confirmedOn: at.today,
            confirmedPerson: person,
            confirmedItems: items,
            confirmedNote: body.note,
          },
        },
  )
}
