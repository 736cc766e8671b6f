import { Field } from './field.tsx'
import type { FormState } from './form.tsx'

type TextKeys<V> = { [K in keyof V]: V[K] extends string ? K : never }[keyof V] & string

type Props<V extends object> = {
  readonly form: FormState<V>
  readonly name: TextKeys<V>
  readonly label: string
  readonly optional?: boolean
  readonly hint?: string
  readonly unit?: string
  readonly most?: number
  readonly placeholder?: string
  readonly numeric?: boolean
}

/** One line of text, with its unit inside. */
export function TextField<V extends object>(props: Props<V>) {
  const { form, name } = props
  return (
    <Field {...common(props)}>
      {(wired) => (
        <span className="inwrap">
          <input
            {...wired}
            className="inp"
            maxLength={props.most}
            placeholder={props.placeholder}
            inputMode={props.numeric ? 'decimal' : undefined}
            value={String(form.values[name])}
            onChange={(event) => form.set(name, event.target.value as V[typeof name])}
            onBlur={() => form.left(name)}
          />
          {props.unit && <span className="unit">{props.unit}</span>}
        </span>
      )}
    </Field>
  )
}

/** Several lines of text. */
export function TextArea<V extends object>(props: Props<V> & { readonly rows?: number }) {
  const { form, name } = props
  return (
    <Field {...common(props)}>
      {(wired) => (
        <textarea
          {...wired}
          className="inp"
          rows={props.rows ?? 4}
          maxLength={props.most}
          placeholder={props.placeholder}
          value={String(form.values[name])}
          onChange={(event) => form.set(name, event.target.value as V[typeof name])}
          onBlur={() => form.left(name)}
        />
      )}
    </Field>
  )
}

/** One of a few known words. */
export function SelectField<V extends object>(
  props: Props<V> & { readonly options: readonly (readonly [string, string])[] },
) {
  const { form, name } = props
  return (
    <Field {...common(props)}>
      {(wired) => (
        <select
          {...wired}
          className="inp"
          value={String(form.values[name])}
          onChange={(event) => form.set(name, event.target.value as V[typeof name])}
          onBlur={() => form.left(name)}
        >
          {form.values[name] === '' && <option value="">请选择</option>}
          {props.options.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

function common<V extends object>({ form, name, label, optional, hint }: Props<V>) {
  return {
    name,
    label,
    error: form.errors[name],
    ...(optional ? { optional } : {}),
    ...(hint ? { hint } : {}),
  }
}
