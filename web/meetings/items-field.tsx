import { asPicked } from '../parts/bodies-field.tsx'
import { Button } from '../parts/button.tsx'
import { DateInput } from '../parts/date-field.tsx'
import { legalToday } from '../parts/dates.ts'
import { Field } from '../parts/field.tsx'
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
  const { value, onChange, word = '议定事项' } = props
  const put = (nth: number, item: Partial<Item>) =>
    onChange(value.map((one, index) => (index === nth ? { ...one, ...item } : one)))
  return (
    <>
      {value.map((item, nth) => (
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
                onChange={(event) => put(nth, { text: event.target.value })}
              />
            )}
          </Field>
          <Field name={`items.${nth}.dueOn`} label="完成期限" error={undefined}>
            {(wired) => (
              <DateInput
                wired={wired}
                value={item.dueOn || null}
                notBefore={legalToday()}
                onChange={(date) => put(nth, { dueOn: date ?? '' })}
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
            onChange={(units) => put(nth, { units })}
          />
          <Button
            small
            weight="quiet"
            onClick={() => onChange(value.filter((_, index) => index !== nth))}
          >
            移出本项
          </Button>
        </fieldset>
      ))}
      <Button
        small
        icon="plus"
        onClick={() => onChange([...value, { text: '', dueOn: '', units: [] }])}
      >
        增加{word}
      </Button>
    </>
  )
}
