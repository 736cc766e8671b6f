import { useId, type ReactNode } from 'react'

export type FieldProps = {
  readonly name: string
  readonly label: string
  readonly optional?: boolean
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly children: (wired: Wired) => ReactNode
}

/** What ties a control to its label, hint and error. */
export type Wired = {
  readonly id: string
  readonly name: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
  readonly 'aria-required': true | undefined
}

/** A field: label above, 选填 marked, the error beneath. */
export function Field({ name, label, optional, hint, error, children }: FieldProps) {
  const id = `f-${name.replaceAll('.', '-')}${useId()}`
  const described = [hint ? `${id}-h` : '', error ? `${id}-e` : ''].filter(Boolean).join(' ')
  return (
    <div className="field" data-field={name}>
      <label htmlFor={id}>
        {label}
        {optional && <span className="muted sm">（选填）</span>}
      </label>
      {children({
        id,
        name,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
        'aria-required': optional ? undefined : true,
      })}
      {hint && (
        <p className="hint" id={`${id}-h`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="err" id={`${id}-e`}>
          {error}
        </p>
      )}
    </div>
  )
}

/** Several choices under one label, as for 是否通过. */
export function Choices<V extends string>(props: {
  readonly name: string
  readonly label: string
  readonly value: V | null
  readonly options: readonly { readonly value: V; readonly label: string; readonly hint?: string }[]
  readonly error?: string | undefined
  readonly onChange: (value: V) => void
}) {
  const id = useId()
  return (
    <fieldset className="field" data-field={props.name}>
      <legend>{props.label}</legend>
      <div className="choices">
        {props.options.map((option, i) => (
          <label key={option.value} className={option.value === props.value ? 'on' : ''}>
            <input
              type="radio"
              name={`${props.name}${id}`}
              data-first={i === 0 || undefined}
              checked={option.value === props.value}
              onChange={() => props.onChange(option.value)}
            />
            <span>
              {option.label}
              {option.hint && <small>{option.hint}</small>}
            </span>
          </label>
        ))}
      </div>
      {props.error && <p className="err">{props.error}</p>}
    </fieldset>
  )
}
