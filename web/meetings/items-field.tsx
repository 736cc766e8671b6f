import { asPicked } from '../parts/bodies-field.tsx'
import { Button } from '../parts/button.tsx'
import { DateInput } from '../parts/date-field.tsx'
import { legalToday } from '../parts/dates.ts'
import { Field } from '../parts/field.tsx'
import { LinesField } from '../parts/lines-field.tsx'
import type { PickedOrg } from '../parts/pickers.tsx'
import { UnitsField } from './units-field.tsx'

export type Item = {
  readonly text: string
  readonly dueOn: string
  readonly units: readonly PickedOrg[]
}

/** Matters one after another: what, by whom, by when. */
export function ItemsField(props: {
  readonly place: string
  readonly value: readonly Item[]
  readonly error: string | undefined
  readonly word?: string
  readonly onChange: (value: readonly Item[]) => void
}) {
  const { word = '议定事项' } = props
  return (
    <LinesField<Item>
      name="items"
      value={props.value}
      onChange={props.onChange}
      add={`增加${word}`}
      fresh={() => ({ text: '', dueOn: '', units: [] })}
    >
      {(item, { nth, put, out }) => (
        <fieldset className="card bd" key={nth}>
          <legend>
            {word}
            {nth + 1}
          </legend>
          <Field
            name={`items.${nth}.text`}
            label="内容"
            error={nth === 0 ? props.error : undefined}
          >
            {(wired) => (
              <textarea
                {...wired}
                className="inp"
                rows={2}
                maxLength={2000}
                value={item.text}
                onChange={(event) => put({ text: event.target.value })}
              />
            )}
          </Field>
          <Field name={`items.${nth}.dueOn`} label="完成期限" error={undefined}>
            {(wired) => (
              <DateInput
                wired={wired}
                value={item.dueOn || null}
                notBefore={legalToday()}
                onChange={(date) => put({ dueOn: date ?? '' })}
              />
            )}
          </Field>
          <UnitsField
            name={`items.${nth}.units`}
            label="责任单位"
            place={props.place}
            value={item.units}
            error={undefined}
            make={asPicked}
            onChange={(units) => put({ units })}
          />
          <Button small weight="quiet" onClick={out}>
            移出本项
          </Button>
        </fieldset>
      )}
    </LinesField>
  )
}
