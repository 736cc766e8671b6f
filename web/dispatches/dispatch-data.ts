import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { listArchive, listNumbers, readDispatch, readSlip } from '#dispatches/words.ts'
import type { DispatchViewer } from '#dispatches/words.ts'
import type { PaperMoved } from '#papers/words.ts'
import { call, Problem } from '../parts/api.ts'
import { useForm, type Errors, type FormState } from '../parts/form.tsx'
import { say } from '../parts/say.tsx'
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

type Draft = { readonly key: string; readonly title: string; readonly route: string }

/** A form of one act; a stale version is read again behind the form. */
export function useDispatchForm<V extends object>(options: {
  readonly draft: Draft | null
  readonly start: V
  readonly check: (values: V) => Errors<V>
  readonly send: (values: V, key: string) => Promise<PaperMoved>
  readonly onDone: (moved: PaperMoved) => void
}): FormState<V> {
  const client = useQueryClient()
  const readAgain = () => {
    for (const key of ['dispatch', 'dispatches', 'slip', 'slips', 'numbers', 'archive', 'desk'])
      void client.invalidateQueries({ queryKey: [key] })
  }
  return useForm<V, PaperMoved>({
    ...options,
    async send(values, key) {
      try {
        return await options.send(values, key)
      } catch (error) {
        if (error instanceof Problem && error.status === 409) readAgain()
        throw error
      }
    },
    onDone(moved) {
      say(moved.say)
      readAgain()
      options.onDone(moved)
    },
  })
}
