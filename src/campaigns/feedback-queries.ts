/** Feedback forms as the group and the county read them, with what became of each problem. */
import type { Pool } from 'pg'
import { itself, params, rows, scoped, within, type Actor, type Queryable } from '#kernel/index.ts'
import type { Day } from '#deadlines/index.ts'
import { partsOf } from '#papers/index.ts'
import { asked, type Ask } from './lists.ts'
import { listed, signatureIn, type FeedbackRecord, type NoticeRecord } from './records.ts'
import type * as words from './words.ts'

type Listed = {
  readonly id: string
  readonly number: string
  readonly state: string
  readonly given_on: string
  readonly group_no: number
  readonly lines: string | null
  readonly org_name: string
  readonly host_name: string
}

/** The forms of groups. */
export async function feedbackRows(
  client: Queryable,
  actor: Actor,
  ask: Ask,
): Promise<words.FeedbackRow[]> {
  const { param, values } = params()
  const where = asked('f', ask, actor, param)
  const found = await rows<Listed>(
    client,
    `select f.id, f.number, f.state, f.given_on, f.group_no, f.lines,
        coalesce(o.short_name, o.name) as org_name, coalesce(h.short_name, h.name) as host_name
       from campaign_feedback f join organization o on o.id = f.org
       join organization h on h.id = f.host_org
      where ${where.join(' and ')} order by f.given_on desc, f.id desc limit 1000`,
    values,
  )
  return found.map(feedbackRow)
}

/** The copies that inspected counties hold. */
export async function noticeRows(
  client: Queryable,
  actor: Actor,
  ask: Ask,
): Promise<words.FeedbackRow[]> {
  const { param, values } = params()
  const where = asked('n', ask, actor, param)
  const found = await rows<Listed>(
    client,
    `select n.id, n.number, n.state, n.given_on, n.group_no, n.lines,
        coalesce(o.short_name, o.name) as org_name, coalesce(h.short_name, h.name) as host_name
       from campaign_notice n join organization o on o.id = n.group_org
       join organization h on h.id = n.org
      where ${where.join(' and ')} order by n.given_on desc, n.id desc limit 1000`,
    values,
  )
  return found.map(feedbackRow)
}

function feedbackRow(row: Listed): words.FeedbackRow {
  return {
    id: row.id,
    number: row.number,
    state: row.state as words.FeedbackState,
    givenOn: row.given_on,
    groupNo: row.group_no,
    orgName: row.org_name,
    hostName: row.host_name,
    lines: listed(row.lines).length,
  }
}

type Names = { readonly org_name: string; readonly host_name: string }

/** A group's form, for the group and for the office of the campaign. */
export async function feedbackDetail(
  pool: Pool,
  client: Queryable,
  actor: Actor,
  id: string,
  day: Day,
): Promise<words.FeedbackDetail | undefined> {
  const { param, values } = params()
  const me = `${param(actor.org)}::uuid`
  const [row] = await rows<FeedbackRecord & Names>(
    client,
    `select f.*, coalesce(o.short_name, o.name) as org_name,
        coalesce(h.short_name, h.name) as host_name
       from campaign_feedback f join organization o on o.id = f.org
       join organization h on h.id = f.host_org
      where f.id = ${param(id)}::uuid and (f.org = ${me} or f.owner_org = ${me})
        and ${within(actor.scope, 'f', param)}`,
    values,
  )
  if (!row) return undefined
  const copy = await copyOf(pool, id)
  return {
    ...shared(row),
    host: row.host_org,
    group: row.group_id,
    lines: await linesOf(pool, row.lines, copy?.findings ?? []),
    ...(await partsOf(client, { jur: row.jur, kind: 'campaign_feedback', id }, day)),
  }
}

/** The county's copy, for the county and for the office of the campaign. */
export async function noticeDetail(
  pool: Pool,
  client: Queryable,
  actor: Actor,
  id: string,
  day: Day,
): Promise<words.NoticeDetail | undefined> {
  const { param, values } = params()
  const me = `${param(actor.org)}::uuid`
  const [row] = await rows<NoticeRecord & Names & { readonly host_row: string | null }>(
    client,
    `select n.*, coalesce(g.short_name, g.name) as org_name,
        coalesce(o.short_name, o.name) as host_name, h.id as host_row
       from campaign_notice n join organization o on o.id = n.org
       join organization g on g.id = n.group_org
       left join campaign_host h on h.jur = n.jur and h.campaign_id = n.campaign_id
         and h.org = n.org and h.group_no = n.group_no and h.state <> 'void'
      where n.id = ${param(id)}::uuid and (n.org = ${me} or n.owner_org = ${me})
        and ${within(actor.scope, 'n', param)}`,
    values,
  )
  if (!row) return undefined
  return {
    ...shared(row),
    org: row.group_org,
    host: row.org,
    hostRow: row.host_row,
    lines: await linesOf(pool, row.lines, row.findings),
    ...(await partsOf(client, { jur: row.jur, kind: 'campaign_notice', id }, day)),
  }
}

function shared(row: (FeedbackRecord | NoticeRecord) & Names) {
  return {
    id: row.id,
    revision: row.revision,
    number: row.number,
    title: row.title ?? '',
    state: row.state as words.FeedbackState,
    campaign: row.campaign_id,
    groupNo: row.group_no,
    givenOn: row.given_on,
    groupSigned: signatureIn(row.group_signed),
    hostSigned: signatureIn(row.host_signed),
    hostNote: row.host_note,
    signedAt: row.signed_at,
    org: row.org,
    orgName: row.org_name,
    hostName: row.host_name,
    ownerOrg: row.owner_org,
  }
}

/** The findings of a form stand with the county; the product reads their ids by the tie. */
function copyOf(pool: Pool, feedback: string) {
  return scoped(pool, itself('0').scope, async (client) => {
    const [row] = await rows<{ findings: readonly string[] }>(
      client,
      'select n.findings from campaign_notice n where n.feedback_id = $1',
      [feedback],
    )
    return row
  })
}

type Followed = {
  readonly id: string
  readonly number: string
  readonly state: string
  /** When it ended, in whatever way. */
  readonly closed_at: string | null
}

/** Each problem with number, state and closing of its finding, read past the reader's places. */
async function linesOf(
  pool: Pool,
  lines: string | null,
  findings: readonly string[],
): Promise<words.LineView[]> {
  const found =
    findings.length === 0
      ? []
      : await scoped(pool, itself('0').scope, (client) =>
          rows<Followed>(
            client,
            `select f.id, f.number, f.state, f.ended_at as closed_at from finding f
              where f.id = any ($1::uuid[])`,
            [findings],
          ),
        )
  const byId = new Map(found.map((one) => [one.id, one]))
  return listed<words.FeedbackLine>(lines).map((line, index) => {
    const finding = byId.get(findings[index] ?? '')
    return {
      ...line,
      finding: finding
        ? {
            id: finding.id,
            number: finding.number,
            state: finding.state,
            closedAt: finding.state === 'struck_off' ? finding.closed_at : null,
          }
        : null,
    }
  })
}
