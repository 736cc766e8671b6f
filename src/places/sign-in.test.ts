import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isRefusal, rows, type Refusal } from '#kernel/index.ts'
import { DEMO_PASSWORD } from './demo/people.ts'
import { demoId } from './demo/organizations.ts'
import { postsOf, signOutOf, standingOf, switchPostTo, viewSession } from './sessions.ts'
import { changePasswordTo, signInWith, unlockSessionWith } from './sign-in.ts'
import { SIGN_IN } from './rules.ts'
import { openTrial, type Trial } from './trial.ts'

let trial: Trial
before(async () => {
  trial = await openTrial()
})
after(() => trial.close())

const attempt = (login: string, password: string) =>
  signInWith(trial.runner, { login, password, address: '127.0.0.1' })

async function sentence(answer: Promise<object | Refusal | null>): Promise<string> {
  const given = await answer
  return isRefusal(given) ? given.refused : ''
}

/** The clock, some minutes on. */
function wait(minutes: number): void {
  trial.clock.set(new Date(Date.parse(trial.clock.now()) + minutes * 60_000).toISOString())
}

test('signing in gives an actor with the post’s role and scope; the store keeps no token', async () => {
  const token = await trial.token(' QY.Anwei ')
  const standing = await standingOf(trial.runner, token)
  assert.equal(standing?.state, 'open')
  assert.equal(standing?.actor?.role, 'committee_clerk')
  assert.deepEqual(standing?.actor?.scope, {
    from: '980121',
    to: '980122',
    plus: [],
    minus: [],
    party: null,
  })
  const [row] = await rows<{ token_hash: Buffer }>(
    trial.db.owner,
    'select token_hash from session where id = $1',
    [standing?.session],
  )
  assert.equal(row?.token_hash.length, 32)
  assert.ok(!row.token_hash.equals(Buffer.from(token, 'base64url')))
  assert.equal(await standingOf(trial.runner, `${token.slice(0, -1)}_`), null)
})

test('every role of the demonstration signs in; administrators see no cases', async () => {
  const logins = 'anwei anwei.zr leader yingji kezhang zhifa fazhi shenji dangan chayue qiye cun'
  for (const login of logins.split(' ')) {
    const { scope } = await trial.actor(login)
    assert.ok(scope.from !== '' || scope.party !== null, login)
  }
  for (const login of ['sysadmin', 'secadmin', 'audadmin']) {
    const { scope } = await trial.actor(login)
    assert.deepEqual([scope.from, scope.plus, scope.party], ['', [], null], login)
  }
  assert.equal((await trial.actor('qiye')).scope.party, demoId('qy.zhuzao'))
  assert.equal((await trial.actor('cun')).scope.from, '980121001203')
})

test('an unknown name and a wrong password get one answer', async () => {
  assert.equal(await sentence(attempt('nobody', 'x')), await sentence(attempt('shenji', 'x')))
})

test('five failures at once lock the account, and the right password does not open it', async () => {
  const wrong = await Promise.all(Array.from({ length: 8 }, () => sentence(attempt('dangan', 'x'))))
  assert.equal(wrong.filter((text) => text.includes('锁定')).length, 8 - SIGN_IN.failuresBeforeLock)
  assert.match(await sentence(attempt('dangan', DEMO_PASSWORD)), /锁定/)
  wait(SIGN_IN.lockMinutes + 1)
  assert.equal(await sentence(attempt('dangan', DEMO_PASSWORD)), '')
})

test('an idle session locks, its password opens it, and it ends when it expires', async () => {
  const token = await trial.token('chayue')
  wait(SIGN_IN.idleMinutes + 1)
  const locked = await standingOf(trial.runner, token)
  assert.equal(locked?.state, 'locked')
  assert.equal(locked?.actor, null)
  assert.equal((await viewSession(trial.runner, token))?.locked, true)
  assert.match(await sentence(unlockSessionWith(trial.runner, locked, 'x')), /不正确/)
  assert.equal((await standingOf(trial.runner, token))?.state, 'locked')
  assert.equal(await unlockSessionWith(trial.runner, locked, DEMO_PASSWORD), null)
  assert.equal((await standingOf(trial.runner, token))?.state, 'open')
  wait(SIGN_IN.sessionHours * 60)
  assert.equal(await standingOf(trial.runner, token), null)
  assert.equal(await viewSession(trial.runner, token), null)
})

