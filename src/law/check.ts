import { checkLaw } from './check-law.ts'
import { checkPack } from './check-pack.ts'
import { checkSheet } from './check-sheet.ts'
import { contentsOf, countsOf } from './lines.ts'
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
    ...law.packs.flatMap((read) => [...checkPack(read), ...checkSheet(read)]),
    ...checkLaw(law),
  ]
  return {
    ok: problems.every((problem) => problem.severity !== 'error'),
    packs: law.packs.map(answered),
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
  }
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
