import {
  firstRow,
  isRefusal,
  params,
  within,
  type Circumstances,
  type Command,
  type Effect,
  type Queryable,
} from '#kernel/index.ts'
import { relapse, register, type Registering, type Source } from './decide-new.ts'
import * as side from './decide-side.ts'
import * as way from './decide-way.ts'
import type { Verdict } from './decide-way.ts'
import { derived } from './derived.ts'
import { registeringGround } from './register-ground.ts'
import { lockFinding } from './load.ts'
import { ownerOf, type Seen } from './seen.ts'
import {
  carryEvidence,
  evidenceEffects,
  loadCarried,
  type Attached,
  type Carried,
} from '#files/index.ts'
import { filesOf, subjectOf } from './files.ts'
import { fillCommands } from './fill-commands.ts'
import type { registerSchema } from './words.ts'
import type * as words from './words.ts'
import type * as z from 'zod'

type Given<F extends { body: z.ZodType }> = {
  readonly id: string
  readonly body: z.output<F['body']>
}
type On<B> = { readonly id: string; readonly body: B }

/** What most acts load: the locked finding, and the files they attach. */
type Loaded = { readonly seen: Seen; readonly files: readonly Attached[] }

/** Makes a command on one existing finding. */
function onFinding<B extends { readonly revision: number }>(
  pool: Queryable,
  act: string,
  decide: (seen: Seen, body: B, at: Circumstances, evidence: readonly Effect[]) => Verdict,
  options: { readonly orgs?: (body: B) => readonly string[] } = {},
): Command<On<B>, Loaded> {
  return {
    act: `finding.${act}`,
    version: 1,
    async load(client, { id, body }, at) {
      const seen = await lockFinding(pool, client, id, at, options.orgs?.(body) ?? [])
      if (!seen) return undefined
      return { seen, files: await filesOf(client, body, seen.record, at) }
    },
    decide({ seen, files }, { body }, at) {
      const evidence = evidenceEffects(files, subjectOf(seen.record), ownerOf(seen.record), at)
      if (!isRefusal(evidence)) return decide(seen, body, at, evidence)
      const verdict = decide(seen, body, at, [])
      return way.isStopped(verdict) ? verdict : evidence
    },
    also: (decision, { seen }, at) => derived(decision, seen.record, at.newId),
  }
}

/** 登记. The number is taken last, so that nobody waits for it longer than the write takes. */
function registering(
  pool: Queryable,
): Command<
  { readonly body: z.output<typeof registerSchema>; readonly source?: Source },
  Registering & { readonly files: readonly Attached[]; readonly carried: readonly Carried[] }
> {
  return {
    act: 'finding.register',
    version: 1,
    async load(client, { body, source }, at) {
      const about = { place: body.place, grade: body.grade, origin: body.origin }
      const office = at.actor.role === 'safety_officer' ? null : body.office
      const seen = await registeringGround(pool, client, about, office, at)
      const paper = { jur: body.place, id: seen.id, number: seen.number }
      const claim = { to: subjectOf(paper), now: at.now }
      return {
        ...seen,
        files: await filesOf(client, body, paper, at),
        carried: source ? await loadCarried(client, at.actor.scope, source, claim) : [],
      }
    },
    decide(seen, { body, source }, at) {
      const owner = { org: seen.office.id, party: partyOf(body, at), demo: at.actor.demo }
      const subject = subjectOf({ jur: body.place, id: seen.id, number: seen.number })
      const evidence = evidenceEffects(seen.files, subject, owner, at)
      const carried = carryEvidence(seen.carried, { subject, owner, newId: at.newId })
      if (!isRefusal(evidence)) return register(seen, body, at, [...evidence, ...carried], source)
      const verdict = register(seen, body, at, [])
      return isRefusal(verdict) ? verdict : evidence
    },
    also: (decision, _loaded, at) => derived(decision, null, at.newId),
  }
}

function partyOf(body: z.output<typeof registerSchema>, at: Circumstances): string | null {
  return body.origin === 'enterprise_self' ? at.actor.org : null
}

function relapsing(
  pool: Queryable,
): Command<Given<typeof words.relapseFinding>, { readonly old: Seen; readonly seen: Registering }> {
  return {
    act: 'finding.relapse',
    version: 1,
    async load(client, { id }, at) {
      const old = await lockFinding(pool, client, id, at)
      if (!old) return undefined
      const about = { place: old.record.jur, grade: old.facts.grade, origin: old.facts.origin }
      const seen = await registeringGround(pool, client, about, null, at)
      return { old, seen }
    },
    decide: ({ old, seen }, { body }, at) => relapse(old, seen, body, at),
    also: (decision, _loaded, at) => derived(decision, null, at.newId),
  }
}

/** As many characters as the text of a problem may have. */
const MOST_TEXT = 4000

/** What a second look found falsely closed; `id` is that of the finding to be opened anew. */
export type FalselyClosed = {
  readonly finding: string
  readonly id: string
  readonly foundOn: string
  /** The round of second looks that found it. */
  readonly round: string
}

/**
 * 复发重开 after a second look, performed by a reaction: the same decision as the office's own act,
 * taken in the place of the office that keeps the finding.
 */