test('a session that is used stays open beyond the idle time', async () => {
  const token = await trial.token('chayue')
  for (let i = 0; i < 4; i += 1) {
    wait(SIGN_IN.idleMinutes - 1)
    assert.equal((await standingOf(trial.runner, token))?.state, 'open')
  }
})

test('after signing out the token is worth nothing', async () => {
  const token = await trial.token('anwei')
  await signOutOf(trial.runner, token)
  await signOutOf(trial.runner, token)
  assert.equal(await standingOf(trial.runner, token), null)
})

test('an account with a first password may only change it', async () => {
  await trial.db.owner.query('update account set must_change = true where id = $1', [
    demoId('account shichang'),
  ])
  const [one, other] = [await trial.token('shichang'), await trial.token('shichang')]
  const standing = await standingOf(trial.runner, one)
  assert.deepEqual([standing?.state, standing?.actor], ['must_change', null])
  const change = (old: string, fresh: string) =>
    sentence(changePasswordTo(trial.runner, standing!, { old, new: fresh }))
  assert.match(await change('wrong', 'Qiaotou-2026'), /不正确/)
  assert.match(await change(DEMO_PASSWORD, DEMO_PASSWORD), /原密码/)
  assert.match(await change(DEMO_PASSWORD, 'short'), /10位/)
  assert.equal(await change(DEMO_PASSWORD, 'Qiaotou-2026'), '')
  assert.equal((await standingOf(trial.runner, one))?.state, 'open')
  assert.equal(await standingOf(trial.runner, other), null)
  assert.match(await sentence(attempt('shichang', DEMO_PASSWORD)), /不正确/)
})

test('several hats: one post acts at a time, only a post that is held', async () => {
  const token = await trial.token('zhifa')
  const standing = await standingOf(trial.runner, token)
  const posts = await postsOf(trial.db.app, standing!.person, trial.clock.today())
  assert.deepEqual(
    posts.map(({ role, kind }) => [role, kind]),
    [
      ['inspector', 'regular'],
      ['section_head', 'stand_in'],
    ],
  )
  assert.equal(standing?.actor?.onBehalfOf, null)
  assert.equal(await switchPostTo(trial.runner, standing, posts[1]!.id), null)
  const then = await standingOf(trial.runner, token)
  assert.equal(then?.actor?.role, 'section_head')
  assert.equal(then?.actor?.onBehalfOf, posts[1]!.id)
  const foreign = switchPostTo(trial.runner, standing, demoId('post yc.secadmin'))
  assert.match(await sentence(foreign), /本人/)
  assert.equal((await standingOf(trial.runner, token))?.actor?.role, 'section_head')
})

test('a holding that ends takes the post from a running session', async () => {
  const token = await trial.token('zhifa2')
  const holding = demoId('holding zhifa2 yc.zhifa2')
  await trial.db.owner.query('update holding set to_on = $2 where id = $1', [
    holding,
    trial.clock.today(),
  ])
  assert.equal((await standingOf(trial.runner, token))?.state, 'open')
  const last = trial.clock.now()
  trial.clock.set('2026-03-10T01:00:00Z')
  const later = await trial.token('zhifa2')
  assert.equal((await standingOf(trial.runner, later))?.state, 'no_post')
  trial.clock.set(last)
})

test('every attempt leaves a line for the audit administrator, none with a password', async () => {
  const log = await rows<{ outcome: string }>(
    trial.db.owner,
    'select distinct outcome from sign_in_log order by outcome',
  )
  assert.deepEqual(
    log.map((line) => line.outcome),
    ['locked_out', 'password_changed', 'refused', 'signed_in', 'signed_out', 'unlocked'],
  )
})
