import { isId, notFound, perform, scoped, serve, type Route } from '#kernel/index.ts'
import { assign, endAssignment } from './commands.ts'
import { coverageFor } from './coverage.ts'
import {
  countEnterprisesFor,
  countGridFor,
  countPlacesFor,
  listAssignmentsFor,
  listEnterprisesFor,
  listGridFor,
  listPlacesFor,
} from './queries.ts'
import { declareSupervisor, delistKey, listKey, settleSupervisor } from './supervisors.ts'
import * as words from './words.ts'

const reading: readonly Route[] = [
  serve(words.getCoverage)(({ query }, { runner, actor }) => {
    const now = { today: runner.clock.today(), at: runner.clock.now() }
    return scoped(runner.db.app, actor.scope, (client) =>
      coverageFor(client, actor, query.place, now),
    )
  }),
  serve(words.listEnterprises)(({ query }, { runner, actor }) =>
    scoped(runner.db.app, actor.scope, (client) =>
      listEnterprisesFor(client, actor, query, runner.clock.today()),
    ),
  ),
  serve(words.countEnterprises)(async ({ query }, { runner, actor }) => {
    const count = await scoped(runner.db.app, actor.scope, (client) =>
      countEnterprisesFor(client, actor, query, runner.clock.today()),
    )
    return { count, at: runner.clock.now() }
  }),
  serve(words.listSponsoredPlaces)(({ query }, { runner, actor }) =>
    scoped(runner.db.app, actor.scope, (client) =>
      listPlacesFor(client, actor, query, runner.clock.today()),
    ),
  ),
  serve(words.listGrid)(({ query }, { runner, actor }) =>
    scoped(runner.db.app, actor.scope, (client) =>
      listGridFor(client, actor, query, runner.clock.today()),
    ),
  ),
  serve(words.countSponsoredPlaces)(async ({ query }, { runner, actor }) => {
    const count = await scoped(runner.db.app, actor.scope, (client) =>
      countPlacesFor(client, actor, query, runner.clock.today()),
    )
    return { count, at: runner.clock.now() }
  }),
  serve(words.countGrid)(async ({ query }, { runner, actor }) => {
    const count = await scoped(runner.db.app, actor.scope, (client) =>
      countGridFor(client, actor, query, runner.clock.today()),
    )
    return { count, at: runner.clock.now() }
  }),
  serve(words.listAssignments)(async ({ query }, { runner, actor }) => ({
    items: await scoped(runner.db.app, actor.scope, (client) =>
      listAssignmentsFor(client, actor, query, runner.clock.today()),
    ),
  })),
]

const acts: readonly Route[] = [
  serve(words.assign)(({ body }, { runner, actor, key }) =>
    perform(runner, assign, body, { actor, key }),
  ),
  serve(words.endAssignment)(async ({ params, body }, { runner, actor, key }) => {
    if (!isId(params.id)) return notFound
    return perform(runner, endAssignment, { id: params.id, body }, { actor, key })
  }),
  serve(words.declareSupervisor)(({ body }, { runner, actor, key }) =>
    perform(runner, declareSupervisor, body, { actor, key }),
  ),
  serve(words.settleSupervisor)(({ body }, { runner, actor, key }) =>
    perform(runner, settleSupervisor, body, { actor, key }),
  ),
  serve(words.listKey)(({ body }, { runner, actor, key }) =>
    perform(runner, listKey, body, { actor, key }),
  ),
  serve(words.delistKey)(async ({ params, body }, { runner, actor, key }) => {
    if (!isId(params.id)) return notFound
    return perform(runner, delistKey, { id: params.id, body }, { actor, key })
  }),
]

/** The faces of 包联, grid and supervising departments. */
export const routes: readonly Route[] = [...reading, ...acts]
