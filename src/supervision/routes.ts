import {
  idSchema,
  notFound,
  perform,
  scoped,
  serve,
  type Actor,
  type Call,
  type Command,
  type Queryable,
  type Route,
} from '#kernel/index.ts'
import { calendarOf } from '#deadlines/index.ts'
import { supervisionCommands, type SupervisionCommands } from './commands.ts'
import { overview, supervisionOf, transferCounts, transferPage } from './queries.ts'
import { remindersOf } from './reminders.ts'
import * as words from './words.ts'

type Signed = Call & { readonly actor: Actor }

const bound = new WeakMap<object, SupervisionCommands>()

function commandsOf(pool: Queryable): SupervisionCommands {
  const known = bound.get(pool) ?? supervisionCommands(pool)
  bound.set(pool, known)
  return known
}

function read<T>(call: Signed, work: Parameters<typeof scoped<T>>[2]): Promise<T> {
  return scoped(call.runner.db.app, call.actor.scope, work)
}

/** Serves an act on one row or finding: the address names it, the body carries the rest. */
function actOn(
  face: Parameters<typeof serve>[0],
  pick: (
    commands: SupervisionCommands,
  ) => Command<{ readonly id: string; readonly body: unknown }, never>,
): Route {
  return serve(face)(async (given, call) => {
    const { params, body } = given as unknown as { params: { id: string }; body: unknown }
    if (!idSchema.safeParse(params.id).success) return notFound
    const { runner, actor, key } = call
    return perform(runner, pick(commandsOf(runner.db.app)), { id: params.id, body }, { actor, key })
  })
}

const acts: readonly Route[] = [
  actOn(words.issueLetter, (of) => of.issue as never),
  actOn(words.declineProposal, (of) => of.decline as never),
  actOn(words.writeLetter, (of) => of.issueDirect as never),
  actOn(words.acknowledgeLetter, (of) => of.acknowledge as never),
  actOn(words.answerLetter, (of) => of.answer as never),
  actOn(words.checkLetter, (of) => of.check as never),
  actOn(words.listHazard, (of) => of.list as never),
  actOn(words.publishListing, (of) => of.publish as never),
  actOn(words.askListingExtension, (of) => of.askExtension as never),
  actOn(words.decideListingExtension, (of) => of.decideExtension as never),
  actOn(words.applyDelisting, (of) => of.apply as never),
  actOn(words.opineListing, (of) => of.opine as never),
  actOn(words.recheckListing, (of) => of.recheck as never),
  actOn(words.delistHazard, (of) => of.delist as never),
  actOn(words.publishDelisting, (of) => of.publishDelisting as never),
  actOn(words.handFinding, (of) => of.handFinding as never),
  actOn(words.receiptOfTransfer, (of) => of.receipt as never),
  actOn(words.processTransfer, (of) => of.process as never),
  actOn(words.feedBackTransfer, (of) => of.feedBack as never),
  actOn(words.orderSuspension, (of) => of.order as never),
  actOn(words.askResume, (of) => of.askResume as never),
  actOn(words.decideResume, (of) => of.decideResume as never),
  actOn(words.verifyClosure, (of) => of.verify as never),
  actOn(words.confirmClosure, (of) => of.confirm as never),
  serve(words.handTransfer)(async ({ body }, { runner, actor, key }) =>
    perform(runner, commandsOf(runner.db.app).hand, { body }, { actor, key }),
  ),
]

const reading: readonly Route[] = [
  serve(words.readSupervision)(async ({ params }, call) => {
    if (!idSchema.safeParse(params.id).success) return notFound
    const { runner, actor } = call
    const today = runner.clock.today()
    const found = await read(call, (client) =>
      supervisionOf(runner.db.app, client, actor, params.id, today),
    )
    return found ?? notFound
  }),
  serve(words.readOverview)(async (_given, call) => {
    const { runner, actor } = call
    const day = { today: runner.clock.today(), calendar: await calendarOf(runner.db.app) }
    return read(call, (client) => overview(client, actor, day))
  }),
  serve(words.readReminders)(async (_given, call) => {
    const { runner, actor } = call
    const day = { today: runner.clock.today(), calendar: await calendarOf(runner.db.app) }
    return { rows: await read(call, (client) => remindersOf(client, actor, day)) }
  }),
  serve(words.listTransfers)(async ({ query }, call) =>
    read(call, (client) => transferPage(client, call.actor, query, call.runner.clock.today())),
  ),
  serve(words.countTransfers)(async ({ query }, call) =>
    read(call, (client) => transferCounts(client, call.actor, query, call.runner.clock.today())),
  ),
]

/** Supervision over HTTP. */
export const routes: readonly Route[] = [...reading, ...acts]
