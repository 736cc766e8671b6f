import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import {
  listProgress,
  readAnswer,
  readRound,
  type ProgressMoved,
  type ProgressViewer,
} from '#progress/words.ts'
import { call } from '../parts/api.ts'
import { useReadAgain, useSaidForm, type SaidOptions } from '../parts/said-form.ts'
import { useSession } from '../parts/session.ts'

/** The calls that this office leads, and what it is asked itself. */
export function useProgress() {
  return useQuery({ queryKey: ['progress'], queryFn: () => call(listProgress, {}) })
}

/** One round with every body's part. */
export function useRound(id: string) {
  return useSuspenseQuery({
    queryKey: ['progress', 'round', id],
    queryFn: () => call(readRound, { params: { id } }),
  })
}

/** One body's part of a round. */
export function useAnswer(id: string) {
  return useSuspenseQuery({
    queryKey: ['progress', 'answer', id],
    queryFn: () => call(readAnswer, { params: { id } }),
  })
}

/** Who looks, in the words of the rules. */
export function useProgressViewer(): ProgressViewer {
  const { post } = useSession()
  return { org: post?.org ?? '', role: post?.role ?? '' }
}

const READ = ['progress', 'desk']

/** After an act everything of the calls is read again. */
export const useReadProgress = () => useReadAgain(READ)

/** A form of one act on a call for progress. */
export function useProgressForm<V extends object, A extends ProgressMoved>(
  options: SaidOptions<V, A>,
) {
  return useSaidForm(READ, options)
}
