import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { OrgPicker, type PickedOrg } from '../parts/pickers.tsx'

export type Line = { readonly title: string; readonly org: PickedOrg | null }

/** 议题, one a line, with the unit that reports on it. */
export function AgendaField(props: {
  readonly place: string
  readonly value: readonly Line[]
  readonly error: string | undefined
  readonly onChange: (value: readonly Line[]) => void
}) {
  const { value, onChange } = props
  const put = (nth: number, line: Partial<Line>) =>
    onChange(value.map((one, index) => (index === nth ? { ...one, ...line } : one)))
  return (
    <>
      {value.map((line, nth) => (
        <div className="pair" key={nth}>
          <Field
            name={nth === 0 ? 'agenda' : `agenda.${nth}`}
            label={`议题${nth + 1}`}
            error={nth === 0 ? props.error : undefined}
          >
            {(wired) => (
              <input
                {...wired}
                className="inp"
                maxLength={200}
                value={line.title}
                onChange={(event) => put(nth, { title: event.target.value })}
              />
            )}
          </Field>
          <Field
            name={`agenda.${nth}.org`}
            label={`议题${nth + 1}汇报单位`}
            optional
            error={undefined}
          >
            {(wired) => (
              <OrgPicker
                wired={wired}
                place={props.place}
                value={line.org}
                onChange={(org) => put(nth, { org })}
              />
            )}
          </Field>
        </div>
      ))}
      <Button small icon="plus" onClick={() => onChange([...value, { title: '', org: null }])}>
        增加议题
      </Button>
    </>
  )
}