export function relapseFromLook(
  pool: Queryable,
): Command<FalselyClosed, { readonly old: Seen; readonly seen: Registering }> {
  const inPlaceOf = ({ record }: Seen, at: Circumstances): Circumstances => ({
    ...at,
    actor: { ...at.actor, org: record.owner_org, role: 'regulator_clerk', demo: record.demo },
  })
  return {
    act: 'finding.relapse',
    version: 1,
    async load(client, { finding, id }, at) {
      const old = await lockFinding(pool, client, finding, at)
      if (!old) return undefined
      const about = { place: old.record.jur, grade: old.facts.grade, origin: old.facts.origin }
      const seen = await registeringGround(pool, client, about, null, inPlaceOf(old, at))
      return { old, seen: { ...seen, id } }
    },
    decide({ old, seen }, { foundOn, round }, at) {
      const { revision, body: problem, title } = old.record
      const text = `${round}认定虚假整改，重新整改。原问题：${problem ?? title ?? ''}`
      const body = { revision, foundOn, text: text.slice(0, MOST_TEXT) }
      return relapse(old, seen, body, inPlaceOf(old, at))
    },
    also: (decision, _loaded, at) => derived(decision, null, at.newId),
  }
}

type MergeTarget = { id: string; jur: string; number: string; ended: boolean }

function merging(
  pool: Queryable,
): Command<
  Given<typeof words.mergeFinding>,
  { readonly seen: Seen; readonly target: MergeTarget | undefined }
> {
  return {
    act: 'finding.merge',
    version: 1,
    async load(client, { id, body }, at) {
      const seen = await lockFinding(pool, client, id, at)
      if (!seen) return undefined
      const { param, values } = params()
      const target = await firstRow<MergeTarget>(
        client,
        `select f.id, f.jur, f.number, f.ended from finding f
          where f.id = ${param(body.into)}::uuid and ${within(at.actor.scope, 'f', param)}`,
        values,
      )
      return { seen, target }
    },
    decide: ({ seen, target }, { body }, at) => side.merge(seen, body, at, target),
    also: (decision, { seen }, at) => derived(decision, seen.record, at.newId),
  }
}

function correcting(
  pool: Queryable,
): Command<Given<typeof words.correctFinding>, { readonly seen: Seen; readonly known: boolean }> {
  return {
    act: 'finding.correct',
    version: 1,
    async load(client, { id, body }, at) {
      const seen = await lockFinding(pool, client, id, at)
      if (!seen) return undefined
      const step = await firstRow(
        client,
        'select 1 from finding_step where jur = $1 and finding_id = $2 and id = $3',
        [seen.record.jur, id, body.step],
      )
      return { seen, known: step !== undefined }
    },
    decide: ({ seen, known }, { body }, at) => side.correct(seen, body, at, known),
    also: (decision, { seen }, at) => derived(decision, seen.record, at.newId),
  }
}

function finishing(
  pool: Queryable,
): Command<Given<typeof words.finishTask> & { readonly task: string }, { readonly seen: Seen }> {
  return {
    act: 'finding.finish_task',
    version: 1,
    async load(client, { id }, at) {
      const seen = await lockFinding(pool, client, id, at)
      return seen && { seen }
    },
    decide: ({ seen }, { body, task }, at) => side.finishTask(seen, body, at, task),
    also: (decision, { seen }, at) => derived(decision, seen.record, at.newId),
  }
}

/** Every command on findings, bound to one database's packs and calendar. */
export function findingCommands(pool: Queryable) {
  const parties = (body: z.output<typeof words.handOverSchema>) => [
    body.rectifier.org,
    body.sectorParty.org,
    body.territory.org,
    body.rechecker.org,
  ]
  return {
    register: registering(pool),
    relapse: relapsing(pool),
    merge: merging(pool),
    correct: correcting(pool),
    finishTask: finishing(pool),
    handOver: onFinding(
      pool,
      'hand_over',
      (...a: Parameters3<typeof words.handOverSchema>) => way.handOver('hand_over', ...a),
      { orgs: parties },
    ),
    reassign: onFinding(
      pool,
      'reassign',
      (...a: Parameters3<typeof words.handOverSchema>) => way.handOver('reassign', ...a),
      { orgs: parties },
    ),
    receive: onFinding(pool, 'receive', way.receive),
    giveBack: onFinding(pool, 'return', way.giveBack),
    plan: onFinding(pool, 'plan', way.plan),
    addTask: onFinding(pool, 'add_task', side.addTask, { orgs: (body) => [body.org] }),
    report: onFinding(pool, 'report', way.report),
    ...fillCommands(pool),
    accept: onFinding(pool, 'accept', way.accept),
    recheck: onFinding(pool, 'recheck', way.recheck),
    requestClosure: onFinding(pool, 'request_strike_off', way.requestClosure),
    decideClosure: onFinding(pool, 'decide_strike_off', way.decideClosure),
    strikeOff: onFinding(pool, 'strike_off', way.strikeOff),
    closeOnSpot: onFinding(pool, 'close_on_spot', way.closeOnSpot),
    requestExtension: onFinding(pool, 'request_extension', side.requestExtension),
    decideExtension: onFinding(pool, 'decide_extension', side.decideExtension),
    remind: onFinding(pool, 'remind', side.remind),
    addEvidence: onFinding(pool, 'add_evidence', side.addEvidence),
    pause: onFinding(pool, 'pause', side.pause),
    resume: onFinding(pool, 'resume', side.resume),
    regrade: onFinding(pool, 'regrade', side.regrade),
    cancel: onFinding(pool, 'void', side.cancel),
  }
}

type Parameters3<S extends z.ZodType> = [seen: Seen, body: z.output<S>, at: Circumstances]
export type FindingCommands = ReturnType<typeof findingCommands>
