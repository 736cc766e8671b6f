import { fullNames } from '#places/index.ts'
import type { Pool } from 'pg'
import { refuse, scoped, type Actor, type Refusal } from '#kernel/index.ts'
import { packsOf, titlesOf } from '#deadlines/index.ts'
import type { DocumentData } from '#documents/index.ts'
import { findFinding } from '#findings/index.ts'
import { LEVEL_LABELS, RECEIVER_LABELS, TRANSFER_KIND_LABELS, TRANSFER_LABELS } from './texts.ts'
import { findRow } from './views.ts'
import type { LetterView, ListingView, SupervisionPaper, TransferView } from './words.ts'

const CLAUSE = 'bihuan-house-rules#documents'

/** What a paper is filled with, whose template it takes, and its name. */
export type FilledPaper = {
  readonly org: string
  readonly number: string
  readonly data: DocumentData
}

/** A paper of supervision from its record; undefined where the actor does not see the record. */
export async function paperOf(
  pool: Pool,
  actor: Actor,
  { form, id }: { readonly form: SupervisionPaper; readonly id: string },
  today: string,
): Promise<FilledPaper | Refusal | undefined> {
  const found = await scoped(pool, actor.scope, async (client) => {
    const row = await findRow(client, actor, KIND_OF[form], id, today)
    if (!row) return undefined
    const finding = row.finding === null ? null : await findFinding(client, actor, row.finding)
    if (finding === undefined) return undefined
    return { row, about: finding?.number ?? null, names: await fullNames(client, namedIn(row)) }
  })
  if (!found) return undefined
  const { row, names, about } = found
  const name = (org: string | null, otherwise: string) =>
    (org === null ? undefined : names[org]) ?? otherwise
  const office = name(row.ownerOrg, row.ownerName)
  const filled = (number: string, data: DocumentData | Refusal) =>
    'refused' in data
      ? (data as Refusal)
      : { org: row.ownerOrg, number, data: { number, office, ...data } as DocumentData }
  if ('rung' in row) {
    if (row.rung !== (form === 'interview_minutes' ? 'interview' : form)) return undefined
    const basis = await basisOf(pool, row)
    return filled(row.number, letterData(form, row, { basis, to: name(row.toOrg, row.toName) }))
  }
  if ('rectifierOrg' in row) {
    const to = name(row.rectifierOrg, row.rectifierName)
    const rechecker = name(row.recheckOrg, row.recheckName)
    if (form === 'listing') return filled(row.number, listingData(row, { to, rechecker }))
    return filled(row.delistingNumber ?? '', delistingData(row, { to, rechecker }))
  }
  return filled(row.number, transferData(row, name(row.toOrg, row.toName), about))
}

/** The law that a letter rests on, and the threshold of the platform's own that it reached. */
async function basisOf(pool: Pool, { clause, threshold }: LetterView): Promise<string> {
  const titles = titlesOf(await packsOf(pool), [clause, threshold ?? clause])
  const basis = titles[clause] ?? clause
  if (threshold === null || threshold === clause) return basis
  return `${basis}；达到${titles[threshold] ?? threshold}规定的督办条件`
}

const KIND_OF = {
  remind: 'supervision_letter',
  supervise: 'supervision_letter',
  interview: 'supervision_letter',
  interview_minutes: 'supervision_letter',
  circulate: 'supervision_letter',
  listing: 'listing',
  delisting: 'listing',
  transfer: 'transfer',
  transfer_receipt: 'transfer',
} as const satisfies Record<SupervisionPaper, 'supervision_letter' | 'listing' | 'transfer'>

type Row = LetterView | ListingView | TransferView

/** The bodies that a paper names. */
function namedIn(row: Row): readonly (string | null)[] {
  return 'rectifierOrg' in row
    ? [row.ownerOrg, row.rectifierOrg, row.recheckOrg]
    : [row.ownerOrg, row.toOrg]
}

function letterData(
  form: SupervisionPaper,
  row: LetterView,
  { basis, to }: { readonly basis: string; readonly to: string },
): DocumentData | Refusal {
  if (form === 'interview_minutes' && row.answer === null) {
    return refuse('被约谈单位答复后才能生成约谈纪要。', CLAUSE)
  }
  return {
    date: longDay(row.issuedOn),
    addressee: to,
    title: row.findingTitle,
    findingNumber: row.findingNumber,
    paragraphs: linesOf(row.text),
    dueOn: longDay(row.dueOn),
    basis,
    answer: row.answer ?? '',
    answeredOn: longDay(row.answeredOn),
    closing: row.closing ?? '',
    meetTime: row.meetOn === null ? BLANK_TIME : `${longDay(row.meetOn)}${row.meetAt ?? ''}`,
    meetPlace: row.meetPlace ?? '',
    meetBy: row.meetBy ?? '',
    meetWith: row.meetWith ?? '',
  }
}

/** Of a notice from before its time was asked for: to be filled in by hand. */
const BLANK_TIME = '　　年　月　日　时'

type Bodies = { readonly to: string; readonly rechecker: string }

function listingData(row: ListingView, { to, rechecker }: Bodies): DocumentData {
  const moved = row.dueOn === row.originalDueOn ? '' : `（原${longDay(row.originalDueOn)}）`
  return {
    date: longDay(row.listedOn),
    addressee: to,
    level: LEVEL_LABELS[row.level],
    title: row.findingTitle,
    findingNumber: row.findingNumber,
    rechecker,
    dueOn: `${longDay(row.dueOn)}${moved}`,
    listedOn: longDay(row.listedOn),
    reason: row.reason ?? '',
  }
}

function delistingData(row: ListingView, bodies: Bodies): DocumentData | Refusal {
  if (row.delistingNumber === null) return refuse('摘牌后才能生成摘牌通知。', CLAUSE)
  const expert = row.opinion === null ? '未附' : `${row.expert ?? ''}：${row.opinion}`
  return {
    ...listingData(row, bodies),
    date: longDay(row.delistedOn),
    listingNumber: row.number,
    application: row.application ?? '',
    appliedOn: longDay(row.appliedOn),
    recheck: `${longDay(row.recheckedOn)} ${bodies.rechecker}：${row.recheckNote ?? ''}`,
    expert,
    delisting: row.delisting ?? '',
  }
}

/** Of what a clue says nothing is printed: the number of the record leads there. */
function transferData(row: TransferView, to: string, about: string | null): DocumentData {
  const returned = row.returnReason === null ? '' : `：${row.returnReason}`
  return {
    date: longDay(row.handedOn),
    addressee: to,
    kind: TRANSFER_KIND_LABELS[row.kind],
    receiver: RECEIVER_LABELS[row.receiver],
    about: about ?? '见附件',
    handedOn: longDay(row.handedOn),
    dueOn: longDay(row.dueOn),
    receiptNumber: row.receiptNumber ?? '',
    receiptOn: longDay(row.receiptOn),
    result: row.receiptOn === null ? '' : `${TRANSFER_LABELS[row.state]}${returned}`,
  }
}

function linesOf(text: string | null): DocumentData[] {
  return (text ?? '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ text: line.trim() }))
}

/** 2026年11月23日; empty where there is no date. */
function longDay(date: string | null): string {
  if (date === null) return ''
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}
