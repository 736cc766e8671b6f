import type { PoolClient } from 'pg'
import { rows, withActing, type Actor } from '#kernel/index.ts'
import { findFinding } from './detail.ts'
import type { Step } from './words.ts'

type StepRow = {
  readonly act_id: string
  readonly act: string
  readonly at: string
  readonly index: bigint | null
  readonly org: string | null
  readonly org_name: string | null
  readonly person: string | null
  readonly person_name: string | null
  readonly note: string | null
  readonly facts: Record<string, string> | null
}

/**
 * 办理记录 from the journal, newest first, each act with its words and where its receipt is. Taking
 * over leaves no step of its own: who agreed to it stands in the finding itself.
 */
export async function findingTimeline(
  client: PoolClient,
  actor: Actor,
  id: string,
): Promise<Step[] | undefined> {
  const record = await findFinding(client, actor, id)
  if (!record) return undefined
  const found = await rows<StepRow>(
    client,
    `select e.act_id, coalesce(s.act, e.act) as act, e.at, e.index, o.id as org, coalesce(o.short_name, o.name) as org_name,
        p.id as person, coalesce(p.name, r.label) as person_name, s.note, s.facts
       from (select act_id, act, at, idx as index, null::bigint as waiting from journal_entry
              where subject_kind = 'finding' and subject_id = $2::text
             union all
             select act_id, act, at, null, id from journal_pending
              where subject_kind = 'finding' and subject_id = $2::text) e
       left join finding_step s on s.jur = $1 and s.id = e.act_id
       left join finding f on f.jur = $1 and f.id = $2::text::uuid and e.act = 'finding.take_over'
       left join organization o on o.id = coalesce(s.org, f.registered_org)
       left join person p on p.id = coalesce(s.person, f.registered_person)
       left join link_receiver r on r.id = s.person
      order by e.index desc nulls first, e.waiting desc`,
    [record.jur, record.id],
  )
  return found.map((row) => ({
    id: row.act_id,
    act: row.act.replace('finding.', ''),
    at: row.at,
    org: row.org,
    orgName: row.org_name,
    person: row.person,
    ...withActing(row.person_name, row.facts ?? {}),
    note: row.note,
    index: row.index === null ? null : Number(row.index),
  }))
}
