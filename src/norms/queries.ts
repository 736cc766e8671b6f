import type { Day } from '#deadlines/index.ts'
import { firstRow, params, rows, type Actor, type Queryable } from '#kernel/index.ts'
import { partsOf } from '#papers/index.ts'
import { normFacts, normSeen } from './load.ts'
import type { NormRecord } from './tables.ts'
import type * as words from './words.ts'
import type * as z from 'zod'

const PAGE = 50

function like(text: string): string {
  return `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
}

type Found = NormRecord & { readonly owner_name: string }

const FOUND = `select n.*, coalesce(o.short_name, o.name) as owner_name
  from norm n join organization o on o.id = n.owner_org`

function rowOf(row: Found): words.NormRow {
  return {
    id: row.id,
    number: row.number,
    state: row.state as words.NormState,
    kind: row.kind as words.NormKind,
    title: row.title ?? '',
    ownerName: row.owner_name,
    issuedOn: row.issued_on,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    filedOn: row.filed_on,
    publishedOn: row.published_on,
    cleaned: row.cleaned as words.CleanResult | null,
    cleanedOn: row.cleaned_on,
    cleanReason: row.clean_reason,
  }
}

/** 规范性文件 that the acting body makes or reviews, the latest first. */
export async function listNorms(
  client: Queryable,
  actor: Actor,
  query: z.output<typeof words.listNorms.query>,
): Promise<{ rows: words.NormRow[]; next: string | null }> {
  const { param, values } = params()
  const where = [normSeen(actor, param)]
  if (query.state) where.push(`n.state = ${param(query.state)}`)
  if (query.kind) where.push(`n.kind = ${param(query.kind)}`)
  if (query.q) {
    const q = param(like(query.q))
    where.push(`(n.title like ${q} or n.number like ${q})`)
  }
  if (query.after) where.push(`n.id < ${param(query.after)}::uuid`)
  const found = await rows<Found>(
    client,
    `${FOUND} where ${where.join(' and ')} order by n.id desc limit ${param(PAGE + 1)}`,
    values,
  )
  const last = found[PAGE - 1]
  return {
    rows: found.slice(0, PAGE).map(rowOf),
    next: found.length > PAGE && last ? last.id : null,
  }
}

/** What the acting body ever issued, in the order of issue: the list of its clean-up. */
export async function cleaningList(client: Queryable, actor: Actor): Promise<words.NormRow[]> {
  const { param, values } = params()
  const found = await rows<Found>(
    client,
    `${FOUND} where ${normSeen(actor, param)} and n.owner_org = ${param(actor.org)}::uuid
      and n.number is not null order by n.issued_on, n.id limit 5000`,
    values,
  )
  return found.map(rowOf)
}

type Named = Found & {
  readonly review_name: string
  readonly drafter_name: string | null
  readonly reviewer_name: string | null
}

/** One document with its steps and deadlines; or undefined. */
export async function normDetail(
  client: Queryable,
  actor: Actor,
  id: string,
  day: Day,
): Promise<words.NormDetail | undefined> {
  const { param, values } = params()
  const record = await firstRow<Named>(
    client,
    `select n.*, coalesce(o.short_name, o.name) as owner_name,
        coalesce(w.short_name, w.name) as review_name, d.name as drafter_name,
        v.name as reviewer_name
       from norm n join organization o on o.id = n.owner_org
       join organization w on w.id = n.review_org
       left join person d on d.id = n.drafter left join person v on v.id = n.reviewer
      where n.id = ${param(id)}::uuid and ${normSeen(actor, param)}`,
    values,
  )
  if (!record) return undefined
  const parts = await partsOf(client, { jur: record.jur, kind: 'norm', id }, day)
  return {
    ...rowOf(record),
    ...(await normFacts(client, record, actor)),
    authority: record.authority ?? '',
    summary: record.summary ?? '',
    reviewName: record.review_name,
    drafterName: record.drafter_name,
    opinion: record.opinion as words.Opinion | null,
    opinionText: record.opinion_text,
    reviewerName: record.reviewer_name,
    deliberatedOn: record.deliberated_on,
    deliberation: record.deliberation,
    filedTo: record.filed_to,
    filingNumber: record.filing_number,
    publishedAt: record.published_at,
    steps: parts.steps,
    deadlines: parts.deadlines,
  }
}
