import type { PoolClient } from 'pg'
import {
  covers,
  firstRow,
  type Circumstances,
  type Command,
  type Queryable,
} from '#kernel/index.ts'
import { calendarOf, lawOn } from '#deadlines/index.ts'
import { nextNumber } from '#documents/index.ts'
import type { FileStore } from '#files/index.ts'
import { abolishedBodies, bodiesOf } from '#places/index.ts'
import type { Pool } from 'pg'
import { circleOf, handingsOf } from './circle.ts'
import { archiveDispatch, distributeDispatch, sealDispatch, signDispatch } from './decide-issue.ts'
import { voidDispatch, withdrawDispatch, type Numbered, type Sealed } from './decide-issue.ts'
import * as draft from './decide-draft.ts'
import { consultDispatch, noteAnswer } from './decide-hand.ts'
import type { Circle, Verdict } from './decide-draft.ts'
import { lockDispatch, sourceOf } from './load.ts'
import { numberFor, sealedFile } from './issue-load.ts'
import { draftingRefusal } from './rules.ts'
import type { SeenDispatch } from './seen.ts'
import type { DispatchRecord, SlipRecord } from './tables.ts'
import type * as words from './words.ts'
import type * as z from 'zod'

type On<B> = { readonly id: string; readonly body: B }
type BodyOf<F extends { body: z.ZodType }> = z.output<F['body']>
type Lock = (client: PoolClient, id: string, at: Circumstances) => Promise<SeenDispatch | undefined>

/** An act on one paper that needs nothing but the paper. */
function simple<B>(
  act: string,
  lock: Lock,
  rule: (seen: SeenDispatch, body: B, at: Circumstances) => Verdict,
): Command<On<B>, SeenDispatch> {
  return {
    act: `dispatch.${act}`,
    version: 1,
    load: (client, { id }, at) => lock(client, id, at),
    decide: (seen, { body }, at) => rule(seen, body, at),
  }
}

/** The same for an act that needs more, read once the paper is locked. */
function further<B, M>(
  act: string,
  lock: Lock,
  read: (client: PoolClient, seen: SeenDispatch, body: B, at: Circumstances) => Promise<M>,
  rule: (seen: SeenDispatch, body: B, at: Circumstances, more: M) => Verdict,
): Command<On<B>, { readonly seen: SeenDispatch; readonly more: M }> {
  return {
    act: `dispatch.${act}`,
    version: 1,
    async load(client, { id, body }, at) {
      const seen = await lock(client, id, at)
      return seen && { seen, more: await read(client, seen, body, at) }
    },
    decide: ({ seen, more }, { body }, at) => rule(seen, body, at, more),
  }
}

type DraftLoaded = { readonly seen: SeenDispatch; readonly circle: Circle }

/** 拟稿, in the place of the drafting body. */
function drafting(
  pool: Queryable,
): Command<{ readonly body: BodyOf<typeof words.draftDispatch> }, DraftLoaded> {
  return {
    act: 'dispatch.draft',
    version: 1,
    async load(client, { body }, at) {
      const office = await firstRow<{ id: string; place: string; name: string }>(
        client,
        'select id, place, coalesce(short_name, name) as name from organization where id = $1',
        [at.actor.org],
      )
      if (!office || !covers(at.actor.scope, office.place)) return undefined
      const no = draftingRefusal(at.actor)
      if (!no && body.source && !(await sourceOf(client, at.actor, body.source))) return undefined
      const issuer = body.issuer ?? office.id
      const given = { ...body, jur: office.place, own: office.id, issuer }
      return {
        seen: await fresh(pool, office, issuer, body, at),
        circle: await circleOf(client, given, at),
      }
    },
    decide: ({ seen, circle }, { body }, at) => {
      const { source, declaredUnclassified: _, ...written } = body
      return draft.draftDispatch(seen, written, source, circle, at)
    },
  }
}

