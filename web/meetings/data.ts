import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { readCommittee, readInvitation, readMeeting } from '#meetings/words.ts'
import { call } from '../parts/api.ts'

/** One meeting as its office or its chair sees it. */
export function useMeeting(id: string) {
  return useSuspenseQuery({
    queryKey: ['meeting', id],
    queryFn: () => call(readMeeting, { params: { id } }),
  })
}

/** One notice as the body that was asked reads it. */
export function useInvitation(id: string) {
  return useSuspenseQuery({
    queryKey: ['invitation', id],
    queryFn: () => call(readInvitation, { params: { id } }),
  })
}

const committee = { queryKey: ['committee'], queryFn: () => call(readCommittee, {}), retry: false }

/** The committee of this post's place. */
export function useCommittee() {
  return useSuspenseQuery(committee)
}

/** Who may preside, those first who can sign the minutes here; each with the words of a choice. */
export function useChairs() {
  const { members } = useCommittee().data
  const chairs = members
    .filter(({ part }) => part !== 'member_unit')
    .map((one) => {
      const person = one.holder ?? one.liaisonName ?? ''
      const cannot = one.signs ? '' : '（无账号，不能在线签发纪要）'
      return { ...one, person: person || one.name, label: `${one.name} ${person}${cannot}` }
    })
  return [...chairs.filter(({ signs }) => signs), ...chairs.filter(({ signs }) => !signs)]
}
export type Chair = ReturnType<typeof useChairs>[number]

/** The same where there may be none: a form works without it. */
export function useMemberUnits() {
  const { data } = useQuery(committee)
  return (data?.members ?? []).filter(({ part }) => part === 'member_unit')
}
