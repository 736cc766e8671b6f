import { useQuery, useQueryClient } from '@tanstack/react-query'
import { readOverview, readSupervision, type Done, type Viewer } from '#supervision/words.ts'
import { call } from '../parts/api.ts'
import { say } from '../parts/say.tsx'
import { useSession } from '../parts/session.ts'

/** 督办 of one finding as this post may see it. */
export function useSupervision(finding: string) {
  return useQuery({
    queryKey: ['finding', finding, 'supervision'],
    queryFn: () => call(readSupervision, { params: { id: finding } }),
  })
}

/** 督导督查: what waits in the whole scope. */
export function useOverview() {
  return useQuery({ queryKey: ['supervision'], queryFn: () => call(readOverview, {}) })
}

/** Who looks, in the words of the rules. */
export function useActing(): Viewer | null {
  const { person, post } = useSession()
  return post ? { person: person.id, org: post.org, role: post.role } : null
}

/** After an act: what was read is read again, and the server's sentence is told. */
export function useSupervised(): (done: Done) => void {
  const client = useQueryClient()
  return (done) => {
    say(done.say)
    if (done.finding) void client.invalidateQueries({ queryKey: ['finding', done.finding] })
    for (const key of ['supervision', 'transfers', 'findings', 'desk']) {
      void client.invalidateQueries({ queryKey: [key] })
    }
  }
}
