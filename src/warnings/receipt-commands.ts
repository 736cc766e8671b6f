/** The acts on one body's part of a warning. */
import type * as z from 'zod'
import {
  covers,
  refuse,
  type Circumstances,
  type Command,
  type Decision,
  type Effect,
  type Queryable,
  type Refusal,
  type Stale,
} from '#kernel/index.ts'
import {
  calendarOf,
  cancelDeadline,
  dueOn,
  lawOn,
  lockDeadlines,
  meetDeadline,
  startDeadline,
  type Deadline,
} from '#deadlines/index.ts'
import { bodiesOf, shortName } from '#places/index.ts'
import type { Body } from '#places/rules.ts'
import { lockPart, lockReceipt, lockWarning } from './ground.ts'
import { acknowledgeRefusal, CLAUSES, receiptDue } from './rules.ts'
import { listed, type ReceiptRecord, type WarningRecord } from './tables.ts'
import type { WarningReceiptState } from './vocabulary.ts'
import type * as words from './words.ts'

type Verdict = Decision | Refusal | Stale
type BodyOf<F extends { body: z.ZodType }> = z.output<F['body']>

type Clocks = {
  readonly clock: ReturnType<Awaited<ReturnType<typeof lawOn>>['clock']>
  readonly calendar: Awaited<ReturnType<typeof calendarOf>>
}
type Telling = {
  readonly warning: WarningRecord
  readonly body: Body | undefined
  readonly part: ReceiptRecord | undefined
  readonly deadlines: readonly Deadline[]
  readonly clocks: Clocks
}

/** Brings one body's part to how the warning stands: sent, sent again, or lifted. */
export function tellBody(
  pool: Queryable,
): Command<{ readonly warning: string; readonly org: string }, Telling> {
  return {
    act: 'warning.tell',
    version: 1,
    async load(client, { warning: id, org }, at) {
      const warning = await lockWarning(client, id, at)
      if (!warning) return undefined
      const part = await lockPart(client, id, org, at)
      const [found] = await bodiesOf(client, [org], [], at.today)
      const body = found && covers(at.actor.scope, found.place) ? found : undefined
      const place = part?.jur ?? body?.place ?? warning.jur
      const law = await lawOn(pool, { on: at.today, place })
      return {
        warning,
        body,
        part,
        deadlines: part
          ? await lockDeadlines(client, { jur: part.jur, kind: 'warning_receipt', id: part.id })
          : [],
        clocks: {
          clock: law.clock(`warning.acknowledge.${warning.grade}`),
          calendar: await calendarOf(pool),
        },
      }
    },
    decide(seen, _input, at): Verdict {
      const { warning, body, part } = seen
      if (warning.state === 'lifted') {
        return part && part.lifted_at === null
          ? lifted(seen, part, at)
          : refuse('预警已经解除，不再发送。', CLAUSES.warnings)
      }
      if (part) {
        return part.edition < warning.edition
          ? sent(seen, at, { part, jur: part.jur, org: part.org, party: part.party_id })
          : refuse('已发送该单位。', CLAUSES.warnings)
      }
      if (!body) return refuse('该单位不在本级管辖范围内，或已撤销。', CLAUSES.warnings)
      const party = body.kind === 'enterprise' || body.kind === 'soe_group' ? body.id : null
      return sent(seen, at, { part: null, jur: body.place, org: body.id, party })
    },
  }
}

type To = {
  readonly part: ReceiptRecord | null
  readonly jur: string
  readonly org: string
  readonly party: string | null
}

