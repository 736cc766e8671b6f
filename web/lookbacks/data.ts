import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getDraw, type DrawView } from '#draws/words.ts'
import { getLook, getLookback, listLooks, type LookMoved } from '#lookbacks/words.ts'
import { call, Problem } from '../parts/api.ts'
import { say } from '../parts/say.tsx'
import { useSession } from '../parts/session.ts'

/** How often a page asks while a ceremony goes on between several people. */
const ASK_AGAIN_MS = 2000

export function useLookback(id: string) {
  return useSuspenseQuery({
    queryKey: ['lookback', id],
    queryFn: () => call(getLookback, { params: { id } }),
  })
}

/** The draw of a round; asked again every two seconds until it is complete. */
export function useDraw(id: string) {
  return useQuery({
    queryKey: ['draw', id],
    queryFn: () => call(getDraw, { params: { id } }),
    refetchInterval: ({ state }) => (goesOn(state.data) ? ASK_AGAIN_MS : false),
  })
}

function goesOn(draw: DrawView | undefined): boolean {
  return draw !== undefined && draw.state !== 'complete' && draw.state !== 'void'
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

/** Who acts, in the words of the rules. */
export function useParty() {
  const { person, post } = useSession()
  return post ? { person: person.id, org: post.org, role: post.role } : null
}

/** After an act: everything about second looks is read again, and the server's sentence is told. */
export function useDone() {
  const client = useQueryClient()
  return (moved: Pick<LookMoved, 'say'>) => {
    say(moved.say)
    for (const key of [
      'lookback',
      'lookbacks',
      'draw',
      'looks',
      'desk',
      'finding',
      'findings',
      'campaigns',
    ])
      void client.invalidateQueries({ queryKey: [key] })
  }
}

/** On a stale version the page reads again; the person acts on what it then shows. */
export function useStale() {
  const client = useQueryClient()
  return (error: unknown) => {
    if (error instanceof Problem && error.status === 409) void client.invalidateQueries()
  }
}
