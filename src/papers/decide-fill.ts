/** The decision on 代填: pure, from what was loaded. */
import { refuse, type Circumstances, type Effect } from '#kernel/index.ts'
import { taskStopped } from './task-act.ts'
import { CLAUSES } from './rules.ts'
import { decisionOf, type SeenTask } from './seen.ts'
import { SAID_LABELS } from './texts.ts'
import type { BodyOf, Verdict } from './decide.ts'
import type * as words from './words.ts'

/**
 * 代填: the village contact writes down what a shop without an account said. It answers the task
 * and never counts as the shop's own receipt or signature.
 */
export function fillTask(
  seen: SeenTask,
  body: BodyOf<typeof words.fillTask>,
  at: Circumstances,
  evidence: readonly Effect[],
  hasAccount: boolean,
): Verdict {
  const no = taskStopped('fill', seen, body, at)
  if (no) return no
  const name = seen.facts.names[seen.record.org] ?? '该单位'
  if (hasAccount) return refuse(`${name}已有账号，由其自行办理。`, CLAUSES.links)
  const clock = seen.law.clock('task.accept')
  return decisionOf(seen, at, {
    act: 'fill',
    to: 'answered',
    set: { answer: body.answer, answeredAt: at.now, answeredPerson: at.actor.person },
    note: `${body.saidBy}（${SAID_LABELS[body.how]}）称：${body.answer}`,
    facts: { how: SAID_LABELS[body.how] },
    meet: ['receive', 'answer'],
    cancel: ['reminder'],
    start: [{ kind: 'accept', label: '验收', org: seen.record.owner_org, due: clock }],
    more: evidence,
    basis: [clock.basis],
    say: `已代${name}填报，待下达单位验收。`,
  })
}
