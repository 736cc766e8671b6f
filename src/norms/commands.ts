import { bodyToday } from '#places/index.ts'
import type { PoolClient } from 'pg'
import {
  covers,
  isRefusal,
  refuse,
  type Circumstances,
  type Command,
  type Queryable,
  type Refusal,
} from '#kernel/index.ts'
import { calendarOf, lawOn } from '#deadlines/index.ts'
import { nextDocumentNumber } from '#documents/index.ts'
import * as decide from './decide.ts'
import type { BodyOf, Verdict } from './decide.ts'
import { lockNorm, reviewersIn, type SeenNorm } from './load.ts'
import { CLAUSES, NORM_MOVES } from './rules.ts'
import type { NormRecord } from './tables.ts'
import type * as words from './words.ts'

type On<B> = { readonly id: string; readonly body: B }

/** The refusal of a body in which nobody reviews legality. */
async function reviewerRefusal(
  client: PoolClient,
  { place, reviewOrg }: { readonly place: string; readonly reviewOrg: string },
  today: string,
): Promise<Refusal | null> {
  const known = await reviewersIn(client, place, today)
  if (known.some(({ id }) => id === reviewOrg)) return null
  return refuse('合法性审核应由本级设有法制审核岗位的单位办理，请改选审核单位。', CLAUSES.norms)
}

/** 登记草案 of the actor's own body. */
function registering(
  pool: Queryable,
): Command<{ readonly body: BodyOf<typeof words.registerNorm> }, SeenNorm | Refusal> {
  return {
    act: 'norm.register',
    version: 1,
    async load(client, { body }, at) {
      const own = await bodyToday(client, at.actor.org, at.today)
      if (!own || !covers(at.actor.scope, own.place)) return undefined
      const move = NORM_MOVES.register
      if (!(move.roles as readonly string[]).includes(at.actor.role)) {
        return refuse(`本岗位不办理“${move.label}”。`, CLAUSES.authority)
      }
      const review = { place: own.place, reviewOrg: body.reviewOrg }
      const no = await reviewerRefusal(client, review, at.today)
      if (no) return no
      return fresh(pool, { id: own.id, place: own.place }, body, at)
    },
    decide: (seen, { body }, at) => (isRefusal(seen) ? seen : decide.registerNorm(seen, body, at)),
  }
}

async function fresh(
  pool: Queryable,
  own: { readonly id: string; readonly place: string },
  body: BodyOf<typeof words.registerNorm>,
  at: Circumstances,
): Promise<SeenNorm> {
  const record = {
    jur: own.place,
    id: at.newId(),
    revision: 0,
    number: null,
    state: 'draft',
    title: body.title,
    owner_org: own.id,
    review_org: body.reviewOrg,
    party_id: null,
    demo: at.actor.demo,
  } as unknown as NormRecord
  return {
    subject: 'norm',
    record,
    facts: {
      id: record.id,
      jur: own.place,
      revision: 0,
      state: 'draft',
      ownerOrg: own.id,
      reviewOrg: body.reviewOrg,
      mine: true,
      filedOn: null,
      publishedOn: null,
      names: {},
    },
    deadlines: [],
    law: await lawOn(pool, { on: at.today, place: own.place }),
    calendar: await calendarOf(pool),
  }
}

type Issuing = { readonly seen: SeenNorm; readonly number: string }

/** 签发: the number is taken last, and given back where the act is refused. */
function issuing(pool: Queryable): Command<On<BodyOf<typeof words.issueNorm>>, Issuing> {
  return {
    act: 'norm.issue',
    version: 1,
    async load(client, { id, body }, at) {
      const seen = await lockNorm(pool, client, id, at)
      if (!seen) return undefined
      const { mark } = body
      const counted = { org: seen.record.owner_org, series: `norm:${mark}`, mark, today: at.today }
      return { seen, number: await nextDocumentNumber(client, counted) }
    },
    decide: ({ seen, number }, { body }, at) => decide.issueNorm(seen, body, at, number),
  }
}

type Revising = { readonly seen: SeenNorm; readonly unknown: Refusal | null }

function revising(pool: Queryable): Command<On<BodyOf<typeof words.reviseNorm>>, Revising> {
  return {
    act: 'norm.revise',
    version: 1,
    async load(client, { id, body }, at) {
      const seen = await lockNorm(pool, client, id, at)
      if (!seen) return undefined
      const review = { place: seen.record.jur, reviewOrg: body.reviewOrg }
      return { seen, unknown: await reviewerRefusal(client, review, at.today) }
    },
    decide({ seen, unknown }, { body }, at) {
      const verdict = decide.reviseNorm(seen, body, at)
      return unknown && !isRefusal(verdict) ? unknown : verdict
    },
  }
}

/** Every command on normative documents, bound to one database's packs and calendar. */
export function normCommands(pool: Queryable) {
  const simple = <B>(
    act: string,
    rule: (seen: SeenNorm, body: B, at: Circumstances) => Verdict,
  ): Command<On<B>, SeenNorm> => ({
    act,
    version: 1,
    load: (client, { id }, at) => lockNorm(pool, client, id, at),
    decide: (seen, { body }, at) => rule(seen, body, at),
  })
  return {
    registerNorm: registering(pool),
    reviseNorm: revising(pool),
    submitNorm: simple('norm.submit', decide.submitNorm),
    reviewNorm: simple('norm.review', decide.reviewNorm),
    deliberateNorm: simple('norm.deliberate', decide.deliberateNorm),
    issueNorm: issuing(pool),
    fileNorm: simple('norm.file', decide.fileNorm),
    publishNorm: simple('norm.publish', decide.publishNorm),
    cleanNorm: simple('norm.clean', decide.cleanNorm),
    voidNorm: simple('norm.void', decide.voidNorm),
  }
}

export type NormCommands = ReturnType<typeof normCommands>
