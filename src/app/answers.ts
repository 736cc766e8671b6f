import type { FastifyReply } from 'fastify'
import type { Outcome, Problem } from '#kernel/index.ts'

/** A problem document after RFC 9457; `refused` and `clause` stand there for refusals. */
export type ProblemDocument = {
  readonly type: 'about:blank'
  readonly title: string
  readonly status: number
  readonly detail?: string
  readonly refused?: string
  readonly clause?: string
  readonly errors?: readonly { readonly field: string; readonly message: string }[]
  readonly number?: string
  readonly changes?: readonly { act: string; at: string; by: string }[]
}

/** Sends a problem document. */
export function sendProblem(
  reply: FastifyReply,
  status: number,
  title: string,
  more: Partial<ProblemDocument> = {},
): FastifyReply {
  const body: ProblemDocument = { type: 'about:blank', title, status, ...more }
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(body)
}

/** Whether a handler answered with the outcome of a command; other answers may use its words. */
export function isOutcome(answer: object): answer is Outcome {
  if ('done' in answer) return 'actId' in answer
  if ('refused' in answer) return 'clause' in answer
  return 'missing' in answer || 'stale' in answer
}

/** Whether a handler answered with a problem. */
export function isProblem(answer: object): answer is Problem {
  return 'problem' in answer
}
