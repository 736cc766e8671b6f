import { params, rows, type Queryable } from '#kernel/index.ts'
import type { SignInLine } from './shapes.ts'
import { cursorOf, readCursor } from './tables.ts'

/** Lists the log of sign-ins of the deployment, newest first, a page at a time. */
export async function listSignInLines(
  on: Queryable,
  query: {
    readonly login?: string | undefined
    readonly cursor?: string | undefined
    readonly limit: number
  },
): Promise<{ items: SignInLine[]; next: string | null }> {
  const { param, values } = params()
  const where = ['true']
  if (query.login) where.push(`l.login = ${param(query.login)}`)
  const [at, id] = readCursor(query.cursor, 2) ?? []
  if (isInstant(at) && id !== undefined) {
    where.push(`(s.at, s.id) < (${param(at)}::timestamptz, ${param(id)}::uuid)`)
  }
  const found = await rows<SignInLine>(
    on,
    `select s.id, s.at, s.outcome as event, l.login, s.address from sign_in_log s
       left join login_name l on l.account_id = s.account_id
      where ${where.join(' and ')} order by s.at desc, s.id desc limit ${param(query.limit + 1)}`,
    values,
  )
  const items = found.slice(0, query.limit)
  const last = items.at(-1)
  return { items, next: found.length > query.limit && last ? cursorOf([last.at, last.id]) : null }
}

function isInstant(text: string | undefined): text is string {
  return text !== undefined && !Number.isNaN(Date.parse(text))
}
