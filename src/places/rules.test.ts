import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decideSignIn, judgePassword, later, sessionStanding, SIGN_IN } from './rules.ts'
import {
  FAMILIES,
  judgeFamilies,
  judgeRelease,
  may,
  READING,
  RIGHT_NAMES,
  RIGHTS,
} from './rights.ts'
import { scopeOfPlace } from './scopes.ts'
import { ROLES, type Role } from './vocabulary.ts'

const NOW = '2026-03-02T01:00:00.000Z'
const fresh = { failedCount: 0, lockedUntil: null, disabledAt: null, releasedAt: NOW }

test('an attempt to sign in: by account, password, outcome, failures after, lock after', () => {
  const past = later(NOW, -1)
  const future = later(NOW, 60)
  const lock = later(NOW, SIGN_IN.lockMinutes * 60)
  const cases = [
    ['known and right', fresh, true, 'signed_in', 0, null],
    ['right after failures', { ...fresh, failedCount: 4 }, true, 'signed_in', 0, null],
    ['first failure', fresh, false, 'refused', 1, null],
    ['last free failure', { ...fresh, failedCount: 3 }, false, 'refused', 4, null],
    ['the failure that locks', { ...fresh, failedCount: 4 }, false, 'refused', 5, lock],
    [
      'right while locked',
      { ...fresh, failedCount: 5, lockedUntil: future },
      true,
      'locked_out',
      5,
      future,
    ],
    [
      'wrong while locked',
      { ...fresh, failedCount: 5, lockedUntil: future },
      false,
      'locked_out',
      5,
      future,
    ],
    [
      'right after the lock',
      { ...fresh, failedCount: 5, lockedUntil: past },
      true,
      'signed_in',
      0,
      null,
    ],
    [
      'wrong after the lock',
      { ...fresh, failedCount: 5, lockedUntil: past },
      false,
      'refused',
      1,
      null,
    ],
    [
      'lock ends this instant',
      { ...fresh, failedCount: 5, lockedUntil: NOW },
      true,
      'signed_in',
      0,
      null,
    ],
    ['disabled', { ...fresh, disabledAt: NOW }, true, 'refused', 0, null],
    ['not yet released', { ...fresh, releasedAt: null }, true, 'refused', 0, null],
    ['nobody has the name', null, true, 'refused', 0, null],
  ] as const
  for (const [name, account, right, outcome, failures, locked] of cases) {
    const verdict = decideSignIn(account, right, NOW)
    assert.deepEqual(
      [verdict.outcome, verdict.failedCount, verdict.lockedUntil],
      [outcome, failures, locked],
      name,
    )
  }
})

test('an unknown name, a wrong password: one sentence; a disabled account shows only to its owner', () => {
  const sentence = (account: typeof fresh | null, right: boolean) => {
    const verdict = decideSignIn(account, right, NOW)
    return 'refusal' in verdict ? verdict.refusal.refused : ''
  }
  assert.equal(sentence(null, true), sentence(fresh, false))
  const disabled = { ...fresh, disabledAt: NOW } as unknown as typeof fresh
  assert.equal(sentence(disabled, false), sentence(fresh, false))
  assert.match(sentence(disabled, true), /停用/)
})

test('a session: open, locked when idle, ended when it expires', () => {
  const session = {
    createdAt: NOW,
    lastSeenAt: NOW,
    expiresAt: later(NOW, SIGN_IN.sessionHours * 3600),
    lockedAt: null,
    endedAt: null,
  }
  const idle = SIGN_IN.idleMinutes * 60
  const cases = [
    ['just now', session, 0, 'open'],
    ['a second before idle', session, idle - 1, 'open'],
    ['idle', session, idle, 'locked'],
    ['locked by hand', { ...session, lockedAt: NOW }, 1, 'locked'],
    ['expired though busy', { ...session, lastSeenAt: session.expiresAt }, 43_200, 'ended'],
    ['signed out', { ...session, endedAt: NOW }, 1, 'ended'],
  ] as const
  for (const [name, state, seconds, standing] of cases) {
    assert.equal(sessionStanding(state, later(NOW, seconds)), standing, name)
  }
})

test('a new password: long, mixed, without the name, not the old one', () => {
  const cases = [
    ['Kc7-aaaaa', false, /10位/],
    ['abcdefghij', false, /3种/],
    ['ABCDEFGH12', false, /3种/],
    ['Zhifa-2026x', false, /账号名称/],
    ['Duanqiao-77', true, /原密码/],
    ['Duanqiao-77', false, null],
    ['河湾Duan77号', false, /10位/],
    ['河湾Duanqiao77', false, null],
  ] as const
  for (const [password, same, expected] of cases) {
    const refusal = judgePassword(password, 'zhifa', same)
    if (expected === null) assert.equal(refusal, null, password)
    else assert.match(refusal?.refused ?? '', expected, password)
  }
})

test('the three administrators share no right with each other nor with anybody who sees cases', () => {
  for (const one of ROLES) {
    for (const other of ROLES) {
      if (FAMILIES[one] === FAMILIES[other]) continue
      const shared = (RIGHTS[one] as readonly string[]).filter((right) =>
        (RIGHTS[other] as readonly string[]).includes(right),
      )
      assert.deepEqual(shared, [], `${one} and ${other}`)
    }
  }
})

test('the audit administrator reads and changes nothing', () => {
  assert.ok(RIGHTS.audit_admin.every((right) => READING.includes(right)))
})

test('every right is somebody’s, and a word that is no role has none', () => {
  for (const right of RIGHT_NAMES)
    assert.ok(
      ROLES.some((role) => may(role, right)),
      right,
    )
  assert.equal(may('toString', 'cases.read'), false)
  assert.equal(may('superuser', 'cases.read'), false)
})

test('nobody holds posts of two families', () => {
  const cases: readonly [readonly Role[], Role, boolean][] = [
    [[], 'system_admin', true],
    [['inspector', 'committee_clerk'], 'section_head', true],
    [['system_admin'], 'system_admin', true],
    [['system_admin'], 'security_admin', false],
    [['security_admin'], 'audit_admin', false],
    [['inspector'], 'audit_admin', false],
    [['audit_admin'], 'reader', false],
  ]
  for (const [held, next, allowed] of cases) {
    assert.equal(judgeFamilies(held, next) === null, allowed, `${held.join()} + ${next}`)
  }
})

test('a release is by another person, once', () => {
  assert.equal(judgeRelease('a', 'b', null), null)
  assert.match(judgeRelease('a', 'a', null)?.refused ?? '', /以外/)
  assert.match(judgeRelease('a', 'b', NOW)?.refused ?? '', /已经/)
})

test('the scope of a place follows who governs whom, not the codes alone', () => {
  const displaced = [
    { jur: '130181', lineage: ['13', '0'] },
    { jur: '130629', lineage: ['13X1', '13', '0'] },
    { jur: '130632', lineage: ['13X1', '13', '0'] },
    { jur: '130682', lineage: ['13', '0'] },
  ]
  const cases = [
    ['13', [], []],
    ['1301', [], ['130181-130182']],
    ['1306', [], ['130629-13062:', '130632-130633', '130682-130683']],
    ['130682', [], []],
    ['13X1', ['130629-13062:', '130632-130633'], []],
    ['41', [], []],
    ['0', [], []],
  ] as const
  const text = (ranges: readonly { from: string; to: string }[]) =>
    ranges.map(({ from, to }) => `${from}-${to}`)
  for (const [place, plus, minus] of cases) {
    const scope = scopeOfPlace(place, displaced)
    assert.deepEqual([text(scope.plus), text(scope.minus)], [plus, minus], place)
  }
})
