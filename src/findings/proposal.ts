import type { PoolClient } from 'pg'
import { calendarOf, dueOn } from '#deadlines/index.ts'
import { firstRow, type Actor, type Queryable } from '#kernel/index.ts'
import { findSubjectFor } from '#enterprises/index.ts'
import { sponsorOf, supervisorOf } from '#grids/index.ts'
import {
  holdersOf,
  lineageOf,
  postsOfOrganization,
  shortNames,
  territorialBody,
} from '#places/index.ts'
import { findFinding } from './detail.ts'
import { lawOfDay } from './law-day.ts'
import type { FindingRecord } from './tables.ts'
import { ANSWERING_ROLES, type Grade, type Origin, type PartyProposal } from './words.ts'

/** 应急管理 supervises 工贸 (industry and trade): that sector's body is the emergency bureau. */
const EMERGENCY_SECTOR = 'industry_trade'

/**
 * 拟定责任单位: the four answerable parties and the sponsor as far as the directory and the
 * assignments know them on `day`, for the office to change or take over. Undefined outside the scope and for any body but the office.
 */
export async function proposedParties(
  pool: Queryable,
  client: PoolClient,
  actor: Actor,
  id: string,
  day: string,
): Promise<PartyProposal | undefined> {
  const record = await findFinding(client, actor, id)
  if (!record || record.owner_org !== actor.org) return undefined
  const orgs = await bodiesFor(client, actor, record, day)
  const names = await shortNames(
    client,
    Object.values(orgs).flatMap((org) => org ?? []),
  )
  const party = async (org: string | null) =>
    org === null
      ? null
      : { org, orgName: names[org] ?? '', name: await firstHolder(client, org, day) }
  return {
    rectifier: await party(orgs.rectifier),
    sectorParty: await party(orgs.sectorParty),
    territory: await party(orgs.territory),
    rechecker: await party(orgs.rechecker),
    sponsor: await sponsorOf(client, { jur: record.jur, subject: record.subject_id }, day),
    dueOn: await dueWhenHandedOver(pool, record, day),
  }
}

async function dueWhenHandedOver(
  pool: Queryable,
  record: FindingRecord,
  day: string,
): Promise<string> {
  const grade = record.grade as Grade
  const origin = record.origin as Origin
  const law = await lawOfDay(pool, { on: day, place: record.jur, grade, origin })
  const clock = law.clock(`finding.rectify.${grade}`)
  return dueOn({ start: day, clock: clock.value, calendar: await calendarOf(pool) }).dueOn
}

type Bodies = Readonly<Record<Exclude<keyof PartyProposal, 'sponsor' | 'dueOn'>, string | null>>

async function bodiesFor(
  client: PoolClient,
  actor: Actor,
  { jur, sector, subject_id: subject }: FindingRecord,
  day: string,
): Promise<Bodies> {
  const rectifier =
    subject === null ? null : ((await findSubjectFor(client, actor, subject, day))?.org ?? null)
  const lineage = await lineageOf(client, jur)
  const named = subject === null ? null : await supervisorOf(client, subject, day)
  const sectorParty = named ?? (await supervisor(client, { lineage, sector, day, except: null }))
  const rechecker =
    sectorParty !== null && sectorParty !== rectifier
      ? sectorParty
      : await supervisor(client, { lineage, sector: EMERGENCY_SECTOR, day, except: rectifier })
  const territory = (await territorialBody(client, jur, day))?.id ?? null
  return { rectifier, sectorParty, territory, rechecker }
}

/** The body of the county, otherwise of the city, that supervises a sector; never `except`. */
async function supervisor(
  on: Queryable,
  of: {
    readonly lineage: readonly string[]
    readonly sector: string
    readonly day: string
    readonly except: string | null
  },
): Promise<string | null> {
  const row = await firstRow<{ id: string }>(
    on,
    `select o.id from organization o join region r on r.jur = o.place
      where o.place = any($1::text[]) and r.level in ('county', 'city')
        and o.kind in ('department', 'rescue') and $2 = any(o.lines)
        and o.valid_from <= $3::date and (o.valid_to is null or o.valid_to > $3::date)
        and o.id is distinct from $4::uuid
      order by array_position($1::text[], o.place), o.kind, o.id limit 1`,
    [of.lineage, of.sector, of.day, of.except],
  )
  return row?.id ?? null
}

/** The first regular holder of a body's posts today, in the order of who answers for it. */
async function firstHolder(on: Queryable, org: string, day: string): Promise<string | null> {
  for (const post of await postsOfOrganization(on, org, ANSWERING_ROLES, day)) {
    const holder = (await holdersOf(on, post.id, day)).find(({ kind }) => kind === 'regular')
    if (holder) return holder.name
  }
  return null
}
