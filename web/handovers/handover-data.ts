import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import {
  readHandover,
  readHandovers,
  readPresence,
  type HandoverMoved,
  type Viewer,
} from '#handovers/words.ts'
import { call } from '../parts/api.ts'
import { useSaidForm, type SaidOptions } from '../parts/said-form.ts'
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

/** A form of one act on a leave or a list. */
export function useHandoverForm<V extends object>(options: SaidOptions<V, HandoverMoved>) {
  return useSaidForm(['handovers', 'handover', 'desk'], options)
}
