import { isId, notFound, perform, scoped, serve, type Route } from '#kernel/index.ts'
import { registerSubject } from './commands.ts'
import { findSubjectFor, listSubjectsFor } from './queries.ts'
import * as words from './words.ts'

/** The faces of subjects. */
export const routes: readonly Route[] = [
  serve(words.listSubjects)(({ query }, { runner, actor }) =>
    scoped(runner.db.app, actor.scope, (client) => listSubjectsFor(client, actor, query)),
  ),
  serve(words.getSubject)(async ({ params }, { runner, actor }) => {
    if (!isId(params.id)) return notFound
    const found = await scoped(runner.db.app, actor.scope, (client) =>
      findSubjectFor(client, actor, params.id, runner.clock.today()),
    )
    return found ?? notFound
  }),
  serve(words.registerSubject)(({ body }, { runner, actor, key }) =>
    perform(runner, registerSubject, body, { actor, key }),
  ),
]
