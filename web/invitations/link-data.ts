import { useQuery } from '@tanstack/react-query'
import { listLinks, type MatterKind } from '#invitations/words.ts'
import { call } from '../parts/api.ts'
import { useSession } from '../parts/session.ts'
import { useSaidForm, type Said, type SaidOptions } from '../parts/said-form.ts'

export type Of = { readonly kind: MatterKind; readonly matter: string }

/** The links of a matter; read again every half minute, since a code may be asked for. */
export function useLinks(of: Of) {
  const { post } = useSession()
  return useQuery({
    queryKey: ['links', of.matter],
    // An enterprise makes no links and is not told of them.
    enabled: post?.role !== 'safety_officer',
    queryFn: () => call(listLinks, { query: of }),
    refetchInterval: 30_000,
  })
}

/** A form of one act on a link. */
export function useLinkForm<V extends object, A extends Said>(options: SaidOptions<V, A>) {
  return useSaidForm(['links'], options)
}
