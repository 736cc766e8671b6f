import {
  firstRow,
  notFound,
  perform,
  rows,
  scoped,
  serve,
  type Actor,
  type Call,
  type Command,
  type Queryable,
  type Route,
} from '#kernel/index.ts'
import { frameOf } from './frame.ts'
import { barredFrom, lawFor } from './load.ts'
import { concluding, naming } from './look-commands.ts'
import { lookbackPage, lookbackView, looksOf } from './queries.ts'
import { publishing } from './outcome-commands.ts'
import { opening, redrawing } from './round-commands.ts'
import { LOOKBACK_CLAUSE, sizeOf } from './rules.ts'
import * as words from './words.ts'

type Signed = Call & { readonly actor: Actor }

function read<T>(call: Signed, work: Parameters<typeof scoped<T>>[2]): Promise<T> {
  return scoped(call.runner.db.app, call.actor.scope, work)
}

function actOn(
  face: Parameters<typeof serve>[0],
  commandOf: (pool: Queryable) => Command<never, never>,
): Route {
  return serve(face)(async (given, { runner, actor, key }) => {
    const { params, body } = given as unknown as { params: { id: string }; body: unknown }
    if (!words.isId(params.id)) return notFound
    const command = commandOf(runner.db.app)
    return perform(runner, command, { id: params.id, body } as never, { actor, key })
  })
}

/** What a round over a period would draw from, under the house rule of the actor's office. */
async function preview(call: Signed, period: Parameters<typeof frameOf>[2]) {
  const { runner, actor } = call
  const pool = runner.db.app
  return read(call, async (client) => {
    const office = await firstRow<{ place: string }>(
      client,
      'select place from organization where id = $1',
      [actor.org],
    )
    const law = await lawFor(pool, office?.place ?? period.place, runner.clock.today())
    const frame = await frameOf(client, actor, period)
    const [share, least] = [law.number('lookback.share'), law.number('lookback.least')]
    return {
      framed: frame.units.length,
      size: sizeOf(frame.units.length, share.value, least.value),
      sharePercent: share.value,
      least: least.value,
      clause: LOOKBACK_CLAUSE,
      excluded: frame.excluded.slice(0, 500).map(({ id, number, reason }) => ({
        id,
        number,
        reason,
      })),
    }
  })
}

/** One look with who is barred from it and what was attached. */
async function lookView(call: Signed, id: string) {
  return read(call, async (client) => {
    const { rows: found, records } = await looksOf(client, call.actor, { id })
    const [row, record] = [found[0], records[0]]
    if (!row || !record) return notFound
    const evidence = await rows<{ id: string; name: string | null }>(
      client,
      `select id, name from evidence where jur = $1 and subject_kind = 'look' and subject_id = $2
        order by id`,
      [record.jur, id],
    )
    return { ...row, ...(await barredFrom(client, record)), evidence: [...evidence] } as never
  })
}

/** Second looks over HTTP. */
export const routes: readonly Route[] = [
  serve(words.previewLookback)(({ query }, call) => preview(call, query)),
  serve(words.listLookbacks)(({ query }, call) =>
    read(call, (client) => lookbackPage(client, call.actor, definedOf(query))),
  ),
  serve(words.getLookback)(async ({ params }, call) => {
    if (!words.isId(params.id)) return notFound
    const found = await read(call, (client) => lookbackView(client, call.actor, params.id))
    return found ?? notFound
  }),
  serve(words.openLookback)(({ body }, { runner, actor, key }) =>
    perform(runner, opening(runner.db.app), { body }, { actor, key }),
  ),
  actOn(words.redrawLookback, (pool) => redrawing(pool) as never),
  actOn(words.publishLookback, () => publishing() as never),
  serve(words.listLooks)(({ query }, call) =>
    read(call, async (client) => ({
      rows: (await looksOf(client, call.actor, definedOf(query))).rows,
    })),
  ),
  serve(words.getLook)(async ({ params }, call) =>
    words.isId(params.id) ? lookView(call, params.id) : notFound,
  ),
  actOn(words.nameChecker, (pool) => naming(pool) as never),
  actOn(words.concludeLook, (pool) => concluding(pool) as never),
]

type Defined<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> }

/** A query without what was not asked. */
function definedOf<T extends object>(query: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(query).filter(([, value]) => value !== undefined),
  ) as Defined<T>
}
