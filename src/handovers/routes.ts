import { actsOf, isId, notFound, perform, readOwn, serve, type Route } from '#kernel/index.ts'
import { readOnDay } from '#deadlines/index.ts'
import { handoverCommands } from './commands.ts'
import * as queries from './queries.ts'
import * as words from './words.ts'

const { commandsOf, actOn } = actsOf(handoverCommands)

/** Leave, hand-over and what lies on a desk without anybody, over HTTP. */
export const routes: readonly Route[] = [
  serve(words.readHandovers)((_given, call) =>
    readOwn(call, (client) => queries.handoversOf(client, call.actor, call.runner.clock.today())),
  ),
  serve(words.readPresence)(async (_given, call) => {
    return readOnDay(call, async (client, day) => ({
      standingIn: await queries.standingIn(client, call.actor, day.today),
      ...(await queries.unownedDeadlines(client, call.actor, day)),
    }))
  }),
  serve(words.enterLeave)(({ body }, { runner, actor, key }) =>
    perform(runner, commandsOf(runner.db.app).enterLeave, { body }, { actor, key }),
  ),
  actOn(words.endLeave, (of) => of.endLeave),
  actOn(words.voidLeave, (of) => of.voidLeave),
  serve(words.drawHandover)(({ body }, { runner, actor, key }) =>
    perform(runner, commandsOf(runner.db.app).drawHandover, { body }, { actor, key }),
  ),
  serve(words.readHandover)(async ({ params }, call) => {
    if (!isId(params.id)) return notFound
    return (
      (await readOwn(call, (client) => queries.findHandover(client, call.actor, params.id))) ??
      notFound
    )
  }),
  actOn(words.takeHandover, (of) => of.takeHandover),
  actOn(words.voidHandover, (of) => of.voidHandover),
]
