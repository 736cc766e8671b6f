import type { PoolClient } from 'pg'
import {
  covers,
  firstRow,
  isRefusal,
  openMark,
  refuse,
  rows,
  type Circumstances,
  type Command,
  type Effect,
  type Refusal,
} from '#kernel/index.ts'
import { findPlace, may } from '#places/index.ts'
import { CODE_CHECK_MARK, judgeRegistration, type Known } from './rules.ts'
import { foundUnder } from './search.ts'
import type { Registration } from './words.ts'

type Loaded =
  | Refusal
  | (Known & { readonly id: string; readonly name: string; readonly party: string | null })

/**
 * Registers a subject in a place of the actor's scope; a place outside it is not found. The code,
 * if there is one, is taken in the registry first, so that two at once cannot both have it.
 */
export const registerSubject: Command<Registration, Loaded> = {
  act: 'subject.register',
  version: 1,
  load: async (client, given, at) => {
    if (!may(at.actor.role, 'subjects.register')) {
      return refuse('该角色不办理对象登记。', 'bihuan-house-rules#subjects')
    }
    const place = await findPlace(client, given.jur)
    if (!place || !covers(at.actor.scope, given.jur)) return undefined
    const id = at.newId()
    const owner = given.org ? await ownerOf(client, given.org) : null
    return {
      id,
      name: given.name,
      party: owner?.party ?? null,
      ownerKnown: !given.org || owner !== null,
      codeTaken: given.creditCode ? !(await takeCode(client, given.creditCode, id, given)) : false,
    }
  },
  decide: (loaded, given, at) => {
    if (isRefusal(loaded)) return loaded
    const verdict = judgeRegistration(given, loaded)
    if (isRefusal(verdict)) return verdict
    return {
      jur: given.jur,
      subject: { kind: 'subject', id: loaded.id },
      effects: effectsOf(loaded, given, verdict.markCode, at),
      basis: [],
      inputs: { kind: given.kind, codeTaken: loaded.codeTaken, ownerKnown: loaded.ownerKnown },
      decision: { markCode: verdict.markCode },
      answer: { id: loaded.id, jur: given.jur },
    }
  },
  also: (decision, loaded) => (isRefusal(loaded) ? [] : [...foundUnder(decision)]),
}

function effectsOf(
  loaded: { readonly id: string; readonly party: string | null },
  given: Registration,
  markCode: boolean,
  at: Circumstances,
): Effect[] {
  const owner = { org: at.actor.org, party: loaded.party, demo: at.actor.demo }
  const subject: Effect = {
    kind: 'subject',
    jur: given.jur,
    id: loaded.id,
    revision: 1,
    owner,
    set: {
      kind: given.kind,
      name: given.name,
      creditCode: given.creditCode ?? null,
      identifier: given.identifier ?? null,
      org: given.org ?? null,
      sector: given.sector,
      address: given.address ?? null,
      registeredAt: at.now,
    },
  }
  if (!markCode) return [subject]
  const mark = openMark({
    id: at.newId(),
    jur: given.jur,
    subject: { kind: 'subject', id: loaded.id },
    code: CODE_CHECK_MARK,
    clause: 'bihuan-house-rules#subjects',
    note: given.keepCodeBecause ?? null,
    at: at.now,
    owner,
  })
  return [subject, mark]
}

/** The owning body; an enterprise is a party to its subjects and sees them wherever they are. */
async function ownerOf(client: PoolClient, org: string): Promise<{ party: string | null } | null> {
  const row = await firstRow<{ kind: string }>(
    client,
    'select kind from organization where id = $1',
    [org],
  )
  if (!row) return null
  return { party: row.kind === 'enterprise' || row.kind === 'soe_group' ? org : null }
}

async function takeCode(
  client: PoolClient,
  code: string,
  id: string,
  { jur }: { readonly jur: string },
): Promise<boolean> {
  const taken = await rows(
    client,
    `insert into subject_code (code, subject_id, jur) values ($1, $2, $3)
     on conflict (code) do nothing returning code`,
    [code, id, jur],
  )
  return taken.length === 1
}
