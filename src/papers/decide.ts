/** What every decision on papers and tasks is given and answers. */
import type { Decision, Refusal, Stale } from '#kernel/index.ts'
import type * as z from 'zod'

export type Verdict = Decision | Refusal | Stale
export type BodyOf<F extends { body: z.ZodType }> = z.output<F['body']>
export type Versioned = { readonly revision: number }
export type Noted = Versioned & { readonly note: string | null }
export type Reasoned = Versioned & { readonly reason: string }

export * from './decide-incoming.ts'
export * from './decide-task.ts'
export * from './decide-batch.ts'
export * from './decide-fill.ts'
