import { firstRow, params, within, type Actor } from '#kernel/index.ts'
import type { FindMatter, Matter } from '#messages/index.ts'
import { incomingSeen, taskSeen } from '#papers/index.ts'

type Param = (value: unknown) => string

/** How each kind of matter is found as an actor may see it; the product itself sees all of them. */
const STATEMENTS = {
  finding: ({ scope }: Actor, id: string, param: Param) =>
    `select f.jur, f.id, f.number, f.demo from finding f
      where f.id = ${param(id)}::uuid and ${within(scope, 'f', param)}`,
  office_task: (actor: Actor, id: string, param: Param) =>
    `select t.jur, t.id, t.number, t.demo from office_task t
      where t.id = ${param(id)}::uuid
        and ${taskSeen(actor, param)}`,
  incoming: (actor: Actor, id: string, param: Param) =>
    `select i.jur, i.id, i.number, i.demo from incoming i
      where i.id = ${param(id)}::uuid
        and ${actor.role === 'system' ? within(actor.scope, 'i', param) : incomingSeen(actor, param)}`,
} as const satisfies Record<Matter['kind'], unknown>

/** Findings, tasks and papers, for the modules that come before theirs. */
export const findMatter: FindMatter = async (client, actor, { kind, id, lock }) => {
  const { param, values } = params()
  const statement = STATEMENTS[kind](actor, id, param)
  const row = await firstRow<Omit<Matter, 'kind'>>(
    client,
    `${statement}${lock ? ' for update' : ''}`,
    values,
  )
  return row && { ...row, kind }
}
