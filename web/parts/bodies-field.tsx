import { Button } from './button.tsx'
import { Field } from './field.tsx'
import { OrgPicker, type PickedOrg } from './pickers.tsx'

export type BodiesFieldProps<U extends PickedOrg> = {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly optional?: boolean
  readonly place: string
  readonly value: readonly U[]
  readonly error: string | undefined
  readonly make: (picked: PickedOrg) => U
  readonly onChange: (value: readonly U[]) => void
  /** A group that one button adds as a whole. */
  readonly group?: { readonly label: string; readonly bodies: readonly PickedOrg[] }
  /** What else may be said of one body. */
  readonly more?: (one: U) => React.ReactNode
}

/** Bodies picked one after another, each once; what was picked stands below and may be taken out. */
export function BodiesField<U extends PickedOrg>(props: BodiesFieldProps<U>) {
  const { value, onChange, group } = props
  const add = (picked: readonly PickedOrg[]) => {
    const fresh = picked.filter(({ org }) => !value.some((one) => one.org === org))
    if (fresh.length > 0) onChange([...value, ...fresh.map(props.make)])
  }
  return (
    <>
      <Field
        name={props.name}
        label={props.label}
        optional={props.optional ?? false}
        hint={props.hint}
        error={props.error}
      >
        {(wired) => (
          <OrgPicker
            wired={wired}
            place={props.place}
            value={null}
            onChange={(one) => add(one ? [one] : [])}
          />
        )}
      </Field>
      {group && group.bodies.length > 0 && (
        <Button small icon="plus" onClick={() => add(group.bodies)}>
          {group.label} {group.bodies.length} 个
        </Button>
      )}
      {value.length > 0 && (
        <ul className="dls">
          {value.map((one) => (
            <li key={one.org}>
              <div>
                <b>{one.orgName}</b>
              </div>
              <span className="acts">
                {props.more?.(one)}
                <Button
                  small
                  weight="quiet"
                  onClick={() => onChange(value.filter(({ org }) => org !== one.org))}
                >
                  移出<span className="vh">{one.orgName}</span>
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** A body as it was picked, for forms that ask nothing more of it. */
export const asPicked = (one: PickedOrg): PickedOrg => one
