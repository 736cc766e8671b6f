import { SECTOR_LABELS } from '#findings/texts.ts'
import type { Sector } from '#findings/words.ts'

import {
  draftFeedback,
  reviseFeedback,
  type FeedbackDetail,
  type FeedbackLine,
} from '#campaigns/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { DateInput } from '../parts/date-field.tsx'
import { legalToday } from '../parts/dates.ts'
import { DayField } from '../parts/day-field.tsx'
import { Field, type Wired } from '../parts/field.tsx'
import { Form, type FormState } from '../parts/form.tsx'
import { LinesField, type LineActs } from '../parts/lines-field.tsx'
import { orNull } from '../papers/note-form.tsx'
import { useCampaignForm } from './data.ts'
import type { GroupProps } from './group-acts.tsx'

type Line = {
  readonly [
    K in
      | 'problem'
      | 'subjectName'
      | 'criterion'
      | 'rectifierName'
      | 'rectifierPerson'
      | 'recheckerName'
      | 'grade'
      | 'majorClause'
      | 'sector'
      | 'dueOn'
      | 'measures'
  ]: string
}
type Values = { readonly givenOn: string; readonly lines: readonly Line[] }

const EMPTY: Line = {
  problem: '',
  subjectName: '',
  criterion: '',
  rectifierName: '',
  rectifierPerson: '',
  recheckerName: '',
  grade: 'ordinary',
  majorClause: '',
  sector: 'industry_trade',
  dueOn: '',
  measures: '',
}

/** 填写反馈交办清单: the printed fields, and those without which no problem can be closed. */
export function DraftFeedbackForm({ group, onClose }: GroupProps) {
  const form = useCampaignForm<Values>({
    draft: {
      key: `campaign.feedback.${group.id}`,
      title: `反馈清单：${group.number}`,
      route: `/campaigns/groups/${group.id}`,
    },
    start: { givenOn: legalToday(), lines: [EMPTY] },
    check,
    send: (values, key) =>
      call(draftFeedback, { params: { id: group.id }, key, body: bodyOf(values) }),
    onDone: onClose,
  })
  return <Lines form={form} verb="保存清单" />
}

/** 修改, while nobody has signed. */
export function ReviseFeedbackForm(props: {
  readonly feedback: FeedbackDetail
  readonly onClose: () => void
}) {
  const { feedback, onClose } = props
  const form = useCampaignForm<Values>({
    start: {
      givenOn: feedback.givenOn,
      lines: feedback.lines.map((one) => ({
        problem: one.problem,
        subjectName: one.subjectName,
        criterion: one.criterion ?? '',
        rectifierName: one.rectifierName ?? '',
        rectifierPerson: one.rectifierPerson ?? '',
        recheckerName: one.recheckerName ?? '',
        grade: one.grade,
        majorClause: one.majorClause ?? '',
        sector: one.sector,
        dueOn: one.dueOn,
        measures: one.measures ?? '',
      })),
    },
    check,
    send: (values, key) =>
      call(reviseFeedback, {
        params: { id: feedback.id },
        key,
        body: { revision: feedback.revision, ...bodyOf(values) },
      }),
    onDone: onClose,
  })
  return <Lines form={form} verb="保存清单" />
}

function check({ lines, givenOn }: Values) {
  const wrong = lines.findIndex(
    (one) =>
      !one.problem.trim() ||
      !one.subjectName.trim() ||
      !one.rectifierName.trim() ||
      !one.recheckerName.trim() ||
      !one.dueOn ||
      (one.grade === 'major' && !one.majorClause.trim()),
  )
  return {
    ...(givenOn ? {} : { givenOn: '请选择反馈日期' }),
    ...(wrong === -1
      ? {}
      : {
          lines: `第${wrong + 1}个问题的问题、对象、责任单位、复查单位和期限均应填写，重大隐患还应写明判定依据`,
        }),
  }
}

