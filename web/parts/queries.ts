import { QueryCache, QueryClient } from '@tanstack/react-query'
import { Problem } from './api.ts'

/** Asks again only when the network failed; a refusal stays one. */
export const queries = new QueryClient({
  queryCache: new QueryCache({
    onError(error) {
      if (error instanceof Problem && error.status === 401) queries.setQueryData(['session'], null)
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) => error instanceof Problem && error.status === 0 && count < 2,
    },
  },
})
