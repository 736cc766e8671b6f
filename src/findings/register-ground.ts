import type { PoolClient } from 'pg'
import { covers, hotRow, scopeOf, type Circumstances, type Queryable } from '#kernel/index.ts'
import { calendarOf } from '#deadlines/index.ts'
import type { Registering } from './decide-new.ts'
import { lawOfDay } from './law-day.ts'
import type { Grade, Origin } from './words.ts'

/** What registering sees: the packs, the office that keeps the record and, taken last, its number. */
export async function registeringGround(
  pool: Queryable,
  client: PoolClient,
  about: { readonly place: string; readonly grade: Grade; readonly origin: Origin },
  officeId: string | null,
  at: Circumstances,
): Promise<Registering> {
  const { known, office, last } = await placeOfficeNumber(client, about.place, officeId, at)
  const own = at.actor.scope.party !== null && office?.id === at.actor.org
  const placeAllowed =
    known && (covers(at.actor.scope, about.place) || (own && about.origin === 'enterprise_self'))
  const law = await lawOfDay(pool, { on: at.today, ...about })
  return {
    id: at.newId(),
    placeAllowed: placeAllowed && office !== undefined,
    law,
    calendar: await calendarOf(pool),
    office: office ?? { id: at.actor.org, name: '' },
    number: office && placeAllowed ? numberOf(office, last, at.today) : '',
  }
}

type Office = { readonly id: string; readonly name: string }
type Ground = {
  readonly known: boolean
  readonly office: Office | undefined
  /** The number drawn for it; an act that is refused gives it back with everything else. */
  readonly last: number
}

/**
 * Whether the place exists, the office that keeps a new finding, and its next number, in one
 * statement. The office is the one named, else the own body; for a village contact, who keeps no
 * ledger, the county's committee office. It must answer for the place.
 */
async function placeOfficeNumber(
  client: PoolClient,
  place: string,
  named: string | null,
  at: Circumstances,
): Promise<Ground> {
  const county = named === null && at.actor.role === 'village_contact'
  const year = Number(at.today.slice(0, 4))
  const row = await hotRow<{
    known: boolean
    id: string
    name: string
    place: string
    last: number
  }>(
    client,
    county ? COUNTY_OFFICE : NAMED_OFFICE,
    county ? [place, year] : [place, year, named ?? at.actor.org],
  )
  if (!row || row.id === null) return { known: row?.known ?? false, office: undefined, last: 0 }
  const answers = named === null && !county ? true : covers(scopeOf(row.place), place)
  return { known: row.known, office: answers ? row : undefined, last: row.last }
}

const NAMED_OFFICE = withNumber('o.id = $3::uuid')
const COUNTY_OFFICE = withNumber(`o.kind = 'committee_office' and o.place = left($1, 6)`)

/** The number is drawn in the same statement, where place and office exist. */
function withNumber(which: string): string {
  return `with place as (select jur from region where jur = $1),
     office as (
       select o.id, coalesce(o.short_name, o.name) as name, o.place from organization o
        where ${which} limit 1),
     drawn as (
       insert into number_counter (org, series, year, last)
         select office.id, 'finding', $2::integer, 1 from office, place
       on conflict (org, series, year) do update set last = number_counter.last + 1
       returning last)
   select exists (select 1 from place) as known, office.id, office.name, office.place,
          coalesce((select last from drawn), 0) as last
     from (select 1) one left join office on true`
}

/** The office's number of the year, without gaps: 云川市安委办〔2026〕0012号. */
function numberOf(office: Office, last: number, today: string): string {
  return `${office.name}〔${today.slice(0, 4)}〕${String(last).padStart(4, '0')}号`
}
