import { bodyToday, type PresentBody } from '#places/index.ts'
import type { PoolClient } from 'pg'
import {
  covers,
  firstRow,
  refuse,
  type Circumstances,
  type Command,
  type Queryable,
  type Refusal,
} from '#kernel/index.ts'
import { calendarOf, lawOn } from '#deadlines/index.ts'
import { nextDocumentNumber } from '#documents/index.ts'
import type { Seen } from '#papers/index.ts'
import * as parties from './decide-party.ts'
import * as decide from './decide.ts'
import type { BodyOf, Verdict } from './decide.ts'
import {
  bodiesWithin,
  lockMeeting,
  lockMonth,
  lockParty,
  type Asked,
  type SeenMeeting,
  type SeenMonth,
  type SeenParty,
} from './load.ts'
import { CLAUSES, MEETING_MOVES, MONTH_MOVES } from './rules.ts'
import type { MeetingRecord, MonthRecord } from './tables.ts'
import type * as words from './words.ts'

type On<B> = { readonly id: string; readonly body: B }
type Lock<S> = (client: PoolClient, id: string, at: Circumstances) => Promise<S | undefined>

/** A command on one existing row that needs nothing but the row. */
function simple<S, B>(
  act: string,
  lock: Lock<S>,
  rule: (seen: S, body: B, at: Circumstances) => Verdict,
): Command<On<B>, S> {
  return {
    act,
    version: 1,
    load: (client, { id }, at) => lock(client, id, at),
    decide: (seen, { body }, at) => rule(seen, body, at),
  }
}

type Naming<S> = { readonly seen: S; readonly bodies: Asked[] }

/** The same for an act that names bodies; one outside the actor's places is not found. */
function naming<B>(
  act: string,
  lock: Lock<SeenMeeting>,
  named: (body: B, seen: SeenMeeting) => readonly string[],
  rule: (seen: SeenMeeting, body: B, at: Circumstances, bodies: readonly Asked[]) => Verdict,
): Command<On<B>, Naming<SeenMeeting>> {
  return {
    act,
    version: 1,
    async load(client, { id, body }, at) {
      const seen = await lock(client, id, at)
      const bodies = seen && (await bodiesWithin(client, named(body, seen), at))
      return seen && bodies && { seen, bodies }
    },
    decide: ({ seen, bodies }, { body }, at) => rule(seen, body, at, bodies),
  }
}

/** The office of a committee; undefined where the actor's body is not within the actor's places. */
async function officeOf(client: PoolClient, at: Circumstances): Promise<PresentBody | undefined> {
  const office = await bodyToday(client, at.actor.org, at.today)
  return office && covers(at.actor.scope, office.place) ? office : undefined
}

function openingRefusal(
  move: { readonly label: string; readonly roles: readonly string[] },
  office: PresentBody,
  { actor }: Circumstances,
): Refusal | null {
  if (!move.roles.includes(actor.role)) {
    return refuse(`本岗位不办理“${move.label}”。`, CLAUSES.authority)
  }
  if (office.kind === 'committee_office') return null
  return refuse(`${move.label}由安委会办公室办理。`, CLAUSES.authority)
}

type Opening<S> = Refusal | Naming<S>

/** A command that opens a matter of the office under the next number of its series. */
function opening<B, S>(
  pool: Queryable,
  of: {
    readonly act: string
    readonly move: { readonly label: string; readonly roles: readonly string[] }
    readonly series: string
    readonly mark: string
    readonly named: (body: B) => readonly string[]
    readonly fresh: (ground: Ground, body: B) => S
    readonly rule: (seen: S, body: B, at: Circumstances, bodies: readonly Asked[]) => Verdict
  },
): Command<{ readonly body: B }, Opening<S>> {
  return {
    act: of.act,
    version: 1,
    async load(client, { body }, at) {
      const office = await officeOf(client, at)
      const bodies = office && (await bodiesWithin(client, of.named(body), at))
      if (!office || !bodies) return undefined
      const no = openingRefusal(of.move, office, at)
      if (no) return no
      const counted = { org: office.id, series: of.series, mark: of.mark, today: at.today }
      const number = await nextDocumentNumber(client, counted)
      const law = await lawOn(pool, { on: at.today, place: office.place })
      const ground = { office, number, law, calendar: await calendarOf(pool), at }
      return { seen: of.fresh(ground, body), bodies }
    },
    decide: (loaded, { body }, at) =>
      'refused' in loaded ? loaded : of.rule(loaded.seen, body, at, loaded.bodies),
  }
}

type Ground = Pick<Seen<unknown, unknown>, 'law' | 'calendar'> & {
  readonly office: PresentBody
  readonly number: string
  readonly at: Circumstances
}

function freshRow({ office, number, at }: Ground, title: string) {
  return {
    jur: office.place,
    id: at.newId(),
    revision: 0,
    number,
    title,
    owner_org: office.id,
    party_id: null,
    demo: at.actor.demo,
  }
}

