import type { Basis, Queryable } from '#kernel/index.ts'
import { resolveSteps, type Pack } from '#law/index.ts'
import { basisOf, bookOf, keptIn, lawOn, lineageIn } from '#deadlines/index.ts'
import type { LawOfDay } from './seen.ts'
import type { Limits } from './rules.ts'
import type { Grade, Origin, Way } from './words.ts'

/** What the packs say on a day for a place, a grade and an origin of findings. */
export async function lawOfDay(
  pool: Queryable,
  about: {
    readonly on: string
    readonly place: string
    readonly grade: Grade
    readonly origin: Origin
  },
): Promise<LawOfDay> {
  const { on, place, grade, origin } = about
  const law = await lawOn(pool, { on, place, facts: { grade, origin } })
  const book = await bookOf(pool)
  const lineage = await lineageIn(book, pool, place)
  return {
    ...law,
    way: (other) =>
      keptIn(book, `${on} ${place} ${origin} way ${other}`, () =>
        wayOf(book.packs, { on, lineage, grade: other as Grade, origin }),
      ),
  }
}

/** The limits that rules need besides the clocks. */
export function limitsOf(law: LawOfDay): Limits {
  return {
    extensionsMost: law.number('finding.extension.most').value,
    returnsMost: law.number('finding.return.most').value,
  }
}

type Asked = {
  readonly on: string
  readonly lineage: readonly string[]
  readonly grade: Grade
  readonly origin: Origin
}

function wayOf(
  packs: readonly Pack[],
  asked: Asked,
): { readonly way: Way; readonly basis: readonly Basis[] } {
  const { steps, by } = resolveSteps(packs, asked)
  return {
    way: {
      handOver: steps.handOver === 'required',
      firstAcceptance: steps.firstAcceptance === 'required',
      recheck: steps.recheck === 'required',
      approval: steps.strikeOffApproval === 'required',
      five: steps.fiveImplementations,
      onSpot: steps.onSpot === 'allowed',
      rechecker: steps.rechecker,
      clauses: {
        handOver: by.handOver.winner.ref,
        firstAcceptance: by.firstAcceptance.winner.ref,
        recheck: by.recheck.winner.ref,
        approval: by.strikeOffApproval.winner.ref,
        five: by.fiveImplementations.winner.ref,
        onSpot: by.onSpot.winner.ref,
        rechecker: by.rechecker.winner.ref,
      },
    },
    basis: Object.values(by).map(({ winner }) => basisOf(winner)),
  }
}
