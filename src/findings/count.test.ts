import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { params, scoped, scopeOf, type Actor, type Command } from '#kernel/index.ts'
import { calendarOf, type Day } from '#deadlines/index.ts'
import { parties, registration, smallWorld, type World } from '../../test/world.ts'
import { countPage, rollUp } from './count.ts'
import { filterSql } from './filter.ts'
import { foldFigures } from './index.ts'
import type { FindingFilter, Moved } from './words.ts'
import { AGES } from './words.ts'

let world: World
let day: Day
let readers: Record<string, Actor>
before(async () => {
  world = await smallWorld()
  await world.db.owner.query(
    `insert into region (jur, code_kind, name, initials, level, parent_jur, displaced, valid_from, source, demo)
      values ('980199', 'own', '定山市', 'dss', 'city', '98', true, '2000-01-01', 'test', true)`,
  )
  const clerk = world.actor('countyOffice', 'committee_clerk')
  readers = {
    province: { ...clerk, scope: scopeOf('98') },
    nation: { ...clerk, scope: scopeOf('0') },
    city: world.actor('cityOffice', 'committee_clerk'),
    county: clerk,
    township: world.actor('township', 'regulator_clerk'),
    enterprise: world.actor('plant', 'safety_officer'),
    outside: world.actor('otherOffice', 'committee_clerk'),
  }
  for (const [nth, more] of KINDS.entries()) await tell(nth, more)
  await foldFigures(world.db.app)
  for (const [nth, more] of KINDS.slice(0, 3).entries()) await tell(nth + 3, more)
  world.clock.set('2026-04-20T02:00:00Z')
  day = { today: world.clock.today(), calendar: await calendarOf(world.db.app) }
})
after(() => world.close())

const KINDS: readonly object[] = [
  {},
  { sector: 'chemicals', place: '980121', grade: 'major', majorClause: '判定标准（演示）' },
  { origin: 'tipoff', foundOn: '2025-12-31' },
  { place: '9801', sector: 'gas', foundOn: '2025-01-01' },
  { place: '980122', sector: 'mining', foundOn: '2026-01-10' },
  { place: '980199', sector: 'fire' },
  { place: '98', sector: 'fire', foundOn: '2025-09-01' },
]

/** Registers a finding of a kind and takes it some way along. */
async function tell(nth: number, more: object): Promise<void> {
  const province = { ...world.actor('cityOffice', 'committee_clerk'), scope: scopeOf('98') }
  let at = await done('register', { body: registration(more) }, province)
  const next = async (command: string, body: object, actor: Actor) =>
    (at = await done(command, { id: at.id, body: { revision: at.revision, ...body } }, actor))
  const inCounty = (more as { place?: string }).place === undefined
  if (nth % 3 === 2) return void (await next('cancel', { note: '重复' }, province))
  if (!inCounty) return
  const plant = world.actor('plant', 'safety_officer')
  await next('handOver', parties(world), province)
  if (nth % 2 === 0) return
  await next('receive', { note: null }, plant)
  await next(
    'report',
    { note: '已整改', evidence: [], spentAmount: '1.2', spentUnit: '万元' },
    plant,
  )
}

async function done(command: string, input: object, actor: Actor): Promise<Moved> {
  const named = world.commands[command as keyof typeof world.commands]
  const outcome = await world.act(named as unknown as Command<never, never>, input, actor)
  assert.ok('done' in outcome, `${command}: ${JSON.stringify(outcome)}`)
  return outcome.done as Moved
}

const FILTERS: readonly FindingFilter[] = [
  {},
  { counted: 'all' },
  { counted: 'own', due: 'open' },
  { due: 'overdue' },
  { due: 'overdue', grade: ['major'] },
  { due: 'ended' },
  { sector: ['fire', 'gas'], counted: 'all' },
  { origin: ['tipoff'], due: 'open' },
  { line: 'none' },
  { state: ['void'], grade: ['ordinary'] },
  { spentUnit: '万元', counted: 'all' },
  { fundsUnit: '元' },
  { foundFrom: '2025-12-29', foundTo: '2026-01-11', counted: 'all' },
  { endedFrom: '2026-03-02', endedTo: '2026-03-02' },
  { endedFrom: '2026-03-03' },
  ...AGES.map((age) => ({ age })),
  ...AGES.map((age) => ({ age, grade: ['ordinary' as const], counted: 'all' as const })),
  { age: 'to30', sector: ['fire'] },
]
const PLACES = [undefined, '0', '98', '9801', '980121', '980121001', '980122', '980199', '11']

/** The rows that a filter meets, counted one by one whatever figures say. */
async function recount(actor: Actor, filter: FindingFilter): Promise<number> {
  return scoped(world.db.app, actor.scope, async (client) => {
    const { param, values } = params()
    const where = await filterSql(client, actor, filter, day, param)
    const { rows } = await client.query(`select f.id from finding f where ${where}`, values as [])
    return rows.length
  })
}

test('every filter counts as many as it lists, for every reader and place', async () => {
  let most = 0
  for (const [name, actor] of Object.entries(readers)) {
    for (const place of PLACES) {
      for (const one of FILTERS) {
        const filter = { ...one, ...(place === undefined ? {} : { place }) }
        const counted = await scoped(world.db.app, actor.scope, (client) =>
          countPage(client, actor, filter, day),
        )
        assert.equal(counted, await recount(actor, filter), `${name} ${JSON.stringify(filter)}`)
        most = Math.max(most, counted)
      }
    }
  }
  assert.equal(most, KINDS.length + 3)
})

test('the line of a department counts its own findings', async () => {
  const filter = { line: world.orgs.countyBureau }
  const counted = await countPage(world.db.owner, readers.city!, filter, day)
  assert.equal(counted, await recount(readers.city!, filter))
  assert.ok(counted > 0)
})

test('places are rolled up to whoever governs them, and each opens as many', async () => {
  for (const [name, actor] of Object.entries(readers)) {
    for (const place of ['0', '98', '9801', '980121']) {
      const cells = await scoped(world.db.app, actor.scope, (client) =>
        rollUp(client, actor, place),
      )
      for (const cell of cells) {
        const filter = {
          place: cell.place,
          grade: [cell.grade],
          state: [cell.state],
          ...(cell.place === place ? { reach: 'own' as const } : {}),
        }
        assert.equal(cell.count, await recount(actor, filter), `${name} ${JSON.stringify(filter)}`)
      }
    }
  }
  const below = await rollUp(world.db.owner, readers.province!, '98')
  assert.deepEqual([...new Set(below.map(({ place }) => place))], ['98', '9801', '980199'])
})
