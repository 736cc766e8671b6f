import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getLook, getLookback, listLooks } from '#lookbacks/words.ts'
import { ASK_AGAIN_MS } from '../draws/draw-data.ts'
import { call } from '../parts/api.ts'

export function useLookback(id: string) {
  return useSuspenseQuery({
    queryKey: ['lookback', id],
    queryFn: () => call(getLookback, { params: { id } }),
  })
}

/** The looks of a round; they come into being in the moment after the draw. */
export function useLooks(lookback: string, expected: number) {
  return useQuery({
    queryKey: ['looks', 'of', lookback],
    queryFn: () => call(listLooks, { query: { lookback } }),
    refetchInterval: ({ state }) =>
      expected > 0 && (state.data?.rows.length ?? 0) < expected ? ASK_AGAIN_MS : false,
  })
}

export function useLook(id: string) {
  return useSuspenseQuery({
    queryKey: ['looks', 'one', id],
    queryFn: () => call(getLook, { params: { id } }),
  })
}
