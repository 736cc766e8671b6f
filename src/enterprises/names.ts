import type { Pool } from 'pg'
import { params, rows, scoped, within, type Queryable, type Scope } from '#kernel/index.ts'

/** A subject as its name and code stand in the archive. */
export type NamedSubject = {
  readonly id: string
  readonly jur: string
  readonly name: string
  readonly code: string | null
}

/** The named subjects that lie in all of these scopes, `most` of them at the most. */
export async function namedSubjects(
  pool: Pool,
  [own, ...more]: readonly [Scope, ...Scope[]],
  most: number,
): Promise<NamedSubject[]> {
  const { param, values } = params()
  const where = [own, ...more].map((scope) => within(scope, 's', param))
  const limit = param(most)
  return scoped(pool, own, (client) =>
    rows<NamedSubject>(
      client,
      `select s.id, s.jur, s.name, s.credit_code as code from subject s
        where s.name is not null and ${where.join(' and ')} order by s.jur, s.id limit ${limit}`,
      values,
    ),
  )
}

/** Which of these codes are registered, wherever that is; it tells nothing of whose they are. */
export async function takenCodes(
  on: Queryable,
  codes: readonly string[],
): Promise<ReadonlySet<string>> {
  if (codes.length === 0) return new Set()
  const found = await rows<{ code: string }>(
    on,
    'select code from subject_code where code = any($1::text[])',
    [codes],
  )
  return new Set(found.map(({ code }) => code))
}