function bodyOf({ givenOn, lines }: Values) {
  return {
    givenOn,
    lines: lines.map((one): FeedbackLine => ({
      problem: one.problem.trim(),
      subjectName: one.subjectName.trim(),
      criterion: orNull(one.criterion),
      rectifier: null,
      rectifierName: orNull(one.rectifierName),
      rectifierPerson: orNull(one.rectifierPerson),
      rechecker: null,
      recheckerName: orNull(one.recheckerName),
      grade: one.grade === 'major' ? 'major' : 'ordinary',
      majorClause: one.grade === 'major' ? orNull(one.majorClause) : null,
      sector: one.sector as Sector,
      dueOn: one.dueOn,
      measures: orNull(one.measures),
    })),
  }
}

function Lines({ form, verb }: { readonly form: FormState<Values>; readonly verb: string }) {
  return (
    <Form form={form} labels={{ givenOn: '反馈日期', lines: '问题' }} verb={verb}>
      <DayField form={form} name="givenOn" label="反馈日期" notAfter={legalToday()} />
      <LinesField
        name="lines"
        value={form.values.lines}
        error={form.errors.lines}
        onChange={(lines) => form.set('lines', lines)}
        add="增加一个问题"
        fresh={() => EMPTY}
      >
        {(line, acts) => <LineFields key={acts.nth} line={line} acts={acts} />}
      </LinesField>
    </Form>
  )
}

function LineFields(props: { readonly line: Line; readonly acts: LineActs<Line> }) {
  const { line } = props
  const { nth, put, out } = props.acts
  const field = (name: keyof Line, label: string, more: Shown = {}) => (
    <Field
      name={`lines.${nth}.${name}`}
      label={label}
      optional={more.optional ?? false}
      error={undefined}
    >
      {(wired) =>
        more.control ? (
          more.control(wired)
        ) : (
          <input
            {...wired}
            className="inp"
            maxLength={200}
            value={line[name]}
            onChange={(event) => put({ [name]: event.target.value })}
          />
        )
      }
    </Field>
  )
  return (
    <fieldset className="card bd">
      <legend>问题{nth + 1}</legend>
      {field('problem', '问题隐患', {
        control: (wired) => (
          <textarea
            {...wired}
            className="inp"
            rows={3}
            maxLength={2000}
            value={line.problem}
            onChange={(event) => put({ problem: event.target.value })}
          />
        ),
      })}
      <div className="pair">
        {field('subjectName', '所在企业或单位')}
        {field('criterion', '对应打分细则编号', { optional: true })}
      </div>
      <div className="pair">
        {field('rectifierName', '责任单位')}
        {field('rectifierPerson', '责任人', { optional: true })}
      </div>
      <div className="pair">
        {field('recheckerName', '复查单位')}
        {field('dueOn', '整改期限', {
          control: (wired) => (
            <DateInput
              wired={wired}
              value={line.dueOn || null}
              notBefore={legalToday()}
              onChange={(date) => put({ dueOn: date ?? '' })}
            />
          ),
        })}
      </div>
      <div className="pair">
        {field('grade', '隐患等级', {
          control: (wired) => choose(wired, line.grade, GRADES, (grade) => put({ grade })),
        })}
        {field('sector', '行业领域', {
          control: (wired) => choose(wired, line.sector, SECTORS, (sector) => put({ sector })),
        })}
      </div>
      {line.grade === 'major' && field('majorClause', '判定依据')}
      {field('measures', '整改要求', { optional: true })}
      <Button small weight="quiet" onClick={out}>
        移出<span className="vh">问题{nth + 1}</span>
      </Button>
    </fieldset>
  )
}

type Shown = {
  readonly optional?: boolean
  readonly control?: (wired: Wired) => React.ReactNode
}

const GRADES = [
  ['ordinary', '一般'],
  ['major', '重大'],
] as const
const SECTORS = Object.entries(SECTOR_LABELS)

function choose(
  wired: Wired,
  value: string,
  options: readonly (readonly [string, string])[],
  onChange: (value: string) => void,
) {
  return (
    <select
      {...wired}
      className="inp"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {options.map(([key, label]) => (
        <option key={key} value={key}>
          {label}
        </option>
      ))}
    </select>
  )
}
