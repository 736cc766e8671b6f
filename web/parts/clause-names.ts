import { useQuery } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { getClause } from '#law/words.ts'
import { call } from './api.ts'

/** Titles of clauses that the page was given with its record: `pack#article` to a readable name. */
export const ClauseTitles = createContext<Readonly<Record<string, string>>>({})

/** A readable name of a clause: given with the record, or asked for once. */
export function useClauseName(clause: string): string {
  const given = useContext(ClauseTitles)[clause]
  const found = useQuery({
    queryKey: ['clause', clause],
    staleTime: Infinity,
    retry: false,
    enabled: given === undefined && clause.includes('#'),
    queryFn: () => call(getClause, { params: { ref: clause } }),
  })
  return given ?? found.data?.title ?? clause
}
