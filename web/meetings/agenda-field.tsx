import { Field } from '../parts/field.tsx'
import { LinesField } from '../parts/lines-field.tsx'
import { OrgPicker, type PickedOrg } from '../parts/pickers.tsx'

export type Line = { readonly title: string; readonly org: PickedOrg | null }

/** 议题, one a line, with the unit that reports on it. */
export function AgendaField(props: {
  readonly place: string
  readonly value: readonly Line[]
  readonly error: string | undefined
  readonly onChange: (value: readonly Line[]) => void
}) {
  return (
    <LinesField
      name="agenda"
      value={props.value}
      onChange={props.onChange}
      add="增加议题"
      fresh={() => ({ title: '', org: null })}
    >
      {(line, { nth, put }) => (
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
                onChange={(event) => put({ title: event.target.value })}
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
                onChange={(org) => put({ org })}
              />
            )}
          </Field>
        </div>
      )}
    </LinesField>
  )
}
