import {
  boundTo,
  isId,
  notFound,
  perform,
  serve,
  type Command,
  type Route,
  type Signed,
} from '#kernel/index.ts'
import { dayOf } from '#deadlines/index.ts'
import type { Pool } from 'pg'
import { sheetDetail } from './detail.ts'
import { findingFrom } from './find-command.ts'
import { reached, reading } from './ground.ts'
import { scoring } from './item-commands.ts'
import { sheetsFor } from './of-finding.ts'
import { confirming, reviewing, sendingBack, voiding } from './office-commands.ts'
import { opening } from './open-command.ts'
import { sheetPage } from './rows.ts'
import { filling, sharing, submitting } from './scorer-commands.ts'
import { measure, rejudged, sheetPacks, summarize } from './sets.ts'
import { sheetWorkbook } from './workbook.ts'
import * as words from './words.ts'

const commandsOf = boundTo((pool: Pool) => ({
  open: opening(pool),
  fill: filling(pool),
  share: sharing(pool),
  submit: submitting(pool),
  confirm: confirming(pool),
  sendBack: sendingBack(pool),
  void: voiding(pool),
  review: reviewing(pool),
  score: scoring(pool),
  find: findingFrom(pool),
}))
type Commands = ReturnType<typeof commandsOf>
type OnOne = Command<{ readonly id: string; readonly body: unknown }, never>

/** An act on a sheet or an item, by the caller as far as his tie to it reaches. */
function actOn(
  of: 'sheet' | 'item',
  face: Parameters<typeof serve>[0],
  pick: (commands: Commands) => unknown,
): Route {
  return serve(face)(async (given, call) => {
    const { params, body } = given as unknown as { params: { id: string }; body: unknown }
    if (!isId(params.id)) return notFound
    const { runner, key } = call
    const command = pick(commandsOf(runner.db.app)) as OnOne
    const actor = await reached(call, of, params.id)
    return perform(runner, command, { id: params.id, body }, { actor, key })
  })
}

/** One sheet in full, or undefined. */
async function detailFor(call: Signed, id: string) {
  if (!isId(id)) return undefined
  const day = await dayOf(call)
  const { app } = call.runner.db
  return reading(call.runner, (client) => sheetDetail(app, client, call.actor, id, day))
}

const reads: readonly Route[] = [
  serve(words.listSheets)(async ({ query }, call) => {
    const day = await dayOf(call)
    const { app } = call.runner.db
    return reading(call.runner, (client) => sheetPage(app, client, call.actor, query, day))
  }),
  serve(words.listSheetPacks)((_given, { runner }) => sheetPacks(runner.db.app)),
  serve(words.getSheet)(async ({ params }, call) => (await detailFor(call, params.id)) ?? notFound),
  serve(words.downloadSheet)(async ({ params }, call) => {
    const found = await detailFor(call, params.id)
    return found ? sheetWorkbook(found) : notFound
  }),
  serve(words.rejudgeSheet)(async ({ params, query }, call) => {
    if (!isId(params.id)) return notFound
    const day = await dayOf(call)
    const asked = { id: params.id, version: query.version }
    const { app } = call.runner.db
    const found = await reading(call.runner, (client) =>
      rejudged(app, client, call.actor, asked, day),
    )
    return found ?? notFound
  }),
  serve(words.summarizeSheets)(async ({ query }, call) => {
    const day = await dayOf(call)
    const { app } = call.runner.db
    return reading(call.runner, (client) => summarize(app, client, call.actor, query, day))
  }),
  serve(words.measureSheets)(async ({ query }, call) => {
    const day = await dayOf(call)
    const { app } = call.runner.db
    return reading(call.runner, (client) => measure(app, client, call.actor, query, day))
  }),
  serve(words.sheetsOfFinding)(async ({ params }, call) =>
    isId(params.id) ? { rows: await sheetsFor(call, params.id) } : notFound,
  ),
]

/** Score sheets over HTTP. */
export const routes: readonly Route[] = [
  ...reads,
  serve(words.openSheet)(({ body }, { runner, actor, key }) =>
    perform(runner, commandsOf(runner.db.app).open, { body }, { actor, key }),
  ),
  actOn('sheet', words.fillSheet, (of) => of.fill),
  actOn('sheet', words.shareItems, (of) => of.share),
  actOn('sheet', words.submitSheet, (of) => of.submit),
  actOn('sheet', words.confirmSheet, (of) => of.confirm),
  actOn('sheet', words.sendBackSheet, (of) => of.sendBack),
  actOn('sheet', words.voidSheet, (of) => of.void),
  actOn('sheet', words.reviewSheet, (of) => of.review),
  actOn('item', words.scoreItem, (of) => of.score),
  actOn('item', words.findFromItem, (of) => of.find),
]
