import { DUTY_PART_LABELS } from '#campaigns/texts.ts'
import type { DutyPart } from '#campaigns/words.ts'
import { Button } from '../parts/button.tsx'
import { DateInput } from '../parts/date-field.tsx'
import { Field } from '../parts/field.tsx'
import { OrgPicker } from '../parts/pickers.tsx'
import type { MilestoneLine, SectorLine } from './opening.ts'

/** The sectors of the second layer, each with the body that leads it; none: the fallback rule. */
export function SectorsField(props: {
  readonly place: string
  readonly value: readonly SectorLine[]
  readonly onChange: (value: readonly SectorLine[]) => void
}) {
  const { value, onChange } = props
  const put = (nth: number, more: Partial<SectorLine>) =>
    onChange(value.map((one, index) => (index === nth ? { ...one, ...more } : one)))
  return (
    <details className="bd" open={value.length > 0}>
      <summary>行业领域和牵头部门（{value.length}）</summary>
      <p className="sm muted">未选牵头部门的，按规则包的兜底办法确定。</p>
      {value.map((sector, nth) => (
        <div className="pair" key={nth}>
          <Field name={`sectors.${nth}.name`} label="行业领域" error={undefined}>
            {(wired) => (
              <input
                {...wired}
                className="inp"
                maxLength={60}
                value={sector.name}
                onChange={(event) => put(nth, { name: event.target.value })}
              />
            )}
          </Field>
          <Field name={`sectors.${nth}.lead`} label="牵头部门" optional error={undefined}>
            {(wired) => (
              <OrgPicker
                wired={wired}
                place={props.place}
                value={sector.lead}
                onChange={(lead) => put(nth, { lead })}
              />
            )}
          </Field>
        </div>
      ))}
      <Button small icon="plus" onClick={() => onChange([...value, { name: '', lead: null }])}>
        增加行业领域
      </Button>
    </details>
  )
}

/** What happens by when, and who owes what. */
export function MilestonesField(props: {
  readonly value: readonly MilestoneLine[]
  readonly error: string | undefined
  readonly onChange: (value: readonly MilestoneLine[]) => void
}) {
  const { value, onChange } = props
  const put = (nth: number, more: Partial<MilestoneLine>) =>
    onChange(value.map((one, index) => (index === nth ? { ...one, ...more } : one)))
  return (
    <fieldset className="field" data-field="milestones">
      <legend>进度和应报送事项</legend>
      {props.error && <p className="err">{props.error}</p>}
      {value.map((one, nth) => (
        <Milestone
          key={nth}
          nth={nth}
          one={one}
          onPut={(more) => put(nth, more)}
          onOut={() => onChange(value.filter((_, index) => index !== nth))}
        />
      ))}
      <Button
        small
        icon="plus"
        onClick={() => onChange([...value, { ...EMPTY, key: freshKey(value) }])}
      >
        增加事项
      </Button>
    </fieldset>
  )
}

const EMPTY = { what: '', fromOn: '', dueOn: '', part: '', seal: false } as const

function freshKey(value: readonly MilestoneLine[]): string {
  const known = new Set(value.map(({ key }) => key))
  let n = value.length + 1
  while (known.has(`item${n}`)) n += 1
  return `item${n}`
}

function Milestone(props: {
  readonly nth: number
  readonly one: MilestoneLine
  readonly onPut: (more: Partial<MilestoneLine>) => void
  readonly onOut: () => void
}) {
  const { nth, one, onPut } = props
  return (
    <div className="card bd">
      <Field name={`milestones.${nth}.what`} label={`事项${nth + 1}`} error={undefined}>
        {(wired) => (
          <input
            {...wired}
            className="inp"
            maxLength={200}
            value={one.what}
            onChange={(event) => onPut({ what: event.target.value })}
          />
        )}
      </Field>
      <div className="pair">
        <Field name={`milestones.${nth}.fromOn`} label="开始日期" optional error={undefined}>
          {(wired) => (
            <DateInput
              wired={wired}
              value={one.fromOn || null}
              onChange={(date) => onPut({ fromOn: date ?? '' })}
            />
          )}
        </Field>
        <Field name={`milestones.${nth}.dueOn`} label="截止日期" error={undefined}>
          {(wired) => (
            <DateInput
              wired={wired}
              value={one.dueOn || null}
              onChange={(date) => onPut({ dueOn: date ?? '' })}
            />
          )}
        </Field>
      </div>
      <div className="pair">
        <Field name={`milestones.${nth}.part`} label="由谁报送" error={undefined}>
          {(wired) => (
            <select
              {...wired}
              className="inp"
              value={one.part}
              onChange={(event) => onPut({ part: event.target.value as DutyPart | '' })}
            >
              <option value="">不需报送</option>
              {Object.entries(DUTY_PART_LABELS).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
        {one.part !== '' && (
          <label className="check">
            <input
              type="checkbox"
              checked={one.seal}
              onChange={(event) => onPut({ seal: event.target.checked })}
            />{' '}
            须加盖公章
          </label>
        )}
      </div>
      <Button small weight="quiet" onClick={props.onOut}>
        移出本项<span className="vh">：{one.what}</span>
      </Button>
    </div>
  )
}
