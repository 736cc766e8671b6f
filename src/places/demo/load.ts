import type { PoolClient } from 'pg'
import { partyScope, type Database, type Scope } from '#kernel/index.ts'
import { hashPassword } from '../accounts.ts'
import { insertPlaces } from '../divisions.ts'
import { initialsOf } from '../initials.ts'
import { displacedPlaces } from '../places.ts'
import { scopeOfPlace } from '../scopes.ts'
import { DEMO_SUCCESSIONS, demoId, demoMembers, demoOrganizations } from './organizations.ts'
import { DEMO_PASSWORD, demoPeople, demoPosts, type DemoPerson } from './people.ts'
import { demoPlaces, externalPlaces } from './places.ts'

const SINCE = '2020-01-01'

/**
 * Loads the places, bodies, posts and people of the demonstration, all in effect, with accounts
 * that need not change their password. Only for a deployment that is a demonstration.
 */
export async function loadDemoDirectory(db: Pick<Database, 'owner'>, now: string): Promise<void> {
  const password = await hashPassword(DEMO_PASSWORD)
  const client = await db.owner.connect()
  try {
    await client.query('begin')
    await insertPlaces(client, [...demoPlaces(), ...externalPlaces()])
    await insertOrganizations(client)
    await insertPosts(client, now)
    for (const person of demoPeople()) await insertPerson(client, person)
    for (const person of demoPeople()) await insertHoldings(client, person, now)
    await insertAccounts(client, password, now)
    await insertMembers(client)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

async function insertOrganizations(client: PoolClient): Promise<void> {
  for (const org of demoOrganizations()) {
    await client.query(
      `insert into organization (id, name, short_name, initials, kind, place, lines, parent_id,
         credit_code, valid_from, valid_to, demo)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, true)`,
      [
        org.id,
        org.name,
        shortName(org.name),
        initialsOf(org.name),
        org.kind,
        org.place,
        org.lines,
        org.parent === null ? null : demoId(org.parent),
        org.creditCode,
        org.validFrom,
        org.validTo,
      ],
    )
  }
  for (const { predecessor, successor, kind, on, basis } of DEMO_SUCCESSIONS) {
    await client.query(
      `insert into organization_succession (id, predecessor_id, successor_id, kind, on_date, basis)
       values ($1, $2, $3, $4, $5, $6)`,
      [
        demoId(`succession ${predecessor} ${successor}`),
        demoId(predecessor),
        demoId(successor),
        kind,
        on,
        basis,
      ],
    )
  }
}

/** What a body is called in lists and numbers: 青杨县安委办, 云川市应急局. */
function shortName(name: string): string {
  return name
    .replace('（演示）', '')
    .replace('安全生产委员会办公室', '安委办')
    .replace('安全生产委员会', '安委会')
    .replace('安全生产监督管理局', '安监局')
    .replace('应急管理局', '应急局')
    .replace('住房和城乡建设局', '住建局')
    .replace('市场监督管理局', '市场监管局')
    .replace('交通运输局', '交通局')
    .replace('消防救援', '消防')
    .replace('人民政府', '政府')
}

async function insertPosts(client: PoolClient, now: string): Promise<void> {
  const displaced = await displacedPlaces(client)
  for (const post of demoPosts()) {
    const org = demoId(post.org)
    const scope: Scope =
      post.role === 'safety_officer' ? partyScope(org) : scopeOfPlace(post.place, displaced)
    await client.query(
      `insert into post (id, org_id, role, title, place, scope_from, scope_to, scope_plus,
         scope_minus, party_org, valid_from, released_at, released_by, demo)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, true)`,
      [
        post.id,
        org,
        post.role,
        post.title,
        post.place,
        scope.from,
        scope.to,
        JSON.stringify(scope.plus),
        JSON.stringify(scope.minus),
        scope.party,
        SINCE,
        now,
        demoId('person secadmin'),
      ],
    )
  }
}

async function insertPerson(client: PoolClient, person: DemoPerson): Promise<void> {
  await client.query('insert into person (id, name, initials, demo) values ($1, $2, $3, true)', [
    person.id,
    person.name,
    initialsOf(person.name),
  ])
}

async function insertHoldings(client: PoolClient, person: DemoPerson, now: string): Promise<void> {
  for (const { post, kind, standingInFor } of person.holdings) {
    await client.query(
      `insert into holding (id, post_id, person_id, kind, standing_in_for, from_on, released_at,
         released_by, demo) values ($1, $2, $3, $4, $5, $6, $7, $8, true)`,
      [
        demoId(`holding ${person.key} ${post}`),
        demoId(`post ${post}`),
        person.id,
        kind,
        standingInFor === null ? null : demoId(`person ${standingInFor}`),
        SINCE,
        now,
        demoId('person secadmin'),
      ],
    )
  }
}

async function insertAccounts(client: PoolClient, hash: string, now: string): Promise<void> {
  for (const { login, key, id } of demoPeople()) {
    if (login === null) continue
    const account = demoId(`account ${key}`)
    await client.query(
      `insert into account (id, person_id, password_hash, must_change, password_changed_at,
         released_at, released_by, demo) values ($1, $2, $3, false, $4, $4, $5, true)`,
      [account, id, hash, now, demoId('person secadmin')],
    )
    await client.query('insert into login_name (login, account_id) values ($1, $2)', [
      login,
      account,
    ])
  }
}

async function insertMembers(client: PoolClient): Promise<void> {
  for (const { committee, part, org, post, liaison } of demoMembers()) {
    await client.query(
      `insert into committee_member (id, committee_id, part, post_id, org_id, liaison_person_id,
         valid_from) values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        demoId(`member ${committee} ${part} ${org ?? post}`),
        demoId(committee),
        part,
        post === undefined ? null : demoId(`post ${post}`),
        org === undefined ? null : demoId(org),
        liaison === undefined ? null : demoId(`person ${liaison.replace(/^yc\./, '')}`),
        SINCE,
      ],
    )
  }
}
