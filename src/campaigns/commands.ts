import type { PoolClient } from 'pg'
import {
  covers,
  isRefusal,
  type Circumstances,
  type Command,
  type Effect,
  type Queryable,
} from '#kernel/index.ts'
import { lockDraw } from '#draws/index.ts'
import { nextDocumentNumber } from '#documents/index.ts'
import { evidenceEffects, loadAttachments, type Attached } from '#files/index.ts'
import type { Attachment } from '#files/words.ts'
import type { Kept, OfficeSubject, Seen } from '#papers/index.ts'
import { bodiesOf, shortName } from '#places/index.ts'
import * as duties from './decide-duty.ts'
import * as feedbacks from './decide-feedback.ts'
import * as groups from './decide-group.ts'
import * as hosts from './decide-host.ts'
import * as decide from './decide.ts'
import { also, membersOf, type BodyOf, type Verdict } from './decide.ts'
import {
  campaignPack,
  lockCampaign,
  lockConcern,
  lockDuty,
  lockFeedback,
  lockGroup,
  lockHelp,
  lockHost,
  lockNotice,
  seenOf,
} from './load.ts'
import { regimeOf } from './pack.ts'
import type { CampaignRecord } from './records.ts'
import type * as words from './words.ts'

type On<B> = { readonly id: string; readonly body: B }
type Lock<S> = (
  pool: Queryable,
  client: PoolClient,
  id: string,
  at: Circumstances,
) => Promise<S | undefined>

/** A command on one existing row that needs nothing but the row. */
function simple<S, B>(
  pool: Queryable,
  act: string,
  lock: Lock<S>,
  rule: (seen: S, body: B, at: Circumstances) => Verdict,
): Command<On<B>, S> {
  return {
    act,
    version: 1,
    load: (client, { id }, at) => lock(pool, client, id, at),
    decide: (seen, { body }, at) => rule(seen, body, at),
  }
}

type Filed<S> = { readonly seen: S; readonly files: readonly Attached[] }

/** The same for an act that brings files; one that is not taken refuses the whole. */
function filed<
  S extends Seen<Kept, object>,
  B extends { readonly evidence: readonly Attachment[] },
>(
  pool: Queryable,
  act: string,
  lock: Lock<S>,
  rule: (seen: S, body: B, at: Circumstances, evidence: readonly Effect[]) => Verdict,
): Command<On<B>, Filed<S>> {
  const subjectOf = ({ subject, record }: S) => ({
    kind: subject,
    jur: record.jur,
    id: record.id,
    number: record.number ?? '',
  })
  return {
    act,
    version: 1,
    async load(client, { id, body }, at) {
      const seen = await lock(pool, client, id, at)
      if (!seen) return undefined
      return { seen, files: await loadAttachments(client, body.evidence, subjectOf(seen), at) }
    },
    decide({ seen, files }, { body }, at) {
      const { owner_org: org, party_id: party, demo } = seen.record
      const evidence = evidenceEffects(files, subjectOf(seen), { org, party, demo }, at)
      return isRefusal(evidence) ? evidence : rule(seen, body, at, evidence)
    },
  }
}

/** 组织专项行动: the number is taken last, and only by an office that may. */
function opening(pool: Queryable): Command<{ readonly body: words.OpenCampaign }, decide.Opening> {
  return {
    act: 'campaign.open',
    version: 1,
    async load(client, { body }, at) {
      const wanted = [at.actor.org, ...body.bodies, ...membersOf(body)]
      const found = await bodiesOf(client, wanted, [], at.today)
      const issuer = found.find(({ id }) => id === at.actor.org)
      const pack = await campaignPack(pool, body.pack)
      if (!issuer || !pack || !covers(at.actor.scope, issuer.place)) return undefined
      const within = found.filter(({ place }) => covers(at.actor.scope, place))
      const counted = { org: issuer.id, series: 'campaign', mark: '专项行动', today: at.today }
      const number = await nextDocumentNumber(client, counted)
      const record = {
        jur: issuer.place,
        id: at.newId(),
        revision: 0,
        number,
        title: body.title,
        state: 'drawing',
        owner_org: issuer.id,
        party_id: null,
        demo: at.actor.demo,
        pack: pack.head.id,
        pack_version: pack.version,
        regime: regimeOf(pack),
      } as unknown as CampaignRecord
      const facts = {
        ownerOrg: issuer.id,
        ownerName: issuer.name,
        state: 'drawing' as const,
        drawn: false,
        openGroups: 0,
        openDuties: 0,
      }
      const { article } = pack.campaign.campaign
      return {
        seen: await seenOf(pool, client, 'campaign', { record, facts, at }),
        issuer,
        units: within.filter(({ id }) => body.bodies.includes(id)),
        members: within.filter(({ id }) => membersOf(body).includes(id)),
        basis: { pack: pack.head.id, version: pack.version, article },
      }
    },
    decide: (loaded, { body }, at) => decide.openCampaign(loaded, body, at),
    also,
  }
}

