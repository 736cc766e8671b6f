import { DateInput } from './date-field.tsx'
import { Field } from './field.tsx'
import type { FormState } from './form.tsx'

type TextKeys<V> = { [K in keyof V]: V[K] extends string ? K : never }[keyof V] & string

/** A legal date of a form, kept as text; empty while none is chosen. */
export function DayField<V extends object>(props: {
  readonly form: FormState<V>
  readonly name: TextKeys<V>
  readonly label: string
  readonly optional?: boolean
  readonly hint?: string
  readonly notBefore?: string
  readonly notAfter?: string
}) {
  const { form, name, label, optional = false, hint, notBefore, notAfter } = props
  return (
    <Field name={name} label={label} optional={optional} hint={hint} error={form.errors[name]}>
      {(wired) => (
        <DateInput
          wired={wired}
          value={String(form.values[name]) || null}
          {...(notBefore ? { notBefore } : {})}
          {...(notAfter ? { notAfter } : {})}
          onChange={(date) => form.set(name, (date ?? '') as V[typeof name])}
          onBlur={() => form.left(name)}
        />
      )}
    </Field>
  )
}
