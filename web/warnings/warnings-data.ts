import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import {
  listWarnings,
  readReceivedWarning,
  readWarning,
  type WarningMoved,
  type WarningViewer,
} from '#warnings/words.ts'
import { call } from '../parts/api.ts'
import { useSaidForm, type SaidOptions } from '../parts/said-form.ts'
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

/** A form of one act on a warning. */
export function useWarningForm<V extends object, A extends WarningMoved>(
  options: SaidOptions<V, A>,
) {
  return useSaidForm(['warnings', 'desk'], options)
}