function redrawing(
  pool: Queryable,
): Command<On<BodyOf<typeof words.redrawCampaign>>, decide.Redrawing> {
  return {
    act: 'campaign.redraw',
    version: 1,
    async load(client, { id }, at) {
      const seen = await lockCampaign(pool, client, id, at)
      const draw = seen?.record.draw_id && (await lockDraw(client, seen.record.draw_id, at))
      if (!seen || !draw) return undefined
      return { seen, draw, units: await bodiesOf(client, seen.record.bodies, [], at.today) }
    },
    decide: (loaded, { body }, at) => decide.redrawCampaign(loaded, body, at),
    also,
  }
}

/** A matter that a group or a host opens under itself. */
function under<S, R extends Kept, B>(
  pool: Queryable,
  of: {
    readonly act: string
    readonly subject: OfficeSubject
    readonly lock: Lock<S>
    readonly fresh: (above: S, at: Circumstances, client: PoolClient) => Promise<R> | R
    readonly rule: (above: S, seen: Seen<R, never>, body: B, at: Circumstances) => Verdict
  },
): Command<On<B>, { readonly above: S; readonly seen: Seen<R, never> }> {
  return {
    act: of.act,
    version: 1,
    async load(client, { id }, at) {
      const above = await of.lock(pool, client, id, at)
      if (!above) return undefined
      const record = await of.fresh(above, at, client)
      const facts = {} as never
      return { above, seen: await seenOf(pool, client, of.subject, { record, facts, at }) }
    },
    decide: ({ above, seen }, { body }, at) => of.rule(above, seen, body, at),
  }
}

/** Locks a row that needs no more facts than the name of the body that answers for it. */
function named<R extends Kept & { readonly org: string }>(
  subject: OfficeSubject,
  lock: (client: PoolClient, id: string, at: Circumstances) => Promise<R | undefined>,
): Lock<Seen<R, { readonly orgName: string; readonly ownerName: string }>> {
  return async (pool, client, id, at) => {
    const record = await lock(client, id, at)
    if (!record) return undefined
    const facts = {
      orgName: await shortName(client, record.org),
      ownerName: await shortName(client, record.owner_org),
    }
    return seenOf(pool, client, subject, { record, facts, at })
  }
}

const lockedFeedback = named('campaign_feedback', lockFeedback)
const lockedNotice = named('campaign_notice', lockNotice)

/** Every command on campaigns that a person gives. */
export function campaignCommands(pool: Queryable) {
  return {
    open: opening(pool),
    redraw: redrawing(pool),
    close: simple(pool, 'campaign.close', lockCampaign, decide.closeCampaign),
    void: simple(pool, 'campaign.void', lockCampaign, decide.voidCampaign),
    rank: simple(pool, 'campaign.rank', lockCampaign, decide.switchRanking),
    staff: simple(pool, 'campaign_group.staff', lockGroup, groups.staffGroup),
    replace: simple(pool, 'campaign_group.replace', lockGroup, groups.replaceMember),
    swear: filed(pool, 'campaign_group.swear', lockGroup, groups.swearGroup),
    propose: simple(pool, 'campaign_group.propose', lockGroup, groups.proposeItinerary),
    finish: simple(pool, 'campaign_group.finish', lockGroup, groups.finishGroup),
    agree: simple(pool, 'campaign_host.agree', lockHost, hosts.agreeItinerary),
    return: simple(pool, 'campaign_host.return', lockHost, hosts.returnItinerary),
    submit: filed(pool, 'campaign_duty.submit', lockDuty, duties.submitDuty),
    receive: simple(pool, 'campaign_duty.receive', lockDuty, duties.receiveDuty),
    sendBack: simple(pool, 'campaign_duty.return', lockDuty, duties.returnDuty),
    help: under(pool, {
      act: 'campaign_help.give',
      subject: 'campaign_help',
      lock: lockGroup,
      fresh: duties.freshHelp,
      rule: duties.giveHelp,
    }),
    settle: simple(
      pool,
      'campaign_help.settle',
      named('campaign_help', lockHelp),
      duties.settleHelp,
    ),
    raise: under(pool, {
      act: 'campaign_concern.raise',
      subject: 'campaign_concern',
      lock: lockHost,
      fresh: duties.freshConcern,
      rule: duties.raiseConcern,
    }),
    answer: simple(
      pool,
      'campaign_concern.answer',
      named('campaign_concern', lockConcern),
      duties.answerConcern,
    ),
    draft: under(pool, {
      act: 'campaign_feedback.draft',
      subject: 'campaign_feedback',
      lock: lockGroup,
      async fresh(group, at, client) {
        const counted = {
          org: group.record.org,
          series: 'campaign_feedback',
          mark: '反馈清单',
          today: at.today,
        }
        return feedbacks.freshFeedback(group, await nextDocumentNumber(client, counted), at)
      },
      rule: feedbacks.draftFeedback,
    }),
    revise: simple(pool, 'campaign_feedback.revise', lockedFeedback, feedbacks.reviseFeedback),
    send: filed(pool, 'campaign_feedback.send', lockedFeedback, feedbacks.sendFeedback),
    voidFeedback: simple(pool, 'campaign_feedback.void', lockedFeedback, feedbacks.voidFeedback),
    sign: filed(pool, 'campaign_notice.sign', lockedNotice, feedbacks.signNotice),
  }
}
export type CampaignCommands = ReturnType<typeof campaignCommands>
