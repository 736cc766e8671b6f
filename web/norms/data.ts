import { useSuspenseQuery } from '@tanstack/react-query'
import { readCleaning, readNorm, readReviewers } from '#norms/words.ts'
import { call } from '../parts/api.ts'

/** One document as the body that makes it, or reviews it, sees it. */
export function useNorm(id: string) {
  return useSuspenseQuery({
    queryKey: ['norm', id],
    queryFn: () => call(readNorm, { params: { id } }),
  })
}

/** Bodies of this place that can review legality. */
export function useReviewers() {
  return useSuspenseQuery({
    queryKey: ['reviewers'],
    queryFn: () => call(readReviewers, {}),
  })
}

/** What this body issued, and what the last clean-up found. */
export function useCleaning() {
  return useSuspenseQuery({
    queryKey: ['norms', 'clean-up'],
    queryFn: () => call(readCleaning, {}),
  })
}
