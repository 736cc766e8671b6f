/** One pass over what waits: person by person, once each, and only what is still true. */
import { legalDate, rows, type Queryable, type Runner } from '#kernel/index.ts'
import { calendarOf, lawOn, type Calendar, type Deadline } from '#deadlines/index.ts'
import { digestOf, lineOf, stillTrue } from './compose.ts'
import { digestsDue } from './people.ts'
import { channelsFor, digestText, mobileOf, singleText } from './rules.ts'
import type { Ground } from './ground.ts'
import { dropMessages, failMessages, sendAs, type Sending } from './send.ts'
import { copyForStandIns } from './stand-ins.ts'
import type { MessageRecord } from './tables.ts'
import { instantOf, isQuiet, legalTime, nextLoud, type Quiet } from './timing.ts'
import type { Channel } from './vocabulary.ts'

/** A message that has been on its way for this long was broken off with its server. */
const BROKEN_MS = 10 * 60_000
const PEOPLE_AT_ONCE = 200

type Moment = {
  readonly now: string
  readonly today: string
  readonly quiet: Quiet
  readonly usual: string
  readonly isLoud: boolean
  readonly calendar: Calendar
}

/** The house's quiet hours and usual digest time, as they hold today. */
export async function houseHours(
  on: Queryable,
  today: string,
): Promise<{ quiet: Quiet; usual: string }> {
  const law = await lawOn(on, { on: today, place: '0' })
  const hour = law.number('message.digest.hour').value
  return {
    quiet: {
      from: law.number('message.quiet.from').value,
      to: law.number('message.quiet.to').value,
    },
    usual: `${String(hour).padStart(2, '0')}:00`,
  }
}

/**
 * Sends what is due. Nothing at all happens where no channel is set up; then messages wait, and
 * what is no longer true of them is dropped on the day a channel comes. Answers how many people
 * were looked at.
 */
export async function deliverDue(ground: Ground): Promise<number> {
  if (ground.channels.adapters.length === 0) return 0
  const moment = await momentOf(ground.runner)
  await endBroken(ground, moment)
  await copyForStandIns(ground.runner)
  const done = new Set<string>()
  if (moment.isLoud) {
    for (let after: string | null = null; ;) {
      const due: { id: string; on_day: string | null }[] = await digestsDue(ground.runner.db.app, {
        today: moment.today,
        time: legalTime(moment.now),
        usual: moment.usual,
        after,
        most: PEOPLE_AT_ONCE,
      })
      for (const { id, on_day: since } of due) {
        done.add(id)
        await tellDigest(ground, moment, id, since)
      }
      after = due.at(-1)?.id ?? null
      if (due.length < PEOPLE_AT_ONCE) break
    }
  }
  for (const person of await peopleWaiting(ground.runner.db.app, moment.now)) {
    if (done.has(person)) continue
    done.add(person)
    await tellAtOnce(ground, moment, person)
  }
  return done.size
}

async function momentOf({ db, clock }: Runner): Promise<Moment> {
  const now = clock.now()
  const today = clock.today()
  const calendar = await calendarOf(db.app)
  const { quiet, usual } = await houseHours(db.app, today)
  return { now, today, quiet, usual, isLoud: !isQuiet(now, quiet, calendar), calendar }
}

/** A server that ended while it sent leaves messages of which nobody knows: they are not repeated. */
async function endBroken({ runner, unreached }: Ground, { now }: Moment): Promise<void> {
  const broken = await rows<MessageRecord>(
    runner.db.app,
    `update message set state = 'failed', reason = 'unsure'
      where state = 'sending' and sending_at < $1 returning *`,
    [new Date(Date.parse(now) - BROKEN_MS).toISOString()],
  )
  if (broken.length > 0) await unreached(broken)
}

async function peopleWaiting(on: Queryable, now: string): Promise<string[]> {
  const found = await rows<{ person_id: string }>(
    on,
    `select person_id from message
      where state = 'waiting' and weight <> 'digest'
        and not_before <= $1
      group by person_id order by min(not_before) limit 2000`,
    [now],
  )
  return found.map(({ person_id }) => person_id)
}

