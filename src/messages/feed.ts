/** 期限日历: the secret address under which a calendar program reads one's deadlines. */
import { createHash, randomBytes } from 'node:crypto'
import { firstRow, type Queryable, type Runner } from '#kernel/index.ts'
import type { Deadline } from '#deadlines/index.ts'
import { calendarText, type CalendarEvent } from './ical.ts'
import { deadlinesOfPerson } from './people.ts'

const TOKEN_BYTES = 32
const READ_EVERY_MS = 3_600_000

/** A new token; only its hash is kept. */
export function newToken(): { readonly token: string; readonly hash: Buffer } {
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  return { token, hash: hashOf(token) }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** The token that an address names, or null where it can be none. */
function tokenOf(file: string): string | null {
  return /^([\w-]{43})\.ics$/.exec(file)?.[1] ?? null
}

export type FeedFound =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'revoked' }
  | { readonly kind: 'calendar'; readonly text: string; readonly etag: string }

/**
 * The calendar at an address: what lies on the person's desks today, read in the scope of the posts
 * held today. Somebody whose account was switched off has no calendar any more.
 */
export async function calendarAt(
  runner: Pick<Runner, 'db' | 'clock'>,
  file: string,
  base: string | null,
): Promise<FeedFound> {
  const token = tokenOf(file)
  const feed = token === null ? undefined : await feedBy(runner.db.app, hashOf(token))
  if (!feed) return { kind: 'unknown' }
  if (feed.revoked_at !== null || !feed.active) return { kind: 'revoked' }
  const { db, clock } = runner
  const now = clock.now()
  if (feed.read_at === null || Date.parse(now) - Date.parse(feed.read_at) > READ_EVERY_MS) {
    await db.app.query('update calendar_feed set read_at = $2 where id = $1', [feed.id, now])
  }
  const deadlines = await deadlinesOfPerson(runner, feed.person_id, clock.today(), true)
  const text = calendarText(
    '办理期限',
    deadlines.map((row) => eventOf(row, base)),
  )
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`
  return { kind: 'calendar', text, etag }
}

type FeedRow = {
  readonly id: string
  readonly person_id: string
  readonly read_at: string | null
  readonly revoked_at: string | null
  readonly active: boolean
}

function feedBy(on: Queryable, hash: Buffer): Promise<FeedRow | undefined> {
  return firstRow<FeedRow>(
    on,
    `select f.id, f.person_id, f.read_at, f.revoked_at,
        exists (select 1 from account a where a.person_id = f.person_id
          and a.released_at is not null and a.disabled_at is null) as active
       from calendar_feed f where f.token_hash = $1`,
    [hash],
  )
}

/** Number, short title, verb and date; what a matter says stays on its page. */
function eventOf(row: Deadline, base: string | null): CalendarEvent {
  const paused = row.state === 'paused' ? '（已暂停计时）' : ''
  const named = [row.number, row.title].filter((part) => part !== null && part !== '').join(' ')
  return {
    uid: `${row.id}@bihuan`,
    sequence: row.revision - 1,
    on: row.dueOn,
    changedOn: row.changes.at(-1)?.on ?? row.startedOn,
    summary: `${row.label}${paused}：${shortened(named)}`,
    description: row.provisional ? '暂定期限，该年放假安排发布后重新计算。' : '以系统内期限为准。',
    url: base === null ? null : `${base}${row.route}`,
    isTentative: row.provisional || row.state === 'paused',
  }
}

const TITLE_MOST = 40

function shortened(text: string): string {
  const signs = [...text]
  return signs.length > TITLE_MOST ? `${signs.slice(0, TITLE_MOST).join('')}…` : text
}
