import { isId, notFound, perform, readOwn, serve, serveAct, type Route } from '#kernel/index.ts'
import { readOnDay } from '#deadlines/index.ts'
import { giveAnswer, notePhone } from './answer-commands.ts'
import { startSeries, stopSeries } from './office-commands.ts'
import * as queries from './queries.ts'
import { closeAll, openAll } from './run.ts'
import * as words from './words.ts'

/** Calls for progress over HTTP. */
export const routes: readonly Route[] = [
  serve(words.listProgress)((_given, call) =>
    readOnDay(call, (client, day) => queries.board(client, call.actor, day)),
  ),
  serve(words.startSeries)(({ body }, { runner, actor, key }) =>
    perform(runner, startSeries, { body }, { actor, key }),
  ),
  serveAct(words.stopSeries, () => stopSeries),
  serve(words.openRound)(async ({ params, body }, { runner, actor, key }) =>
    isId(params.id)
      ? openAll(runner, { actor, key }, { id: params.id, revision: body.revision })
      : notFound,
  ),
  serve(words.readRound)(async ({ params }, call) => {
    if (!isId(params.id)) return notFound
    const found = await readOnDay(call, (client, day) =>
      queries.roundDetail(client, call.actor, params.id, day),
    )
    return found ?? notFound
  }),
  serve(words.closeRound)(async ({ params, body }, { runner, actor, key }) =>
    isId(params.id) ? closeAll(runner, { actor, key }, { id: params.id, body }) : notFound,
  ),
  serve(words.readAnswer)(async ({ params }, call) => {
    if (!isId(params.id)) return notFound
    const found = await readOnDay(call, (client, day) =>
      queries.answerDetail(client, call.actor, params.id, day),
    )
    return found ?? notFound
  }),
  serveAct(words.giveAnswer, () => giveAnswer),
  serveAct(words.notePhone, () => notePhone),
  serve(words.readFact)(async ({ params }, call) => {
    if (!isId(params.id)) return notFound
    const found = await readOwn(call, (client) =>
      queries.factRecords(client, call.actor, params.id, params.fact),
    )
    return found ?? notFound
  }),
]
