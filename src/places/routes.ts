import {
  isRefusal,
  notFound,
  perform,
  serve,
  type Actor,
  type Command,
  type Json,
  type Outcome,
  type Route,
  type Signed,
} from '#kernel/index.ts'
import { listAccountsFor, listPendingFor } from './account-list.ts'
import { hashPassword } from './accounts.ts'
import { reserved } from './admin.ts'
import * as commands from './commands.ts'
import * as holdings from './holdings.ts'
import { findOrganizationFor, listOrganizationsFor } from './organizations.ts'
import { listPeopleFor } from './people.ts'
import { listPlacesFor } from './places.ts'
import * as release from './release.ts'
import { may } from './rights.ts'
import { directoryScope } from './sessions.ts'
import { listSignInLines } from './sign-in-log.ts'
import { sessionRoutes } from './session-routes.ts'
import * as words from './words.ts'

const reading = [
  serve(words.listPlaces)(({ query }, call) =>
    listPlacesFor(call.runner.db.app, call.actor, {
      ...query,
      on: query.on ?? call.runner.clock.today(),
    }),
  ),
  serve(words.listOrganizations)(async ({ query }, call) =>
    listOrganizationsFor(call.runner.db.app, await reader(call), {
      ...query,
      on: query.on ?? call.runner.clock.today(),
    }),
  ),
  serve(words.getOrganization)(async ({ params }, call) => {
    const today = call.runner.clock.today()
    if (!isId(params.id)) return notFound
    const found = await findOrganizationFor(
      call.runner.db.app,
      await reader(call),
      params.id,
      today,
    )
    return found ?? notFound
  }),
  serve(words.listPeople)(async ({ query }, call) =>
    listPeopleFor(call.runner.db.app, await reader(call), {
      ...query,
      on: call.runner.clock.today(),
      withoutPost: may(call.actor.role, 'people.manage'),
    }),
  ),
]

const audit = [
  serve(words.listSignIns)(async ({ query }, call) =>
    may(call.actor.role, 'sign_ins.read')
      ? listSignInLines(call.runner.db.app, query)
      : reserved('sign_ins.read'),
  ),
]

const waiting = [
  serve(words.listAccounts)(async ({ query }, call) =>
    may(call.actor.role, 'accounts.unlock')
      ? listAccountsFor(call.runner.db.app, await reader(call), {
          ...query,
          now: call.runner.clock.now(),
        })
      : reserved('accounts.unlock'),
  ),
  serve(words.listPending)(async (_, call) =>
    may(call.actor.role, 'posts.release')
      ? { items: await listPendingFor(call.runner.db.app, await reader(call)) }
      : reserved('posts.release'),
  ),
]

const system = [
  serve(words.createOrganization)(({ body }, call) => act(call, commands.createOrganization, body)),
  serve(words.succeedOrganization)(({ params, body }, call) =>
    actOn(call, commands.succeedOrganization, params.id, body),
  ),
  serve(words.joinCommittee)(({ params, body }, call) =>
    actOn(call, commands.joinCommittee, params.id, body),
  ),
  serve(words.createPerson)(async ({ body }, call) => {
    if (!may(call.actor.role, 'people.manage')) return reserved('people.manage')
    const password = holdings.firstPassword()
    const outcome = await act(call, holdings.createPerson(await hashPassword(password)), body)
    return withFirstPassword(outcome, body.login ? password : null)
  }),
  serve(words.createPost)(({ body }, call) => act(call, commands.createPost, body)),
  serve(words.createHolding)(({ body }, call) => act(call, holdings.createHolding, body)),
  serve(words.endHolding)(({ params, body }, call) =>
    actOn(call, holdings.endHolding, params.id, body),
  ),
]

const security = [
  serve(words.releasePost)(({ params }, call) => actOn(call, release.releasePost, params.id, {})),
  serve(words.releaseHolding)(({ params }, call) =>
    actOn(call, release.releaseHolding, params.id, {}),
  ),
  serve(words.releaseAccount)(({ params }, call) =>
    actOn(call, release.releaseAccount, params.id, {}),
  ),
  serve(words.unlockAccount)(({ params }, call) =>
    actOn(call, release.unlockAccount, params.id, {}),
  ),
  serve(words.disableAccount)(({ params }, call) =>
    actOn(call, release.disableAccount, params.id, {}),
  ),
  serve(words.resetPassword)(async ({ params }, call) => {
    if (!may(call.actor.role, 'accounts.unlock')) return reserved('accounts.unlock')
    const password = holdings.firstPassword()
    const command = release.resetPassword(await hashPassword(password))
    return withFirstPassword(await actOn(call, command, params.id, {}), password)
  }),
]

/** The actor as a reader of the directory. */
async function reader(call: Signed): Promise<Actor> {
  return { ...call.actor, scope: await directoryScope(call.runner.db.app, call.actor) }
}

function act<Input, Loaded>(
  call: Signed,
  command: Command<Input, Loaded>,
  input: Input,
): Promise<Outcome> {
  return perform(call.runner, command, input, { actor: call.actor, key: call.key })
}

async function actOn<Body extends object, Loaded>(
  call: Signed,
  command: Command<Body & { readonly id: string }, Loaded>,
  id: string,
  body: Body,
): Promise<Outcome> {
  if (!isId(id)) return { missing: true }
  return act(call, command, { ...body, id })
}

/** Adds the first password to the answer of the act itself, never to that of its repetition. */
function withFirstPassword(outcome: Outcome, password: string | null): Outcome {
  if (isRefusal(outcome) || !('done' in outcome)) return outcome
  const shown: Json = outcome.repeated ? null : password
  return { ...outcome, done: { ...(outcome.done as object), firstPassword: shown } }
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}

/** The faces of places, people and sign-in. */
export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...reading,
  ...audit,
  ...waiting,
  ...system,
  ...security,
]
