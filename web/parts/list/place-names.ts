import { useQueries } from '@tanstack/react-query'
import { getOrganization, listPlaces } from '#places/words.ts'
import { call } from '../api.ts'

const KEY = 'bihuan.places'

/** Keeps the name of a place that was picked, so that its chip can be read at once. */
export function rememberPlace(jur: string, name: string): void {
  sessionStorage.setItem(KEY, JSON.stringify({ ...all(), [jur]: name }))
}

/** The names of places in the address: picked before in this window, or asked for. */
export function usePlaceNames(named: readonly string[]): (jur: string) => string {
  const kept = all()
  const found = useQueries({
    queries: named.map((jur) => ({
      queryKey: ['places', 'name', jur],
      staleTime: Infinity,
      retry: false,
      enabled: kept[jur] === undefined,
      queryFn: async () => (await call(listPlaces, { query: { jur, limit: 1 } })).items[0] ?? null,
    })),
  })
  const asked = new Map(named.map((jur, i) => [jur, found[i]?.data?.name]))
  return (jur) => kept[jur] ?? asked.get(jur) ?? jur
}

function all(): Record<string, string> {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Record<string, string>
  } catch {
    return {}
  }
}

/** The names of bodies in the address, asked for once. */
export function useBodyNames(named: readonly string[]): (id: string) => string {
  const found = useQueries({
    queries: named.map((id) => ({
      queryKey: ['organizations', 'name', id],
      staleTime: Infinity,
      retry: false,
      queryFn: () => call(getOrganization, { params: { id } }),
    })),
  })
  const names = new Map(named.map((id, i) => [id, found[i]?.data?.name]))
  return (id) => names.get(id) ?? '所选单位'
}
