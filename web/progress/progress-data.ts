import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import {
  listProgress,
  readAnswer,
  readRound,
  type ProgressMoved,
  type ProgressViewer,
} from '#progress/words.ts'
import { call, Problem } from '../parts/api.ts'
import { useForm, type Errors, type FormState } from '../parts/form.tsx'
import { say } from '../parts/say.tsx'
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

/** After an act everything of the calls is read again. */
export function useReadProgress(): () => void {
  const client = useQueryClient()
  return () => {
    for (const key of ['progress', 'desk']) void client.invalidateQueries({ queryKey: [key] })
  }
}

/** A form of one act on a call for progress. */
export function useProgressForm<V extends object, A extends ProgressMoved>(options: {
  readonly draft?: { readonly key: string; readonly title: string; readonly route: string }
  readonly start: V
  readonly check: (values: V) => Errors<V>
  readonly send: (values: V, key: string) => Promise<A>
  readonly onDone: (moved: A) => void
}): FormState<V> {
  const readAgain = useReadProgress()
  return useForm<V, A>({
    ...options,
    draft: options.draft ?? null,
    async send(values, key) {
      try {
        return await options.send(values, key)
      } catch (error) {
        if (error instanceof Problem && error.status === 409) readAgain()
        throw error
      }
    },
    onDone(moved) {
      say(moved.say)
      readAgain()
      options.onDone(moved)
    },
  })
}
