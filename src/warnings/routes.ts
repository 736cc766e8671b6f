import {
  idSchema,
  notFound,
  perform,
  scoped,
  serve,
  type Actor,
  type Call,
  type Queryable,
  type Route,
} from '#kernel/index.ts'
import { calendarOf } from '#deadlines/index.ts'
import { adjustWarning, issueWarning, liftWarning } from './office-commands.ts'
import { acknowledgeWarning } from './receipt-commands.ts'
import * as queries from './queries.ts'
import { thenTell } from './run.ts'
import * as words from './words.ts'

type Signed = Call & { readonly actor: Actor }

async function read<T>(
  { runner, actor }: Signed,
  work: (client: Queryable, day: queries.Day) => Promise<T>,
): Promise<T> {
  const day = { today: runner.clock.today(), calendar: await calendarOf(runner.db.app) }
  return scoped(runner.db.app, actor.scope, (client) => work(client, day))
}

function isId(text: string): boolean {
  return idSchema.safeParse(text).success
}

/** Warnings over HTTP. */
export const routes: readonly Route[] = [
  serve(words.listWarnings)((_given, call) =>
    read(call, (client, day) => queries.board(client, call.actor, day)),
  ),
  serve(words.issueWarning)(({ body }, { runner, actor, key }) =>
    thenTell(runner, issueWarning, { body }, { actor, key }),
  ),
  serve(words.readWarning)(async ({ params }, call) => {
    if (!isId(params.id)) return notFound
    const found = await read(call, (client, day) =>
      queries.warningDetail(client, call.actor, params.id, day),
    )
    return found ?? notFound
  }),
  serve(words.adjustWarning)(async ({ params, body }, { runner, actor, key }) =>
    isId(params.id)
      ? thenTell(runner, adjustWarning, { id: params.id, body }, { actor, key })
      : notFound,
  ),
  serve(words.liftWarning)(async ({ params, body }, { runner, actor, key }) =>
    isId(params.id)
      ? thenTell(runner, liftWarning, { id: params.id, body }, { actor, key })
      : notFound,
  ),
  serve(words.readReceivedWarning)(async ({ params }, call) => {
    if (!isId(params.id)) return notFound
    const found = await read(call, (client, day) =>
      queries.receivedDetail(client, call.actor, params.id, day),
    )
    return found ?? notFound
  }),
  serve(words.acknowledgeWarning)(async ({ params, body }, { runner, actor, key }) =>
    isId(params.id)
      ? perform(runner, acknowledgeWarning, { id: params.id, body }, { actor, key })
      : notFound,
  ),
]
