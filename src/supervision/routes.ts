import { actsOf, isId, notFound, perform, readOwn, serve, type Route } from '#kernel/index.ts'
import { readOnDay } from '#deadlines/index.ts'
import { supervisionCommands } from './commands.ts'
import { overview, supervisionOf, transferCounts, transferPage } from './queries.ts'
import { remindersOf } from './reminders.ts'
import * as words from './words.ts'

const { commandsOf, actOn } = actsOf(supervisionCommands)

const acts: readonly Route[] = [
  actOn(words.issueLetter, (of) => of.issue),
  actOn(words.declineProposal, (of) => of.decline),
  actOn(words.writeLetter, (of) => of.issueDirect),
  actOn(words.acknowledgeLetter, (of) => of.acknowledge),
  actOn(words.answerLetter, (of) => of.answer),
  actOn(words.checkLetter, (of) => of.check),
  actOn(words.listHazard, (of) => of.list),
  actOn(words.publishListing, (of) => of.publish),
  actOn(words.askListingExtension, (of) => of.askExtension),
  actOn(words.decideListingExtension, (of) => of.decideExtension),
  actOn(words.applyDelisting, (of) => of.apply),
  actOn(words.opineListing, (of) => of.opine),
  actOn(words.recheckListing, (of) => of.recheck),
  actOn(words.delistHazard, (of) => of.delist),
  actOn(words.publishDelisting, (of) => of.publishDelisting),
  actOn(words.handFinding, (of) => of.handFinding),
  actOn(words.receiptOfTransfer, (of) => of.receipt),
  actOn(words.processTransfer, (of) => of.process),
  actOn(words.feedBackTransfer, (of) => of.feedBack),
  actOn(words.orderSuspension, (of) => of.order),
  actOn(words.askResume, (of) => of.askResume),
  actOn(words.decideResume, (of) => of.decideResume),
  actOn(words.verifyClosure, (of) => of.verify),
  actOn(words.confirmClosure, (of) => of.confirm),
  serve(words.handTransfer)(async ({ body }, { runner, actor, key }) =>
    perform(runner, commandsOf(runner.db.app).hand, { body }, { actor, key }),
  ),
]

const reading: readonly Route[] = [
  serve(words.readSupervision)(async ({ params }, call) => {
    if (!isId(params.id)) return notFound
    const { runner, actor } = call
    const today = runner.clock.today()
    const found = await readOwn(call, (client) =>
      supervisionOf(runner.db.app, client, actor, params.id, today),
    )
    return found ?? notFound
  }),
  serve(words.readOverview)(async (_given, call) => {
    return readOnDay(call, (client, day) => overview(client, call.actor, day))
  }),
  serve(words.readReminders)(async (_given, call) => {
    return { rows: await readOnDay(call, (client, day) => remindersOf(client, call.actor, day)) }
  }),
  serve(words.listTransfers)(async ({ query }, call) =>
    readOwn(call, (client) => transferPage(client, call.actor, query, call.runner.clock.today())),
  ),
  serve(words.countTransfers)(async ({ query }, call) =>
    readOwn(call, (client) => transferCounts(client, call.actor, query, call.runner.clock.today())),
  ),
]

/** Supervision over HTTP. */
export const routes: readonly Route[] = [...reading, ...acts]
