import type { PoolClient } from 'pg'
import {
  hotRow,
  params,
  perform,
  refuse,
  type Actor,
  type Circumstances,
  type Command,
  type Queryable,
  type Runner,
} from '#kernel/index.ts'
import { calendarOf, dueOn, lawOn } from '#deadlines/index.ts'
import { decisionOf, partyOf, type Starting } from '#papers/index.ts'
import type { Verdict } from './decide.ts'
import { bodiesOf, meetingSeen, seenParty, type Asked, type SeenParty } from './load.ts'
import { CLAUSES } from './rules.ts'
import type { MeetingRecord, PartyRecord } from './tables.ts'

/** Held, whether or not its minutes are signed: nobody's receipt is waited for any more. */
const OVER: readonly string[] = ['held', 'concluded']

type Told = { readonly meeting: string; readonly org: string }
type Telling = { readonly meeting: MeetingRecord; readonly to: Asked; readonly seen: SeenParty }

/**
 * Brings the notice to one body up to date with its meeting, in that body's own place: a new
 * notice, a new date with a new receipt, that the meeting is off and why, or that it was held and no
 * receipt is waited for. Refuses where the body knows it all, so that telling again leaves no trace.
 */
export function telling(pool: Queryable): Command<Told, Telling> {
  return {
    act: 'meeting.tell',
    version: 1,
    async load(client, told, at) {
      const { param, values } = params()
      const meeting = await hotRow<MeetingRecord>(
        client,
        `select m.* from meeting m
          where m.id = ${param(told.meeting)}::uuid and ${meetingSeen(at.actor, param)} for share`,
        values,
      )
      const [to] = await bodiesOf(client, [told.org], at.today)
      if (!meeting || !to) return undefined
      return { meeting, to, seen: await noticeOf(pool, client, { meeting, to, at }) }
    },
    decide: decideTelling,
  }
}

async function noticeOf(
  pool: Queryable,
  client: PoolClient,
  of: { readonly meeting: MeetingRecord; readonly to: Asked; readonly at: Circumstances },
): Promise<SeenParty> {
  const { meeting, to, at } = of
  const known = await hotRow<PartyRecord>(
    client,
    'select p.* from meeting_party p where p.jur = $1 and p.meeting_id = $2 and p.org = $3 for update',
    [to.place, meeting.id, to.id],
  )
  if (known) return seenParty(pool, client, known, at)
  const record = {
    jur: to.place,
    id: at.newId(),
    revision: 0,
    number: meeting.number,
    title: meeting.title,
    state: 'invited',
    owner_org: meeting.owner_org,
    party_id: partyOf(to),
    demo: meeting.demo,
    org: to.id,
  } as unknown as PartyRecord
  return {
    subject: 'meeting_party',
    record,
    facts: {
      state: 'invited',
      org: to.id,
      orgName: to.name,
      startsOn: meeting.starts_on,
      attendedAt: null,
    },
    deadlines: [],
    law: await lawOn(pool, { on: at.today, place: to.place }),
    calendar: await calendarOf(pool),
  }
}

function decideTelling({ meeting, to, seen }: Telling, _told: Told, at: Circumstances): Verdict {
  const { record } = seen
  if (meeting.state === 'cancelled' && record.revision > 0 && record.state !== 'cancelled') {
    return decisionOf(seen, at, {
      act: 'cancel',
      to: 'cancelled',
      set: { reason: meeting.told },
      note: meeting.told,
      cancel: 'all',
      say: `已告知${to.name}会议取消。`,
    })
  }
  if (OVER.includes(meeting.state) && record.revision > 0 && seen.deadlines.length > 0) {
    return decisionOf(seen, at, {
      act: 'lapse',
      note: null,
      set: {},
      cancel: 'all',
      say: `会议已召开，${to.name}不再回执。`,
    })
  }
  const current =
    record.revision > 0 &&
    record.starts_on === meeting.starts_on &&
    record.starts_at === meeting.starts_at
  if (meeting.state !== 'called' || current) {
    return refuse(`${to.name}无需再次告知。`, CLAUSES.meetings)
  }
  const when = { startsOn: meeting.starts_on, startsAt: meeting.starts_at, venue: meeting.venue }
  const clock = seen.law.clock('meeting.acknowledge')
  return decisionOf(seen, at, {
    act: record.revision === 0 ? 'call' : 'adjourn',
    to: 'invited',
    set:
      record.revision === 0
        ? { ...firstTold(meeting, to), ...when }
        : { ...when, attendee: null, insteadOf: null, reason: meeting.told, answeredAt: null },
    note: meeting.told,
    cancel: 'all',
    start: [receipt(meeting, seen, at)],
    basis: [clock.basis],
    say: `已通知${to.name}。`,
  })
}

function firstTold(meeting: MeetingRecord, to: Asked) {
  return {
    number: meeting.number,
    meeting: meeting.id,
    meetingJur: meeting.jur,
    org: to.id,
    kind: meeting.kind,
    title: meeting.title,
  }
}

/** The receipt's clock on the desk of the body, never later than the meeting itself. */
function receipt(
  meeting: MeetingRecord,
  { law, calendar, record }: SeenParty,
  at: Circumstances,
): Starting {
  const { value, ref } = law.clock('meeting.acknowledge')
  const due = dueOn({ clock: value, calendar, start: at.today }).dueOn
  return {
    kind: 'acknowledge',
    label: '会议回执',
    org: record.org,
    party: record.party_id,
    due: { dueOn: due < meeting.starts_on ? due : meeting.starts_on, ref },
  }
}

/** Tells every body that was asked, each as an act of its own; telling again tells nothing twice. */
export async function tellAll(
  runner: Runner,
  of: { readonly meeting: string; readonly actor: Actor; readonly key: string },
): Promise<void> {
  const { meeting, actor, key } = of
  const found = await hotRow<{ invited: string[] }>(
    runner.db.owner,
    'select invited from meeting where id = $1',
    [meeting],
  )
  const command = telling(runner.db.app)
  for (const org of found?.invited ?? []) {
    await perform(runner, command, { meeting, org }, { actor, key: `${key}:tell:${org}` })
  }
}
