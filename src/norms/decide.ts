/** The decisions on normative documents: pure, from what was loaded. */
import type { Circumstances, Decision, Effect, Refusal, Stale } from '#kernel/index.ts'
import { decisionOf, viewerOf, type Starting } from '#papers/index.ts'
import type { SeenNorm } from './load.ts'
import { AFTER_CLEAN, AFTER_REVIEW, cleanRefusal, dayRefusal } from './rules.ts'
import { CLAUSES, normRefusal, validityRefusal } from './rules.ts'
import { CLEAN_LABELS, OPINION_LABELS } from './texts.ts'
import type { NormAct } from './words.ts'
import type * as words from './words.ts'
import type * as z from 'zod'

export type Verdict = Decision | Refusal | Stale
export type BodyOf<F extends { body: z.ZodType }> = z.output<F['body']>

function stopped(
  act: NormAct,
  seen: SeenNorm,
  body: { readonly revision: number },
  at: Circumstances,
): Stale | Refusal | null {
  if (body.revision !== seen.record.revision) return { stale: { revision: seen.record.revision } }
  return normRefusal(act, seen.facts, viewerOf(at))
}

/** A clock of the packs on the desk of the body that makes the document. */
function clock(seen: SeenNorm, kind: string, label: string, key: string) {
  const due = seen.law.clock(key)
  const start: Starting = { kind, label, org: seen.record.owner_org, due }
  return { start, basis: due.basis }
}

function drafted(body: BodyOf<typeof words.registerNorm>, at: Circumstances): Effect['set'] {
  return {
    kind: body.kind,
    title: body.title,
    authority: body.authority,
    summary: body.summary,
    reviewOrg: body.reviewOrg,
    drafter: at.actor.person,
  }
}

export function registerNorm(
  seen: SeenNorm,
  body: BodyOf<typeof words.registerNorm>,
  at: Circumstances,
): Verdict {
  return decisionOf(seen, at, {
    act: 'register',
    to: 'draft',
    set: { ...drafted(body, at) },
    note: null,
    say: '草案已登记，核对后送合法性审核。',
  })
}

export function reviseNorm(
  seen: SeenNorm,
  body: BodyOf<typeof words.reviseNorm>,
  at: Circumstances,
): Verdict {
  const no = stopped('revise', seen, body, at)
  if (no) return no
  return decisionOf(seen, at, {
    act: 'revise',
    set: drafted(body, at),
    note: null,
    say: '草案已修改。',
  })
}

/** 送合法性审核: it lies on the desk of whoever reviews legality in the body that was chosen. */
export function submitNorm(
  seen: SeenNorm,
  body: BodyOf<typeof words.submitNorm>,
  at: Circumstances,
): Verdict {
  const no = stopped('submit', seen, body, at)
  if (no) return no
  const due = seen.law.clock('norm.review')
  const org = seen.record.review_org
  return decisionOf(seen, at, {
    act: 'submit',
    to: 'reviewing',
    note: body.note,
    meet: ['rework'],
    start: [{ kind: 'review', label: '合法性审核', org, role: 'legal_reviewer', due }],
    basis: [due.basis],
    say: `已送${seen.facts.names[org] ?? ''}合法性审核。`,
  })
}

/** 合法性审核: lawful goes on, what should be changed goes back, what may not pass ends. */
export function reviewNorm(
  seen: SeenNorm,
  body: BodyOf<typeof words.reviewNorm>,
  at: Circumstances,
): Verdict {
  const no = stopped('review', seen, body, at)
  if (no) return no
  const next = {
    lawful: [clock(seen, 'issue', '集体审议并签发', 'norm.issue')],
    amend: [clock(seen, 'rework', '按审核意见修改', 'norm.rework')],
    reject: [],
  }[body.opinion]
  const set = { opinion: body.opinion, opinionText: body.text }
  return decisionOf(seen, at, {
    act: 'review',
    to: AFTER_REVIEW[body.opinion],
    set: { ...set, reviewedAt: at.now, reviewer: at.actor.person },
    note: body.text,
    facts: { opinion: OPINION_LABELS[body.opinion] },
    meet: ['review'],
    start: next.map(({ start }) => start),
    basis: next.map(({ basis }) => basis),
    say: `审核意见：${OPINION_LABELS[body.opinion]}。`,
  })
}

