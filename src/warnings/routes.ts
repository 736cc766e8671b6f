import { isId, notFound, serve, serveAct, type Route } from '#kernel/index.ts'
import { readOnDay } from '#deadlines/index.ts'
import { adjustWarning, issueWarning, liftWarning } from './office-commands.ts'
import { acknowledgeWarning } from './receipt-commands.ts'
import * as queries from './queries.ts'
import { thenTell } from './run.ts'
import * as words from './words.ts'

/** Warnings over HTTP. */
export const routes: readonly Route[] = [
  serve(words.listWarnings)((_given, call) =>
    readOnDay(call, (client, day) => queries.board(client, call.actor, day)),
  ),
  serve(words.issueWarning)(({ body }, { runner, actor, key }) =>
    thenTell(runner, issueWarning, { body }, { actor, key }),
  ),
  serve(words.readWarning)(async ({ params }, call) => {
    if (!isId(params.id)) return notFound
    const found = await readOnDay(call, (client, day) =>
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
    const found = await readOnDay(call, (client, day) =>
      queries.receivedDetail(client, call.actor, params.id, day),
    )
    return found ?? notFound
  }),
  serveAct(words.acknowledgeWarning, () => acknowledgeWarning),
]
