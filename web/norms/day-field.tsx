import { DateInput } from '../parts/date-field.tsx'
import { legalToday } from '../parts/dates.ts'
import { Field } from '../parts/field.tsx'
import type { FormState } from '../parts/form.tsx'

/** A day of a form, in the past or ahead. */
export function DayField<V extends object>(props: {
  readonly form: FormState<V>
  readonly name: keyof V & string
  readonly label: string
  readonly when: 'past' | 'ahead' | 'any'
  readonly optional?: boolean
  readonly hint?: string
}) {
  const { form, name, label, when } = props
  const value = form.values[name] as string
  return (
    <Field
      name={name}
      label={label}
      optional={props.optional ?? false}
      error={form.errors[name]}
      {...(props.hint ? { hint: props.hint } : {})}
    >
      {(wired) => (
        <DateInput
          wired={wired}
          value={value || null}
          {...(when === 'past' ? { notAfter: legalToday() } : {})}
          {...(when === 'ahead' ? { notBefore: legalToday() } : {})}
          onChange={(date) => form.set(name, (date ?? '') as V[typeof name])}
        />
      )}
    </Field>
  )
}