export function deliberateNorm(
  seen: SeenNorm,
  body: BodyOf<typeof words.deliberateNorm>,
  at: Circumstances,
): Verdict {
  const no =
    stopped('deliberate', seen, body, at) ??
    dayRefusal('审议', body.on, { from: null, today: at.today })
  if (no) return no
  return decisionOf(seen, at, {
    act: 'deliberate',
    to: 'decided',
    set: { deliberatedOn: body.on, deliberation: body.meeting },
    note: body.note,
    facts: { meeting: body.meeting },
    say: '集体审议已登记，可以签发。',
  })
}

/** 签发 under the number loaded last; filing and publication lie on the desk from here on. */
export function issueNorm(
  seen: SeenNorm,
  body: BodyOf<typeof words.issueNorm>,
  at: Circumstances,
  number: string,
): Verdict {
  const no =
    stopped('issue', seen, body, at) ??
    dayRefusal('成文', body.issuedOn, { from: seen.record.deliberated_on, today: at.today }) ??
    validityRefusal(body)
  if (no) return no
  const filing = clock(seen, 'file', '报送备案', 'norm.filing')
  const publishing = clock(seen, 'publish', '向社会公布', 'norm.publish')
  const { issuedOn, validFrom, validUntil } = body
  return decisionOf(seen, at, {
    act: 'issue',
    to: 'in_force',
    set: { number, issuedOn, validFrom, validUntil },
    note: null,
    facts: { number },
    number,
    meet: ['issue'],
    start: [filing.start, publishing.start],
    basis: [filing.basis, publishing.basis],
    say: `已签发，文号${number}，请按期备案和公布。`,
  })
}

export function fileNorm(
  seen: SeenNorm,
  body: BodyOf<typeof words.fileNorm>,
  at: Circumstances,
): Verdict {
  const no =
    stopped('file', seen, body, at) ??
    dayRefusal('备案', body.on, { from: seen.record.issued_on, today: at.today })
  if (no) return no
  return decisionOf(seen, at, {
    act: 'file',
    set: { filedOn: body.on, filedTo: body.to, filingNumber: body.number },
    note: null,
    facts: { filed: [body.to, body.number].filter(Boolean).join(' ') },
    meet: ['file'],
    say: `已登记向${body.to}备案。`,
  })
}

export function publishNorm(
  seen: SeenNorm,
  body: BodyOf<typeof words.publishNorm>,
  at: Circumstances,
): Verdict {
  const no =
    stopped('publish', seen, body, at) ??
    dayRefusal('公布', body.on, { from: seen.record.issued_on, today: at.today })
  if (no) return no
  return decisionOf(seen, at, {
    act: 'publish',
    set: { publishedOn: body.on, publishedAt: body.where },
    note: null,
    facts: { published: body.where },
    meet: ['publish'],
    say: '公布情况已登记。',
  })
}

/** 清理: what goes on holding, what must be changed by when, what no longer holds. */
export function cleanNorm(
  seen: SeenNorm,
  body: BodyOf<typeof words.cleanNorm>,
  at: Circumstances,
): Verdict {
  const { record } = seen
  const no =
    stopped('clean', seen, body, at) ??
    dayRefusal('清理', body.on, { from: record.issued_on, today: at.today }) ??
    cleanRefusal(body.result, {
      validUntil: record.valid_until,
      until: body.validUntil,
      dueOn: body.dueOn,
      today: at.today,
    })
  if (no) return no
  const ends = body.result === 'repeal' || body.result === 'lapse'
  const amend: Starting[] =
    body.dueOn === null
      ? []
      : [
          {
            kind: 'amend',
            label: '修改规范性文件',
            org: record.owner_org,
            due: { dueOn: body.dueOn, ref: CLAUSES.norms },
          },
        ]
  return decisionOf(seen, at, {
    act: 'clean',
    to: AFTER_CLEAN[body.result],
    set: {
      cleaned: body.result,
      cleanedOn: body.on,
      cleanReason: body.reason,
      ...(body.validUntil === null ? {} : { validUntil: body.validUntil }),
    },
    note: body.reason,
    facts: { result: CLEAN_LABELS[body.result] },
    meet: body.validUntil === null ? [] : ['expiring'],
    cancel: ends ? 'all' : ['amend'],
    start: amend,
    say: `清理结果：${CLEAN_LABELS[body.result]}。`,
  })
}

export function voidNorm(
  seen: SeenNorm,
  body: BodyOf<typeof words.voidNorm>,
  at: Circumstances,
): Verdict {
  const no = stopped('void', seen, body, at)
  if (no) return no
  return decisionOf(seen, at, {
    act: 'void',
    to: 'void',
    note: body.reason,
    cancel: 'all',
    say: '草案已作废。',
  })
}