function freshMeeting(ground: Ground, body: BodyOf<typeof words.planMeeting>): SeenMeeting {
  const record = { ...freshRow(ground, body.title), state: 'draft' } as MeetingRecord
  return {
    subject: 'meeting',
    record,
    facts: {
      id: record.id,
      jur: record.jur,
      revision: 0,
      number: record.number,
      state: 'draft',
      startsOn: body.startsOn,
      ownerOrg: record.owner_org,
      chairOrg: body.chairOrg,
      minutes: 'none',
      minutesNumber: null,
      invited: body.invited.length,
      names: {},
    },
    minutes: null,
    deadlines: [],
    rhythm: [],
    law: ground.law,
    calendar: ground.calendar,
  }
}

function freshMonth(ground: Ground, body: BodyOf<typeof words.openMonth>): SeenMonth {
  return {
    subject: 'theme_month',
    record: { ...freshRow(ground, body.title), state: 'open' } as unknown as MonthRecord,
    facts: {},
    deadlines: [],
    law: ground.law,
    calendar: ground.calendar,
  }
}

type Signing = { readonly seen: SeenMeeting; readonly number: string }

/** 签发纪要: the number is taken last, and only by who may sign. */
function signing(lock: Lock<SeenMeeting>): Command<On<BodyOf<typeof words.signMinutes>>, Signing> {
  return {
    act: 'meeting.sign',
    version: 1,
    async load(client, { id }, at) {
      const seen = await lock(client, id, at)
      if (!seen) return undefined
      const office = await firstRow<{ name: string }>(
        client,
        'select coalesce(short_name, name) as name from organization where id = $1',
        [seen.record.owner_org],
      )
      const counted = {
        org: seen.record.owner_org,
        series: 'minutes',
        mark: `${office?.name ?? ''}会议纪要`,
        today: at.today,
      }
      return { seen, number: await nextDocumentNumber(client, counted) }
    },
    decide: ({ seen, number }, { body }, at) => decide.signMinutes(seen, body, at, number),
  }
}

const unitsOf = (items: readonly words.MinutesItem[]) => items.flatMap(({ orgs }) => orgs)

/** Every command on meetings and thematic months, bound to one database's packs and calendar. */
export function meetingCommands(pool: Queryable) {
  const meeting: Lock<SeenMeeting> = (client, id, at) => lockMeeting(pool, client, id, at)
  const party: Lock<SeenParty> = (client, id, at) => lockParty(pool, client, id, at)
  const month: Lock<SeenMonth> = (client, id, at) => lockMonth(pool, client, id, at)
  const asked = (body: BodyOf<typeof words.planMeeting>) => [
    body.chairOrg,
    ...body.invited,
    ...body.agenda.flatMap(({ org }) => org ?? []),
  ]
  return {
    planMeeting: opening(pool, {
      act: 'meeting.plan',
      move: MEETING_MOVES.plan,
      series: 'meeting',
      mark: '会议',
      named: asked,
      fresh: freshMeeting,
      rule: decide.planMeeting,
    }),
    reviseMeeting: naming('meeting.revise', meeting, asked, decide.reviseMeeting),
    callMeeting: naming(
      'meeting.call',
      meeting,
      (_: BodyOf<typeof words.callMeeting>, { record }) => record.invited,
      decide.callMeeting,
    ),
    adjournMeeting: simple('meeting.adjourn', meeting, decide.adjournMeeting),
    cancelMeeting: simple('meeting.cancel', meeting, decide.cancelMeeting),
    enterAttendance: simple('meeting.enter', party, parties.enterAttendance),
    holdMeeting: naming(
      'meeting.hold',
      meeting,
      (body: BodyOf<typeof words.holdMeeting>) => [body.chairOrg],
      decide.holdMeeting,
    ),
    draftMinutes: naming(
      'meeting.minute',
      meeting,
      ({ items }: BodyOf<typeof words.draftMinutes>) => unitsOf(items),
      decide.draftMinutes,
    ),
    signMinutes: signing(meeting),
    acknowledgeNotice: simple('meeting.acknowledge', party, parties.acknowledgeNotice),
    excuseNotice: simple('meeting.excuse', party, parties.excuseNotice),
    attendMeeting: simple('meeting.attend', party, parties.attendMeeting),
    openMonth: opening(pool, {
      act: 'theme_month.open',
      move: MONTH_MOVES.open,
      series: 'theme_month',
      mark: '主题月',
      named: ({ items }: BodyOf<typeof words.openMonth>) => unitsOf(items),
      fresh: freshMonth,
      rule: parties.openMonth,
    }),
    sumUpMonth: simple('theme_month.sum_up', month, parties.sumUpMonth),
    voidMonth: simple('theme_month.void', month, parties.voidMonth),
  }
}

export type MeetingCommands = ReturnType<typeof meetingCommands>
