/** What the commands on warnings load, and have in common. */
import {
  hotRow,
  params,
  within,
  type Actor,
  type Circumstances,
  type Queryable,
} from '#kernel/index.ts'
import { placeNames } from '#places/index.ts'
import type { ReceiptRecord, WarningRecord } from './tables.ts'
import type { WarningFacts } from './rules.ts'
import type { WarningState } from './vocabulary.ts'

/** The name of a place as titles have it; nothing where there is no such place. */
export async function areaName(on: Queryable, place: string): Promise<string | undefined> {
  const names = await placeNames(on, [place])
  return names.get(place)?.name
}

/** Locks a warning of the acting office; the product itself sees all of them. */
export function lockWarning(client: Queryable, id: string, { actor }: Circumstances) {
  const { param, values } = params()
  const own = actor.role === 'system' ? 'true' : `w.owner_org = ${param(actor.org)}::uuid`
  return hotRow<WarningRecord>(
    client,
    `select w.* from warning w where w.id = ${param(id)}::uuid and ${own}
        and ${within(actor.scope, 'w', param)} for update`,
    values,
  )
}

/** Locks one body's part: for that body, and for the office that issued the warning. */
export function lockReceipt(client: Queryable, id: string, { actor }: Circumstances) {
  const { param, values } = params()
  return hotRow<ReceiptRecord>(
    client,
    `select a.* from warning_receipt a where a.id = ${param(id)}::uuid
        and ${mine(actor, param)} and ${within(actor.scope, 'a', param)} for update`,
    values,
  )
}

/** Whose receipt a body may see: its own, and those that it asked for. */
export function mine({ org }: Actor, param: (value: unknown) => string): string {
  const own = `${param(org)}::uuid`
  return `(a.org = ${own} or a.owner_org = ${own})`
}

/** Locks the part of one body in a warning, or undefined where it was not told yet. */
export function lockPart(client: Queryable, warning: string, org: string, at: Circumstances) {
  const { param, values } = params()
  return hotRow<ReceiptRecord>(
    client,
    `select a.* from warning_receipt a where a.warning_id = ${param(warning)}::uuid
        and a.org = ${param(org)}::uuid and ${within(at.actor.scope, 'a', param)} for update`,
    values,
  )
}

/** A warning in the words of the rules. */
export function factsOf(row: WarningRecord, ownerName: string): WarningFacts {
  return { ownerOrg: row.owner_org, ownerName, state: row.state as WarningState }
}
