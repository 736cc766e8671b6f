import { useState } from 'react'
import { TASK_PART_LABELS } from '#papers/texts.ts'
import { draftTasks, oneLeads, type TaskPart } from '#papers/words.ts'
import { call } from '../parts/api.ts'
import { DateInput } from '../parts/date-field.tsx'
import { legalToday } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { Form, useForm } from '../parts/form.tsx'
import { TextArea, TextField } from '../parts/inputs.tsx'
import type { PickedOrg } from '../parts/pickers.tsx'
import { Note } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'
import { UnitsField } from '../meetings/units-field.tsx'
import { useReadOffice } from './paper-data.ts'

type To = PickedOrg & { readonly part: TaskPart }
type Failed = { readonly org: string; readonly say: string }

const labels = { title: '任务名称', content: '任务内容', dueOn: '反馈期限', to: '承办单位' }

/** What tasks follow from: a paper of the office, or a task that the body divides. */
export type Origin = {
  readonly id: string
  readonly route: string
  readonly jur: string
  readonly title: string
  readonly content: string
  readonly dueOn: string | null
  readonly source: { readonly incoming: string } | { readonly parent: string }
}

/** 拟任务 or 分办: one content, one date, many bodies; each gets a draft of its own. */
export function DraftTasksDialog(props: {
  readonly verb: '拟任务' | '分办'
  readonly origin: Origin
  readonly onClose: () => void
}) {
  const { origin, verb } = props
  const readAgain = useReadOffice()
  const [failed, setFailed] = useState<readonly Failed[]>([])
  const form = useForm({
    draft: {
      key: `tasks.${origin.id}`,
      title: `${verb}：${origin.title}`,
      route: origin.route,
    },
    start: {
      title: origin.title.slice(0, 200),
      content: origin.content,
      dueOn: origin.dueOn ?? '',
      to: [] as readonly To[],
    },
    check: (values) => ({
      ...(values.title.trim() ? {} : { title: '请填写任务名称' }),
      ...(values.content.trim() ? {} : { content: '请填写任务内容' }),
      ...(values.dueOn ? {} : { dueOn: '请选择反馈期限' }),
      ...(values.to.length > 0 ? {} : { to: '请选择承办单位' }),
      ...(oneLeads(values.to) ? {} : { to: '有协办单位的，主办单位须有且只有一个' }),
    }),
    send: (values, key) =>
      call(draftTasks, {
        key,
        body: {
          title: values.title,
          content: values.content,
          dueOn: values.dueOn,
          ...origin.source,
          to: values.to.map(({ org, part }) => ({ org, part, person: null })),
        },
      }),
    onDone(answer) {
      say(answer.say, answer.failed.length > 0 ? 'amber' : 'green')
      readAgain()
      setFailed(answer.failed)
      if (answer.failed.length === 0) props.onClose()
    },
  })
  const names = new Map(form.values.to.map(({ org, orgName }) => [org, orgName]))
  return (
    <Dialog title={verb} onClose={props.onClose}>
      <div className="drawer-form">
        {failed.length > 0 && (
          <Note tone="red" alert>
            {failed.map((one) => (
              <p key={one.org}>
                {names.get(one.org) ?? '所选单位'}：{one.say}
              </p>
            ))}
          </Note>
        )}
        <Form form={form} labels={labels} verb={`${verb} ${form.values.to.length} 项`}>
          <TextField form={form} name="title" label={labels.title} most={200} />
          <TextArea form={form} name="content" label={labels.content} most={4000} rows={5} />
          <Field name="dueOn" label={labels.dueOn} error={form.errors.dueOn}>
            {(wired) => (
              <DateInput
                wired={wired}
                value={form.values.dueOn || null}
                notBefore={legalToday()}
                onChange={(date) => form.set('dueOn', date ?? '')}
              />
            )}
          </Field>
          <Bodies
            place={origin.jur}
            value={form.values.to}
            error={form.errors.to}
            onChange={(to) => form.set('to', to)}
          />
        </Form>
      </div>
    </Dialog>
  )
}

/** 承办单位: picked one after another, or all member units at once; each leads or assists. */
function Bodies(props: {
  readonly place: string
  readonly value: readonly To[]
  readonly error: string | undefined
  readonly onChange: (value: readonly To[]) => void
}) {
  const { value, onChange } = props
  const put = (org: string, part: TaskPart) =>
    onChange(value.map((other) => (other.org === org ? { ...other, part } : other)))
  return (
    <UnitsField
      name="to"
      label={labels.to}
      hint="逐个选取或选全体成员单位，每个单位一项任务，各自签收、反馈。"
      place={props.place}
      value={value}
      error={props.error}
      make={(picked): To => ({ ...picked, part: 'lead' })}
      onChange={onChange}
      more={(one) => (
        <select
          className="inp"
          aria-label={`${one.orgName}主办或协办`}
          value={one.part}
          onChange={(event) => put(one.org, event.target.value as TaskPart)}
        >
          {Object.entries(TASK_PART_LABELS).map(([part, label]) => (
            <option key={part} value={part}>
              {label}
            </option>
          ))}
        </select>
      )}
    />
  )
}
