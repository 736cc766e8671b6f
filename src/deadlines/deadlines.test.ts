import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openJournal } from '#journal/index.ts'
import { fixedClock, isRefusal, newId, perform, scoped, scopeOf } from '#kernel/index.ts'
import type { Actor, Command, Effect, Outcome, Runner } from '#kernel/index.ts'
import { testDatabase } from '../../test/database.ts'
import * as deadlines from './index.ts'

const db = await testDatabase()
const keys = await mkdtemp(join(tmpdir(), 'bihuan-deadlines-'))
const clock = fixedClock('2026-11-23T02:00:00Z')
const journal = await openJournal({ pool: db.owner, keysDir: keys, clock })
const ledgers = new Map([['deadline', deadlines.DEADLINE]])
const runner: Runner = { db, ledgers, journal: { ...journal.sink, wake() {} }, clock, newId }
after(async () => {
  await db.close()
  await rm(keys, { recursive: true })
})

const office = newId()
const other = newId()
const subject = { kind: 'finding', id: newId() }
const clerk = actorOf('committee_clerk', '980121')

function actorOf(role: string, place: string, org = office): Actor {
  const scope = scopeOf(place)
  return {
    account: newId(),
    person: newId(),
    post: newId(),
    org,
    role,
    scope,
    onBehalfOf: null,
    demo: true,
  }
}

/** An act that has the given effects and no rule of its own. */
const WRITE: Command<{ effects: Effect[] }, object> = {
  act: 'test.write',
  version: 1,
  load: async () => ({}),
  decide: (_loaded, { effects }) => ({
    jur: '980121',
    subject,
    effects,
    basis: [],
    inputs: {},
    decision: {},
    answer: null,
  }),
}

async function write(...effects: Effect[]): Promise<Outcome> {
  return perform(runner, WRITE, { effects }, { actor: clerk, key: newId() })
}

type Some = Partial<Parameters<typeof deadlines.startDeadline>[0]> & { dueOn?: string }

function due(dueOn: string, more: Some = {}): Effect {
  return deadlines.startDeadline({
    id: newId(),
    jur: '980121',
    owner: { org: office, party: null, demo: true },
    subject,
    kind: 'recheck',
    label: '复查',
    title: '配电箱未接地',
    number: '青杨县〔2026〕0001号',
    route: `/findings/${subject.id}`,
    basis: 'bihuan-house-rules#3',
    startedOn: '2026-11-02',
    dueOn,
    ...more,
  })
}

const calendar = await deadlines.seedCalendar()
const day = { today: '2026-11-23', calendar }

async function deskOf(actor: Actor) {
  return scoped(db.app, actor.scope, (client) => deadlines.desk(client, actor, day))
}

const vacant = newId()

async function makePosts(...posts: string[]): Promise<void> {
  await db.owner.query(
    `insert into organization (id, name, initials, kind, place, valid_from)
      values ($1, '演示安委办', 'ysawb', 'committee_office', '980121', '2020-01-01')`,
    [office],
  )
  await db.owner.query(
    `insert into post (id, org_id, role, title, place, scope_from, scope_to, valid_from)
      select id, $2, 'committee_clerk', '经办', '980121', '980121', '980122', '2020-01-01'
      from unnest($1::uuid[]) id`,
    [posts, office],
  )
}

before(async () => {
  await makePosts(clerk.post, vacant)
  await deadlines.seedYears(db.owner, await deadlines.seedNotices())
  await write(
    due('2026-11-20', { ownerPost: clerk.post }),
    due('2026-11-23', { ownerRole: 'committee_clerk' }),
    due('2026-11-26'),
    due('2026-11-27', { ownerPost: clerk.post }),
    due('2026-11-25', { ownerPost: vacant }),
    due('2026-11-24', { ownerRole: 'section_head' }),
    due('2026-12-01', { owner: { org: other, party: null, demo: true }, waitedByOrg: office }),
    due('2026-12-02', { waitedByOrg: office }),
  )
})

