import { refuse, type Refusal } from '#kernel/refusal.ts'
import type { FindingState } from './vocabulary.ts'

/** 文书 that are written from the record of a finding. */
export const FINDING_DOCUMENTS = [
  'hand_over',
  'rectify',
  'recheck',
  'strike_off',
  'extension',
  'feedback',
] as const
export type FindingDocument = (typeof FINDING_DOCUMENTS)[number]

const CLAUSE = 'bihuan-house-rules#documents'

/** What must have been done before a document has anything to say; each with its sentence. */
const NEEDS = {
  hand_over: { acts: ['hand_over', 'reassign'], say: '交办后才能生成交办单。' },
  rectify: { acts: ['hand_over', 'reassign'], say: '交办后才能生成整改通知书。' },
  recheck: { acts: ['recheck_pass', 'recheck_fail'], say: '复查后才能生成复查意见书。' },
  strike_off: { acts: ['recheck_pass'], say: '复查通过后才能生成销号审批表。' },
  feedback: { acts: [], say: '' },
  extension: { acts: ['request_extension'], say: '申请延期后才能生成延期审批表。' },
} as const satisfies Record<FindingDocument, { acts: readonly string[]; say: string }>

/** Refuses a document that the record cannot fill yet, or one on a record entered in error. */
export function refuseDocument(
  document: FindingDocument,
  state: FindingState,
  acts: readonly string[],
): Refusal | null {
  if (state === 'void') return refuse('该问题已作废，不再生成文书。', CLAUSE)
  const { acts: needed, say } = NEEDS[document]
  if (needed.length === 0) return null
  return acts.some((act) => (needed as readonly string[]).includes(act))
    ? null
    : refuse(say, CLAUSE)
}

/** The most findings that one list of an inspection names. */
export const MOST_FEEDBACK = 50

/** Refuses a list over several counties: it is signed and left at one. */
export function refuseFeedback(
  found: readonly { readonly number: string; readonly state: FindingState }[],
  counties: readonly string[],
): Refusal | null {
  const errors = found.filter(({ state }) => state === 'void').map(({ number }) => number)
  if (errors.length > 0) {
    return refuse(`${errors.join('、')}已作废，反馈清单不列入，请取消勾选。`, CLAUSE)
  }
  if (counties.length <= 1) return null
  return refuse(`所选问题分属${counties.join('、')}，反馈清单按县区分别生成。`, CLAUSE)
}
