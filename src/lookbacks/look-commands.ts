import {
  covers,
  firstRow,
  hotRow,
  isRefusal,
  refuse,
  type Circumstances,
  type Command,
  type Decision,
  type Effect,
  type Queryable,
  type Refusal,
} from '#kernel/index.ts'
import {
  calendarOf,
  cancelDeadline,
  meetDeadline,
  startDeadline,
  type Calendar,
} from '#deadlines/index.ts'
import { evidenceEffects, loadAttachments, type Attached } from '#files/index.ts'
import { lawFor, lockLook, type LookSeen } from './load.ts'
import { concludeRefusal, LOOKBACK_CLAUSE, nameRefusal } from './rules.ts'
import { LOOK_DEADLINES } from './texts.ts'
import type * as words from './words.ts'
import type * as z from 'zod'

/** What a round hands down for one drawn finding; only reactions perform it. */
export type Drawn = {
  readonly finding: string
  readonly lookback: string
  readonly lookbackJur: string
  readonly number: string
  readonly office: string
}

type Finding = {
  readonly jur: string
  readonly id: string
  readonly number: string
  readonly title: string | null
  readonly demo: boolean
}

type OpeningSeen = {
  readonly finding: Finding
  readonly known: boolean
  readonly law: Awaited<ReturnType<typeof lawFor>>
  readonly calendar: Calendar
}

/** Opens the second look at one drawn finding; the office has to name who looks. */
export function openLook(pool: Queryable): Command<Drawn, OpeningSeen> {
  return {
    act: 'look.open',
    version: 1,
    async load(client, drawn, at) {
      const finding = await hotRow<Finding>(
        client,
        'select jur, id, number, title, demo from finding where id = $1 for update',
        [drawn.finding],
      )
      if (!finding) return undefined
      const known = await firstRow(
        client,
        'select 1 from look where jur = $1 and lookback_id = $2 and finding_id = $3',
        [finding.jur, drawn.lookback, finding.id],
      )
      return {
        finding,
        known: known !== undefined,
        law: await lawFor(pool, finding.jur, at.today),
        calendar: await calendarOf(pool),
      }
    },
    decide: (seen, drawn, at) => opened(seen, drawn, at),
  }
}

function opened(
  { finding, known, law, calendar }: OpeningSeen,
  drawn: Drawn,
  at: Circumstances,
): Decision | Refusal {
  if (known) return refuse('该问题已在本轮核查之中。', LOOKBACK_CLAUSE)
  const id = at.newId()
  const owner = { org: drawn.office, party: null, demo: finding.demo }
  const clock = law.clock('lookback.name')
  const look: Effect = {
    kind: 'look',
    jur: finding.jur,
    id,
    revision: 1,
    owner,
    set: {
      lookback: drawn.lookback,
      lookbackJur: drawn.lookbackJur,
      lookbackNumber: drawn.number,
      finding: finding.id,
      findingNumber: finding.number,
      state: 'unassigned',
    },
  }
  const deadline = startDeadline({
    id: at.newId(),
    jur: finding.jur,
    owner,
    subject: { kind: 'look', id },
    kind: 'name_checker',
    label: LOOK_DEADLINES.name_checker,
    title: finding.title,
    number: finding.number,
    route: `/looks/${id}`,
    basis: clock.ref,
    startedOn: at.today,
    clock: clock.value,
    calendar,
  })
  return {
    jur: finding.jur,
    subject: { kind: 'look', id },
    effects: [look, deadline],
    basis: [clock.basis],
    inputs: { finding: finding.id, lookback: drawn.lookback },
    decision: { to: 'unassigned' },
    answer: { id },
  }
}

type Holder = { readonly person: string; readonly org: string; readonly role: string }
type Naming = { readonly seen: LookSeen; readonly holder: Holder | null }

/** 指定核查人: somebody who took no part in the closing; the look lies on their desk from now. */
export function naming(
  pool: Queryable,
): Command<
  { readonly id: string; readonly body: z.output<typeof words.nameChecker.body> },
  Naming