test('the desk shows what lies with the post, its role or its body, soonest first', async () => {
  const desk = await deskOf(clerk)
  assert.deepEqual(
    desk.groups.map(({ group, count, rows }) => [group, count, rows.map(({ dueOn }) => dueOn)]),
    [
      ['overdue', 1, ['2026-11-20']],
      ['today', 1, ['2026-11-23']],
      ['soon', 1, ['2026-11-26']],
      ['later', 2, ['2026-11-27', '2026-12-02']],
      ['paused', 0, []],
    ],
  )
  assert.deepEqual(
    desk.waiting.map(({ dueOn }) => dueOn),
    ['2026-12-01'],
  )
  const [row] = desk.groups[0]!.rows
  assert.equal(row?.title, '配电箱未接地')
  assert.equal(deadlines.countdown(row).first, '逾期 1 个工作日')
})

test('another role, another post and another body see other desks', async () => {
  const head = await deskOf(actorOf('section_head', '980121'))
  assert.deepEqual(
    head.groups.flatMap(({ rows }) => rows.map(({ dueOn }) => dueOn)),
    ['2026-11-24', '2026-11-26', '2026-12-02'],
  )
  const elsewhere = await deskOf({ ...clerk, scope: scopeOf('980122') })
  assert.deepEqual(
    elsewhere.groups.map(({ count }) => count),
    [0, 0, 0, 0, 0],
  )
  assert.equal(elsewhere.waiting.length, 0)
})

test('a longer group goes on after its last row', async () => {
  const desk = await deskOf(clerk)
  const first = desk.groups[3]!.rows[0]!
  const rest = await scoped(db.app, clerk.scope, (client) =>
    deadlines.deskPage(client, clerk, day, { group: 'later', after: [first.dueOn, first.id] }),
  )
  assert.deepEqual(
    rest.map(({ dueOn }) => dueOn),
    ['2026-12-02'],
  )
})

test('a place taken out of the scope shows nothing', async () => {
  const [row] = (await deskOf(clerk)).groups[0]!.rows
  const minus = [{ from: '980121', to: '980122' }]
  const actor = { ...clerk, scope: { ...scopeOf('98'), minus } }
  assert.equal((await deskOf(actor)).groups[0]!.count, 0)
  const told = await scoped(db.app, actor.scope, (client) =>
    deadlines.explainDeadline(client, actor, day, row!.id),
  )
  assert.equal(told, undefined)
})

test('a deadline explains itself, within the scope only', async () => {
  const effect = due('', { clock: { workingDays: 10 }, calendar, startedOn: '2026-09-28' })
  await write(effect)
  const told = (scope: Actor['scope']) =>
    scoped(db.app, scope, (client) =>
      deadlines.explainDeadline(client, { ...clerk, scope }, day, effect.id),
    )
  const explained = await told(clerk.scope)
  assert.equal(explained?.deadline.dueOn, '2026-10-16')
  assert.deepEqual(explained?.clock, { count: 10, unit: 'workingDays' })
  assert.equal(explained?.parts[0]?.steps.length, 3)
  assert.equal(await told(scopeOf('980122')), undefined)
})

test('a stopped, resumed, extended and met deadline keeps its whole way', async () => {
  const effect = due('', { clock: { workingDays: 10 }, calendar, startedOn: '2026-11-09' })
  const own = { ...effect, set: { ...effect.set, subjectId: newId() } }
  await write(own)
  const read = async () => {
    const of = { jur: '980121', kind: 'finding', id: own.set.subjectId }
    const [row] = await scoped(db.app, clerk.scope, (client) => deadlines.deadlinesOf(client, of))
    return row!
  }
  const act = async (
    make: (row: deadlines.Deadline) => ReturnType<typeof deadlines.pauseDeadline>,
  ) => {
    const next = make(await read())
    assert.ok(!isRefusal(next))
    assert.ok('done' in (await write(next)))
  }
  await act((row) => deadlines.pauseDeadline(row, { on: '2026-11-12', calendar }))
  assert.deepEqual([(await read()).state, (await read()).left], ['paused', 7])
  await act((row) => deadlines.resumeDeadline(row, { on: '2026-11-16', calendar }))
  await act((row) => deadlines.extendDeadline(row, { to: '2026-12-10', on: '2026-11-18' }))
  await act((row) => deadlines.meetDeadline(row, '2026-12-01'))
  const row = await read()
  assert.deepEqual([row.revision, row.state, row.doneOn, row.left], [5, 'met', '2026-12-01', null])
  assert.deepEqual([row.originalDueOn, row.dueOn], ['2026-11-23', '2026-12-10'])
  const kinds = deadlines.calculation(row, '2026-12-02', calendar).parts.map(({ kind }) => kind)
  assert.deepEqual(kinds, ['started', 'paused', 'resumed', 'extended'])
})

