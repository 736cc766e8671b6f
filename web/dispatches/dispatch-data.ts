import { useSuspenseQuery } from '@tanstack/react-query'
import { listArchive, listNumbers, readDispatch, readSlip } from '#dispatches/words.ts'
import type { DispatchViewer } from '#dispatches/words.ts'
import type { PaperMoved } from '#papers/words.ts'
import { call } from '../parts/api.ts'
import { useSaidForm, type SaidOptions } from '../parts/said-form.ts'
import { useSession } from '../parts/session.ts'

/** One paper as this post may see it. */
export function useDispatch(id: string) {
  return useSuspenseQuery({
    queryKey: ['dispatch', id],
    queryFn: () => call(readDispatch, { params: { id } }),
  })
}

/** What lies with this body. */
export function useSlip(id: string) {
  return useSuspenseQuery({
    queryKey: ['slip', id],
    queryFn: () => call(readSlip, { params: { id } }),
  })
}

/** 文号簿 of a year. */
export function useNumbers(year: number) {
  return useSuspenseQuery({
    queryKey: ['numbers', year],
    queryFn: () => call(listNumbers, { query: { year } }),
  })
}

/** 归档目录 of a year. */
export function useArchive(year: number) {
  return useSuspenseQuery({
    queryKey: ['archive', year],
    queryFn: () => call(listArchive, { query: { year } }),
  })
}

/** Who looks, in the words of the rules. */
export function useDispatchViewer(): DispatchViewer {
  const { person, post } = useSession()
  return { org: post?.org ?? '', role: post?.role ?? '', person: person.id }
}

const READ = ['dispatch', 'dispatches', 'slip', 'slips', 'numbers', 'archive', 'desk']

/** A form of one act on a paper that is sent. */
export function useDispatchForm<V extends object>(options: SaidOptions<V, PaperMoved>) {
  return useSaidForm(READ, options)
}
