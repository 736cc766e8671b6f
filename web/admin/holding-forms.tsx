import { HOLDING_KIND_LABELS } from '#places/texts.ts'
import { createHolding, endHolding, type HoldingKind, type PostView } from '#places/words.ts'
import { call } from '../parts/api.ts'
import { legalToday } from '../parts/dates.ts'
import { Field } from '../parts/field.tsx'
import { Form, useForm } from '../parts/form.tsx'
import { SelectField } from '../parts/inputs.tsx'
import { DayField } from '../parts/day-field.tsx'
import { PersonPicker, type PickedPerson } from './person-picker.tsx'

const labels = {
  person: '人员',
  kind: '任职方式',
  standingInFor: '代谁办理',
  from: '起始日期',
  to: '截止日期',
}

/** 登记任职: who holds a post, from when; it waits for release. */
export function HoldingForm(props: {
  readonly post: PostView
  readonly onDone: (sentence: string) => void
}) {
  const { post } = props
  const form = useForm({
    draft: null,
    start: {
      person: null as PickedPerson | null,
      kind: 'regular',
      standingInFor: post.holders[0]?.person ?? '',
      from: legalToday(),
      to: '',
    },
    check: (values) => ({
      ...(values.person ? {} : { person: '请选择人员' }),
      ...(values.kind !== 'stand_in' || values.standingInFor
        ? {}
        : { standingInFor: '该岗位无人任职，不需代行' }),
      ...(values.from ? {} : { from: '请选择起始日期' }),
    }),
    send: (values, key) =>
      call(createHolding, {
        key,
        body: {
          post: post.id,
          person: values.person?.id ?? '',
          kind: values.kind as HoldingKind,
          standingInFor: values.kind === 'stand_in' ? values.standingInFor : null,
          from: values.from,
          to: values.to || null,
        },
      }),
    onDone: () =>
      props.onDone(
        `已登记${form.values.person?.name}任${post.title}，自${form.values.from}起，待安全管理员审核启用。`,
      ),
  })
  return (
    <Form form={form} labels={labels} verb="登记任职">
      <Field name="person" label={labels.person} error={form.errors.person}>
        {(wired) => (
          <PersonPicker
            wired={wired}
            value={form.values.person}
            onChange={(person) => form.set('person', person)}
          />
        )}
      </Field>
      <SelectField
        form={form}
        name="kind"
        label={labels.kind}
        options={Object.entries(HOLDING_KIND_LABELS)}
      />
      {form.values.kind === 'stand_in' && (
        <SelectField
          form={form}
          name="standingInFor"
          label={labels.standingInFor}
          options={post.holders.map((one): [string, string] => [one.person, one.name])}
        />
      )}
      <DayField form={form} name="from" label={labels.from} />
      <DayField form={form} name="to" label={labels.to} optional />
    </Form>
  )
}

const ending = { on: '任职截止日期' }

/** 结束任职: the last day; the body itself draws up what is handed over. */
export function EndHoldingForm(props: {
  readonly post: PostView
  readonly holder: PostView['holders'][number]
  readonly onDone: (sentence: string) => void
}) {
  const { post, holder } = props
  const form = useForm({
    draft: null,
    start: { on: legalToday() },
    check: (values) => (values.on ? {} : { on: '请选择任职截止日期' }),
    send: (values, key) =>
      call(endHolding, { params: { id: holder.id }, key, body: { on: values.on } }),
    onDone: () => props.onDone(`已登记${holder.name}任${post.title}至${form.values.on}止。`),
  })
  return (
    <Form form={form} labels={ending} verb="结束任职">
      <dl className="known">
        <dt>岗位</dt>
        <dd>{post.title}</dd>
        <dt>人员</dt>
        <dd>
          {holder.name}（{HOLDING_KIND_LABELS[holder.kind]}，{holder.from} 起）
        </dd>
      </dl>
      <DayField
        form={form}
        name="on"
        label={ending.on}
        hint="截止日期当日仍可办理。未办事项由本单位填制交接清单，交接任人员接收。"
      />
    </Form>
  )
}
