import type { Refusal } from '#kernel/index.ts'
import { refuseIssue, type NoticeFacts, type NoticeViewer } from './notice-rules.ts'

/**
 * Judges a recorded signature again from what its rule saw then: null where it would be allowed
 * again, undefined where the entry is no signature of a notice.
 */
export function judgeNoticeAgain(act: string, inputs: unknown): Refusal | null | undefined {
  if (act !== 'notice.issue') return undefined
  const { facts, viewer, signers, today } = inputs as {
    facts: NoticeFacts
    viewer: NoticeViewer
    signers: readonly string[]
    today: string
  }
  return refuseIssue(facts, viewer, signers, today)
}
