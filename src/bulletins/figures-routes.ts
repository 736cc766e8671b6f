import { covers, notFound, scoped, serve, type Actor, type Route } from '#kernel/index.ts'
import { calendarOf } from '#deadlines/index.ts'
import { homeOf, may } from '#places/index.ts'
import { lastChecks } from '#findings/index.ts'
import { figuresOfPlace } from './figures-queries.ts'
import { mapsIn } from './map-files.ts'
import * as words from './words.ts'

/** One snapshot for every statement, so that the numbers of an answer belong together. */
const ONE_SNAPSHOT = 'set transaction isolation level repeatable read'

const CHECKS_SHOWN = 30

/** Statistics over HTTP; `maps` are the folders of maps. Parties are shown no figures of a place. */
export function figureRoutes(maps: readonly string[]): readonly Route[] {
  const mapOf = mapsIn(maps)
  return [
    serve(words.readFigures)(async ({ query }, { runner, actor }) => {
      if (!seesFigures(actor)) return notFound
      const pool = runner.db.app
      const day = { today: runner.clock.today(), calendar: await calendarOf(pool) }
      const place = query.place ?? (await homeOf(pool, actor))
      if (query.place !== undefined && !answersFor(actor, place)) return notFound
      const found = await scoped(
        pool,
        actor.scope,
        (client) => figuresOfPlace(client, actor, place, { day, at: runner.clock.now() }),
        ONE_SNAPSHOT,
      )
      return found ?? notFound
    }),
    serve(words.readMap)(async ({ query }, { actor }) =>
      seesFigures(actor) ? mapOf(query.place) : notFound,
    ),
    serve(words.readFigureChecks)(async (_given, { runner, actor }) => {
      if (!may(actor.role, 'figures.check')) return notFound
      return { checks: await lastChecks(runner.db.app, CHECKS_SHOWN) }
    }),
  ]
}

/** Whether the actor sees all of a place: a part of it would pass for the whole. */
function answersFor({ scope }: Actor, place: string): boolean {
  return place === '0' ? scope.from <= '0' && scope.to >= '~' : covers(scope, place)
}

function seesFigures({ scope, role }: Actor): boolean {
  return scope.party === null && may(role, 'cases.read')
}
