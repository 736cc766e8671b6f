import {
  isRefusal,
  problem,
  serveOpen,
  type Call,
  type Problem,
  type Refusal,
  type Route,
} from '#kernel/index.ts'
import {
  lockSessionOf,
  signOutOf,
  standingOf,
  switchPostTo,
  viewSession,
  type Standing,
} from './sessions.ts'
import type { SessionView } from './shapes.ts'
import { changePasswordTo, signInWith, unlockSessionWith } from './sign-in.ts'
import * as words from './words.ts'

const signIn = serveOpen(words.signIn)(async ({ body }, call) => {
  const answer = await signInWith(call.runner, { ...body, address: call.request.ip })
  if (isRefusal(answer)) return refused(401, answer)
  if (call.request.session !== null) await signOutOf(call.runner, call.request.session)
  call.reply.session(answer.token)
  return (await viewSession(call.runner, answer.token)) ?? signInFirst()
})

const signOut = serveOpen(words.signOut)(async (_given, call) => {
  if (call.request.session !== null) await signOutOf(call.runner, call.request.session)
  call.reply.session(null)
  return { ended: true as const }
})

const whoAmI = serveOpen(words.whoAmI)(async (_given, call) => seen(call))

const switchPost = serveOpen(words.switchPost)(async ({ body }, call) =>
  withSession(call, (standing) => switchPostTo(call.runner, standing, body.post)),
)

const changePassword = serveOpen(words.changePassword)(async ({ body }, call) =>
  withSession(call, (standing) => changePasswordTo(call.runner, standing, body)),
)

const lockSession = serveOpen(words.lockSession)(async (_given, call) =>
  withSession(call, async (standing) => {
    await lockSessionOf(call.runner, standing)
    return null
  }),
)

const unlockSession = serveOpen(words.unlockSession)(async ({ body }, call) =>
  withSession(
    call,
    (standing) => unlockSessionWith(call.runner, standing, body.password),
    'unlock',
  ),
)

/** Runs an act on the caller's own session and answers the session as it then is. */
async function withSession(
  call: Call,
  act: (standing: Standing) => Promise<Refusal | null>,
  purpose: 'act' | 'unlock' = 'act',
): Promise<SessionView | Problem> {
  const token = call.request.session
  const standing = token === null ? null : await standingOf(call.runner, token)
  if (!standing) return signInFirst()
  if (standing.state === 'locked' && purpose === 'act') {
    return problem(423, '会话已锁定', { detail: '请先输入密码解除锁定。' })
  }
  const refusal = await act(standing)
  return refusal ? refused(409, refusal) : seen(call)
}

async function seen(call: Call): Promise<SessionView | Problem> {
  const token = call.request.session
  return (token === null ? null : await viewSession(call.runner, token)) ?? signInFirst()
}

function signInFirst(): Problem {
  return problem(401, '尚未登录', { detail: '请先登录。' })
}

function refused(status: number, { refused: detail, clause }: Refusal): Problem {
  return problem(status, '未能办理', { detail, clause })
}

/** The faces of sign-in. */
export const sessionRoutes: readonly Route[] = [
  signIn,
  signOut,
  whoAmI,
  switchPost,
  changePassword,
  lockSession,
  unlockSession,
]
