import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { OrgPicker, type PickedOrg } from '../parts/pickers.tsx'
import { useMemberUnits } from './data.ts'

/** Bodies picked one after another, or all member units of the committee at once. */
export function UnitsField<U extends PickedOrg>(props: {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly place: string
  readonly value: readonly U[]
  readonly error: string | undefined
  readonly make: (picked: PickedOrg) => U
  readonly onChange: (value: readonly U[]) => void
  /** What else may be said of one body. */
  readonly more?: (one: U) => React.ReactNode
}) {
  const { value, onChange } = props
  const units = useMemberUnits()
  const add = (picked: readonly PickedOrg[]) => {
    const fresh = picked.filter(({ org }) => !value.some((one) => one.org === org))
    if (fresh.length > 0) onChange([...value, ...fresh.map(props.make)])
  }
  return (
    <>
      <Field
        name={props.name}
        label={props.label}
        {...(props.hint ? { hint: props.hint } : {})}
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
      {units.length > 0 && (
        <Button
          small
          icon="plus"
          onClick={() => add(units.map(({ org, name }) => ({ org, orgName: name })))}
        >
          全体成员单位 {units.length} 个
        </Button>
      )}
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
    </>
  )
}

/** A body as it was picked, for forms that ask nothing more of it. */
export const asPicked = (one: PickedOrg): PickedOrg => one