test('a query without a scope sees no deadline', async () => {
  const { rows } = await db.app.query('select 1 from deadline')
  assert.equal(rows.length, 0)
})

const notice = (days: deadlines.CalendarDay[]): deadlines.CalendarNotice => ({
  year: 2027,
  notice: '演示：2027年部分节假日安排的通知',
  days,
})
const holiday = (date: string) => ({ day: date, kind: 'holiday' as const, name: '节日' })
const whole = notice([holiday('2027-01-01'), holiday('2027-10-01')])
const admin = actorOf('system_admin', '98')

async function importing(actor: Actor, given: deadlines.CalendarNotice): Promise<Outcome> {
  return perform(runner, deadlines.IMPORT_CALENDAR, given, { actor, key: newId() })
}

const refusedNotices: readonly (readonly [string, Actor, deadlines.CalendarNotice, RegExp])[] = [
  ['by a clerk', clerk, whole, /系统管理员/],
  ['a day twice', admin, notice([...whole.days, holiday('2027-01-01')]), /只能列一次/],
  ['another year', admin, notice([...whole.days, holiday('2029-01-01')]), /不属于 2027 年/],
  [
    'a make-up day within the week',
    admin,
    notice([...whole.days, { day: '2027-01-04', kind: 'make_up_workday', name: '元旦' }]),
    /不是周六、周日/,
  ],
  ['without National Day', admin, notice([holiday('2027-01-01')]), /元旦和国庆节/],
]

test('notices that cannot be are refused and leave nothing', async () => {
  for (const [name, actor, given, sentence] of refusedNotices) {
    const outcome = await importing(actor, given)
    assert.ok(isRefusal(outcome), name)
    assert.match(outcome.refused, sentence, name)
  }
  assert.equal(await deadlines.findYear(db.app, 2027), undefined)
})

test('next year’s notice covers the year and settles provisional dates', async () => {
  const started = { clock: { workingDays: 5 }, calendar, startedOn: '2026-12-28' }
  const effect = due('', started)
  const far = due('', { ...started, startedOn: '2027-12-28' })
  await write(effect, far)
  assert.equal(effect.set['provisional'], true)
  const key = { jur: effect.jur, id: effect.id }
  const early = await perform(runner, deadlines.RECOUNT_DEADLINE, key, {
    actor: clerk,
    key: newId(),
  })
  assert.ok(isRefusal(early))
  const outcome = await importing(admin, whole)
  assert.ok('done' in outcome)
  assert.ok((await deadlines.readCalendar(db.app)).covered.has(2027))
  assert.equal(await deadlines.recountProvisional(runner, outcome.actId), 1)
  const told = await scoped(db.app, clerk.scope, (client) =>
    deadlines.findDeadline(client, clerk.scope, effect.id),
  )
  assert.deepEqual([told?.dueOn, told?.provisional], ['2027-01-05', false])
  assert.equal(told?.originalDueOn, '2027-01-05')
  const keys = await scoped(db.app, clerk.scope, (client) =>
    deadlines.provisionalDeadlines(client, { after: null, limit: 10 }),
  )
  assert.deepEqual(keys, [{ jur: far.jur, id: far.id }])
})

test('an amended notice makes a day ordinary and keeps it on record', async () => {
  await importing(admin, notice([...whole.days, holiday('2027-02-08')]))
  await importing(admin, whole)
  const year = await deadlines.findYear(db.app, 2027)
  assert.deepEqual(
    year?.days.map(({ day: date, kind }) => [date, kind]),
    [
      ['2027-01-01', 'holiday'],
      ['2027-02-08', 'ordinary'],
      ['2027-10-01', 'holiday'],
    ],
  )
})

test('seeding again changes nothing that an office imported', async () => {
  await deadlines.seedYears(db.owner, [{ ...whole, notice: '种子' }])
  assert.equal((await deadlines.findYear(db.owner, 2027))?.source, 'import')
})
