import type { PoolClient } from 'pg'
import {
  covers,
  hotRow,
  isRefusal,
  params,
  refuse,
  within,
  type Circumstances,
  type Command,
  type Decision,
  type Json,
  type Refusal,
} from '#kernel/index.ts'
import { bodyToday } from '#places/index.ts'
import { approveRelease, enterDraft, packVersions, recordCheck, type Pack } from '#law/index.ts'
import { besideNow, checkPackAgain, type Read } from './bring.ts'
import { bringRefusal, CLAUSES, packRefusal } from './rules.ts'
import type { PackRow } from './tables.ts'
import { PACK_SAYS } from './texts.ts'
import type { ImportProblem, PackAct } from './words.ts'

/** The most problems that a draft keeps; a sheet with more is wrong as a whole. */
const MOST_PROBLEMS = 300

type Bringing = Read & { readonly id: string; readonly fileName: string }
type Place = { readonly place: string }

/** 导入打分表: a draft of the actor's own office, for the place of that office. */
const BRING_SHEET: Command<Bringing, Place | Refusal> = {
  act: 'pack.bring',
  version: 1,
  async load(client, given, at) {
    const refusal = bringRefusal(at.actor.role)
    if (refusal) return refusal
    const own = await bodyToday(client, at.actor.org, at.today)
    if (!own || !covers(at.actor.scope, own.place)) return undefined
    await enterDraft(client, given.pack, at.actor.person, at.now)
    return { place: own.place }
  },
  decide(seen, { id, pack, fileName, format, problems }, at) {
    if (isRefusal(seen)) return seen
    const { actor, now } = at
    const set = {
      state: 'draft',
      pack: pack.head.id,
      title: pack.head.title,
      ...versionFields(pack, problems),
      fileName,
      format,
      madeAt: now,
      madePerson: actor.person,
    }
    const owner = { org: actor.org, party: null, demo: actor.demo }
    const say = PACK_SAYS.brought(itemsOf(pack), errorsOf(problems))
    const effect = { kind: 'pack_draft', jur: seen.place, id, revision: 1, owner, set }
    return decided({ jur: seen.place, id, revision: 1 }, effect, say)
  },
}

type Correcting = Read & {
  readonly id: string
  readonly revision: number
  readonly fileName: string
}

/** 上传改正稿: another version under the same name; what was proposed is proposed anew. */
const CORRECT_SHEET: Command<Correcting, PackRow | Refusal> = {
  act: 'pack.correct',
  version: 1,
  async load(client, given, at) {
    const row = await openDraft(client, given.id, at, 'correct')
    if (row === undefined || isRefusal(row)) return row
    if (row.pack !== given.pack.head.id) return undefined
    await enterDraft(client, given.pack, at.actor.person, at.now)
    return row
  },
  decide: (row, { revision, pack, fileName, format, problems }, at) =>
    isRefusal(row)
      ? row
      : moved(row, revision, PACK_SAYS.brought(itemsOf(pack), errorsOf(problems)), {
          state: 'draft',
          ...versionFields(pack, problems),
          fileName,
          format,
          madeAt: at.now,
          madePerson: at.actor.person,
          proposedAt: null,
          proposedPerson: null,
        }),
}

type On = { readonly id: string; readonly body: { readonly revision: number } }

/** 提请发布: checked once more beside what holds today; the first of two approvals. */
const PROPOSE_SHEET = approval('propose', PACK_SAYS.proposed, ({ now, actor }) => ({
  state: 'proposed',
  proposedAt: now,
  proposedPerson: actor.person,
}))

/** 发布, by another person: from now on the sheet holds. */
const RELEASE_SHEET = approval('release', PACK_SAYS.released, ({ now, actor }) => ({
  state: 'released',
  releasedAt: now,
  releasedPerson: actor.person,
}))

type Withdrawing = {
  readonly id: string
  readonly body: { readonly revision: number; readonly reason: string }
}

