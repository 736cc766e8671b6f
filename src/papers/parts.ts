import { shortNames } from '#places/index.ts'
import { rows, withActing, type Queryable } from '#kernel/index.ts'
import { deadlinesOf, viewDeadline, type Day, type Deadline } from '#deadlines/index.ts'
import { evidenceOf } from '#files/index.ts'
import type * as words from './words.ts'

export type Page<R> = { readonly rows: R[]; readonly next: string | null }

export const PAGE = 50
export const OPEN_TASK = `t.state not in ('accepted', 'withdrawn', 'void')`

/** A title part as a pattern of its own letters. */
export function like(text: string): string {
  return `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
}

type Subject = { readonly jur: string; readonly kind: string; readonly id: string }

/** Steps, deadlines and files of a row of the office. */
export async function partsOf(client: Queryable, subject: Subject, { today, calendar }: Day) {
  const deadlines = await deadlinesOf(client, subject)
  const names = await shortNames(
    client,
    deadlines.map(({ ownerOrg }) => ownerOrg),
  )
  return {
    steps: await stepsOf(client, subject),
    deadlines: deadlines.map((row: Deadline) => ({
      ...viewDeadline(row, today, calendar),
      ownerName: row.ownerOrg === null ? null : (names[row.ownerOrg] ?? null),
    })),
    evidence: await evidenceOf(client, subject),
  }
}

async function stepsOf(client: Queryable, subject: Subject): Promise<words.PaperStep[]> {
  const found = await rows<{
    id: string
    act: string
    at: string
    org_name: string | null
    person_name: string | null
    note: string | null
    facts: Record<string, string>
    index: bigint | null
  }>(
    client,
    `select s.id, s.act, s.at, coalesce(o.short_name, o.name) as org_name, coalesce(p.name, r.label) as person_name,
        s.note, s.facts, e.idx as index
       from paper_step s
       left join journal_entry e on e.act_id = s.id
       left join organization o on o.id = s.org
       left join person p on p.id = s.person
       left join link_receiver r on r.id = s.person
      where s.jur = $1 and s.subject_id = $2 order by s.at desc, s.id desc`,
    [subject.jur, subject.id],
  )
  return found.map(({ org_name: orgName, person_name: name, ...row }) => ({
    ...row,
    orgName,
    ...withActing(name, row.facts),
    index: row.index === null ? null : Number(row.index),
  }))
}
