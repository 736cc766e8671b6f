import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  firstRow,
  isRefusal,
  newId,
  perform,
  rows,
  type Actor,
  type Command,
  type Outcome,
} from '#kernel/index.ts'
import * as commands from './commands.ts'
import { demoId } from './demo/organizations.ts'
import { DEMO_PASSWORD } from './demo/people.ts'
import * as holdings from './holdings.ts'
import {
  findOrganizationFor,
  listOrganizationsFor,
  presentBodies,
  territorialBody,
} from './organizations.ts'
import { holdersOf, listPeopleFor, postsOfOrganization, postsWithoutHolder } from './people.ts'
import { listPlacesFor } from './places.ts'
import * as release from './release.ts'
import { may, type Right } from './rights.ts'
import { judgePassword } from './rules.ts'
import { directoryScope, standingOf } from './sessions.ts'
import { listSignInLines } from './sign-in-log.ts'
import { hashPassword } from './accounts.ts'
import { openTrial, type Trial } from './trial.ts'
import { ROLES } from './vocabulary.ts'

let trial: Trial
let system: Actor
let security: Actor
before(async () => {
  trial = await openTrial()
  system = await trial.actor('sysadmin')
  security = await trial.actor('secadmin')
})
after(() => trial.close())

const DAY = '2026-03-02'

function act<I, L>(command: Command<I, L>, input: I, actor: Actor): Promise<Outcome> {
  return perform(trial.runner, command, input, { actor, key: newId() })
}

/** What came of an act: `done`, `missing`, or the refusal's sentence. */
async function outcome<I, L>(command: Command<I, L>, input: I, actor: Actor): Promise<string> {
  const answer = await act(command, input, actor)
  if (isRefusal(answer)) return answer.refused
  return 'done' in answer ? 'done' : 'missing'
}

/** The id that a successful act answers. */
async function made<I, L>(command: Command<I, L>, input: I, actor: Actor): Promise<string> {
  const answer = await act(command, input, actor)
  if (!('done' in answer)) throw new Error(JSON.stringify(answer))
  return (answer.done as { id: string }).id
}

async function newPerson(login: string | null): Promise<{ id: string; account: string }> {
  const answer = await act(
    holdings.createPerson(await hashPassword('Chushi-2026')),
    { name: '新人（演示）', login },
    system,
  )
  if (!('done' in answer)) throw new Error(JSON.stringify(answer))
  return answer.done as { id: string; account: string }
}

const target = { id: '00000000-0000-7000-8000-000000000000' }
const ACTS: readonly (readonly [string, Right, (actor: Actor) => Promise<string>])[] = [
  [
    'organization.create',
    'organizations.manage',
    (actor) =>
      outcome(
        commands.createOrganization,
        { name: '试验机构', kind: 'institution', place: '980121', lines: [], validFrom: DAY },
        actor,
      ),
  ],
  [
    'organization.succeed',
    'organizations.manage',
    (actor) =>
      outcome(
        commands.succeedOrganization,
        { ...target, successor: target.id, kind: 'merged', on: DAY },
        actor,
      ),
  ],
  [
    'committee.join',
    'organizations.manage',
    (actor) =>
      outcome(commands.joinCommittee, { ...target, part: 'office', validFrom: DAY }, actor),
  ],
  [
    'post.create',
    'organizations.manage',
    (actor) =>
      outcome(
        commands.createPost,
        { org: target.id, role: 'reader', title: '试', place: '980121', validFrom: DAY },
        actor,
      ),
  ],
  [
    'person.create',
    'people.manage',
    (actor) => outcome(holdings.createPerson('-'), { name: '试（演示）' }, actor),
  ],
  [
    'holding.create',
    'people.manage',
    (actor) =>
      outcome(
        holdings.createHolding,
        { post: target.id, person: target.id, kind: 'regular', from: DAY },
        actor,
      ),
  ],
  [
    'holding.end',
    'people.manage',
    (actor) => outcome(holdings.endHolding, { ...target, on: DAY }, actor),
  ],
  ['post.release', 'posts.release', (actor) => outcome(release.releasePost, target, actor)],
  ['holding.release', 'posts.release', (actor) => outcome(release.releaseHolding, target, actor)],
  [
    'account.release',
    'accounts.release',
    (actor) => outcome(release.releaseAccount, target, actor),
  ],
  ['account.unlock', 'accounts.unlock', (actor) => outcome(release.unlockAccount, target, actor)],
  ['account.disable', 'accounts.unlock', (actor) => outcome(release.disableAccount, target, actor)],
  [
    'account.reset',
    'accounts.unlock',
    (actor) => outcome(release.resetPassword('-'), target, actor),
  ],
]

