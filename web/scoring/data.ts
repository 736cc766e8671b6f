import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import type { PackSheet } from '#scoring/rules.ts'
import {
  getSheet,
  listSheetPacks,
  measureSheets,
  rejudgeSheet,
  summarizeSheets,
  type SheetDetail,
  type SheetSaid,
  type SheetViewer,
} from '#scoring/words.ts'
import { call } from '../parts/api.ts'
import { useSaidForm, type SaidOptions } from '../parts/said-form.ts'
import { useSession } from '../parts/session.ts'

/** How often a sheet that others score too is read again. */
const ASK_AGAIN_MS = 5000

/** One sheet; read again while it is being scored, so that what others score is seen. */
export function useSheet(id: string) {
  return useSuspenseQuery({
    queryKey: ['scoring', 'one', id],
    queryFn: () => call(getSheet, { params: { id } }),
    refetchInterval: ({ state }) => (state.data?.state === 'open' ? ASK_AGAIN_MS : false),
  })
}

export function useSheetPacks() {
  return useQuery({ queryKey: ['scoring', 'packs'], queryFn: () => call(listSheetPacks, {}) })
}

export function useRejudged(id: string, version: string | undefined) {
  return useQuery({
    queryKey: ['scoring', 'rejudged', id, version],
    enabled: version !== undefined,
    queryFn: () => call(rejudgeSheet, { params: { id }, query: { version: version! } }),
  })
}

type Set = { readonly pack: string; readonly of?: string | undefined }
const setOf = ({ pack, of }: Set) => ({ pack, ...(of ? { of } : {}) })

export function useSummary(set: Set, ranked: boolean) {
  return useSuspenseQuery({
    queryKey: ['scoring', 'summary', set.pack, set.of, ranked],
    queryFn: () =>
      call(summarizeSheets, {
        query: { ...setOf(set), ...(ranked ? { ranked: '1' as const } : {}) },
      }),
  })
}

export function useRuler(set: Set) {
  return useQuery({
    queryKey: ['scoring', 'ruler', set.pack, set.of],
    queryFn: () => call(measureSheets, { query: setOf(set) }),
  })
}

/** Who looks, in the words of the rules. */
export function useSheetViewer(): SheetViewer {
  const { person, post } = useSession()
  return { person: person.id, org: post?.org ?? '', role: post?.role ?? '' }
}

/** A form of one act on a sheet or an item. */
export function useSheetForm<V extends object, A extends SheetSaid>(options: SaidOptions<V, A>) {
  return useSaidForm(['scoring', 'desk', 'findings'], options)
}

/** The sheet as the pack holds it. */
export const scoringOf = (sheet: SheetDetail) => sheet.scoring as PackSheet

/** What rules need to know of a sheet. */
export function factsOf(sheet: SheetDetail) {
  return { ...sheet, members: sheet.members.map(({ id }) => id) }
}