> {
  return {
    act: 'look.name_checker',
    version: 1,
    async load(client, { id, body }, at) {
      const seen = await lockLook(pool, client, id, at)
      if (!seen) return undefined
      const holder = await firstRow<Holder & { readonly place: string }>(
        client,
        `select h.person_id as person, p.org_id as org, p.role, p.place
           from holding h join post p on p.id = h.post_id
          where p.id = $1 and h.person_id = $2 and h.released_at is not null
            and h.from_on <= $3::date and (h.to_on is null or h.to_on >= $3::date)`,
        [body.post, body.person, at.today],
      )
      const within = holder !== undefined && covers(at.actor.scope, holder.place)
      return { seen, holder: within ? holder : null }
    },
    decide({ seen, holder }, { body }, at) {
      const no = nameRefusal(seen.facts, holder, at.actor)
      if (no) return no
      if (seen.record.revision !== body.revision) return stale(seen)
      const clock = seen.law.clock('lookback.look')
      const deadline = lookDeadline(seen, at, holder!, body.post)
      const set = {
        state: 'looking',
        checkerPerson: body.person,
        checkerPost: body.post,
        checkerOrg: holder!.org,
        namedAt: at.now,
      }
      const ending = seen.deadlines.map((row) =>
        row.kind === 'name_checker' ? meetDeadline(row, at.today) : cancelDeadline(row, at.today),
      )
      const say = `已指定核查人，${deadline.set.dueOn as string} 前核查。`
      return decided(seen, set, [...ending, deadline], say, { basis: [clock.basis] })
    },
  }
}

function lookDeadline(seen: LookSeen, at: Circumstances, holder: Holder, post: string): Effect {
  const { record } = seen
  const clock = seen.law.clock('lookback.look')
  return startDeadline({
    id: at.newId(),
    jur: record.jur,
    owner: { org: holder.org, party: null, demo: record.demo },
    subject: { kind: 'look', id: record.id },
    kind: 'look',
    label: LOOK_DEADLINES.look,
    title: seen.title,
    number: record.finding_number,
    route: `/looks/${record.id}`,
    basis: clock.ref,
    startedOn: at.today,
    ownerPost: post,
    waitedByOrg: holder.org === record.owner_org ? null : record.owner_org,
    clock: clock.value,
    calendar: seen.calendar,
  })
}

type Concluding = { readonly seen: LookSeen; readonly files: readonly Attached[] }

/** 核查结论: 属实, or 虚假整改, by which the finding relapses through its own act. */
export function concluding(
  pool: Queryable,
): Command<
  { readonly id: string; readonly body: z.output<typeof words.concludeLook.body> },
  Concluding
> {
  return {
    act: 'look.conclude',
    version: 1,
    async load(client, { id, body }, at) {
      const seen = await lockLook(pool, client, id, at)
      if (!seen) return undefined
      return { seen, files: await loadAttachments(client, body.evidence, subjectOf(seen), at) }
    },
    decide({ seen, files }, { body }, at) {
      const no = concludeRefusal(seen.facts, at.actor)
      if (no) return no
      const { record } = seen
      if (record.revision !== body.revision) return stale(seen)
      const owner = { org: record.owner_org, party: null, demo: record.demo }
      const evidence = evidenceEffects(files, subjectOf(seen), owner, at)
      if (isRefusal(evidence)) return evidence
      const relapse = body.genuine ? null : at.newId()
      const set = {
        state: body.genuine ? 'genuine' : 'false',
        opinion: body.note,
        concludedAt: at.now,
        concludedPerson: at.actor.person,
        relapse,
      }
      const effects = [...seen.deadlines.map((row) => meetDeadline(row, at.today)), ...evidence]
      const say = body.genuine
        ? `${record.finding_number}整改属实。`
        : `${record.finding_number}认定虚假整改，问题重开。`
      const event = {
        event: 'lookback.false',
        jur: record.jur,
        payload: {
          finding: record.finding_id,
          relapse,
          foundOn: at.today,
          round: record.lookback_number,
        },
      }
      return decided(seen, set, effects, say, { events: relapse === null ? [] : [event] })
    },
  }
}

function subjectOf({ record }: LookSeen) {
  return { jur: record.jur, kind: 'look', id: record.id, number: record.finding_number }
}

const stale = ({ record }: LookSeen) => ({ stale: { revision: record.revision } })

function decided(
  { record, facts }: LookSeen,
  set: Effect['set'],
  effects: readonly Effect[],
  say: string,
  more: Pick<Partial<Decision>, 'basis' | 'events'>,
): Decision {
  const revision = record.revision + 1
  const look: Effect = { kind: 'look', jur: record.jur, id: record.id, revision, set }
  const state = set.state as string
  return {
    jur: record.jur,
    subject: { kind: 'look', id: record.id },
    effects: [look, ...effects],
    basis: more.basis ?? [],
    inputs: { state: facts.state, barred: [...facts.barredOrgs, ...facts.barredPersons] },
    decision: { from: record.state, to: state },
    events: more.events ?? [],
    answer: { id: record.id, number: record.finding_number, state, revision, say },
  }
}
