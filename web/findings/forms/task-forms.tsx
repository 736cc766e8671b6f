import { addTask, finishTask } from '#findings/words.ts'
import { call } from '../../parts/api.ts'
import { DateInput } from '../../parts/date-field.tsx'
import { legalToday } from '../../parts/dates.ts'
import { Field } from '../../parts/field.tsx'
import { Form } from '../../parts/form.tsx'
import { TextArea } from '../../parts/inputs.tsx'
import { OrgPicker, type PickedOrg } from '../../parts/pickers.tsx'
import type { ActFormProps } from '../act-drawer.tsx'
import { VERBS } from '../acts.ts'
import { needed, orNull, useActForm } from './act-form.tsx'

/** 分派子任务 to an assisting unit. */
export function AddTaskForm({ finding, onClose }: ActFormProps) {
  const form = useActForm({
    finding,
    verb: 'add_task',
    onClose,
    start: { org: null as PickedOrg | null, content: '', dueOn: '' },
    check: (values) => needed(values, { org: '请选择承办单位', content: '请填写任务内容' }),
    send: ({ org, content, dueOn }, revision, key) =>
      call(addTask, {
        params: { id: finding.id },
        key,
        body: { revision, org: org?.org ?? '', content, dueOn: orNull(dueOn) },
      }),
  })
  const labels = { org: '承办单位', content: '任务内容', dueOn: '完成期限' }
  return (
    <Form form={form} labels={labels} verb={VERBS.add_task.label}>
      <Field name="org" label={labels.org} error={form.errors.org}>
        {(wired) => (
          <OrgPicker
            wired={wired}
            place={finding.jur}
            value={form.values.org}
            onChange={(org) => form.set('org', org)}
            onBlur={() => form.left('org')}
          />
        )}
      </Field>
      <TextArea form={form} name="content" label={labels.content} most={500} />
      <Field name="dueOn" label={labels.dueOn} optional error={form.errors.dueOn}>
        {(wired) => (
          <DateInput
            wired={wired}
            value={form.values.dueOn || null}
            notBefore={legalToday()}
            onChange={(date) => form.set('dueOn', date ?? '')}
          />
        )}
      </Field>
    </Form>
  )
}

/** 完成子任务 by the unit that has it. */
export function FinishTaskForm(props: ActFormProps & { readonly task: string }) {
  const { finding, task, onClose } = props
  const form = useActForm({
    finding,
    verb: 'add_task',
    onClose,
    start: { note: '' },
    check: (values) => needed(values, { note: '请填写完成情况' }),
    send: ({ note }, revision, key) =>
      call(finishTask, { params: { id: finding.id, task }, key, body: { revision, note } }),
  })
  return (
    <Form form={form} labels={{ note: '完成情况' }} verb="完成子任务">
      <TextArea form={form} name="note" label="完成情况" most={1000} />
    </Form>
  )
}
