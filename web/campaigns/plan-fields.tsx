import { DUTY_PART_LABELS } from '#campaigns/texts.ts'
import type { DutyPart } from '#campaigns/words.ts'
import { Button } from '../parts/button.tsx'
import { DateInput } from '../parts/date-field.tsx'
import { Field } from '../parts/field.tsx'
import { LinesField, type LineActs } from '../parts/lines-field.tsx'
import { OrgPicker } from '../parts/pickers.tsx'
import type { MilestoneLine, SectorLine } from './opening.ts'

/** The sectors of the second layer, each with the body that leads it; none: the fallback rule. */
export function SectorsField(props: {
  readonly place: string
  readonly value: readonly SectorLine[]
  readonly onChange: (value: readonly SectorLine[]) => void
}) {
  const { value } = props
  return (
    <details className="bd" open={value.length > 0}>
      <summary>行业领域和牵头部门（{value.length}）</summary>
      <p className="sm muted">未选牵头部门的，按规则包的兜底办法确定。</p>
      <LinesField
        name="sectors"
        value={value}
        onChange={props.onChange}
        add="增加行业领域"
        fresh={() => ({ name: '', lead: null })}
      >
        {(sector, { nth, put }) => (
          <div className="pair" key={nth}>
            <Field name={`sectors.${nth}.name`} label="行业领域" error={undefined}>
              {(wired) => (
                <input
                  {...wired}
                  className="inp"
                  maxLength={60}
                  value={sector.name}
                  onChange={(event) => put({ name: event.target.value })}
                />
              )}
            </Field>
            <Field name={`sectors.${nth}.lead`} label="牵头部门" optional error={undefined}>
              {(wired) => (
                <OrgPicker
                  wired={wired}
                  place={props.place}
                  value={sector.lead}
                  onChange={(lead) => put({ lead })}
                />
              )}
            </Field>
          </div>
        )}
      </LinesField>
    </details>
  )
}

/** What happens by when, and who owes what. */
export function MilestonesField(props: {
  readonly value: readonly MilestoneLine[]
  readonly error: string | undefined
  readonly onChange: (value: readonly MilestoneLine[]) => void
}) {
  const { value } = props
  return (
    <fieldset className="field">
      <legend>进度和应报送事项</legend>
      <LinesField
        name="milestones"
        value={value}
        error={props.error}
        onChange={props.onChange}
        add="增加事项"
        fresh={() => ({ ...EMPTY, key: freshKey(value) })}
      >
        {(one, acts) => <Milestone key={one.key} one={one} acts={acts} />}
      </LinesField>
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

function Milestone(props: { readonly one: MilestoneLine; readonly acts: LineActs<MilestoneLine> }) {
  const { one } = props
  const { nth, put, out } = props.acts
  return (
    <div className="card bd">
      <Field name={`milestones.${nth}.what`} label={`事项${nth + 1}`} error={undefined}>
        {(wired) => (
          <input
            {...wired}
            className="inp"
            maxLength={200}
            value={one.what}
            onChange={(event) => put({ what: event.target.value })}
          />
        )}
      </Field>
      <div className="pair">
        <Field name={`milestones.${nth}.fromOn`} label="开始日期" optional error={undefined}>
          {(wired) => (
            <DateInput
              wired={wired}
              value={one.fromOn || null}
              onChange={(date) => put({ fromOn: date ?? '' })}
            />
          )}
        </Field>
        <Field name={`milestones.${nth}.dueOn`} label="截止日期" error={undefined}>
          {(wired) => (
            <DateInput
              wired={wired}
              value={one.dueOn || null}
              onChange={(date) => put({ dueOn: date ?? '' })}
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
              onChange={(event) => put({ part: event.target.value as DutyPart | '' })}
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
              onChange={(event) => put({ seal: event.target.checked })}
            />{' '}
            须加盖公章
          </label>
        )}
      </div>
      <Button small weight="quiet" onClick={out}>
        移出本项<span className="vh">：{one.what}</span>
      </Button>
    </div>
  )
}
