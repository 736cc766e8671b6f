import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import {
  readHandover,
  readHandovers,
  readPresence,
  type HandoverMoved,
  type Viewer,
} from '#handovers/words.ts'
import { call, Problem } from '../parts/api.ts'
import { useForm, type Errors, type FormState } from '../parts/form.tsx'
import { say } from '../parts/say.tsx'
import { useSession } from '../parts/session.ts'

/** Leaves and hand-over lists of the acting body. */
export function useHandovers() {
  return useQuery({ queryKey: ['handovers'], queryFn: () => call(readHandovers, {}) })
}

/** One list as it was drawn up, and how its matters stand. */
export function useHandover(id: string) {
  return useSuspenseQuery({
    queryKey: ['handover', id],
    queryFn: () => call(readHandover, { params: { id } }),
  })
}

/** Whom this person stands in for, and what lies on a desk without anybody. */
export function usePresence() {
  return useQuery({ queryKey: ['desk', 'presence'], queryFn: () => call(readPresence, {}) })
}

/** Who looks, in the words of the rules. */
export function useHandoverViewer(): Viewer {
  const { post, person } = useSession()
  return { org: post?.org ?? '', post: post?.id ?? '', person: person.id, role: post?.role ?? '' }
}

/** A form of one act on a leave or a list; what changed meanwhile is read again behind the form. */
export function useHandoverForm<V extends object>(options: {
  readonly start: V
  readonly check: (values: V) => Errors<V>
  readonly send: (values: V, key: string) => Promise<HandoverMoved>
  readonly onDone: (moved: HandoverMoved) => void
}): FormState<V> {
  const client = useQueryClient()
  const readAgain = () => {
    for (const key of ['handovers', 'handover', 'desk'])
      void client.invalidateQueries({ queryKey: [key] })
  }
  return useForm<V, HandoverMoved>({
    draft: null,
    ...options,
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
