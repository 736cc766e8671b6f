import { checkForms } from './check-forms.ts'
import { checkLaw } from './check-law.ts'
import { checkPack } from './check-pack.ts'
import { checkSheet } from './check-sheet.ts'
import { contentsOf, countsOf, marksOf } from './lines.ts'
import { type Read, type ReadCache, readLaw } from './load.ts'
import type { LawProblem } from './words.ts'

/** What `law check` answers; `ok` is false as soon as one problem is an error. */
export type LawCheck = {
  readonly ok: boolean
  readonly packs: readonly {
    readonly id: string
    readonly version: string
    readonly place: string
    readonly rank: string
    readonly counts: Readonly<Record<string, number>>
    readonly contents: Readonly<Record<string, number>>
    /** How many of its values are marked source, national, secondary, assumption. */
    readonly marks: Readonly<Record<string, number>>
  }[]
  /** The conflicts on record, with the winner of each period. */
  readonly conflicts: readonly {
    readonly file: string
    readonly line: number
    readonly id: string
    readonly label: string
    readonly sides: readonly string[]
    readonly periods: readonly {
      readonly from: string | null
      readonly wins: readonly string[]
      readonly why: string
    }[]
  }[]
  readonly problems: readonly LawProblem[]
}

/**
 * Reads a folder of packs and reports everything wrong with it, by file (relative to the folder)
 * and line. `error`: the packs must not be released; `warning`: a person should look; `note`: an
 * inconsistency of the instrument itself, with its class, that stands as it is.
 */
export function lawCheck(dir: string, cache?: ReadCache): LawCheck {
  const law = readLaw(dir, cache)
  const problems = [
    ...law.problems,
    ...law.packs.flatMap((read) => [...checkPack(read), ...checkSheet(read), ...checkForms(read)]),
    ...checkLaw(law),
  ]
  return {
    ok: problems.every((problem) => problem.severity !== 'error'),
    packs: law.packs.map(answered),
    conflicts: law.conflicts.map(({ id, label, sides, periods }, index) => ({
      file: 'conflicts.yaml',
      line: law.conflictLines(['conflicts', index]),
      id,
      label,
      sides: sides.map((side) => side.ref),
      periods: periods.map(({ from, wins, why }) => ({ from: from ?? null, wins, why })),
    })),
    problems: problems.toSorted(
      (one, other) => compare(one.file, other.file) || one.line - other.line,
    ),
  }
}

function answered({ pack }: Read) {
  const { id, place, rank } = pack.head
  return {
    id,
    version: pack.version,
    place,
    rank,
    counts: countsOf(pack),
    contents: contentsOf(pack),
    marks: marksOf(pack),
  }
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
