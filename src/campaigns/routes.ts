import {
  actsOf,
  isId,
  notFound,
  perform,
  serve,
  type Download,
  type Queryable,
  type Route,
  type Signed,
} from '#kernel/index.ts'
import { placeOfBody } from '#places/index.ts'
import { readOnDay, type Day } from '#deadlines/index.ts'
import { campaignCommands } from './commands.ts'
import { feedbackDetail, noticeDetail } from './feedback-queries.ts'
import * as queries from './queries.ts'
import { campaignSummary, groupSummary } from './report-queries.ts'
import * as words from './words.ts'

const { commandsOf, actOn } = actsOf(campaignCommands)

/** Reads one row on the day of the call; what is not there and what is another's are the same. */
async function readOne<T>(
  call: Signed,
  id: string,
  work: (client: Queryable, day: Day) => Promise<T | undefined>,
): Promise<T | typeof notFound> {
  if (!isId(id)) return notFound
  return (await readOnDay(call, work)) ?? notFound
}

const readerOf = ({ runner, actor }: Signed, day: Day) => ({ pool: runner.db.app, actor, day })

/** The text of the draw behind a group, for either side of it. */
async function drawFile(call: Signed, id: string): Promise<Download | typeof notFound> {
  const pool = call.runner.db.app
  const found = await readOne(call, id, async (client, day) => {
    const group = await queries.groupDetail(pool, client, call.actor, id, day)
    return group ?? (await queries.hostDetail(client, call.actor, id, day))
  })
  const text = 'id' in found ? await queries.groupDraw(pool, found) : undefined
  if (text === undefined) return notFound
  return {
    download: {
      body: Buffer.from(text, 'utf8'),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': `attachment; filename="draw-${id}.json"`,
      },
    },
  }
}

/** Campaigns over HTTP. */
export const routes: readonly Route[] = [
  serve(words.listCampaigns)((_given, call) =>
    readOnDay(call, (client, day) => queries.campaignsOf(client, call.actor, day)),
  ),
  serve(words.listCampaignPacks)(async (_given, call) => {
    const { runner, actor } = call
    const on = runner.clock.today()
    const place = (await placeOfBody(runner.db.app, actor.org)) ?? '0'
    return {
      rows: await queries.packProposals(runner.db.app, place, on),
      units: await queries.officesBelow(runner.db.app, place, on),
    }
  }),
  serve(words.openCampaign)(({ body }, { runner, actor, key }) =>
    perform(runner, commandsOf(runner.db.app).open, { body }, { actor, key }),
  ),
  serve(words.readCampaign)(({ params: { id } }, call) =>
    readOne(call, id, (client, day) =>
      queries.campaignDetail(call.runner.db.app, client, call.actor, id, day),
    ),
  ),
  actOn(words.redrawCampaign, (of) => of.redraw),
  actOn(words.closeCampaign, (of) => of.close),
  actOn(words.voidCampaign, (of) => of.void),
  actOn(words.switchRanking, (of) => of.rank),
  serve(words.readGroup)(({ params: { id } }, call) =>
    readOne(call, id, (client, day) =>
      queries.groupDetail(call.runner.db.app, client, call.actor, id, day),
    ),
  ),
  serve(words.readGroupSummary)(({ params: { id } }, call) =>
    readOne(call, id, (client, day) => groupSummary(readerOf(call, day), client, id)),
  ),
  serve(words.readCampaignSummary)(({ params: { id } }, call) =>
    readOne(call, id, (client, day) => campaignSummary(readerOf(call, day), client, id)),
  ),
  serve(words.readGroupDraw)(({ params: { id } }, call) => drawFile(call, id)),
  actOn(words.staffGroup, (of) => of.staff),
  actOn(words.replaceMember, (of) => of.replace),
  actOn(words.swearGroup, (of) => of.swear),
  actOn(words.proposeItinerary, (of) => of.propose),
  actOn(words.finishGroup, (of) => of.finish),
  serve(words.readHost)(({ params: { id } }, call) =>
    readOne(call, id, (client, day) => queries.hostDetail(client, call.actor, id, day)),
  ),
  actOn(words.agreeItinerary, (of) => of.agree),
  actOn(words.returnItinerary, (of) => of.return),
  actOn(words.raiseConcern, (of) => of.raise),
  serve(words.readConcern)(({ params: { id } }, call) =>
    readOne(call, id, (client) => queries.concernDetail(client, call.actor, id)),
  ),
  actOn(words.answerConcern, (of) => of.answer),
  serve(words.readDuty)(({ params: { id } }, call) =>
    readOne(call, id, (client, day) => queries.dutyDetail(client, call.actor, id, day)),
  ),
  actOn(words.submitDuty, (of) => of.submit),
  actOn(words.receiveDuty, (of) => of.receive),
  actOn(words.returnDuty, (of) => of.sendBack),
  actOn(words.giveHelp, (of) => of.help),
  actOn(words.settleHelp, (of) => of.settle),
  actOn(words.draftFeedback, (of) => of.draft),
  serve(words.readFeedback)(({ params: { id } }, call) =>
    readOne(call, id, (client, day) =>
      feedbackDetail(call.runner.db.app, client, call.actor, id, day),
    ),
  ),
  actOn(words.reviseFeedback, (of) => of.revise),
  actOn(words.sendFeedback, (of) => of.send),
  actOn(words.voidFeedback, (of) => of.voidFeedback),
  serve(words.readNotice)(({ params: { id } }, call) =>
    readOne(call, id, (client, day) =>
      noticeDetail(call.runner.db.app, client, call.actor, id, day),
    ),
  ),
  actOn(words.signNotice, (of) => of.sign),
]
