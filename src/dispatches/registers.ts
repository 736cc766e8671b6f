/** 文号簿 and 归档目录: what was given is listed for ever, also void and withdrawn. */
import { firstRow, params, rows, type Actor, type Queryable } from '#kernel/index.ts'
import { dispatchSeen } from './load.ts'
import type * as words from './words.ts'

type Numbered = {
  readonly id: string
  readonly number: string
  readonly series: string
  readonly value: number
  readonly title: string | null
  readonly kind: string
  readonly state: string
  readonly signed_on: string
  readonly signer_name: string | null
  readonly reason: string | null
  readonly issuer_name: string
}

export type Series = {
  readonly mark: string
  readonly issuerName: string
  readonly missing: number[]
  readonly rows: words.NumberRow[]
}

/** Every number of a year, by series, each with what became of it. */
export async function numbersOf(client: Queryable, actor: Actor, year: number): Promise<Series[]> {
  const { param, values } = params()
  const found = await rows<Numbered>(
    client,
    `select d.id, d.number, d.series, d.series_value as value, d.title, d.kind, d.state,
        d.signed_on, d.end_reason as reason, p.name as signer_name,
        coalesce(o.short_name, o.name) as issuer_name
       from dispatch d join organization o on o.id = d.issuer_org
       left join person p on p.id = d.signer
      where d.number is not null and d.series_year = ${param(year)}
        and ${dispatchSeen(actor, param)}
      order by d.series collate "C", d.series_value`,
    values,
  )
  const series = new Map<string, Numbered[]>()
  for (const row of found) series.set(row.series, [...(series.get(row.series) ?? []), row])
  return [...series].map(([mark, of]) => ({
    mark,
    issuerName: of[0]!.issuer_name,
    missing: missingOf(of.map(({ value }) => value)),
    rows: of.map(viewOf),
  }))
}

function viewOf(row: Numbered): words.NumberRow {
  return {
    id: row.id,
    number: row.number,
    value: row.value,
    title: row.title ?? '',
    kind: row.kind as words.DispatchKind,
    state: row.state as words.DispatchState,
    signedOn: row.signed_on,
    signerName: row.signer_name,
    reason: row.reason,
  }
}

/** The numbers below the highest that no row has. */
function missingOf(values: readonly number[]): number[] {
  const known = new Set(values)
  const last = Math.max(0, ...values)
  return Array.from({ length: last }, (_, at) => at + 1).filter((value) => !known.has(value))
}

type Archived = {
  readonly id: string
  readonly value: number
  readonly number: string
  readonly title: string | null
  readonly issuer_name: string
  readonly signed_on: string
  readonly retention: string
  readonly archived_on: string
}

/** 归档目录 of the acting body in a year, by piece. */
export async function archiveOf(
  client: Queryable,
  actor: Actor,
  year: number,
): Promise<{ officeName: string; rows: words.ArchiveRow[] }> {
  const { param, values } = params()
  const found = await rows<Archived>(
    client,
    `select d.id, d.archive_value as value, d.number, d.title, o.name as issuer_name,
        d.signed_on, d.retention, d.archived_on
       from dispatch d join organization o on o.id = d.issuer_org
      where d.archive_year = ${param(year)} and d.owner_org = ${param(actor.org)}::uuid
        and ${dispatchSeen(actor, param)}
      order by d.archive_value`,
    values,
  )
  const office = await firstRow<{ name: string }>(
    client,
    'select name from organization where id = $1',
    [actor.org],
  )
  return {
    officeName: office?.name ?? '',
    rows: found.map((row) => ({
      id: row.id,
      piece: `${year}-${String(row.value).padStart(4, '0')}`,
      number: row.number,
      title: row.title ?? '',
      issuerName: row.issuer_name,
      signedOn: row.signed_on,
      retention: row.retention as words.Retention,
      archivedOn: row.archived_on,
    })),
  }
}