test('every act of administration by every role: done or not found by its own, refused to all others', async () => {
  for (const role of ROLES) {
    const base = role === 'security_admin' ? security : system
    for (const [name, right, run] of ACTS) {
      const came = await run({ ...base, role })
      if (may(role, right))
        assert.ok(['done', 'missing'].includes(came), `${role} ${name}: ${came}`)
      else assert.match(came, /管理员办理/, `${role} ${name}`)
    }
  }
})

test('an organization, a post, a person and a holding take effect only when released', async () => {
  const org = await made(
    commands.createOrganization,
    { name: '云川市水利局（演示）', kind: 'department', place: '9801', lines: [], validFrom: DAY },
    system,
  )
  const post = await made(
    commands.createPost,
    { org, role: 'regulator_clerk', title: '安全科经办', place: '9801', validFrom: DAY },
    system,
  )
  const person = await newPerson('shuili')
  const holding = await made(
    holdings.createHolding,
    { post, person: person.id, kind: 'regular', from: DAY },
    system,
  )
  await assert.rejects(trial.token('shuili', 'Chushi-2026'), /审核启用/)
  assert.equal(await outcome(release.releaseAccount, { id: person.account }, security), 'done')
  assert.match(await outcome(release.releaseAccount, { id: person.account }, security), /已经/)
  const token = await trial.token('shuili', 'Chushi-2026')
  assert.equal((await standingOf(trial.runner, token))?.state, 'must_change')
  assert.deepEqual(await holdersOf(trial.db.app, post, DAY), [])
  assert.equal(await outcome(release.releasePost, { id: post }, security), 'done')
  assert.deepEqual(await holdersOf(trial.db.app, post, DAY), [])
  const places = await directoryScope(trial.db.app, system)
  const empty = await postsWithoutHolder(trial.db.app, { ...system, scope: places }, DAY)
  assert.deepEqual(
    empty.map((found) => found.id),
    [post],
  )
  assert.equal(await outcome(release.releaseHolding, { id: holding }, security), 'done')
  assert.deepEqual(
    (await holdersOf(trial.db.app, post, DAY)).map((h) => h.person),
    [person.id],
  )
  const ended = await act(holdings.endHolding, { id: holding, on: DAY }, system)
  assert.ok('done' in ended)
  assert.deepEqual(await holdersOf(trial.db.app, post, '2026-03-03'), [])
})

test('nobody administers and works cases, also when both are entered at once', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { id: person } = await newPerson(null)
    const enter = (key: string) =>
      outcome(
        holdings.createHolding,
        { post: demoId(`post ${key}`), person, kind: 'regular', from: DAY },
        system,
      )
    const came = await Promise.all([enter('yc.sysadmin'), enter('yc.yingji'), enter('qy.yingji')])
    const held = came.filter((one) => one === 'done').length
    assert.ok(held === 1 || (held === 2 && came[0] !== 'done'), came.join())
    assert.ok(came.some((one) => one.includes('相互分离')))
  }
})

test('a security administrator releases nothing of his own', async () => {
  const holding = await made(
    holdings.createHolding,
    {
      post: demoId('post yc.secadmin'),
      person: security.person,
      kind: 'acting',
      from: DAY,
    },
    system,
  )
  assert.match(await outcome(release.releaseHolding, { id: holding }, security), /以外/)
  const own = { id: demoId('account secadmin') }
  assert.match(await outcome(release.disableAccount, own, security), /另一名/)
})

test('a login name is given once, and a refusal leaves no person behind', async () => {
  const count = () =>
    firstRow<{ n: number }>(trial.db.owner, 'select count(*)::integer as n from person')
  const before = await count()
  const came = await outcome(
    holdings.createPerson('-'),
    { name: '重名（演示）', login: 'zhifa' },
    system,
  )
  assert.match(came, /已被使用/)
  assert.deepEqual(await count(), before)
})

test('places outside the administrator’s city are not found, unknown bodies are named', async () => {
  const create = (place: string, parent?: string) =>
    outcome(
      commands.createOrganization,
      { name: '试', kind: 'institution', place, parent: parent ?? null, lines: [], validFrom: DAY },
      system,
    )
  assert.equal(await create('4115'), 'missing')
  assert.equal(await create('980199'), 'missing')
  assert.match(await create('980121', target.id), /不存在/)
})

