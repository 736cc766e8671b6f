import {
  firstRow,
  params,
  rows,
  within,
  type Actor,
  type Queryable,
  type Scope,
} from '#kernel/index.ts'
import { fullNames, placeNames, placeScope, territorialBody } from '#places/index.ts'
import { termsQuery } from '#search/index.ts'
import type { SubjectRow } from './tables.ts'
import type { Answerable, SubjectKind, SubjectView } from './words.ts'

type Param = (value: unknown) => string

/** What a list of subjects is asked for. */
export type SubjectQuery = {
  readonly q?: string | undefined
  readonly kind?: SubjectKind | undefined
  readonly place?: string | undefined
  readonly sector?: string | undefined
  readonly org?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** Lists subjects within the actor's scope, a page at a time in the order of their places. */
export async function listSubjectsFor(
  on: Queryable,
  actor: Actor,
  query: SubjectQuery,
): Promise<{ items: SubjectView[]; next: string | null }> {
  const { param, values } = params()
  const where = [within(actor.scope, 's', param)]
  const place = query.place ? await placeScope(on, query.place) : undefined
  if (place) where.push(within(place, 's', param))
  if (query.kind) where.push(`s.kind = ${param(query.kind)}`)
  if (query.sector) where.push(`s.sector = ${param(query.sector)}`)
  if (query.org) where.push(`s.org = ${param(query.org)}::uuid`)
  const after = readCursor(query.cursor)
  if (after) where.push(`(s.jur, s.id) > (${param(after[0])}, ${param(after[1])}::uuid)`)
  if (query.q) where.push(subjectWords(query.q, [actor.scope, ...(place ? [place] : [])], param))
  const found = await rows<SubjectRow>(
    on,
    `select s.* from subject s where ${where.join(' and ')}
      order by s.jur, s.id limit ${param(query.limit + 1)}`,
    values,
  )
  const page = found.slice(0, query.limit)
  const last = page.at(-1)
  const more = found.length > query.limit && last
  return {
    items: await subjectViews(on, page),
    next: more ? Buffer.from(JSON.stringify([last.jur, last.id])).toString('base64url') : null,
  }
}

/**
 * The condition that a subject `s` is found by what was typed: two neighbouring characters or more
 * of its name, initials, or the beginning of its code. Less than two characters find nothing.
 */
export function subjectWords(q: string, scopes: readonly Scope[], param: Param): string {
  const query = termsQuery(q, scopes)
  if (query === '') return 'false'
  return (
    `(s.jur, s.id) in (select w.jur, w.id from search w where w.kind = 'subject' ` +
    `and w.words @@ ${param(query)}::tsquery)`
  )
}

/** A cursor holds a place and an id; anything else starts from the beginning. */
function readCursor(cursor: string | undefined): [string, string] | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor ?? '', 'base64url').toString())
    if (!Array.isArray(parsed) || parsed.length !== 2) return null
    const [jur, id] = parsed as unknown[]
    const fits =
      typeof jur === 'string' &&
      !jur.includes('\0') &&
      typeof id === 'string' &&
      /^[0-9a-f-]{36}$/.test(id)
    return fits ? [jur, id] : null
  } catch {
    return null
  }
}

async function subjectViews(on: Queryable, found: readonly SubjectRow[]): Promise<SubjectView[]> {
  const names = await placeNames(
    on,
    found.map((row) => row.jur),
  )
  const orgs = await fullNames(
    on,
    found.map((row) => row.org),
  )
  return found.map((row) => ({
    id: row.id,
    jur: row.jur,
    placeName: names.get(row.jur)?.path ?? row.jur,
    kind: row.kind,
    name: row.name,
    creditCode: row.credit_code,
    identifier: row.identifier,
    org: row.org,
    orgName: row.org === null ? null : (orgs[row.org] ?? null),
    sector: row.sector,
    address: row.address,
    revision: row.revision,
    demo: row.demo,
  }))
}

/** One subject within the actor's scope, with the body that answers for it on a day. */
export async function findSubjectFor(
  on: Queryable,
  actor: Actor,
  id: string,
  day: string,
): Promise<(SubjectView & { answerable: Answerable | null }) | undefined> {
  const { param, values } = params()
  const row = await firstRow<SubjectRow>(
    on,
    `select s.* from subject s where s.id = ${param(id)}::uuid and ${within(actor.scope, 's', param)}`,
    values,
  )
  const [view] = row ? await subjectViews(on, [row]) : []
  return view && { ...view, answerable: await answerableFor(on, view, day) }
}

/** Which body answers for a subject: its owner, or where nobody owns it the body of the place. */
export async function answerableFor(
  on: Queryable,
  subject: { readonly jur: string; readonly org: string | null; readonly orgName: string | null },
  day: string,
): Promise<Answerable | null> {
  if (subject.org !== null) {
    return { org: subject.org, name: subject.orgName ?? '', as: 'owner' }
  }
  const body = await territorialBody(on, subject.jur, day)
  return body && { org: body.id, name: body.name, as: 'territory' }
}
