import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import {
  listWarnings,
  readReceivedWarning,
  readWarning,
  type WarningMoved,
  type WarningViewer,
} from '#warnings/words.ts'
import { call, Problem } from '../parts/api.ts'
import { useForm, type Errors, type FormState } from '../parts/form.tsx'
import { say } from '../parts/say.tsx'
import { useSession } from '../parts/session.ts'

/** The warnings of this office, and those that were sent to this body. */
export function useWarnings() {
  return useQuery({ queryKey: ['warnings'], queryFn: () => call(listWarnings, {}) })
}

/** One warning with every body's part. */
export function useWarning(id: string) {
  return useSuspenseQuery({
    queryKey: ['warnings', 'one', id],
    queryFn: () => call(readWarning, { params: { id } }),
  })
}

/** A warning as the addressed body sees it. */
export function useReceivedWarning(id: string) {
  return useSuspenseQuery({
    queryKey: ['warnings', 'received', id],
    queryFn: () => call(readReceivedWarning, { params: { id } }),
  })
}

/** Who looks, in the words of the rules. */
export function useWarningViewer(): WarningViewer {
  const { post } = useSession()
  return { org: post?.org ?? '', role: post?.role ?? '' }
}

/** A form of one act on a warning; afterwards everything of the warnings is read again. */
export function useWarningForm<V extends object, A extends WarningMoved>(options: {
  readonly draft?: { readonly key: string; readonly title: string; readonly route: string }
  readonly start: V
  readonly check: (values: V) => Errors<V>
  readonly send: (values: V, key: string) => Promise<A>
  readonly onDone: (moved: A) => void
}): FormState<V> {
  const client = useQueryClient()
  const readAgain = () => {
    for (const key of ['warnings', 'desk']) void client.invalidateQueries({ queryKey: [key] })
  }
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