test('disabling ends the sessions of the account at once; a reset needs a new password', async () => {
  const token = await trial.token('pg.anwei')
  const id = demoId('account pg.anwei')
  assert.equal(await outcome(release.disableAccount, { id }, security), 'done')
  assert.equal(await standingOf(trial.runner, token), null)
  await assert.rejects(trial.token('pg.anwei'), /停用/)
  assert.equal(await outcome(release.unlockAccount, { id }, security), 'done')
  assert.equal(await standingOf(trial.runner, token), null)
  await trial.token('pg.anwei')
  const fresh = holdings.firstPassword()
  assert.equal(
    await outcome(release.resetPassword(await hashPassword(fresh)), { id }, security),
    'done',
  )
  const standing = await standingOf(trial.runner, await trial.token('pg.anwei', fresh))
  assert.equal(standing?.state, 'must_change')
})

test('acts are journalled without a name, a login or a password', async () => {
  const entries = await rows<{ act: string; leaf: Buffer }>(
    trial.db.owner,
    `select act, leaf from journal_pending union all select act, leaf from journal_entry`,
  )
  const acts = new Set(entries.map((entry) => entry.act))
  for (const name of ['organization.create', 'person.create', 'post.release', 'holding.end']) {
    assert.ok(acts.has(name), name)
  }
  for (const { leaf } of entries) {
    assert.doesNotMatch(leaf.toString(), /新人|shuili|Chushi|argon2/)
  }
  const kept = await rows<{ answer: string }>(
    trial.db.owner,
    'select answer::text as answer from idempotency',
  )
  for (const { answer } of kept) assert.doesNotMatch(answer, /argon2|assword/)
})

test('what an old body owed is asked of its successor', async () => {
  const old = demoId('yc.anjian')
  assert.deepEqual(await presentBodies(trial.db.app, old, '2018-12-31'), [old])
  assert.deepEqual(await presentBodies(trial.db.app, old, DAY), [demoId('yc.yingji')])
})

test('where nobody owns a thing, the township answers, then the county', async () => {
  const cases = [
    ['980121001203', 'qy.zhen'],
    ['980121004', 'qy.gov'],
    ['980121', 'qy.gov'],
    ['9801Y1001001', 'bs.gov'],
    ['9801', 'yc.gov'],
  ] as const
  for (const [jur, key] of cases) {
    assert.equal((await territorialBody(trial.db.app, jur, DAY))?.id, demoId(key), jur)
  }
  assert.equal(await territorialBody(trial.db.app, '98', DAY), null)
})

test('who is shown which organization: the own places, public bodies above, no strange enterprise', async () => {
  const cases = [
    ['anwei', { has: ['yc.gov', 'qy.gov', 'qy.zhuzao', 'bs.gov'], not: ['yc.anjian'] }],
    ['qy.anwei', { has: ['yc.anweiban', 'qy.zhuzao', 'qy.cun'], not: ['pg.gov', 'yc.ranqi'] }],
    ['cun', { has: ['qy.zhen', 'qy.yingji', 'yc.yingji'], not: ['qy.zhuzao', 'qy.baihe'] }],
    ['qiye', { has: ['qy.zhuzao', 'qy.zhen', 'qy.gov'], not: ['qy.huagong', 'qy.jiayou'] }],
  ] as const
  for (const [login, { has, not }] of cases) {
    const actor = await trial.actor(login)
    const { items } = await listOrganizationsFor(trial.db.app, actor, { on: DAY, limit: 200 })
    const ids = new Set(items.map((item) => item.id))
    for (const key of has) assert.ok(ids.has(demoId(key)), `${login} is shown ${key}`)
    for (const key of not) assert.ok(!ids.has(demoId(key)), `${login} is not shown ${key}`)
    for (const key of not) {
      if (key === 'yc.anjian') continue
      assert.equal(await findOrganizationFor(trial.db.app, actor, demoId(key), DAY), undefined)
    }
  }
})

