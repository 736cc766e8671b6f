import { useSuspenseQuery } from '@tanstack/react-query'
import { readIncoming, readTask, type PaperViewer } from '#papers/words.ts'
import { call } from '../parts/api.ts'
import { useReadAgain, useSaidForm, type Said, type SaidOptions } from '../parts/said-form.ts'
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
export const useReadOffice = () => useReadAgain(READ)

/** A form of one act of the office. */
export function useOfficeForm<V extends object, A extends Said>(options: SaidOptions<V, A>) {
  return useSaidForm(READ, options)
}
