import {
  actsOf,
  notFound,
  perform,
  readOwn,
  rows,
  serve,
  type Outcome,
  type Route,
  type Signed,
} from '#kernel/index.ts'
import { dayOf } from '#deadlines/index.ts'
import { placeNames } from '#places/index.ts'
import { findingCommands } from './commands.ts'
import { findFinding, findingDetail } from './detail.ts'
import { proposedParties } from './proposal.ts'
import { findingTimeline } from './timeline.ts'
import { countPage, rollUp } from './count.ts'
import { listPage } from './list.ts'
import { countAtLeast, tooCommon } from './many.ts'
import { listViewsFor, saveViewFor } from './views.ts'
import * as words from './words.ts'

const { commandsOf, actOn } = actsOf(findingCommands)

const acts: readonly Route[] = [
  serve(words.registerFinding)(async ({ body }, { runner, actor, key }) =>
    perform(runner, commandsOf(runner.db.app).register, { body }, { actor, key }),
  ),
  serve(words.finishTask)(async ({ params, body }, { runner, actor, key }) => {
    if (!words.isFindingId(params.id) || !words.isFindingId(params.task)) return notFound
    const input = { id: params.id, task: params.task, body }
    return perform(runner, commandsOf(runner.db.app).finishTask, input, { actor, key })
  }),
  actOn(words.handOverFinding, (of) => of.handOver),
  actOn(words.reassignFinding, (of) => of.reassign),
  actOn(words.receiveFinding, (of) => of.receive),
  actOn(words.fillReceipt, (of) => of.fillReceipt),
  actOn(words.returnFinding, (of) => of.giveBack),
  actOn(words.planFinding, (of) => of.plan),
  actOn(words.addTask, (of) => of.addTask),
  actOn(words.reportFinding, (of) => of.report),
  actOn(words.fillReport, (of) => of.fillReport),
  actOn(words.acceptFinding, (of) => of.accept),
  actOn(words.recheckFinding, (of) => of.recheck),
  actOn(words.requestClosure, (of) => of.requestClosure),
  actOn(words.decideClosure, (of) => of.decideClosure),
  actOn(words.strikeOffFinding, (of) => of.strikeOff),
  actOn(words.closeOnSpot, (of) => of.closeOnSpot),
  actOn(words.requestExtension, (of) => of.requestExtension),
  actOn(words.decideExtension, (of) => of.decideExtension),
  actOn(words.remindFinding, (of) => of.remind),
  actOn(words.attachEvidence, (of) => of.addEvidence),
  actOn(words.pauseFinding, (of) => of.pause),
  actOn(words.resumeFinding, (of) => of.resume),
  actOn(words.regradeFinding, (of) => of.regrade),
  actOn(words.correctFinding, (of) => of.correct),
  actOn(words.voidFinding, (of) => of.cancel),
  actOn(words.mergeFinding, (of) => of.merge),
  actOn(words.relapseFinding, (of) => of.relapse),
]

const reading: readonly Route[] = [
  serve(words.listFindings)(async ({ query }, call) => {
    const day = await dayOf(call)
    return readOwn(call, (client) => listPage(client, call.actor, query, day))
  }),
  serve(words.countFindings)(async ({ query }, call) => {
    const day = await dayOf(call)
    const counted = await readOwn(call, async (client) => {
      const common = await tooCommon(client, call.actor, query)
      return common === null
        ? { count: await countPage(client, call.actor, query, day), more: false }
        : { count: await countAtLeast(client, call.actor, query, day, common), more: true }
    })
    return { ...counted, at: call.runner.clock.now() }
  }),
  serve(words.rollUpFindings)(async ({ query }, call) => {
    const place = query.place ?? '0'
    return readOwn(call, async (client) => {
      const cells = await rollUp(client, call.actor, place)
      const names = await placeNames(
        client,
        cells.map((cell) => cell.place),
      )
      return {
        cells: cells.map((cell) => ({
          ...cell,
          placeName: names.get(cell.place)?.name ?? cell.place,
        })),
        at: call.runner.clock.now(),
      }
    })
  }),
  serve(words.getFinding)(async ({ params }, call) => {
    if (!words.isFindingId(params.id)) return notFound
    const day = await dayOf(call)
    const pool = call.runner.db.app
    const found = await readOwn(call, (client) =>
      findingDetail(pool, client, call.actor, params.id, day),
    )
    return found ?? notFound
  }),
  serve(words.findingTimeline)(async ({ params }, call) => {
    if (!words.isFindingId(params.id)) return notFound
    const steps = await readOwn(call, (client) => findingTimeline(client, call.actor, params.id))
    return steps ? { steps } : notFound
  }),
  serve(words.proposeParties)(async ({ params }, call) => {
    if (!words.isFindingId(params.id)) return notFound
    const today = call.runner.clock.today()
    const pool = call.runner.db.app
    const found = await readOwn(call, (client) =>
      proposedParties(pool, client, call.actor, params.id, today),
    )
    return found ?? notFound
  }),
  serve(words.listViews)(async (_given, { runner, actor }) => ({
    views: await listViewsFor(runner.db.app, actor),
  })),
  serve(words.saveView)(async ({ body }, { runner, actor }) => saveViewFor(runner, actor, body)),
]

const bulk: Route = serve(words.bulkFindings)(async ({ body }, call) => {
  const { runner, actor, key } = call
  const commands = commandsOf(runner.db.app)
  const results: { id: string; ok: boolean; say: string; clause: string | null }[] = []
  for (const id of body.ids) {
    const record = await readOwn(call, (client) => findFinding(client, actor, id))
    if (!record) {
      results.push({ id, ok: false, say: '未找到', clause: null })
      continue
    }
    const seen = { revision: record.revision }
    const submission = { actor, key: `${key}:${id}` }
    const outcome =
      body.act === 'remind'
        ? await perform(
            runner,
            commands.remind,
            { id, body: { ...seen, note: body.note } },
            submission,
          )
        : body.act === 'hand_over'
          ? await perform(
              runner,
              commands.handOver,
              { id, body: { ...seen, ...body.handOver } },
              submission,
            )
          : await perform(
              runner,
              commands.requestExtension,
              { id, body: { ...seen, dueOn: body.dueOn, note: body.note } },
              submission,
            )
    results.push({ id, ...told(outcome) })
  }
  return { results }
})

function told(outcome: Outcome): { ok: boolean; say: string; clause: string | null } {
  if ('done' in outcome) return { ok: true, say: (outcome.done as words.Moved).say, clause: null }
  if ('refused' in outcome) return { ok: false, say: outcome.refused, clause: outcome.clause }
  if ('stale' in outcome)
    return { ok: false, say: '内容已被他人更新，请刷新后再办。', clause: null }
  return { ok: false, say: '未找到', clause: null }
}

/** Who changed a finding since a revision, for the answer to an act on a stale version. */
export async function changesSince(
  call: Signed,
  id: string,
): Promise<{ act: string; at: string; by: string }[]> {
  return readOwn(call, async (client) => {
    const found = await rows<{ act: string; at: string; by: string }>(
      client,
      `select s.act, s.at, coalesce(o.short_name, o.name) || ' ' || p.name as by
         from finding_step s left join organization o on o.id = s.org
         left join person p on p.id = s.person
        where s.finding_id = $1 order by s.at desc, s.id desc limit 3`,
      [id],
    )
    return found
  })
}

/** The ledger of findings over HTTP. */
export const routes: readonly Route[] = [...reading, bulk, ...acts]
