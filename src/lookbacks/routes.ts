import {
  isId,
  notFound,
  perform,
  readOwn,
  rows,
  serve,
  serveAct,
  type Route,
  type Signed,
} from '#kernel/index.ts'
import { placeOfBody } from '#places/index.ts'
import { frameOf } from './frame.ts'
import { barredFrom, lawFor } from './load.ts'
import { concluding, naming } from './look-commands.ts'
import { lookbackPage, lookbackView, looksOf } from './queries.ts'
import { publishing } from './outcome-commands.ts'
import { opening, redrawing } from './round-commands.ts'
import { LOOKBACK_CLAUSE, sizeOf } from './rules.ts'
import * as words from './words.ts'

/** What a round over a period would draw from, under the house rule of the actor's office. */
async function preview(call: Signed, period: Parameters<typeof frameOf>[2]) {
  const { runner, actor } = call
  const pool = runner.db.app
  return readOwn(call, async (client) => {
    const place = (await placeOfBody(client, actor.org)) ?? period.place
    const law = await lawFor(pool, place, runner.clock.today())
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
  return readOwn(call, async (client) => {
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
    readOwn(call, (client) => lookbackPage(client, call.actor, definedOf(query))),
  ),
  serve(words.getLookback)(async ({ params }, call) => {
    if (!isId(params.id)) return notFound
    const found = await readOwn(call, (client) => lookbackView(client, call.actor, params.id))
    return found ?? notFound
  }),
  serve(words.openLookback)(({ body }, { runner, actor, key }) =>
    perform(runner, opening(runner.db.app), { body }, { actor, key }),
  ),
  serveAct(words.redrawLookback, (pool) => redrawing(pool)),
  serveAct(words.publishLookback, () => publishing()),
  serve(words.listLooks)(({ query }, call) =>
    readOwn(call, async (client) => ({
      rows: (await looksOf(client, call.actor, definedOf(query))).rows,
    })),
  ),
  serve(words.getLook)(async ({ params }, call) =>
    isId(params.id) ? lookView(call, params.id) : notFound,
  ),
  serveAct(words.nameChecker, (pool) => naming(pool)),
  serveAct(words.concludeLook, (pool) => concluding(pool)),
]

type Defined<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> }

/** A query without what was not asked. */
function definedOf<T extends object>(query: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(query).filter(([, value]) => value !== undefined),
  ) as Defined<T>
}
