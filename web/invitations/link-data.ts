import { useQuery, useQueryClient } from '@tanstack/react-query'
import { listLinks, type MatterKind } from '#invitations/words.ts'
import { call, Problem } from '../parts/api.ts'
import { useForm, type Errors, type FormState } from '../parts/form.tsx'
import { say } from '../parts/say.tsx'

export type Of = { readonly kind: MatterKind; readonly matter: string }

/** The links of a matter; read again every half minute, since a code may be asked for. */
export function useLinks(of: Of) {
  return useQuery({
    queryKey: ['links', of.matter],
    queryFn: () => call(listLinks, { query: of }),
    refetchInterval: 30_000,
  })
}

/** A form of one act on a link; what it answers is told and the list is read again. */
export function useLinkForm<V extends object, A extends { readonly say: string }>(
  of: Of,
  options: {
    readonly start: V
    readonly check: (values: V) => Errors<V>
    readonly send: (values: V, key: string) => Promise<A>
    readonly onDone: (answer: A) => void
  },
): FormState<V> {
  const client = useQueryClient()
  const again = () => void client.invalidateQueries({ queryKey: ['links', of.matter] })
  return useForm<V, A>({
    ...options,
    draft: null,
    async send(values, key) {
      try {
        return await options.send(values, key)
      } catch (error) {
        if (error instanceof Problem && error.status === 409) again()
        throw error
      }
    },
    onDone(answer) {
      say(answer.say)
      again()
      options.onDone(answer)
    },
  })
}
