import {
  itself,
  perform,
  rows,
  type Command,
  type Json,
  type Outcome,
  type Runner,
} from '#kernel/index.ts'
import {
  beginDrawn,
  fallWith,
  hearAnswered,
  hearFinished,
  hearSignature,
  layFeedback,
  layProposed,
  openDuty,
  openGroup,
  openHost,
  registerProblem,
} from '#campaigns/index.ts'
import { layingWith, movingSlip, noteCountersigning } from '#dispatches/index.ts'
import { markRelapsed, noteMerged, relapseFromLook, takeUp } from '#findings/index.ts'
import { callForCode } from '#invitations/index.ts'
import { beginLooks, openLook } from '#lookbacks/index.ts'
import { layingDue, opening } from '#scoring/index.ts'
import { openSheetBody } from '#scoring/words.ts'
import { tell } from './tell.ts'

type Message = {
  readonly id: string
  readonly jur: string
  readonly event: string
  readonly subject_kind: string
  readonly subject_id: string
  readonly payload: { readonly [key: string]: string }
  readonly cause: string
}

type Reaction = (message: Message, runner: Runner) => readonly [Command<never, never>, Json]

/**
 * The one table of what follows from what, across modules. Each reaction is its own command in
 * its own transaction, with the message's id as its key and the entry that led to it as its cause.
 */
export const REACTIONS: Readonly<Record<string, readonly Reaction[]>> = {
  'finding.handed_over': [],
  'finding.reminded': [],
  'finding.struck_off': [],
  'task.sent': [],
  'task.sent_back': [],
  'task.reminded': [],
  'supervision.proposed': [],
  'supervision.issued': [],
  'supervision.letter_moved': [],
  'listing.listed': [],
  'listing.moved': [],
  'transfer.handed': [],
  'transfer.moved': [],
  'suspension.ordered': [],
  'suspension.moved': [],
  'link.asked': [({ payload }) => [callForCode as never, payload]],
  'dispatch.countersigned': [
    ({ payload }, { db }) => [noteCountersigning(db.app) as never, payload],
  ],
  'dispatch.handed': [({ payload }, { db }) => [layingWith(db.app) as never, payload]],
  'dispatch.slip_moved': [({ payload }, { db }) => [movingSlip(db.app) as never, payload]],
  'finding.merged': [
    ({ payload }, { db }) => [
      noteMerged(db.app) as never,
      { finding: payload.into!, number: payload.number! },
    ],
  ],
  'finding.relapsed': [
    ({ payload }, { db }) => [
      markRelapsed(db.app) as never,
      { finding: payload.old!, number: payload.number! },
    ],
  ],
  'draw.completed': [
    ({ payload }, { db }) =>
      payload.kind === 'campaign'
        ? [beginDrawn(db.app) as never, { about: payload.about!, draw: payload.draw! }]
        : [beginLooks() as never, { lookback: payload.about!, draw: payload.draw! }],
  ],
  'score_sheet.wanted': [
    ({ payload }, { db }) => [opening(db.app) as never, { body: openSheetBody.parse(payload) }],
  ],
  'score_sheet.due': [({ payload }) => [layingDue() as never, payload]],
  'score_sheet.submitted': [],
  'score_sheet.confirmed': [],
  'score_sheet.sent_back': [],
  'score_sheet.voided': [],
  'campaign.grouped': [({ payload }, { db }) => [openGroup(db.app) as never, payload]],
  'campaign.group_formed': [({ payload }, { db }) => [openHost(db.app) as never, payload]],
  'campaign.owed': [({ payload }, { db }) => [openDuty(db.app) as never, payload]],
  'campaign.itinerary_proposed': [({ payload }, { db }) => [layProposed(db.app) as never, payload]],
  'campaign.itinerary_answered': [
    ({ payload }, { db }) => [hearAnswered(db.app) as never, payload],
  ],
  'campaign.group_finished': [({ payload }, { db }) => [hearFinished(db.app) as never, payload]],
  'campaign.feedback_sent': [({ payload }, { db }) => [layFeedback(db.app) as never, payload]],
  'campaign.feedback_signed': [({ payload }, { db }) => [hearSignature(db.app) as never, payload]],
  'campaign.problem': [({ payload }, { db }) => [registerProblem(db.app) as never, payload]],
  'campaign.voided': [({ payload }, { db }) => [fallWith(db.app) as never, payload]],
  'lookback.drawn': [({ payload }, { db }) => [openLook(db.app) as never, payload]],
  'lookback.false': [
    ({ payload }, { db }) => [
      relapseFromLook(db.app) as never,
      {
        finding: payload.finding!,
        id: payload.relapse!,
        foundOn: payload.foundOn!,
        round: payload.round!,
      },
    ],
  ],
}

/**
 * Takes up the messages that wait, in the order they were written. Answers how many. `told` hears
 * that somebody is to be told something that does not wait for the digest of the day.
 */
export async function react(
  runner: Runner,
  told: () => void = () => undefined,
  most = 100,
): Promise<number> {
  const waiting = await rows<Message>(
    runner.db.app,
    `select id, jur, event, subject_kind, subject_id, payload, cause from outbox
      where done_at is null order by at, id limit $1`,
    [most],
  )
  for (const message of waiting) {
    await takeUpMessage(runner, message)
    if (await tell(runner, message)) told()
    await runner.db.app.query('update outbox set done_at = $2 where id = $1', [
      message.id,
      runner.clock.now(),
    ])
  }
  return waiting.length
}

async function takeUpMessage(runner: Runner, message: Message): Promise<void> {
  const reactions = REACTIONS[message.event]
  if (!reactions) throw new Error(`no entry for the event ${message.event} in REACTIONS`)
  const refusals: string[] = []
  for (const [index, reaction] of reactions.entries()) {
    const [command, input] = reaction(message, runner)
    const outcome = await perform(runner, command, input as never, {
      actor: itself(message.jur),
      key: `${message.id}:${index}`,
      cause: message.cause,
    })
    const sentence = refusalIn(outcome)
    if (sentence !== null) refusals.push(sentence)
  }
  if (refusals.length > 0) await layOnDesk(runner, message, refusals.join(''))
  await runner.db.app.query('update outbox set refused = $2 where id = $1', [
    message.id,
    refusals.length > 0 ? refusals.join('') : null,
  ])
}

function refusalIn(outcome: Outcome): string | null {
  if ('refused' in outcome) return outcome.refused
  if ('missing' in outcome) return '有关问题已不在本级，需人工处理。'
  return null
}

async function layOnDesk(runner: Runner, message: Message, sentence: string): Promise<void> {
  await perform(
    runner,
    takeUp(runner.db.app),
    { finding: message.subject_id, sentence },
    { actor: itself(message.jur), key: `${message.id}:desk`, cause: message.cause },
  )
}
