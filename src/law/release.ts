import { firstRow, newId, refuse, type Queryable, type Refusal } from '#kernel/index.ts'
import { type PackContent, packFiles, packHead, type PackPart } from './formats.ts'
import { versionOf } from './load.ts'
import { enterPack } from './tables.ts'
import type { LawProblem } from './words.ts'

const CLAUSE = 'bihuan-house-rules#release'

/**
 * Enters an office's own version of a pack as a draft and answers its version. Throws a ZodError
 * where the content does not have the form of a pack. It does not count before it is released.
 */
export async function enterDraft(
  on: Queryable,
  given: { readonly head: unknown } & { readonly [P in PackPart]?: unknown },
  by: string,
  now: string,
): Promise<string> {
  const content: Record<string, unknown> = { head: packHead.parse(given.head) }
  for (const part of Object.keys(packFiles) as PackPart[]) {
    if (given[part] !== undefined) content[part] = packFiles[part].parse(given[part])
  }
  await enterPack(on, content as PackContent, by, now)
  return versionOf(content as PackContent)
}

/** Records what the checker found on a version. */
export async function recordCheck(
  on: Queryable,
  check: { readonly version: string; readonly by: string; readonly now: string },
  problems: readonly LawProblem[],
): Promise<void> {
  await on.query(
    `insert into law_check (id, version, checked_by, checked_at, problems)
     values ($1, $2, $3, $4, $5)`,
    [newId(), check.version, check.by, check.now, JSON.stringify(problems)],
  )
}

type Standing = {
  first_by: string | null
  released_at: string | null
  errors: boolean | null
  locked: boolean
}

/**
 * One of the two approvals that a release takes. Refused while the version is unchecked or its
 * last check found an error, and where the second person is the first. Answers whether the
 * version counts from now on.
 */
export async function approveRelease(
  on: Queryable,
  version: string,
  by: string,
  now: string,
): Promise<{ readonly released: boolean } | Refusal> {
  const standing = await firstRow<Standing>(
    on,
    `select r.first_by, r.released_at, r.version is not null as locked,
            (select jsonb_path_exists(c.problems, '$[*] ? (@.severity == "error")') from law_check c
              where c.version = p.version order by c.checked_at desc limit 1) as errors
       from law_pack p left join law_release r using (version)
      where p.version = $1 for update of p`,
    [version],
  )
  if (standing === undefined) return refuse('没有这个规则包版本。', CLAUSE)
  if (standing.released_at !== null) return refuse('该版本已经发布。', CLAUSE)
  if (standing.errors === null) return refuse('该版本尚未检查，检查后方可发布。', CLAUSE)
  if (standing.errors) return refuse('最近一次检查有错误，改正后方可发布。', CLAUSE)
  if (!standing.locked) {
    await on.query(
      'insert into law_release (version, seed, first_by, first_at) values ($1, false, $2, $3)',
      [version, by, now],
    )
    return { released: false }
  }
  if (standing.first_by === by) return refuse('规则包须由两人分别同意方可发布。', CLAUSE)
  await on.query(
    'update law_release set second_by = $2, second_at = $3, released_at = $3 where version = $1',
    [version, by, now],
  )
  return { released: true }
}