/** 撤回草稿, with its reason; the versions stay. */
const WITHDRAW_SHEET: Command<Withdrawing, PackRow | Refusal> = {
  act: 'pack.withdraw',
  version: 1,
  load: (client, { id }, at) => openDraft(client, id, at, 'withdraw'),
  decide: (row, { body }, at) =>
    isRefusal(row)
      ? row
      : moved(row, body.revision, PACK_SAYS.withdrawn, {
          state: 'withdrawn',
          withdrawnAt: at.now,
          withdrawnPerson: at.actor.person,
          reason: body.reason,
        }),
}

/** The acts on the sheets of an office. */
export const packCommands = {
  bring: BRING_SHEET,
  correct: CORRECT_SHEET,
  propose: PROPOSE_SHEET,
  release: RELEASE_SHEET,
  withdraw: WITHDRAW_SHEET,
}

/** One of the two approvals. */
function approval(
  act: 'propose' | 'release',
  say: string,
  set: (at: Circumstances) => Field,
): Command<On, PackRow | Refusal> {
  return {
    act: `pack.${act}`,
    version: 1,
    load: (client, given, at) => approving(client, given, at, act),
    decide: (row, { body }, at) => (isRefusal(row) ? row : moved(row, body.revision, say, set(at))),
  }
}

/** Locks a draft that the actor sees; why the act on it is not open goes before it. */
async function openDraft(
  client: PoolClient,
  id: string,
  { actor }: Circumstances,
  act: PackAct,
): Promise<PackRow | Refusal | undefined> {
  const { param, values } = params()
  const row = await hotRow<PackRow>(
    client,
    `select t.* from pack_draft t where t.id = ${param(id)}::uuid
       and ${within(actor.scope, 't', param)} for update`,
    values,
  )
  if (!row) return undefined
  const { state, owner_org: office, errors } = row
  const mine = row.proposed_person === actor.person
  return packRefusal(act, { state, office, errors, mine }, actor) ?? row
}

/** Checks the version beside what holds now, records what was found, and approves it. */
async function approving(
  client: PoolClient,
  { id, body }: On,
  at: Circumstances,
  act: 'propose' | 'release',
): Promise<PackRow | Refusal | undefined> {
  const row = await openDraft(client, id, at, act)
  if (row === undefined || isRefusal(row)) return row
  // What was seen is stale: the decision says so, and nothing is approved.
  if (row.revision !== body.revision) return row
  const [pack] = await packVersions(client, [row.version])
  if (pack === undefined) return refuse('没有这个规则包版本。', CLAUSES.release)
  const beside = await besideNow(client, at.actor.demo)
  const check = { version: row.version, by: at.actor.person, now: at.now }
  await recordCheck(client, check, checkPackAgain(pack, beside))
  const approved = await approveRelease(client, row.version, at.actor.person, at.now)
  return isRefusal(approved) ? approved : row
}

function versionFields(pack: Pack, problems: readonly ImportProblem[]) {
  return {
    version: pack.version,
    problems: problems.slice(0, MOST_PROBLEMS) as unknown as Json,
    errors: errorsOf(problems),
  }
}

function errorsOf(problems: readonly ImportProblem[]): number {
  return problems.filter(({ severity }) => severity === 'error').length
}

function itemsOf({ scoring }: Pack): number {
  return scoring?.categories.flatMap(({ items }) => items).length ?? 0
}

type Field = { readonly [field: string]: Json }

function moved(row: PackRow, revision: number, say: string, set: Field) {
  if (row.revision !== revision) return { stale: { revision: row.revision } }
  const next = { jur: row.jur, id: row.id, revision: row.revision + 1 }
  return decided(next, { kind: 'pack_draft', ...next, set }, say)
}

function decided(
  { jur, id, revision }: { jur: string; id: string; revision: number },
  effect: Decision['effects'][number],
  say: string,
): Decision {
  return {
    jur,
    subject: { kind: 'pack_draft', id },
    effects: [effect],
    basis: [],
    inputs: { revision },
    decision: { state: effect.set['state'] ?? null, version: effect.set['version'] ?? null },
    answer: { id, revision, say },
  }
}
