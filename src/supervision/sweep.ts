import {
  itself,
  perform,
  params,
  rows,
  scoped,
  type Queryable,
  type Runner,
} from '#kernel/index.ts'
import { addWorkdays, calendarOf, type Calendar } from '#deadlines/index.ts'
import { lawOfDay } from '#findings/index.ts'
import { supervisionCommands } from './commands.ts'

type Key = { readonly jur: string; readonly id: string }

const PAGE = 500

/** The product over the whole nation; each finding is then locked in its own transaction. */
const ITSELF = itself('0')

/**
 * 建议: looks at every finding with a deadline that is over or with a proposal that waits, locks it
 * and lays the rung before its office. Runs every night; answers how many findings it acted on.
 */
export async function proposeAll(runner: Runner): Promise<number> {
  const { propose } = supervisionCommands(runner.db.app)
  const today = runner.clock.today()
  let acted = 0
  for (let after: Key | null = null; ;) {
    const page: Key[] = await scoped(runner.db.app, ITSELF.scope, (client) =>
      candidates(client, today, after),
    )
    for (const { id } of page) {
      const submission = { actor: ITSELF, key: runner.newId() }
      const outcome = await perform(runner, propose, { finding: id }, submission)
      if ('done' in outcome) acted += 1
    }
    after = page.at(-1) ?? null
    if (page.length < PAGE) return acted
  }
}

/** Findings whose clock is over, or that an office has been asked about. */
async function candidates(client: Queryable, today: string, after: Key | null): Promise<Key[]> {
  const { param, values } = params()
  const day = param(today)
  const from = param(after?.jur ?? '')
  const id = param(after?.id ?? '00000000-0000-0000-0000-000000000000')
  return rows<Key>(
    client,
    `select f.jur, f.id from finding f
      where (f.jur, f.id) > (${from}, ${id}::uuid)
        and ((not f.ended and exists (select 1 from deadline d where d.jur = f.jur
              and d.subject_kind = 'finding' and d.subject_id = f.id and d.state = 'open'
              and d.due_on < ${day}::date))
          or exists (select 1 from supervision_proposal p where p.jur = f.jur
              and p.finding_id = f.id and p.state = 'proposed'))
      order by f.jur, f.id limit ${param(PAGE)}`,
    values,
  )
}

/** The furthest threshold that is looked for; packs set smaller ones. */
const HORIZON_WORKDAYS = 20

/**
 * 到期提醒: one reminder for each running deadline, date and threshold of the packs of its place.
 * It only adds rows that say so and changes no subject; a second run adds nothing. Answers how many.
 */
export async function remindAll(runner: Runner): Promise<number> {
  const { db, clock } = runner
  const today = clock.today()
  const calendar = await calendarOf(db.app)
  const horizon = addWorkdays(calendar, today, HORIZON_WORKDAYS)
  const places = await scoped(db.app, ITSELF.scope, (client) =>
    rows<{ jur: string }>(
      client,
      `select distinct d.jur from deadline d where d.state = 'open'
          and d.due_on >= $1::date and d.due_on <= $2::date order by 1`,
      [today, horizon],
    ),
  )
  let added = 0
  for (const { jur } of places) added += await remindPlace(runner, jur, today, calendar)
  return added
}

async function remindPlace(
  runner: Runner,
  jur: string,
  today: string,
  calendar: Calendar,
): Promise<number> {
  const { db, clock } = runner
  const law = await lawOfDay(db.app, {
    on: today,
    place: jur,
    grade: 'ordinary',
    origin: 'government',
  })
  let added = 0
  for (const key of ['finding.remind.before', 'finding.remind.again']) {
    const { value, ref } = law.number(key)
    const until = addWorkdays(calendar, today, value)
    const found = await scoped(db.app, ITSELF.scope, (client) =>
      client.query(
        `insert into reminder (deadline_id, due_on, threshold, jur, owner_org, owner_post,
            owner_role, party_id, basis, at)
          select d.id, d.due_on, $3::integer, d.jur, d.owner_org, d.owner_post, d.owner_role,
            d.party_id, $5, $6::timestamptz
          from deadline d where d.jur = $1 and d.state = 'open'
            and d.due_on >= $2::date and d.due_on <= $4::date
          on conflict do nothing`,
        [jur, today, value, until, ref, clock.now()],
      ),
    )
    added += found.rowCount ?? 0
  }
  return added
}
