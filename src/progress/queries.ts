import { firstRow, params, rows, within, type Actor, type Queryable } from '#kernel/index.ts'
import { leftAmount, type Day } from '#deadlines/index.ts'
import { answersOf } from './ground.ts'
import { frozen } from './office-commands.ts'
import { viewOf, type NamedAnswer } from './record.ts'
import { parsed, type RoundRecord, type SeriesRecord } from './tables.ts'
import type * as words from './words.ts'

const MOST = 100

/** The calls that this office leads, their rounds, and what this body itself is asked. */
export async function board(client: Queryable, actor: Actor, day: Day) {
  return {
    series: await seriesOf(client, actor),
    rounds: await roundsOf(client, actor),
    asked: await askedOf(client, actor, day),
  }
}

async function seriesOf(client: Queryable, actor: Actor): Promise<words.SeriesRow[]> {
  const { param, values } = params()
  const found = await rows<SeriesRecord>(
    client,
    `select s.* from progress_series s where s.owner_org = ${param(actor.org)}::uuid
        and ${within(actor.scope, 's', param)} order by s.state, s.id desc limit ${param(MOST)}`,
    values,
  )
  return found.map((row) => ({
    id: row.id,
    revision: row.revision,
    state: row.state as words.SeriesState,
    title: row.title ?? '',
    basis: row.basis ?? '',
    rhythm: row.rhythm as words.Rhythm,
    answerDays: row.answer_days,
    bodies: row.bodies.length,
    facts: row.facts as words.Fact[],
    questions: parsed<string[]>(row.questions, []),
    nextOn: row.next_on,
  }))
}

type Counted = RoundRecord & { readonly answered: number }

const ANSWERED = `(select count(*)::int from progress_answer a
  where a.round_id = r.id and a.state = 'answered') as answered`

async function roundsOf(client: Queryable, actor: Actor): Promise<words.RoundRow[]> {
  const { param, values } = params()
  const found = await rows<Counted>(
    client,
    `select r.*, ${ANSWERED} from progress_round r where r.owner_org = ${param(actor.org)}::uuid
        and ${within(actor.scope, 'r', param)} order by r.as_of desc, r.id desc
      limit ${param(MOST)}`,
    values,
  )
  return found.map(roundRow)
}

function roundRow(row: Counted): words.RoundRow {
  return {
    id: row.id,
    revision: row.revision,
    state: row.state as words.RoundState,
    number: row.number,
    title: row.title ?? '',
    fromOn: row.from_on,
    toOn: row.to_on,
    dueOn: row.due_on,
    asked: row.asked,
    answered: row.answered,
  }
}

type NamedRound = Counted & {
  readonly owner_name: string
  readonly closed_name: string | null
}

/** One round with every body's part: as it is, or, once closed, as it stood. */
export async function roundDetail(
  client: Queryable,
  actor: Actor,
  id: string,
  day: Day,
): Promise<words.RoundDetail | undefined> {
  const { param, values } = params()
  const row = await firstRow<NamedRound>(
    client,
    `select r.*, ${ANSWERED}, coalesce(o.short_name, o.name) as owner_name, p.name as closed_name
       from progress_round r join organization o on o.id = r.owner_org
       left join person p on p.id = r.closed_person
      where r.id = ${param(id)}::uuid and r.owner_org = ${param(actor.org)}::uuid
        and ${within(actor.scope, 'r', param)}`,
    values,
  )
  if (!row) return undefined
  return {
    ...roundRow(row),
    series: row.series_id,
    ownerOrg: row.owner_org,
    ownerName: row.owner_name,
    asOf: row.as_of,
    facts: row.facts as words.Fact[],
    questions: parsed<string[]>(row.questions, []),
    opinion: row.opinion,
    closedAt: row.closed_at,
    closedName: row.closed_name,
    left: row.state === 'open' ? left(row.due_on, day) : null,
    answers: frozen(row) ?? (await answersOf(client, id, { actor })).map(viewOf),
  }
}

function left(dueOn: string, { today, calendar }: Day) {
  return leftAmount(calendar, 'workingDays', today, dueOn)
}

type AskedRow = NamedAnswer & { readonly owner_name: string }

const ASKED_FROM = `progress_answer a join organization o on o.id = a.org
  join organization w on w.id = a.owner_org left join person p on p.id = a.answered_person`
const ASKED_COLUMNS = `a.*, coalesce(o.short_name, o.name) as org_name,
  coalesce(w.short_name, w.name) as owner_name, p.name as answered_name`

async function askedOf(client: Queryable, actor: Actor, day: Day): Promise<words.AnswerDetail[]> {
  const { param, values } = params()
  const found = await rows<AskedRow>(
    client,
    `select ${ASKED_COLUMNS} from ${ASKED_FROM} where a.org = ${param(actor.org)}::uuid
        and ${within(actor.scope, 'a', param)} order by a.as_of desc, a.id desc
      limit ${param(MOST)}`,
    values,
  )
  return found.map((row) => askedView(row, day))
}

function askedView(row: AskedRow, day: Day): words.AnswerDetail {
  return {
    ...viewOf(row),
    title: row.title ?? '',
    issuerName: row.owner_name,
    ownerOrg: row.owner_org,
    fromOn: row.from_on,
    toOn: row.to_on,
    dueOn: row.due_on,
    asOf: row.as_of,
    left: row.state === 'asked' ? left(row.due_on, day) : null,
    questions: parsed<string[]>(row.questions, []),
  }
}

async function findAsked(client: Queryable, actor: Actor, id: string) {
  const { param, values } = params()
  const own = `${param(actor.org)}::uuid`
  return firstRow<AskedRow>(
    client,
    `select ${ASKED_COLUMNS} from ${ASKED_FROM} where a.id = ${param(id)}::uuid
        and (a.org = ${own} or a.owner_org = ${own}) and ${within(actor.scope, 'a', param)}`,
    values,
  )
}

/** One body's part of a round, for that body and for the office that leads. */
export async function answerDetail(client: Queryable, actor: Actor, id: string, day: Day) {
  const row = await findAsked(client, actor, id)
  return row && askedView(row, day)
}

/** The records behind one figure, as they stood when it was counted. */
export async function factRecords(client: Queryable, actor: Actor, id: string, fact: string) {
  const row = await findAsked(client, actor, id)
  const figure = row?.figures.find((one) => one.fact === fact)
  if (!row || !figure) return undefined
  const records = parsed<Record<string, words.FactRecord[]>>(row.records, {})
  return {
    orgName: row.org_name,
    asOf: row.as_of,
    value: figure.value,
    records: records[fact] ?? [],
  }
}
