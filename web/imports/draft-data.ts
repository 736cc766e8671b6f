import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { readDraft, type DraftView } from '#imports/words.ts'
import { STEPS, type StepName } from '#imports/texts.ts'
import { call } from '../parts/api.ts'
import { sentenceOf } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'

/** One draft; read again whenever something of it was settled. */
export function draftQuery(id: string) {
  return queryOptions({
    queryKey: ['imports', id, 'draft'],
    queryFn: ({ signal }) => call(readDraft, { params: { id }, signal }),
  })
}

/** Reads the draft and the rows in sight again. */
export function useRefresh(id: string) {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['imports', id] })
}

/** An act on the draft: its sentence is said, its refusal too, and the draft is read again. */
export function useDraftAct<I, A>(
  id: string,
  act: (input: I) => Promise<A>,
  done?: (answer: A) => void,
) {
  const refresh = useRefresh(id)
  return useMutation({
    mutationFn: act,
    onSuccess: async (answer) => {
      await refresh()
      done?.(answer)
    },
    onError: (error) => say(sentenceOf(error), 'red'),
  })
}

/** The furthest step that a draft is open for, and where it opens. */
export function stepOf(draft: DraftView): StepName {
  switch (draft.state) {
    case 'taking':
    case 'taken':
      return 'result'
    case 'ready':
      return 'header'
    default:
      return 'file'
  }
}

/** Whether the draft may be looked at in this step. */
export function isOpenStep(draft: DraftView, step: StepName): boolean {
  if (step === 'result') return draft.state === 'taking' || draft.state === 'taken'
  if (step === 'file') return true
  if (step === 'agree') return draft.state === 'ready'
  return draft.sheets.length > 0
}

/** The step that an address names, or the draft's own. */
export function chosenStep(draft: DraftView, asked: string | undefined): StepName {
  const step = STEPS.find((one) => one === asked)
  return step && isOpenStep(draft, step) ? step : stepOf(draft)
}