type Person = {
  readonly phone: string | null
  readonly channels: readonly Channel[]
  readonly waiting: readonly MessageRecord[]
  /** Those about deadlines that still run, with their deadlines. */
  readonly truth: ReadonlyMap<string, Deadline>
}

/** Reads what waits for a person; drops what is no longer true, fails what cannot reach them. */
async function lookAt(ground: Ground, moment: Moment, id: string): Promise<Person | null> {
  const { db } = ground.runner
  const [who] = await rows<{
    phone: string | null
    chosen: Channel[] | null
    allowed: Channel[] | null
  }>(
    db.app,
    `select n.phone, c.channels as chosen, (
        select f.channels from holding h join post p on p.id = h.post_id
          join message_office f on f.id = p.org_id
         where h.person_id = n.id and h.from_on <= $2::date
           and (h.to_on is null or h.to_on >= $2::date) order by h.from_on, h.id limit 1) as allowed
       from person n left join message_choice c on c.id = n.id where n.id = $1`,
    [id, moment.today],
  )
  if (!who) return null
  const all = await rows<MessageRecord>(
    db.app,
    `select * from message where person_id = $1 and state = 'waiting' order by at, id`,
    [id],
  )
  const about = all.filter(({ weight }) => weight !== 'digest')
  const truth = await stillTrue(ground.runner, about)
  await dropMessages(
    db.app,
    about.filter((one) => !truth.has(one.id)),
    'obsolete',
  )
  const waiting = all.filter((one) => one.weight === 'digest' || truth.has(one.id))
  const configured = ground.channels.adapters.map(({ channel }) => channel)
  const channels = channelsFor({ ...who, configured })
  const phone = mobileOf(who.phone)
  const open = waiting.filter(({ weight }) => weight !== 'digest')
  if (phone === null || channels.length === 0) {
    const reason = who.phone === null ? 'no_phone' : phone === null ? 'bad_phone' : 'no_channel'
    await failMessages(db.app, open, reason)
    await ground.unreached(open)
    return { phone: null, channels, waiting: [], truth }
  }
  return { phone, channels, waiting, truth }
}

/** The digest of the day, which carries with it everything else that waits for the person. */
async function tellDigest(
  ground: Ground,
  moment: Moment,
  id: string,
  since: string | null,
): Promise<void> {
  const { db } = ground.runner
  const person = await lookAt(ground, moment, id)
  if (!person?.phone) return markDigest(db.app, id, moment.today)
  const key = `digest:${id}:${moment.today}`
  const old = person.waiting.filter(
    ({ weight, at }) => weight === 'digest' && legalDate(at) !== moment.today,
  )
  await dropMessages(db.app, old, 'superseded')
  const about = person.waiting.filter(({ weight }) => weight !== 'digest')
  const digest = await digestOf(ground.runner, id, {
    since,
    fresh: new Set(about.flatMap(({ deadline_id }) => deadline_id ?? [])),
    calendar: moment.calendar,
    link: ground.channels.link,
  })
  if (digest.text === null) return markDigest(db.app, id, moment.today)
  const carrier = await digestRow(ground.runner, { id, key, org: await homeOrg(db.app, id) })
  if (carrier.state !== 'waiting') return markDigest(db.app, id, moment.today)
  if (carrier.not_before > moment.now) return
  const sent = await sendAs(ground, moment.now, sending(person, carrier, about, digest.text))
  if (sent === 'waits') return
  if (sent === 'sent') await markReminders(db.app, digest.deadlines, moment.now)
  await markDigest(db.app, id, moment.today)
}

function sending(
  person: Person,
  carrier: MessageRecord,
  merged: readonly MessageRecord[],
  text: string,
): Sending {
  return { carrier, merged, text, phone: person.phone!, channels: person.channels }
}

