import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getDraw, type DrawView } from '#draws/words.ts'
import { call, Problem } from '../parts/api.ts'
import { say } from '../parts/say.tsx'
import { useReadAgain } from '../parts/said-form.ts'
import { useSession } from '../parts/session.ts'

/** How often a page asks while a ceremony goes on between several people. */
export const ASK_AGAIN_MS = 2000

/** What an act on a draw, or on what is drawn for, may change. */
export const DRAWN = [
  'lookback',
  'lookbacks',
  'draw',
  'looks',
  'desk',
  'finding',
  'findings',
  'campaigns',
]

/** One draw; asked again every two seconds until it is complete. */
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

/** Who acts, in the words of the rules. */
export function useParty() {
  const { person, post } = useSession()
  return post ? { person: person.id, org: post.org, role: post.role } : null
}

/** After an act: everything that hangs on a draw is read again, and the server's sentence is told. */
export function useDone() {
  const readAgain = useReadAgain(DRAWN)
  return (moved: { readonly say: string }) => {
    say(moved.say)
    readAgain()
  }
}

/** On a stale version the page reads again; the person acts on what it then shows. */
export function useStale() {
  const client = useQueryClient()
  return (error: unknown) => {
    if (error instanceof Problem && error.status === 409) void client.invalidateQueries()
  }
}
