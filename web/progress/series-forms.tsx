import { FACT_LABELS, RHYTHM_LABELS } from '#progress/texts.ts'
import { knownFact } from '#progress/rules.ts'
import {
  FACTS,
  startSeries,
  stopSeries,
  type Fact,
  type Rhythm,
  type SeriesRow,
} from '#progress/words.ts'
import { call } from '../parts/api.ts'
import { asPicked, BodiesField } from '../parts/bodies-field.tsx'
import { legalToday } from '../parts/dates.ts'
import { DayField } from '../parts/day-field.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Form } from '../parts/form.tsx'
import { SelectField, TextArea, TextField } from '../parts/inputs.tsx'
import type { PickedOrg } from '../parts/pickers.tsx'
import { usePost } from '../parts/session.ts'
import { useProgressForm } from './progress-data.ts'

const labels = {
  title: '调度名称',
  basis: '依据',
  rhythm: '频次',
  firstOn: '首次日期',
  answerDays: '答复期限（工作日）',
  bodies: '调度对象',
  facts: '核对的数字',
  questions: '询问的问题',
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

/** What is wrong with the questions, said before they are sent. */
function questionsWrong(text: string): string | undefined {
  const asked = lines(text)
  if (asked.length > 20) return '问题最多20个'
  const held = asked.find((one) => knownFact(one) !== null)
  if (held === undefined) return undefined
  const fact = knownFact(held)
  return `“${held}”系统已有记录，不再询问；请选用数字“${fact && FACT_LABELS[fact]}”`
}

/** 发起调度: whom, how often, which figures to confirm, and what else is asked. */
export function StartDialog({ onClose }: { readonly onClose: () => void }) {
  const place = usePost()?.place ?? ''
  const form = useProgressForm({
    draft: { key: 'progress.start', title: '发起调度', route: '/progress' },
    start: {
      title: '',
      basis: '',
      rhythm: 'weekly',
      firstOn: legalToday(),
      answerDays: '2',
      bodies: [] as readonly PickedOrg[],
      facts: ['found', 'struck_off', 'open', 'overdue'] as readonly Fact[],
      questions: '',
    },
    check: (values) => {
      const questions = questionsWrong(values.questions)
      const days = Number(values.answerDays)
      return {
        ...(values.title.trim() ? {} : { title: '请填写调度名称' }),
        ...(values.basis.trim() ? {} : { basis: '请写明依据' }),
        ...(values.firstOn ? {} : { firstOn: '请选择首次日期' }),
        ...(Number.isInteger(days) && days >= 1 && days <= 60
          ? {}
          : { answerDays: '请填写1至60的整数' }),
        ...(values.bodies.length > 0 ? {} : { bodies: '请选择调度对象' }),
        ...(questions ? { questions } : {}),
      }
    },
    send: (values, key) =>
      call(startSeries, {
        key,
        body: {
          title: values.title.trim(),
          basis: values.basis.trim(),
          rhythm: values.rhythm as Rhythm,
          firstOn: values.firstOn,
          answerDays: Number(values.answerDays),
          bodies: values.bodies.map(({ org }) => org),
          facts: [...values.facts],
          questions: lines(values.questions),
        },
      }),
    onDone: onClose,
  })
  return (
    <Dialog title="发起调度" onClose={onClose}>
      <div className="drawer-form">
        <Form form={form} labels={labels} verb="发起">
          <TextField form={form} name="title" label={labels.title} most={200} />
          <TextField form={form} name="basis" label={labels.basis} most={200} />
          <div className="pair">
            <SelectField
              form={form}
              name="rhythm"
              label={labels.rhythm}
              options={Object.entries(RHYTHM_LABELS)}
            />
            <TextField form={form} name="answerDays" label={labels.answerDays} most={2} />
          </div>
          <DayField form={form} name="firstOn" label={labels.firstOn} />
          <BodiesField
            name="bodies"
            label={labels.bodies}
            hint="逐个选取。"
            place={place}
            value={form.values.bodies}
            error={form.errors.bodies}
            make={asPicked}
            onChange={(bodies) => form.set('bodies', bodies)}
          />
          <FactChoice value={form.values.facts} onChange={(facts) => form.set('facts', facts)} />
          <TextArea
            form={form}
            name="questions"
            label={labels.questions}
            optional
            rows={4}
            most={4000}
            hint="一行一个问题。系统已有的数字不再询问，由单位核对。"
          />
        </Form>
      </div>
    </Dialog>
  )
}

function FactChoice(props: {
  readonly value: readonly Fact[]
  readonly onChange: (value: readonly Fact[]) => void
}) {
  return (
    <fieldset className="fld">
      <legend>{labels.facts}</legend>
      {FACTS.map((fact) => (
        <label key={fact} className="block">
          <input
            type="checkbox"
            checked={props.value.includes(fact)}
            onChange={(event) =>
              props.onChange(
                FACTS.filter((one) =>
                  one === fact ? event.target.checked : props.value.includes(one),
                ),
              )
            }
          />{' '}
          {FACT_LABELS[fact]}
        </label>
      ))}
    </fieldset>
  )
}

/** 停止调度, with its reason. */
export function StopDialog(props: { readonly series: SeriesRow; readonly onClose: () => void }) {
  const { series, onClose } = props
  const form = useProgressForm({
    start: { reason: '' },
    check: ({ reason }) => (reason.trim() ? {} : { reason: '请填写停止理由' }),
    send: ({ reason }, key) =>
      call(stopSeries, {
        params: { id: series.id },
        key,
        body: { revision: series.revision, reason: reason.trim() },
      }),
    onDone: onClose,
  })
  return (
    <Dialog title="停止调度" onClose={onClose}>
      <dl className="known">
        <dt>调度名称</dt>
        <dd>{series.title}</dd>
      </dl>
      <div className="drawer-form">
        <Form form={form} labels={{ reason: '停止理由' }} verb="停止">
          <TextArea form={form} name="reason" label="停止理由" most={500} rows={3} />
        </Form>
      </div>
    </Dialog>
  )
}
