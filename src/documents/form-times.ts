import { firstRow, newId, type Actor, type Queryable } from '#kernel/index.ts'
import type { FormTimes, TimedForm } from './words.ts'

/** Over how many of the office's latest times the medians go. */
const LATEST = 50

type Medians = {
  readonly times: bigint
  readonly fields: number | null
  readonly known: number | null
  readonly seconds: number | null
}

/** How much a form asked of an office and how long it took, over its latest times; of nobody. */
export async function formTimesOf(
  on: Queryable,
  form: TimedForm,
  actor: Pick<Actor, 'org'>,
): Promise<FormTimes> {
  const row = await firstRow<Medians>(
    on,
    `select count(*) as times, (percentile_disc(0.5) within group (order by fields)) as fields,
        (percentile_disc(0.5) within group (order by known)) as known,
        (percentile_disc(0.5) within group (order by seconds)) as seconds
       from (select fields, known, seconds from form_time where form = $1 and org = $2
              order by on_day desc, id desc limit $3) t`,
    [form, actor.org, LATEST],
  )
  return {
    times: Number(row?.times ?? 0),
    fields: row?.fields ?? null,
    known: row?.known ?? null,
    seconds: row?.seconds ?? null,
  }
}

/** Keeps one time of an office. Who filled the form in is not kept. */
export async function keepFormTime(
  on: Queryable,
  form: TimedForm,
  actor: Pick<Actor, 'org'>,
  time: { readonly fields: number; readonly known: number; readonly seconds: number },
  today: string,
): Promise<void> {
  await on.query(
    `insert into form_time (id, form, org, fields, known, seconds, on_day)
      values ($1, $2, $3, $4, $5, $6, $7)`,
    [newId(), form, actor.org, time.fields, Math.min(time.known, time.fields), time.seconds, today],
  )
}
