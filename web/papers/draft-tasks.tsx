import { useState } from 'react'
import { TASK_PART_LABELS } from '#papers/texts.ts'
import { draftTasks, type IncomingDetail, type TaskPart } from '#papers/words.ts'
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
import { useReadAgain } from './paper-data.ts'

type To = PickedOrg & { readonly part: TaskPart }
type Failed = { readonly org: string; readonly say: string }

const labels = { title: '任务名称', content: '任务内容', dueOn: '反馈期限', to: '承办单位' }

/** 拟任务: one content, one date, many bodies; each gets a draft of its own. */
export function DraftTasksDialog(props: {
  readonly paper: IncomingDetail
  readonly onClose: () => void
}) {
  const { paper } = props
  const readAgain = useReadAgain()
  const [failed, setFailed] = useState<readonly Failed[]>([])
  const form = useForm({
    draft: {
      key: `tasks.${paper.id}`,
      title: `拟任务：${paper.title}`,
      route: `/incoming/${paper.id}`,
    },
    start: {
      title: paper.title.slice(0, 200),
      content: paper.instruction ?? '',
      dueOn: paper.dueOn ?? '',
      to: [] as readonly To[],
    },
    check: (values) => ({
      ...(values.title.trim() ? {} : { title: '请填写任务名称' }),
      ...(values.content.trim() ? {} : { content: '请填写任务内容' }),
      ...(values.dueOn ? {} : { dueOn: '请选择反馈期限' }),
      ...(values.to.length > 0 ? {} : { to: '请选择承办单位' }),
    }),
    send: (values, key) =>
      call(draftTasks, {
        key,
        body: {
          title: values.title,
          content: values.content,
          dueOn: values.dueOn,
          incoming: paper.id,
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
    <Dialog title="拟任务" onClose={props.onClose}>
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
        <Form form={form} labels={labels} verb={`拟任务 ${form.values.to.length} 项`}>
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
            place={paper.jur}
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
