/** 代填: the village contact writes down what a shop without an account received and did. */
import {
  hotRow,
  isRefusal,
  refuse,
  type Circumstances,
  type Command,
  type Effect,
  type Queryable,
  type Refusal,
} from '#kernel/index.ts'
import { evidenceEffects, type Attached } from '#files/index.ts'
import { hasAccount } from '#papers/index.ts'
import { SAID_LABELS } from '#papers/texts.ts'
import type { SaidHow } from '#papers/words.ts'
import * as way from './decide-way.ts'
import { derived } from './derived.ts'
import { filesOf, subjectOf } from './files.ts'
import { lockFinding } from './load.ts'
import { CLAUSES } from './rules.ts'
import { decision, ownerOf, type Seen } from './seen.ts'
import type * as words from './words.ts'
import type * as z from 'zod'

type Body<F extends { body: z.ZodType }> = z.output<F['body']>
type Told = { readonly revision: number; readonly saidBy: string; readonly how: SaidHow }
type Loaded = {
  readonly seen: Seen
  readonly files: readonly Attached[]
  /** Why nobody else writes for the rectifying unit, or null. */
  readonly barred: Refusal | null
}

/** The two acts of 代填 on findings. */
export function fillCommands(pool: Queryable) {
  return {
    fillReceipt: filling<Body<typeof words.fillReceipt>>(pool, 'fill_receive', fillReceipt),
    fillReport: filling<Body<typeof words.fillReport>>(pool, 'fill_report', fillReport),
  }
}

function filling<B extends Told>(
  pool: Queryable,
  act: 'fill_receive' | 'fill_report',
  decide: (seen: Seen, body: B, at: Circumstances, evidence: readonly Effect[]) => way.Verdict,
): Command<{ readonly id: string; readonly body: B }, Loaded> {
  return {
    act: `finding.${act}`,
    version: 1,
    async load(client, { id, body }, at) {
      const seen = await lockFinding(pool, client, id, at)
      if (!seen) return undefined
      const barred = await barredFrom(client, seen, at.today)
      return { seen, barred, files: await filesOf(client, body, seen.record, at) }
    },
    decide({ seen, files, barred }, { body }, at) {
      const no = way.stopped(act, seen, body, at) ?? barred
      if (no) return no
      const evidence = evidenceEffects(files, subjectOf(seen.record), ownerOf(seen.record), at)
      return isRefusal(evidence) ? evidence : decide(seen, body, at, evidence)
    },
    also: (made, { seen }, at) => derived(made, seen.record, at.newId),
  }
}

/** Only for an enterprise or shop of which nobody can sign in. */
async function barredFrom(on: Queryable, seen: Seen, today: string): Promise<Refusal | null> {
  const org = seen.facts.rectifierOrg
  if (org === null) return null
  const body = await hotRow<{ kind: string }>(on, 'select kind from organization where id = $1', [
    org,
  ])
  if (body?.kind !== 'enterprise' && body?.kind !== 'soe_group') {
    return refuse('代填限于没有账号的企业、商户；单位由其本人办理。', CLAUSES.links)
  }
  if (!(await hasAccount(on, org, today))) return null
  return refuse(`${seen.facts.names[org] ?? '该单位'}已有账号，由其自行办理。`, CLAUSES.links)
}

function toldBy({ saidBy, how }: Told) {
  return { saidBy, how: SAID_LABELS[how] }
}

/** 代为签收: the clock of receipt is met; it never counts as the shop's own signature. */
function fillReceipt(
  seen: Seen,
  body: Body<typeof words.fillReceipt>,
  at: Circumstances,
): way.Verdict {
  const name = seen.facts.names[seen.facts.rectifierOrg ?? ''] ?? '整改单位'
  return decision(seen, at, {
    act: 'fill_receive',
    to: 'rectifying',
    set: { receivedAt: at.now },
    note: body.note,
    facts: toldBy(body),
    meet: ['receive'],
    say: `已代${name}签收，整改期限${seen.record.due_on ?? ''}。`,
  })
}

/** 代填整改: what the shop said goes to the same first acceptance and re-check as any report. */
function fillReport(
  seen: Seen,
  { saidBy, how, ...body }: Body<typeof words.fillReport>,
  at: Circumstances,
  evidence: readonly Effect[],
): way.Verdict {
  const told = toldBy({ ...body, saidBy, how })
  return way.report(seen, body, at, evidence, 'fill_report', told)
}