async function fresh(
  pool: Queryable,
  office: { readonly id: string; readonly place: string; readonly name: string },
  issuer: string,
  { title, kind }: { readonly title: string; readonly kind: words.DispatchKind },
  at: Circumstances,
): Promise<SeenDispatch> {
  const id = at.newId()
  const record = {
    jur: office.place,
    id,
    revision: 0,
    owner_org: office.id,
    party_id: null,
    demo: at.actor.demo,
    state: 'draft',
    title,
    number: null,
    issuer_org: issuer,
  } as DispatchRecord
  return {
    subject: 'dispatch',
    record,
    slips: [],
    deadlines: [],
    facts: {
      id,
      jur: office.place,
      revision: 0,
      number: null,
      state: 'draft',
      kind,
      ownerOrg: office.id,
      issuerOrg: issuer,
      drafter: at.actor.person,
      version: 1,
      checkedVersion: null,
      returns: 0,
      signerRole: null,
      signers: [],
      waiting: [],
      addressees: 0,
      names: { [office.id]: office.name },
    },
    law: await lawOn(pool, { on: at.today, place: office.place }),
    calendar: await calendarOf(pool),
  }
}

type Answered = { readonly dispatch: string; readonly slip: string }

/** What follows at the drafting office from an answer to its request to countersign. */
export function noteCountersigning(
  pool: Queryable,
): Command<Answered, { readonly seen: SeenDispatch; readonly answered: SlipRecord }> {
  return {
    act: 'dispatch.countersigned',
    version: 1,
    async load(client, { dispatch, slip }, at) {
      const seen = await lockDispatch(pool, client, dispatch, at)
      const answered = seen?.slips.find(({ id }) => id === slip)
      return seen && answered && { seen, answered }
    },
    decide: ({ seen, answered }, _given, at) => noteAnswer(seen, answered, at),
  }
}

/** Every command on papers that are sent, bound to one database and its files. */
export function dispatchCommands(pool: Pool, files: FileStore) {
  const lock: Lock = (client, id, at) => lockDispatch(pool, client, id, at)
  return {
    draft: drafting(pool),
    revise: further(
      'revise',
      lock,
      (client, seen, body: BodyOf<typeof words.reviseDispatch>, at) =>
        circleOf(
          client,
          {
            ...body,
            jur: seen.record.jur,
            own: seen.record.owner_org,
            issuer: body.issuer ?? seen.record.issuer_org,
          },
          at,
        ),
      (seen, body, at, circle) => draft.reviseDispatch(seen, body, circle, at),
    ),
    submit: simple('submit', lock, draft.submitDispatch),
    check: simple('check', lock, draft.checkDispatch),
    return: simple('return', lock, draft.returnDispatch),
    consult: further(
      'consult',
      lock,
      async (client, _seen, { orgs }: BodyOf<typeof words.consultDispatch>, at) => ({
        bodies: await bodiesOf(client, orgs, [], at.today),
        abolished: await abolishedBodies(client, orgs, at.today),
      }),
      consultDispatch,
    ),
    present: simple('present', lock, draft.presentDispatch),
    decline: simple('decline', lock, draft.declineDispatch),
    sign: further<BodyOf<typeof words.signDispatch>, Numbered | null>(
      'sign',
      lock,
      (client, seen, body, at) => numberFor(pool, client, files, seen, body, at),
      signDispatch,
    ),
    seal: further<BodyOf<typeof words.sealDispatch>, Sealed | null>(
      'seal',
      lock,
      (client, seen, body, at) => sealedFile(client, files, seen, body, at),
      sealDispatch,
    ),
    distribute: further(
      'distribute',
      lock,
      (client, seen, _body: BodyOf<typeof words.distributeDispatch>, at) =>
        handingsOf(client, seen, at),
      distributeDispatch,
    ),
    archive: further(
      'archive',
      lock,
      async (client, seen, body: BodyOf<typeof words.archiveDispatch>, at) => {
        if (draft.stopped('archive', seen, body, at)) return 0
        const year = Number(at.today.slice(0, 4))
        return nextNumber(client, {
          org: seen.record.owner_org,
          series: 'dispatch archive',
          year,
        })
      },
      archiveDispatch,
    ),
    withdraw: simple('withdraw', lock, withdrawDispatch),
    void: simple('void', lock, voidDispatch),
  }
}