test('lists go a page at a time and end', async () => {
  const actor = await trial.actor('anwei')
  const whole = await listOrganizationsFor(trial.db.app, actor, { on: DAY, limit: 200 })
  const found: string[] = []
  let cursor: string | undefined
  do {
    const page = await listOrganizationsFor(trial.db.app, actor, { on: DAY, limit: 7, cursor })
    found.push(...page.items.map((item) => item.id))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  assert.deepEqual(
    found,
    whole.items.map((item) => item.id),
  )
  for (const q of ['ycsyjgl', '云川市应急局']) {
    const search = await listOrganizationsFor(trial.db.app, actor, { on: DAY, limit: 50, q })
    assert.deepEqual(
      search.items.map((item) => item.id),
      [demoId('yc.yingji')],
    )
  }
})

test('a forged cursor starts from the beginning', async () => {
  const actor = await trial.actor('anwei')
  const whole = await listOrganizationsFor(trial.db.app, actor, { on: DAY, limit: 3 })
  for (const forged of [['9801', 'x'], ['9801'], ['\0', demoId('x')], [1, 2], 'x']) {
    const cursor = Buffer.from(JSON.stringify(forged)).toString('base64url')
    const page = await listOrganizationsFor(trial.db.app, actor, { on: DAY, limit: 3, cursor })
    assert.deepEqual(page, whole, JSON.stringify(forged))
  }
})

test('a committee shows its first director, director, office with liaison and member units', async () => {
  const actor = await trial.actor('anwei')
  const found = await findOrganizationFor(trial.db.app, actor, demoId('yc.anweihui'), DAY)
  assert.deepEqual(
    found?.members.slice(0, 5).map((member) => member.part),
    ['first_director', 'director', 'deputy', 'office', 'member_unit'],
  )
  assert.match(found?.members[3]?.liaisonName ?? '', /演示/)
  const bureau = await findOrganizationFor(trial.db.app, actor, demoId('yc.yingji'), DAY)
  assert.deepEqual(
    bureau?.predecessors.map((one) => one.org),
    [demoId('yc.anjian')],
  )
  const section = bureau?.posts.find((post) => post.role === 'section_head')
  assert.deepEqual(
    section?.holders.map((holder) => holder.kind),
    ['regular', 'stand_in'],
  )
})

test('the tree of places begins at the own place, and a search stays within it', async () => {
  const actor = await trial.actor('qy.anwei')
  const asked = (query: { parent?: string; q?: string }) =>
    listPlacesFor(trial.db.app, actor, { on: DAY, limit: 200, ...query })
  const jurs = async (query: { parent?: string; q?: string }) =>
    (await asked(query)).items.map((item) => item.jur)
  assert.deepEqual(await jurs({}), ['980121'])
  assert.deepEqual(await jurs({ q: 'bh' }), ['980121003', '980121003201'])
  assert.equal((await jurs({ parent: '0' })).includes('41'), true)
  assert.deepEqual(await jurs({ q: '浉河', parent: '0' }), ['411502'])
})

test('people are shown within the scope only', async () => {
  const county = await trial.actor('qy.anwei')
  const { items } = await listPeopleFor(trial.db.app, county, { on: DAY, limit: 200 })
  const ids = new Set(items.map((item) => item.id))
  assert.ok(ids.has(demoId('person qy.yingji')))
  assert.ok(!ids.has(demoId('person anwei')) && !ids.has(demoId('person pg.anwei')))
  const plant = await trial.actor('qiye')
  const own = await listPeopleFor(trial.db.app, plant, { on: DAY, limit: 200 })
  assert.deepEqual(
    own.items.map((item) => item.id),
    [demoId('person qiye')],
  )
  const posts = await postsOfOrganization(
    trial.db.app,
    demoId('qy.yingji'),
    ['section_head', 'regulator_clerk'],
    DAY,
  )
  assert.deepEqual(
    posts.map((post) => post.role),
    ['section_head', 'regulator_clerk'],
  )
})

test('the log of sign-ins is read newest first, a page at a time', async () => {
  const whole = await listSignInLines(trial.db.app, { limit: 200 })
  const first = await listSignInLines(trial.db.app, { limit: 2 })
  const second = await listSignInLines(trial.db.app, { limit: 2, cursor: first.next! })
  assert.deepEqual([...first.items, ...second.items], whole.items.slice(0, 4))
  const one = await listSignInLines(trial.db.app, { limit: 200, login: 'pg.anwei' })
  assert.ok(one.items.length >= 3 && one.items.every((line) => line.login === 'pg.anwei'))
})

test('the demonstration’s password is one that its own rule would take', () => {
  assert.equal(judgePassword(DEMO_PASSWORD, 'anwei', false), null)
})
