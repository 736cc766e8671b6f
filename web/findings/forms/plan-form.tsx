import { planFinding } from '#findings/words.ts'
import { call } from '../../parts/api.ts'
import { DateInput } from '../../parts/date-field.tsx'
import { Field } from '../../parts/field.tsx'
import { Form } from '../../parts/form.tsx'
import { SelectField, TextArea, TextField } from '../../parts/inputs.tsx'
import type { ActFormProps } from '../act-drawer.tsx'
import { VERBS } from '../acts.ts'
import { needed, orNull, useActForm } from './act-form.tsx'

const units = ['万元', '元', '亿元'] as const

const labels = {
  measures: '措施',
  responsibility: '责任',
  fundsAmount: '资金',
  fundsUnit: '资金单位',
  timeLimit: '时限',
  contingency: '预案',
}

/** 五落实: measures, responsibility, funds, time limit, contingency. */
export function PlanForm({ finding, onClose }: ActFormProps) {
  const { plan } = finding
  const form = useActForm({
    finding,
    verb: 'plan',
    onClose,
    start: {
      measures: plan?.measures ?? '',
      responsibility: plan?.responsibility ?? '',
      fundsAmount: plan?.fundsAmount ?? '',
      fundsUnit: plan?.fundsUnit ?? '万元',
      timeLimit: plan?.timeLimit ?? finding.dueOn ?? '',
      contingency: plan?.contingency ?? '',
    },
    check: (values) => ({
      ...needed(values, {
        measures: '请填写整改措施',
        responsibility: '请填写责任单位和责任人',
        timeLimit: '请选择完成时限',
        contingency: '请填写整改期间的防范预案',
      }),
      ...(/^(\d{1,12}(\.\d{1,6})?)?$/.test(values.fundsAmount.trim())
        ? {}
        : { fundsAmount: '资金应为数字，如 3.60' }),
    }),
    send: (values, revision, key) => {
      const amount = orNull(values.fundsAmount)
      const unit = units.find((one) => one === values.fundsUnit) ?? '万元'
      return call(planFinding, {
        params: { id: finding.id },
        key,
        body: { ...values, revision, fundsAmount: amount, fundsUnit: amount ? unit : null },
      })
    },
  })
  return (
    <Form form={form} labels={labels} verb={VERBS.plan.label}>
      <TextArea form={form} name="measures" label={labels.measures} most={2000} />
      <TextField form={form} name="responsibility" label={labels.responsibility} most={200} />
      <div className="pair">
        <TextField
          form={form}
          name="fundsAmount"
          label={labels.fundsAmount}
          optional
          numeric
          unit={form.values.fundsUnit}
        />
        <SelectField
          form={form}
          name="fundsUnit"
          label={labels.fundsUnit}
          options={units.map((unit) => [unit, unit] as const)}
        />
      </div>
      <Field
        name="timeLimit"
        label={labels.timeLimit}
        error={form.errors.timeLimit}
        {...(finding.dueOn ? { hint: `整改期限 ${finding.dueOn}。` } : {})}
      >
        {(wired) => (
          <DateInput
            wired={wired}
            value={form.values.timeLimit || null}
            onChange={(date) => form.set('timeLimit', date ?? '')}
            onBlur={() => form.left('timeLimit')}
          />
        )}
      </Field>
      <TextArea form={form} name="contingency" label={labels.contingency} most={2000} rows={3} />
    </Form>
  )
}
