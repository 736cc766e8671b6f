import { DateInput } from '../parts/date-field.tsx'
import { Field } from '../parts/field.tsx'
import type { FormState } from '../parts/form.tsx'

type TextKeys<V> = { [K in keyof V]: V[K] extends string ? K : never }[keyof V] & string

/** A legal date of a form, kept as text; empty while none is chosen. */
export function DayField<V extends object>(props: {
  readonly form: FormState<V>
  readonly name: TextKeys<V>
  readonly label: string
  readonly optional?: boolean
  readonly hint?: string
}) {
  const { form, name, label, optional = false, hint } = props
  return (
    <Field name={name} label={label} optional={optional} hint={hint} error={form.errors[name]}>
      {(wired) => (
        <DateInput
          wired={wired}
          value={String(form.values[name]) || null}
          onChange={(date) => form.set(name, (date ?? '') as V[typeof name])}
          onBlur={() => form.left(name)}
        />
      )}
    </Field>
  )
}
