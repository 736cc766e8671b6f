import { perform, scoped, serve, type Route } from '#kernel/index.ts'
import { tellApart } from './commands.ts'
import { candidatesFor, comparedBy, pairsFor } from './queries.ts'
import * as words from './words.ts'

/** The faces of findings that look alike. */
export const routes: readonly Route[] = [
  serve(words.findCandidates)(async ({ query }, { runner, actor }) => {
    const by = await comparedBy(runner.db.app, query.place, runner.clock.today())
    const items = await scoped(runner.db.app, actor.scope, (client) =>
      candidatesFor(client, actor, query, by),
    )
    return { items, by }
  }),
  serve(words.listPairs)(async ({ query }, { runner, actor }) => {
    const place = query.place ?? (actor.scope.from === '' ? '0' : actor.scope.from)
    const by = await comparedBy(runner.db.app, place, runner.clock.today())
    const found = await scoped(runner.db.app, actor.scope, (client) =>
      pairsFor(client, actor, query.place, by),
    )
    return { ...found, by, at: runner.clock.now() }
  }),
  serve(words.tellApart)(({ body }, { runner, actor, key }) =>
    perform(runner, tellApart, body, { actor, key }),
  ),
]
