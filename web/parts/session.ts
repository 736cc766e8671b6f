import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { switchPost, whoAmI, type HeldPost, type Role } from '#places/words.ts'
import { call, Problem } from './api.ts'

/** Who is signed in, or null. Read once, renewed when the post changes. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: Infinity,
  queryFn: async () => {
    try {
      return await call(whoAmI, {})
    } catch (error) {
      if (error instanceof Problem && error.status === 401) return null
      throw error
    }
  },
})

/** The session inside the shell, where somebody is signed in. */
export function useSession() {
  const { data } = useSuspenseQuery(sessionQuery)
  if (!data) throw new Problem(401, {})
  return data
}

/** The post that acts now; pages inside the shell always have one. */
export function usePost(): HeldPost | null {
  return useSession().post
}

export function useRole(): Role | null {
  return usePost()?.role ?? null
}

/** Acts from another post: everything that was read is read again under its scope. */
export function useSwitchPost() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (post: string) => call(switchPost, { body: { post } }),
    onSuccess: async (session) => {
      client.setQueryData(sessionQuery.queryKey, session)
      // Clearing would leave pages that are open with what they had read before.
      const other = (query: { readonly queryKey: readonly unknown[] }) =>
        query.queryKey[0] !== sessionQuery.queryKey[0]
      client.removeQueries({ type: 'inactive', predicate: other })
      await client.resetQueries({ predicate: other })
    },
  })
}
