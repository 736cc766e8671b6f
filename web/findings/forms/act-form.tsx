import { useQueryClient } from '@tanstack/react-query'
import type { TimedForm } from '#documents/words.ts'
import type { FindingDetail, Moved } from '#findings/words.ts'
import { Problem } from '../../parts/api.ts'
import { useFormTime, type Asked } from '../../parts/asked-once.tsx'
import { useForm, type Errors, type FormState } from '../../parts/form.tsx'
import { VERBS, type VerbId } from '../acts.ts'
import { useMoved } from '../finding-data.ts'
import { StaleNote } from './stale-note.tsx'

type Options<V extends object> = {
  readonly finding: FindingDetail
  readonly verb: VerbId
  readonly onClose: () => void
  readonly start: V
  readonly check: (values: V) => Errors<V>
  readonly send: (values: V, revision: number, key: string) => Promise<Moved>
  /** How much a form that goes upward asks; told with its time when it has gone through. */
  readonly timed?: { readonly form: TimedForm; readonly asked: Asked }
}

/**
 * A form that does one act on a finding. On a stale version the record is read again behind the
 * form, so that a person compares and decides; what was typed stays.
 */
export function useActForm<V extends object>(options: Options<V>): FormState<V> {
  const { finding, verb } = options
  const client = useQueryClient()
  const moved = useMoved()
  const timed = useFormTime(options.timed?.form ?? null)
  const form = useForm<V, Moved>({
    draft: {
      key: `${verb}.${finding.id}`,
      title: `${VERBS[verb].label}：${finding.title}`,
      route: `/findings/${finding.id}?act=${verb}`,
    },
    start: options.start,
    check: options.check,
    async send(values, key) {
      try {
        return await options.send(values, finding.revision, key)
      } catch (error) {
        const stale = error instanceof Problem && error.status === 409
        if (stale) void client.invalidateQueries({ queryKey: ['finding', finding.id] })
        throw error
      }
    },
    onDone(answer) {
      if (options.timed) timed(options.timed.asked)
      options.onClose()
      moved(answer)
    },
  })
  const { fault } = form
  if (!(fault instanceof Problem) || fault.changes.length === 0) return form
  const discard = () => {
    form.discard()
    options.onClose()
  }
  return { ...form, above: <StaleNote changes={fault.changes} onDiscard={discard} /> }
}

/** 编号, 问题隐患, 级别, 状态, 所在地, 整改对象: what the record says, so that no form on it asks. */
export const KNOWN_FACTS = 6

/** An error for each named field that is empty. */
export function needed<V extends object>(
  values: V,
  sentences: { readonly [K in keyof V]?: string },
): Errors<V> {
  const errors: Errors<V> = {}
  for (const [field, sentence] of Object.entries(sentences)) {
    const value: unknown = values[field as keyof V]
    const empty =
      value === null || value === undefined || (typeof value === 'string' && value.trim() === '')
    if (empty) Object.assign(errors, { [field]: sentence })
  }
  return errors
}

/** What was typed, or null where nothing was. */
export function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}
