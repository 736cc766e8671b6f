import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { MONTH_STATE_LABELS } from '#meetings/texts.ts'
import {
  listMonths,
  monthTasks,
  openMonth,
  sumUpMonth,
  voidMonth,
  type CommitteeView,
  type MonthView,
} from '#meetings/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { DateInput } from '../parts/date-field.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { TextField } from '../parts/inputs.tsx'
import { Empty, sentenceOf } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'
import { StateTag } from '../parts/state-tag.tsx'
import { NoteForm } from '../papers/note-form.tsx'
import { useOfficeForm, useReadOffice } from '../papers/paper-data.ts'
import { BulkTasks } from '../papers/bulk-tasks.tsx'
import { TaskLines } from '../papers/task-lines.tsx'
import { ItemsField, type Item } from './items-field.tsx'

type Open = 'new' | { readonly act: '总结' | '作废'; readonly month: MonthView }

/** 主题月: its days, what it rests on, what is planned and what was done. */
export function Months({ committee }: { readonly committee: CommitteeView }) {
  const { data } = useQuery({ queryKey: ['months'], queryFn: () => call(listMonths, {}) })
  const [open, setOpen] = useState<Open | null>(null)
  const months = data?.rows ?? []
  const close = () => setOpen(null)
  return (
    <section className="card">
      <div className="h">
        <h2>主题月</h2>
        <span className="r acts noprint">
          <Button small icon="plus" onClick={() => setOpen('new')}>
            登记主题月
          </Button>
        </span>
      </div>
      {months.length === 0 && <Empty>没有主题月。</Empty>}
      {months.map((month) => (
        <Month key={month.id} month={month} onAct={(act) => setOpen({ act, month })} />
      ))}
      {open && (
        <Dialog title={open === 'new' ? '登记主题月' : open.act} onClose={close}>
          <div className="drawer-form">
            {open === 'new' ? (
              <NewMonth committee={committee} onClose={close} />
            ) : (
              <EndMonth {...open} onClose={close} />
            )}
          </div>
        </Dialog>
      )}
    </section>
  )
}

function Month(props: {
  readonly month: MonthView
  readonly onAct: (act: '总结' | '作废') => void
}) {
  const { month } = props
  const [sending, setSending] = useState(false)
  const readAgain = useReadOffice()
  const drafts = month.items.flatMap(({ tasks }) => tasks.filter(({ state }) => state === 'draft'))
  const make = (item: string) =>
    call(monthTasks, { params: { id: month.id, item }, body: {} })
      .then((made) => say([made.say, ...made.failed.map((one) => one.say)].join('')))
      .catch((error: unknown) => say(sentenceOf(error), 'amber'))
      .finally(readAgain)
  return (
    <div className="bd">
      <p>
        <b>{month.title}</b> <StateTag word={MONTH_STATE_LABELS[month.state]} />{' '}
        <span className="muted sm">
          {month.fromOn} 至 {month.toOn}，依据：{month.authority}
        </span>
      </p>
      {month.items.map((item) => (
        <div key={item.id}>
          <p>
            {item.text}{' '}
            <span className="muted sm">
              {item.orgs.map(({ name }) => name).join('、')}，{item.dueOn}前
            </span>{' '}
            {item.tasks.length === 0 && month.state === 'open' && (
              <Button small onClick={() => void make(item.id)}>
                转任务<span className="vh">{item.text}</span>
              </Button>
            )}
          </p>
          {item.tasks.length > 0 && <TaskLines tasks={item.tasks} />}
        </div>
      ))}
      {month.done && <p className="pre">完成情况：{month.done}</p>}
      {month.state === 'open' && (
        <p className="acts noprint">
          {drafts.length > 0 && (
            <Button small weight="outline" onClick={() => setSending(true)}>
              下达 {drafts.length} 项
            </Button>
          )}
          <Button small onClick={() => props.onAct('总结')}>
            总结<span className="vh">{month.title}</span>
          </Button>
          <Button small weight="quiet" onClick={() => props.onAct('作废')}>
            作废<span className="vh">{month.title}</span>
          </Button>
        </p>
      )}
      {sending && (
        <BulkTasks
          asked={{ ids: drafts.map(({ id }) => id).join(',') }}
          only="send"
          onClose={() => setSending(false)}
        />
      )}
    </div>
  )
}

function EndMonth(props: {
  readonly act: '总结' | '作废'
  readonly month: MonthView
  readonly onClose: () => void
}) {
  const { act, month } = props
  const { id, revision } = month
  return (
    <NoteForm
      verb={act}
      label={act === '总结' ? '完成情况' : '作废理由'}
      needed
      draftOf={{ id, route: '/committee', title: month.title }}
      onDone={props.onClose}
      send={(text, key) =>
        act === '总结'
          ? call(sumUpMonth, { params: { id }, key, body: { revision, done: text } })
          : call(voidMonth, { params: { id }, key, body: { revision, reason: text } })
      }
    />
  )
}

function NewMonth(props: { readonly committee: CommitteeView; readonly onClose: () => void }) {
  const labels = {
    title: '名称',
    fromOn: '开始日期',
    toOn: '结束日期',
    authority: '依据',
    items: '安排事项',
  }
  const form = useOfficeForm({
    draft: { key: 'month', title: '登记主题月', route: '/committee' },
    start: {
      title: '',
      fromOn: '',
      toOn: '',
      authority: '',
      items: [{ text: '', dueOn: '', units: [] }] as readonly Item[],
    },
    check: (values) => ({
      ...(values.title.trim() ? {} : { title: '请填写名称' }),
      ...(values.fromOn ? {} : { fromOn: '请选择开始日期' }),
      ...(values.toOn ? {} : { toOn: '请选择结束日期' }),
      ...(values.authority.trim() ? {} : { authority: '请写明依据' }),
      ...(values.items.length > 0 &&
      values.items.every(({ text, dueOn, units }) => text.trim() && dueOn && units.length > 0)
        ? {}
        : { items: '每项安排都应写明内容、期限和责任单位' }),
    }),
    send: ({ items, ...values }, key) =>
      call(openMonth, {
        key,
        body: {
          ...values,
          items: items.map(({ text, dueOn, units }) => ({
            text,
            dueOn,
            orgs: units.map(({ org }) => org),
          })),
        },
      }),
    onDone: props.onClose,
  })
  return (
    <Form form={form} labels={labels} verb="登记主题月">
      <TextField form={form} name="title" label={labels.title} most={100} />
      {(['fromOn', 'toOn'] as const).map((name) => (
        <Field key={name} name={name} label={labels[name]} error={form.errors[name]}>
          {(wired) => (
            <DateInput
              wired={wired}
              value={form.values[name] || null}
              onChange={(date) => form.set(name, date ?? '')}
            />
          )}
        </Field>
      ))}
      <TextField form={form} name="authority" label={labels.authority} most={500} />
      <ItemsField
        word="安排事项"
        place={props.committee.jur}
        value={form.values.items}
        error={form.errors.items}
        onChange={(items) => form.set('items', items)}
      />
    </Form>
  )
}
