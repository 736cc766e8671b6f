import { QueryCache, QueryClient } from '@tanstack/react-query'
import { Problem } from './api.ts'

let lost: () => void = () => undefined

/** Tells the listener when the session has ended or was locked while a page was open. */
export function onSessionLost(listener: () => void): void {
  lost = listener
}

/** Asks again only when the network failed; a refusal stays one. */
export const queries = new QueryClient({
  queryCache: new QueryCache({
    onError(error) {
      const status = error instanceof Problem ? error.status : 0
      if (status !== 401 && status !== 423) return
      queries.setQueryData<object | null>(['session'], (known) =>
        known && status === 423 ? { ...known, locked: true } : null,
      )
      lost()
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) => error instanceof Problem && error.status === 0 && count < 2,
    },
  },
})
