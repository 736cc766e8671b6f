import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react'
import { useAfterPress } from './after-press.ts'
import { Problem } from './api.ts'
import { Button } from './button.tsx'
import { timeOnly } from './dates.ts'
import { clearDraft, keepDraft, readDraft } from './drafts.ts'
import { ClauseLink } from './clause.tsx'
import { Note, sentenceOf } from './page-state.tsx'
import '../styles/form.css'

export type Errors<V> = { readonly [K in keyof V]?: string }

export type FormOptions<V extends object, A> = {
  /** Under which the draft is kept on this machine; null keeps none. */
  readonly draft: { readonly key: string; readonly title: string; readonly route: string } | null
  readonly start: V
  /** Errors by field; checked on leaving a field and on submission. */
  readonly check: (values: V) => Errors<V>
  readonly send: (values: V, key: string) => Promise<A>
  readonly onDone: (answer: A) => void
}

export type FormState<V extends object> = {
  readonly values: V
  readonly errors: Errors<V>
  readonly set: <K extends keyof V>(field: K, value: V[K]) => void
  readonly left: (field: keyof V) => void
  readonly submit: () => Promise<void>
  readonly busy: boolean
  readonly fault: unknown
  readonly savedAt: string | null
  /** Counts refused submissions, so that the list of errors takes the focus each time. */
  readonly tries: number
  /** Forgets what was typed: the draft on this machine and the key of the act. */
  readonly discard: () => void
  /** What stands above the fields, as after an act on a stale version. */
  readonly above?: ReactNode
}

/**
 * The state of a form: values with a draft kept each five seconds, errors shown on leaving a field
 * and all of them on submission, and one idempotency key until the act has gone through.
 */
export function useForm<V extends object, A>(options: FormOptions<V, A>): FormState<V> {
  const { draft } = options
  const [values, setValues] = useState<V>(() => ({
    ...options.start,
    ...(draft ? readDraft<V>(draft.key) : {}),
  }))
  const [seen, setSeen] = useState<ReadonlySet<keyof V>>(new Set())
  const [told, setTold] = useState<Errors<V>>({})
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const [tries, setTries] = useState(0)
  const key = useRef<string>(crypto.randomUUID())
  const kept = useDraft(draft, values)
  const afterPress = useAfterPress()
  const found = options.check(values)
  const errors: Errors<V> = { ...told }
  for (const field of seen) if (found[field]) Object.assign(errors, { [field]: found[field] })

  return {
    values,
    errors,
    busy,
    fault,
    savedAt: kept.savedAt,
    tries,
    discard: kept.sent,
    set(field, value) {
      kept.touched()
      setTold(({ [field]: _, ...rest }) => rest as Errors<V>)
      setValues((before) => ({ ...before, [field]: value }))
    },
    left: (field) => afterPress(() => setSeen((before) => new Set(before).add(field))),
    async submit() {
      if (busy) return
      const all = options.check(values)
      setSeen(new Set(Object.keys(values) as (keyof V)[]))
      setTries((count) => count + 1)
      setFault(null)
      if (Object.values(all).some(Boolean)) return
      setBusy(true)
      try {
        const answer = await options.send(values, key.current)
        kept.sent()
        options.onDone(answer)
      } catch (error) {
        key.current = nextKey(error, key.current)
        setFault(error)
        if (error instanceof Problem) setTold(error.errors)
        setTries((count) => count + 1)
      } finally {
        setBusy(false)
      }
    },
  }
}

/** A refused act is another act when sent again; one that never arrived is the same. */
function nextKey(error: unknown, key: string): string {
  const answered = error instanceof Problem && error.status > 0 && error.status < 500
  return answered ? crypto.randomUUID() : key
}

type Kept = {
  readonly savedAt: string | null
  readonly touched: () => void
  /** The form went through: nothing is kept any more. */
  readonly sent: () => void
}

function useDraft<V extends object>(draft: FormOptions<V, unknown>['draft'], values: V): Kept {
  const [savedAt, setSavedAt] = useState<string | null>(null)
  const latest = useRef({ values, draft })
  const changed = useRef(false)
  latest.current = { values, draft }
  useEffect(() => {
    const save = () => {
      const now = latest.current
      if (!changed.current || !now.draft) return
      changed.current = false
      keepDraft(now.draft, now.values)
      setSavedAt(new Date().toISOString())
    }
    const timer = setInterval(save, 5000)
    return () => {
      clearInterval(timer)
      save()
    }
  }, [])
  return {
    savedAt,
    touched: () => (changed.current = true),
    sent() {
      changed.current = false
      if (draft) clearDraft(draft.key)
    },
  }
}

/** The frame of a form: errors on top with links, the fields, the verb below. */
export function Form<V extends object>(props: {
  readonly form: FormState<V>
  readonly labels: Partial<Record<keyof V, string>>
  readonly verb: string
  readonly card?: boolean
  readonly children: ReactNode
  readonly more?: ReactNode
}) {
  const { form } = props
  const ref = useRef<HTMLFormElement>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void form.submit()
  }
  return (
    <form
      ref={ref}
      className={props.card ? 'form card' : 'form'}
      noValidate
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event)
      }}
    >
      <ErrorList form={form} labels={props.labels} root={ref} />
      {form.above}
      {props.children}
      <div className="sends">
        <Button type="submit" weight="solid" busy={form.busy}>
          {form.busy ? '正在提交' : props.verb}
        </Button>
        {props.more}
        <span className="saved" role="status">
          {form.savedAt && `${timeOnly(form.savedAt)} 已保存`}
        </span>
      </div>
    </form>
  )
}

function ErrorList<V extends object>(props: {
  readonly form: FormState<V>
  readonly labels: Partial<Record<keyof V, string>>
  readonly root: React.RefObject<HTMLFormElement | null>
}) {
  const { form, labels } = props
  const box = useRef<HTMLDivElement>(null)
  const listed = Object.entries(form.errors) as [keyof V & string, string][]
  const fault = form.fault instanceof Problem && listed.length > 0 ? null : form.fault
  useEffect(() => {
    if (form.tries > 0) box.current?.focus()
  }, [form.tries])
  if (form.tries === 0 || (listed.length === 0 && !fault)) return null
  return (
    <div ref={box} tabIndex={-1}>
      {fault !== null && fault !== undefined && (
        <Note tone="red" alert>
          {sentenceOf(fault)}{' '}
          {fault instanceof Problem && fault.clause && <ClauseLink clause={fault.clause} />}
        </Note>
      )}
      {listed.length > 0 && (
        <div className="errs" role="alert">
          <p className="b">有 {listed.length} 项需要更正</p>
          <ul>
            {listed.map(([field, message]) => (
              <li key={field}>
                <a
                  href={`#${field}`}
                  onClick={(event) => {
                    event.preventDefault()
                    focusField(props.root.current, field)
                  }}
                >
                  {labels[field] ?? field}：{message}
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

function focusField(root: HTMLElement | null, field: string): void {
  const at = root?.querySelector(`[data-field="${CSS.escape(field)}"]`)
  const control = at?.querySelector<HTMLElement>('input, select, textarea, button')
  at?.scrollIntoView({ block: 'center' })
  control?.focus({ preventScroll: true })
}
