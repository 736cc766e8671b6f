import {
  idSchema,
  notFound,
  perform,
  scoped,
  serve,
  type Actor,
  type Call,
  type Command,
  type Queryable,
  type Route,
} from '#kernel/index.ts'
import { calendarOf } from '#deadlines/index.ts'
import { handoverCommands } from './commands.ts'
import * as queries from './queries.ts'
import * as words from './words.ts'

type Signed = Call & { readonly actor: Actor }

function read<T>({ runner, actor }: Signed, work: (client: Queryable) => Promise<T>): Promise<T> {
  return scoped(runner.db.app, actor.scope, work)
}

/** Serves an act on one leave or list: the address names it, the body carries the rest. */
function actOn(
  face: Parameters<typeof serve>[0],
  pick: (
    commands: ReturnType<typeof handoverCommands>,
  ) => Command<{ id: string; body: unknown }, never>,
): Route {
  return serve(face)(async (given, { runner, actor, key }) => {
    const { params, body } = given as unknown as { params: { id: string }; body: unknown }
    if (!idSchema.safeParse(params.id).success) return notFound
    const command = pick(handoverCommands(runner.db.app))
    return perform(runner, command, { id: params.id, body }, { actor, key })
  })
}

/** Leave, hand-over and what lies on a desk without anybody, over HTTP. */
export const routes: readonly Route[] = [
  serve(words.readHandovers)((_given, call) =>
    read(call, (client) => queries.handoversOf(client, call.actor, call.runner.clock.today())),
  ),
  serve(words.readPresence)(async (_given, call) => {
    const today = call.runner.clock.today()
    const calendar = await calendarOf(call.runner.db.app)
    return read(call, async (client) => ({
      standingIn: await queries.standingIn(client, call.actor, today),
      ...(await queries.unownedDeadlines(client, call.actor, { today, calendar })),
    }))
  }),
  serve(words.enterLeave)(({ body }, { runner, actor, key }) =>
    perform(runner, handoverCommands(runner.db.app).enterLeave, { body }, { actor, key }),
  ),
  actOn(words.endLeave, (of) => of.endLeave as never),
  actOn(words.voidLeave, (of) => of.voidLeave as never),
  serve(words.drawHandover)(({ body }, { runner, actor, key }) =>
    perform(runner, handoverCommands(runner.db.app).drawHandover, { body }, { actor, key }),
  ),
  serve(words.readHandover)(async ({ params }, call) => {
    if (!idSchema.safeParse(params.id).success) return notFound
    return (
      (await read(call, (client) => queries.findHandover(client, call.actor, params.id))) ??
      notFound
    )
  }),
  actOn(words.takeHandover, (of) => of.takeHandover as never),
  actOn(words.voidHandover, (of) => of.voidHandover as never),
]
