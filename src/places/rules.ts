import { refuse, type Refusal } from '#kernel/refusal.ts'
import { CLAUSES } from './clauses.ts'

export { CLAUSES } from './clauses.ts'
export { answersTo, directs, HIGH_BODIES, placed, type Body } from './addressing.ts'
export * from './rights.ts'

/** The figures of sign-in: assumptions of this product, in force until a deployment sets others. */
export const SIGN_IN = {
  failuresBeforeLock: 5,
  lockMinutes: 15,
  idleMinutes: 30,
  sessionHours: 12,
  passwordLength: 10,
  passwordKinds: 3,
} as const

/** What the store knows of an account when somebody tries to sign in. */
export type AccountState = {
  readonly failedCount: number
  readonly lockedUntil: string | null
  readonly disabledAt: string | null
  readonly releasedAt: string | null
}

export type SignInOutcome =
  | { readonly outcome: 'signed_in'; readonly failedCount: 0; readonly lockedUntil: null }
  | {
      readonly outcome: 'refused' | 'locked_out'
      readonly refusal: Refusal
      readonly failedCount: number
      readonly lockedUntil: string | null
    }

const WRONG = '账号或密码不正确，请核对后重新输入。'

/**
 * Decides an attempt to sign in. `account` is null where nobody has the login name: the answer is
 * then the same as for a wrong password. A locked account stays locked however right the password
 * is, and attempts during the lock do not lengthen it.
 */
export function decideSignIn(
  account: AccountState | null,
  passwordRight: boolean,
  now: string,
): SignInOutcome {
  if (account === null) return no(WRONG, CLAUSES.signIn, 0, null)
  if (account.lockedUntil !== null && account.lockedUntil > now) {
    return {
      outcome: 'locked_out',
      refusal: refuse(
        `连续输错密码次数过多，账号已锁定。请在${SIGN_IN.lockMinutes}分钟后再试，或联系安全管理员解锁。`,
        CLAUSES.lockOut,
      ),
      failedCount: account.failedCount,
      lockedUntil: account.lockedUntil,
    }
  }
  const failures = account.lockedUntil === null ? account.failedCount : 0
  if (!passwordRight) {
    const count = failures + 1
    const locks = count >= SIGN_IN.failuresBeforeLock
    const until = locks ? later(now, SIGN_IN.lockMinutes * 60) : null
    return no(WRONG, CLAUSES.signIn, count, until)
  }
  if (account.disabledAt !== null) {
    return no('该账号已停用，如需恢复请联系安全管理员。', CLAUSES.signIn, failures, null)
  }
  if (account.releasedAt === null) {
    return no('该账号尚未经安全管理员审核启用，暂不能登录。', CLAUSES.release, failures, null)
  }
  return { outcome: 'signed_in', failedCount: 0, lockedUntil: null }
}

function no(
  sentence: string,
  clause: string,
  failedCount: number,
  lockedUntil: string | null,
): SignInOutcome {
  return { outcome: 'refused', refusal: refuse(sentence, clause), failedCount, lockedUntil }
}

/** What the store knows of a session. All instants are ISO. */
export type SessionState = {
  readonly createdAt: string
  readonly lastSeenAt: string
  readonly expiresAt: string
  readonly lockedAt: string | null
  readonly endedAt: string | null
}

export type SessionStanding = 'open' | 'locked' | 'ended'

/** Whether a session still serves: it locks when idle and ends for good when it expires. */
export function sessionStanding(session: SessionState, now: string): SessionStanding {
  if (session.endedAt !== null || session.expiresAt <= now) return 'ended'
  if (session.lockedAt !== null) return 'locked'
  return later(session.lastSeenAt, SIGN_IN.idleMinutes * 60) <= now ? 'locked' : 'open'
}

/** When a session begun now ends, however busy it is. */
export function sessionEnd(now: string): string {
  return later(now, SIGN_IN.sessionHours * 3600)
}

/**
 * Judges a new password: long enough, of several kinds of characters, without the login name, and
 * not the old one. Answers null where it may be used.
 */
export function judgePassword(password: string, login: string, sameAsOld: boolean): Refusal | null {
  const length = [...password].length
  if (length < SIGN_IN.passwordLength) {
    return refuse(`新密码至少需要${SIGN_IN.passwordLength}位。`, CLAUSES.password)
  }
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/].filter((kind) => kind.test(password))
  if (kinds.length < SIGN_IN.passwordKinds) {
    return refuse(
      `新密码应当包含大写字母、小写字母、数字和其他字符中的至少${SIGN_IN.passwordKinds}种。`,
      CLAUSES.password,
    )
  }
  if (password.toLowerCase().includes(login.toLowerCase())) {
    return refuse('新密码不得包含账号名称。', CLAUSES.password)
  }
  if (/^(.)\1+$/u.test(password)) return refuse('新密码不得由同一字符重复组成。', CLAUSES.password)
  return sameAsOld ? refuse('新密码应当与原密码不同。', CLAUSES.password) : null
}

/** The instant some seconds after another. */
export function later(instant: string, seconds: number): string {
  return new Date(Date.parse(instant) + seconds * 1000).toISOString()
}
