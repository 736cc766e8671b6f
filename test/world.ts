import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  fixedClock,
  newId,
  partyScope,
  perform,
  scopeOf,
  type Actor,
  type Command,
  type Database,
  type Outcome,
  type Runner,
} from '#kernel/index.ts'
import { openJournal, type Journal } from '#journal/index.ts'
import { loadLaw } from '#law/index.ts'
import { seedNotices, seedYears } from '#deadlines/index.ts'
import { findingCommands, type FindingCommands } from '#findings/index.ts'
import { LEDGERS } from '#app/index.ts'
import { testDatabase } from './database.ts'

/** The bodies of the small world: a city office, a county's bodies, an enterprise, a village. */
export const BODIES = {
  cityOffice: ['云川市安委办', 'committee_office', '9801'],
  cityBureau: ['云川市应急局', 'department', '9801'],
  countyOffice: ['青杨县安委办', 'committee_office', '980121'],
  countyBureau: ['青杨县应急局', 'department', '980121'],
  countyHousing: ['青杨县住建局', 'department', '980121'],
  government: ['青杨县政府', 'government', '980121'],
  township: ['青杨镇政府', 'township', '980121001'],
  plant: ['青杨冷链食品公司（演示）', 'enterprise', '980121001'],
  otherPlant: ['平岗石料公司（演示）', 'enterprise', '980122'],
  otherOffice: ['平岗县安委办', 'committee_office', '980122'],
} as const
export type BodyName = keyof typeof BODIES

const PLACES = [
  ['98', '云岭省', 'province', '0'],
  ['9801', '云川市', 'city', '98'],
  ['980121', '青杨县', 'county', '9801'],
  ['980121001', '青杨镇', 'township', '980121'],
  ['980122', '平岗县', 'county', '9801'],
] as const

/** A database with packs, calendar, places and bodies, a clock that stands, and commands to run. */
export type World = {
  readonly db: Database
  readonly runner: Runner
  readonly journal: Journal
  readonly clock: ReturnType<typeof fixedClock>
  readonly keysDir: string
  readonly orgs: Readonly<Record<BodyName, string>>
  readonly commands: FindingCommands
  /** Somebody of a body in a role; the same name is the same person each time. */
  readonly actor: (body: BodyName, role: string, name?: string) => Actor
  readonly act: <I>(
    command: Command<I, never>,
    input: unknown,
    actor: Actor,
    key?: string,
  ) => Promise<Outcome>
  readonly close: () => Promise<void>
}

/** Makes a small world for one test file, on a migrated database if one is given; close it after. */
export async function smallWorld(start = '2026-03-02T02:00:00Z', given?: Database): Promise<World> {
  const db = given ?? (await testDatabase())
  const clock = fixedClock(start)
  const keysDir = mkdtempSync(join(tmpdir(), 'bihuan-keys-'))
  await seedYears(db.owner, await seedNotices())
  await loadLaw(db.owner, join(import.meta.dirname, '../law'), clock.now())
  const orgs = await enterBodies(db)
  const journal = await openJournal({ pool: db.owner, keysDir, clock })
  const runner: Runner = { db, ledgers: LEDGERS, journal: journal.sink, clock, newId }
  const people = new Map<string, { person: string; post: string; account: string }>()
  const actor = (body: BodyName, role: string, name = `${body} ${role}`): Actor => {
    const known = people.get(name) ?? { person: newId(), post: newId(), account: newId() }
    people.set(name, known)
    const place = BODIES[body][2]
    const scope = BODIES[body][1] === 'enterprise' ? partyScope(orgs[body]) : scopeOf(place)
    return { ...known, org: orgs[body], role, scope, onBehalfOf: null, demo: true }
  }
  return {
    db,
    runner,
    journal,
    clock,
    keysDir,
    orgs,
    commands: findingCommands(db.app),
    actor,
    act: (command, input, by, key = newId()) =>
      perform(runner, command, input as never, { actor: by, key }),
    async close() {
      await journal.sequencer.stop()
      await db.close()
      rmSync(keysDir, { recursive: true, force: true })
    },
  }
}

async function enterBodies(db: Database): Promise<Record<BodyName, string>> {
  await db.owner.query(
    `insert into region (jur, code_kind, name, initials, level, parent_jur, valid_from, source, demo)
      values ('0', 'own', '全国', 'qg', 'nation', null, '2000-01-01', 'test', false)
      on conflict do nothing`,
  )
  for (const [jur, name, level, parent] of PLACES) {
    await db.owner.query(
      `insert into region (jur, code_kind, name, initials, level, parent_jur, valid_from, source, demo)
        values ($1, 'own', $2, '', $3, $4, '2000-01-01', 'test', true) on conflict do nothing`,
      [jur, name, level, parent],
    )
  }
  const orgs = {} as Record<BodyName, string>
  for (const [body, [name, kind, place]] of Object.entries(BODIES)) {
    const id = newId()
    orgs[body as BodyName] = id
    await db.owner.query(
      `insert into organization (id, name, initials, kind, place, valid_from, demo)
        values ($1, $2, '', $3, $4, '2000-01-01', true)`,
      [id, name, kind, place],
    )
  }
  return orgs
}

/** The body of a registration, to be varied. */
export function registration(more: object = {}): object {
  return {
    place: '980121001',
    subject: null,
    subjectName: '青杨冷链食品公司（演示）',
    sector: 'industry_trade',
    grade: 'ordinary',
    majorClause: null,
    origin: 'government',
    office: null,
    sourceNote: null,
    title: '液氨制冷车间未设气体探测报警装置',
    text: '2号车间制冷机房没有氨气探测报警装置。',
    foundOn: '2026-03-02',
    foundBy: '检查组（演示）',
    evidence: [],
    ...more,
  }
}

/** The parties of a hand-over in the small world. */
export function parties(world: World, more: object = {}): object {
  const party = (body: BodyName) => ({ org: world.orgs[body], name: '联系人（演示）' })
  return {
    rectifier: party('plant'),
    sectorParty: party('countyBureau'),
    territory: party('township'),
    rechecker: party('countyBureau'),
    sponsor: null,
    needsTime: false,
    dueOn: null,
    note: null,
    ...more,
  }
}
