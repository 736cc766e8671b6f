import { Field } from '../parts/field.tsx'

/** A date by the phone's own calendar: nothing of the component library is loaded for it. */
export function DateField(props: {
  readonly name: string
  readonly label: string
  readonly error: string | undefined
  readonly value: string
  readonly onChange: (date: string) => void
}) {
  return (
    <Field name={props.name} label={props.label} error={props.error}>
      {(wired) => (
        <input
          {...wired}
          type="date"
          className="inp"
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
