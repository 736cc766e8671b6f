/** The acts of administration: who does them, and what comes of them. */
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
import { holdersOf, postsWithoutHolder } from './people.ts'
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
