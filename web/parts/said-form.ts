import { useQueryClient } from '@tanstack/react-query'
import { Problem } from './api.ts'
import { useForm, type FormOptions, type FormState } from './form.tsx'
import { say } from './say.tsx'

/** What every act answers: the server's sentence about it. */
export type Said = { readonly say: string }

/** Reads again whatever was asked under these first keys. */
export function useReadAgain(keys: readonly string[]): () => void {
  const client = useQueryClient()
  return () => {
    for (const key of keys) void client.invalidateQueries({ queryKey: [key] })
  }
}

/**
 * A form of one act. What the server says of it is told and the keys are read again; a stale
 * version (409) reads them again behind the form, which keeps what was typed.
 */
export function useSaidForm<V extends object, A extends Said>(
  keys: readonly string[],
  options: SaidOptions<V, A>,
): FormState<V> {
  const readAgain = useReadAgain(keys)
  return useForm<V, A>({
    ...options,
    draft: options.draft ?? null,
    async send(values, key) {
      try {
        return await options.send(values, key)
      } catch (error) {
        if (error instanceof Problem && error.status === 409) readAgain()
        throw error
      }
    },
    onDone(answer) {
      say(answer.say)
      readAgain()
      options.onDone?.(answer)
    },
  })
}

type Spared = 'draft' | 'onDone'

/** Those of a form; without a draft none is kept. */
export type SaidOptions<V extends object, A> = Omit<FormOptions<V, A>, Spared> &
  Partial<Pick<FormOptions<V, A>, Spared>>
