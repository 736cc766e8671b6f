import { firstRow, rows, type Actor, type Json, type Queryable } from '#kernel/index.ts'
import type { JobState, JobView } from './words.ts'

/** A row of `job` as the driver reads it. */
export type JobRow = {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly account: string
  readonly org: string
  readonly actor: Actor
  readonly input: Json
  readonly state: JobState
  readonly cancel_asked: boolean
  readonly stage: string | null
  readonly done_count: number
  readonly total_count: number | null
  readonly say: string | null
  readonly link: string | null
  readonly file_name: string | null
  readonly file_type: string | null
  readonly file_path: string | null
  readonly file_size: bigint | null
  readonly asked_at: string
  readonly started_at: string | null
  readonly ended_at: string | null
  readonly expires_at: string | null
}

/** Whose job it is: an account, within the body it acts for. */
type Asker = Pick<Actor, 'account' | 'org'>

/** One job of the asker; another's is as if it did not exist. */
export function findJob(on: Queryable, asker: Asker, id: string): Promise<JobRow | undefined> {
  return firstRow<JobRow>(on, 'select * from job where id = $1 and account = $2 and org = $3', [
    id,
    asker.account,
    asker.org,
  ])
}

const MOST_LISTED = 50

/** The asker's jobs, newest first. */
export function jobsOf(on: Queryable, asker: Asker): Promise<JobRow[]> {
  return rows<JobRow>(
    on,
    'select * from job where account = $1 and org = $2 order by asked_at desc, id desc limit $3',
    [asker.account, asker.org, MOST_LISTED],
  )
}

/** What its asker sees of a job. */
export function viewJob(row: JobRow): JobView {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    state: row.state,
    stage: row.stage,
    done: row.done_count,
    total: row.total_count,
    say: row.say,
    link: row.link,
    file:
      row.file_name === null || row.expires_at === null || row.state !== 'done'
        ? null
        : {
            name: row.file_name,
            size: Number(row.file_size ?? 0),
            expiresAt: row.expires_at,
            expired: row.file_path === null,
          },
    askedAt: row.asked_at,
    endedAt: row.ended_at,
  }
}