/** What everybody is told of a warning, with a clock on the desk; an earlier receipt is kept. */
function sent(
  { warning, deadlines, clocks }: Telling,
  at: Circumstances,
  { part, jur, org, party }: To,
): Decision {
  const id = part?.id ?? at.newId()
  const revision = (part?.revision ?? 0) + 1
  const { clock, calendar } = clocks
  const counted = dueOn({ start: at.today, clock: clock.value, calendar })
  const due = receiptDue(counted.dueOn, warning.valid_until, at.today)
  const owner = { org: warning.owner_org, party, demo: warning.demo }
  const receipt: Effect = {
    kind: 'warning_receipt',
    jur,
    id,
    revision,
    ...(part ? {} : { owner }),
    set: {
      warning: warning.id,
      org,
      state: 'asked',
      number: warning.number,
      title: warning.title,
      grade: warning.grade,
      topic: warning.topic,
      text: warning.text,
      note: listed<words.WarningChange>(warning.changes).at(-1)?.reason ?? null,
      validUntil: warning.valid_until,
      edition: warning.edition,
      issuedAt: warning.issued_at,
      dueOn: due,
      measures: null,
      answeredAt: null,
      answeredPerson: null,
      earlier: JSON.stringify(part ? overtaken(part) : []),
    },
  }
  const desk = startDeadline({
    id: at.newId(),
    jur,
    owner: { ...owner, org },
    subject: { kind: 'warning_receipt', id },
    kind: 'answer',
    label: '预警回执',
    title: warning.title,
    number: warning.number,
    route: `/warnings/receipts/${id}`,
    basis: clock.ref,
    startedOn: at.today,
    waitedByOrg: org === warning.owner_org ? null : warning.owner_org,
    ...(due === counted.dueOn
      ? { clock: clock.value, calendar }
      : { dueOn: due, unit: counted.unit }),
  })
  return {
    jur,
    subject: { kind: 'warning_receipt', id },
    effects: [receipt, ...deadlines.map((one) => cancelDeadline(one, at.today)), desk],
    basis: [clock.basis],
    inputs: { warning: warning.id, org, grade: warning.grade, edition: warning.edition },
    decision: { state: 'asked', dueOn: due },
    answer: { id, revision, say: `已发送，请于${due}前回执。` },
  }
}

function overtaken(part: ReceiptRecord): words.EarlierReceipt[] {
  const last = {
    grade: part.grade as words.WarningGrade,
    measures: part.measures,
    at: part.answered_at,
  }
  return [...listed<words.EarlierReceipt>(part.earlier), last]
}

function lifted({ warning, deadlines }: Telling, part: ReceiptRecord, at: Circumstances): Decision {
  const revision = part.revision + 1
  const to = part.state === 'asked' ? 'silent' : part.state
  return {
    jur: part.jur,
    subject: { kind: 'warning_receipt', id: part.id },
    effects: [
      {
        kind: 'warning_receipt',
        jur: part.jur,
        id: part.id,
        revision,
        set: { state: to, note: warning.reason, liftedAt: warning.lifted_at },
      },
      ...deadlines.map((one) => cancelDeadline(one, at.today)),
    ],
    basis: [],
    inputs: { warning: warning.id, state: part.state },
    decision: { from: part.state, to },
    answer: { id: part.id, revision, say: '已告知预警解除。' },
  }
}

type Acknowledging = {
  readonly row: ReceiptRecord
  readonly orgName: string
  readonly deadlines: readonly Deadline[]
}

/** 预警回执: that the warning came, and what is done; until the lifting it may be said anew. */
export const acknowledgeWarning: Command<
  { readonly id: string; readonly body: BodyOf<typeof words.acknowledgeWarning> },
  Acknowledging
> = {
  act: 'warning.acknowledge',
  version: 1,
  async load(client, { id }, at) {
    const row = await lockReceipt(client, id, at)
    if (!row) return undefined
    return {
      row,
      orgName: await shortName(client, row.org),
      deadlines: await lockDeadlines(client, { jur: row.jur, kind: 'warning_receipt', id }),
    }
  },
  decide({ row, orgName, deadlines }, { body }, at): Verdict {
    if (body.revision !== row.revision) return { stale: { revision: row.revision } }
    const no = acknowledgeRefusal(
      { org: at.actor.org, role: at.actor.role },
      {
        org: row.org,
        orgName,
        liftedAt: row.lifted_at,
        state: row.state as WarningReceiptState,
      },
    )
    if (no) return no
    const revision = row.revision + 1
    return {
      jur: row.jur,
      subject: { kind: 'warning_receipt', id: row.id },
      effects: [
        {
          kind: 'warning_receipt',
          jur: row.jur,
          id: row.id,
          revision,
          set: {
            state: 'acknowledged',
            measures: body.measures,
            answeredAt: at.now,
            answeredPerson: at.actor.person,
          },
        },
        ...deadlines.map((one) => meetDeadline(one, at.today)),
      ],
      basis: [],
      inputs: { state: row.state, org: row.org, edition: row.edition, role: at.actor.role },
      decision: { from: row.state, to: 'acknowledged' },
      answer: { id: row.id, revision, say: '已回执。' },
    }
  },
}
