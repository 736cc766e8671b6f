/** HTTP faces of the journal. */
import { covers, notFound, problem, scoped, serve } from '#kernel/index.ts'
import type { Actor, Ledger, Route, Scope } from '#kernel/index.ts'
import { findAct, journalStatusOf } from './queries.ts'
import { receiptOf } from './prove.ts'
import { journalTexts } from './texts.ts'
import { verifyDeployment } from './verify.ts'
import type { VerifyReport } from './words.ts'
import { downloadReceipt, showJournal, verifyNow } from './words.ts'

export type JournalRoutes = {
  readonly ledgers: ReadonlyMap<string, Ledger>
  readonly keysDir: string
  /** The places whose acts an actor may list, where that is more than its cases. */
  readonly reach?: (actor: Actor) => Scope
  /** The subjects that a party is concerned in, whose acts it may list. */
  readonly concerns?: (actor: Actor) => Promise<readonly string[]>
  /** Whether a party may see the subject of an act outside its places; asked of the ledgers. */
  readonly maySee?: (actor: Actor, subject: { kind: string; id: string }) => Promise<boolean>
}

/** The routes, given what only the wiring knows. */
export function journalRoutes({
  ledgers,
  keysDir,
  reach,
  concerns,
  maySee,
}: JournalRoutes): Route[] {
  let running: Promise<VerifyReport> | undefined
  return [
    serve(showJournal)(async (_given, { actor, runner }) => {
      const subjects = (await concerns?.(actor)) ?? []
      return scoped(runner.db.app, actor.scope, (client) =>
        journalStatusOf(client, reach?.(actor) ?? actor.scope, subjects),
      )
    }),

    serve(downloadReceipt)(async ({ params }, { actor, runner, reply }) => {
      if (!UUID.test(params.actId)) return notFound
      const { app } = runner.db
      const act = await scoped(app, actor.scope, (client) => findAct(client, params.actId))
      if (!act) return notFound
      const seen =
        covers(reach?.(actor) ?? actor.scope, act.jur) ||
        (await maySee?.(actor, act.subject)) === true
      if (!seen) return notFound
      const answer = await scoped(app, actor.scope, (client) => receiptOf(client, params.actId))
      if ('missing' in answer) return notFound
      if ('waiting' in answer) return problem(409, journalTexts.notSequenced)
      reply.header('content-disposition', `attachment; filename="receipt-${params.actId}.json"`)
      return answer.receipt
    }),

    // One verification at a time: whoever asks meanwhile gets the answer of the one under way.
    serve(verifyNow)(async (_given, { runner }) => {
      running ??= verifyDeployment({
        pool: runner.db.owner,
        ledgers: ledgers.values(),
        keysDir,
      }).finally(() => {
        running = undefined
      })
      return running
    }),
  ]
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu
