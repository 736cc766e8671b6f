import { useQuery } from '@tanstack/react-query'
import { readDesk } from '#deadlines/words.ts'
import { call } from '../parts/api.ts'
import { administers } from '../parts/menu.ts'
import { useRole } from '../parts/session.ts'

/** The desk of the acting post; read anew each minute while the page is looked at. */
export function useDesk() {
  const role = useRole()
  return useQuery({
    queryKey: ['desk'],
    enabled: role !== null && !administers(role),
    refetchInterval: 60_000,
    queryFn: () => call(readDesk, {}),
  })
}

/** How many things wait on this desk. */
export function useDeskCount(): number {
  const { data } = useDesk()
  return data?.groups.reduce((sum, group) => sum + group.count, 0) ?? 0
}
