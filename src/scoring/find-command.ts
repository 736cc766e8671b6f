/** 由扣分登记问题: a deduction becomes a finding in one step, and each leads to the other. */
import type { Command, Decision, Queryable, Refusal, Stale } from '#kernel/index.ts'
import { findingCommands, type Source } from '#findings/index.ts'
import type { Moved } from '#findings/words.ts'
import type * as z from 'zod'
import { answerOf, factsOf } from './ground.ts'
import { lockItem } from './item-commands.ts'
import { findRefusal, type SheetFacts } from './rules.ts'
import type { KeptDeduction } from './shapes.ts'
import type { findFromItem } from './words.ts'

type Register = ReturnType<typeof findingCommands>['register']
type Registered = Register extends Command<infer _, infer L> ? L : never

type Finding = {
  readonly facts: SheetFacts
  readonly deductions: readonly KeptDeduction[]
  readonly source: Source
  readonly registered: Registered
}

/**
 * Registers the finding as the ledger does it, in one act with what the sheet asks: the deduction
 * stands, and who registers scores on the sheet or receives it. Its evidence goes along.
 */
export function findingFrom(
  pool: Queryable,
): Command<{ readonly id: string; readonly body: z.output<typeof findFromItem.body> }, Finding> {
  const { register } = findingCommands(pool)
  return {
    act: register.act,
    version: register.version,
    async load(client, { id, body }, at) {
      const locked = await lockItem(client, id, at.actor)
      if (!locked) return undefined
      const { deductions } = answerOf(locked.row)
      const source = {
        kind: 'score_item',
        id,
        number: locked.sheet.number,
        part: body.criterion,
        evidence: deductions
          .filter(({ criterion }) => criterion === body.criterion)
          .flatMap(({ evidence }) => evidence),
      }
      const registered = await register.load(client, { body: body.finding, source }, at)
      if (!registered) return undefined
      return { facts: await factsOf(client, locked.sheet), deductions, source, registered }
    },
    decide({ facts, deductions, source, registered }, { body }, at): Decision | Refusal | Stale {
      const no = findRefusal(facts, { deductions }, body.criterion, at.actor)
      if (no) return no
      const verdict = register.decide(registered, { body: body.finding, source }, at)
      if (!('answer' in verdict)) return verdict
      const { id, number, revision, say } = verdict.answer as Moved
      return { ...verdict, answer: { id, number, revision, say } }
    },
    also: (decision, { registered }, at) => register.also?.(decision, registered, at) ?? [],
  }
}
