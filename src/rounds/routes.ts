import {
  notFound,
  perform,
  scoped,
  serve,
  type Actor,
  type Call,
  type Command,
  type Route,
} from '#kernel/index.ts'
import { answering, closing, noting, opening } from './commands.ts'
import { bodiesBelow, roundList, roundView } from './queries.ts'
import * as words from './words.ts'

type Signed = Call & { readonly actor: Actor }

function read<T>(call: Signed, work: Parameters<typeof scoped<T>>[2]): Promise<T> {
  return scoped(call.runner.db.app, call.actor.scope, work)
}

function actOn(face: Parameters<typeof serve>[0], commandOf: () => unknown): Route {
  return serve(face)(async (given, { runner, actor, key }) => {
    const { params, body } = given as unknown as { params: { id: string }; body: unknown }
    if (!words.isId(params.id)) return notFound
    const command = commandOf() as Command<never, never>
    return perform(runner, command, { id: params.id, body } as never, { actor, key })
  })
}

/** Calls for progress over HTTP. */
export const routes: readonly Route[] = [
  serve(words.listRounds)((_, call) => read(call, (client) => roundList(client, call.actor))),
  serve(words.listRoundBodies)((_, call) =>
    read(call, async (client) => {
      const found = await bodiesBelow(client, call.actor, call.runner.clock.today())
      return { rows: found.map(({ id, name }) => ({ id, name })) }
    }),
  ),
  serve(words.getRound)(async ({ params }, call) => {
    if (!words.isId(params.id)) return notFound
    const today = call.runner.clock.today()
    const found = await read(call, (on) => roundView(on, call.actor, params.id, today))
    return found ?? notFound
  }),
  serve(words.openRound)(({ body }, { runner, actor, key }) =>
    perform(runner, opening(), { body }, { actor, key }),
  ),
  actOn(words.answerRound, answering),
  actOn(words.noteCall, noting),
  actOn(words.closeRound, closing),
]