async function digestRow(
  { db, clock, newId }: Runner,
  { id, key, org }: { readonly id: string; readonly key: string; readonly org: string },
): Promise<MessageRecord> {
  await db.app.query(
    `insert into message (id, once_key, event, weight, person_id, org_id, state, not_before, tries,
       at) values ($1, $2, 'digest', 'digest', $3, $4, 'waiting', $5, 0, $5)
     on conflict (once_key) do nothing`,
    [newId(), key, id, org, clock.now()],
  )
  const [row] = await rows<MessageRecord>(db.app, 'select * from message where once_key = $1', [
    key,
  ])
  return row!
}

async function homeOrg(on: Queryable, person: string): Promise<string> {
  const [row] = await rows<{ org: string }>(
    on,
    `select p.org_id as org from holding h join post p on p.id = h.post_id
      where h.person_id = $1 order by h.from_on, h.id limit 1`,
    [person],
  )
  return row!.org
}

async function markDigest(on: Queryable, person: string, day: string): Promise<void> {
  await on.query(
    `insert into message_digest (person_id, on_day) values ($1, $2)
      on conflict (person_id) do update set on_day = $2`,
    [person, day],
  )
}

/** 到期提醒 that the digest carried are sent with it. */
async function markReminders(on: Queryable, ids: readonly string[], now: string): Promise<void> {
  await on.query(
    'update reminder set sent_at = $2 where deadline_id = any($1::uuid[]) and sent_at is null',
    [ids, now],
  )
}

/** What does not wait for the digest; what may not go out now is put to when it may. */
async function tellAtOnce(ground: Ground, moment: Moment, id: string): Promise<void> {
  const { db } = ground.runner
  const person = await lookAt(ground, moment, id)
  if (!person?.phone) return
  const open = person.waiting.filter(
    ({ weight, not_before }) => weight !== 'digest' && not_before <= moment.now,
  )
  const goes = ({ weight }: MessageRecord) =>
    weight === 'urgent' || (weight === 'prompt' && moment.isLoud)
  const due = open.filter(goes)
  const held = open.filter((one) => !goes(one))
  await hold(
    db.app,
    held.filter(({ weight }) => weight === 'prompt'),
    loudAgain(moment),
  )
  await hold(
    db.app,
    held.filter(({ weight }) => weight === 'ordinary'),
    await nextDigest(db.app, moment, id),
  )
  const [carrier, ...merged] = due
  if (!carrier) return
  await sendAs(
    ground,
    moment.now,
    sending(person, carrier, merged, textOf(ground, moment, person, due)),
  )
}

function textOf(
  { channels: { link } }: Ground,
  { today }: Moment,
  { truth }: Person,
  due: readonly MessageRecord[],
): string {
  const all = due.map(({ id }) => truth.get(id)!)
  if (due.length === 1) return singleText(lineOf(all[0]!), due[0]!.event, link)
  const overdue = all.filter(({ dueOn }) => dueOn < today).length
  const counts = { overdue, today: 0, soon: 0, fresh: all.length - overdue }
  return digestText(counts, all.map(lineOf), link)!
}

function loudAgain({ now, quiet, calendar }: Moment): string {
  return nextLoud(now, quiet, calendar)
}

async function nextDigest(
  on: Queryable,
  { now, today, usual, quiet, calendar }: Moment,
  person: string,
): Promise<string> {
  const [choice] = await rows<{ digest_at: string }>(
    on,
    'select digest_at from message_choice where id = $1',
    [person],
  )
  const time = choice?.digest_at ?? usual
  const first =
    legalTime(now) < time
      ? instantOf(today, time)
      : nextLoud(instantOf(today, '23:59'), quiet, calendar)
  return first > now ? first : now
}

async function hold(
  on: Queryable,
  messages: readonly MessageRecord[],
  until: string,
): Promise<void> {
  if (messages.length === 0) return
  await on.query(`update message set not_before = $2 where id = any($1::uuid[])`, [
    messages.map(({ id }) => id),
    until,
  ])
}
