import type { Pool } from 'pg'
import { params, rows, scoped, within, type Scope } from '#kernel/index.ts'

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
