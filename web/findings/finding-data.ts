import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { findingTimeline, getFinding, type Moved, type Viewer } from '#findings/words.ts'
import { call } from '../parts/api.ts'
import { say } from '../parts/say.tsx'
import { useSession } from '../parts/session.ts'

/** One finding as this post may see it. */
export function useFinding(id: string) {
  return useSuspenseQuery({
    queryKey: ['finding', id],
    queryFn: () => call(getFinding, { params: { id } }),
  })
}

export function useTimeline(id: string) {
  return useQuery({
    queryKey: ['finding', id, 'timeline'],
    queryFn: () => call(findingTimeline, { params: { id } }),
  })
}

/** Who looks, in the words of the rules. */
export function useViewer(): Viewer | null {
  const { person, post } = useSession()
  if (!post) return null
  return { person: person.id, org: post.org, role: post.role, party: post.scope.party }
}

/** After an act: what was read is read again, and the server's sentence is told. */
export function useMoved(): (moved: Moved) => void {
  const client = useQueryClient()
  return (moved) => {
    say(moved.say)
    void client.invalidateQueries({ queryKey: ['finding', moved.id] })
    void client.invalidateQueries({ queryKey: ['findings'] })
    void client.invalidateQueries({ queryKey: ['desk'] })
  }
}
