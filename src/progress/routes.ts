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
import { giveAnswer, notePhone } from './answer-commands.ts'
import { startSeries, stopSeries } from './office-commands.ts'
import * as queries from './queries.ts'
import { closeAll, openAll } from './run.ts'
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

/** Calls for progress over HTTP. */
export const routes: readonly Route[] = [
  serve(words.listProgress)((_given, call) =>
    read(call, (client, day) => queries.board(client, call.actor, day)),
  ),
  serve(words.startSeries)(({ body }, { runner, actor, key }) =>
    perform(runner, startSeries, { body }, { actor, key }),
  ),
  serve(words.stopSeries)(async ({ params, body }, { runner, actor, key }) =>
    isId(params.id)
      ? perform(runner, stopSeries, { id: params.id, body }, { actor, key })
      : notFound,
  ),
  serve(words.openRound)(async ({ params, body }, { runner, actor, key }) =>
    isId(params.id)
      ? openAll(runner, { actor, key }, { id: params.id, revision: body.revision })
      : notFound,
  ),
  serve(words.readRound)(async ({ params }, call) => {
    if (!isId(params.id)) return notFound
    const found = await read(call, (client, day) =>
      queries.roundDetail(client, call.actor, params.id, day),
    )
    return found ?? notFound
  }),
  serve(words.closeRound)(async ({ params, body }, { runner, actor, key }) =>
    isId(params.id) ? closeAll(runner, { actor, key }, { id: params.id, body }) : notFound,
  ),
  serve(words.readAnswer)(async ({ params }, call) => {
    if (!isId(params.id)) return notFound
    const found = await read(call, (client, day) =>
      queries.answerDetail(client, call.actor, params.id, day),
    )
    return found ?? notFound
  }),
  serve(words.giveAnswer)(async ({ params, body }, { runner, actor, key }) =>
    isId(params.id)
      ? perform(runner, giveAnswer, { id: params.id, body }, { actor, key })
      : notFound,
  ),
  serve(words.notePhone)(async ({ params, body }, { runner, actor, key }) =>
    isId(params.id)
      ? perform(runner, notePhone, { id: params.id, body }, { actor, key })
      : notFound,
  ),
  serve(words.readFact)(async ({ params }, call) => {
    if (!isId(params.id)) return notFound
    const found = await read(call, (client) =>
      queries.factRecords(client, call.actor, params.id, params.fact),
    )
    return found ?? notFound
  }),
]
