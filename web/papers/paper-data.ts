import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { readIncoming, readTask, type PaperMoved, type PaperViewer } from '#papers/words.ts'
import { call, Problem } from '../parts/api.ts'
import { useForm, type Errors, type FormState } from '../parts/form.tsx'
import { say } from '../parts/say.tsx'
import { useSession } from '../parts/session.ts'

/** One paper as this post may see it. */
export function useIncoming(id: string) {
  return useSuspenseQuery({
    queryKey: ['incoming', id],
    queryFn: () => call(readIncoming, { params: { id } }),
  })
}

/** One task as this post may see it. */
export function useTask(id: string) {
  return useSuspenseQuery({
    queryKey: ['task', id],
    queryFn: () => call(readTask, { params: { id } }),
  })
}

/** Who looks, in the words of the rules. */
export function usePaperViewer(): PaperViewer {
  const { post } = useSession()
  return { org: post?.org ?? '', role: post?.role ?? '' }
}

const READ = [
  ...['incoming', 'incomings', 'task', 'tasks', 'desk'],
  ...['norm', 'norms'],
  ...['meeting', 'meetings', 'invitation', 'invitations', 'months', 'committee'],
]

/** After acts: everything of the office is read again. */
export function useReadAgain(): () => void {
  const client = useQueryClient()
  return () => {
    for (const key of READ) void client.invalidateQueries({ queryKey: [key] })
  }
}

type Draft = { readonly key: string; readonly title: string; readonly route: string }

/** A form of one act on a paper or a task; a stale version is read again behind the form. */
export function usePaperForm<V extends object>(options: {
  readonly draft: Draft | null
  readonly start: V
  readonly check: (values: V) => Errors<V>
  readonly send: (values: V, key: string) => Promise<PaperMoved>
  readonly onDone: (moved: PaperMoved) => void
}): FormState<V> {
  const readAgain = useReadAgain()
  return useForm<V, PaperMoved>({
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
