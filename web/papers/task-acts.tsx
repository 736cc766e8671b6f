import { TASK_MOVES } from '#papers/rules.ts'
import {
  acceptTask,
  answerTask,
  reassignTask,
  recallTask,
  receiveTask,
  remindTask,
  returnTask,
  sendBackTask,
  sendTask,
  voidTask,
  withdrawTask,
  type TaskAct,
  type TaskDetail,
} from '#papers/words.ts'
import { attached, EvidenceField, type Picked } from '../files/evidence-field.tsx'
import { call } from '../parts/api.ts'
import { DateInput } from '../parts/date-field.tsx'
import { legalToday } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { TextArea } from '../parts/inputs.tsx'
import { OrgPicker, type PickedOrg } from '../parts/pickers.tsx'
import { FillForm } from './fill-form.tsx'
import { NoteForm, orNull } from './note-form.tsx'
import { useOfficeForm } from './paper-data.ts'
import { RedirectForm } from './redirect-form.tsx'

export type TaskVerb = Exclude<TaskAct, 'draft' | 'leave'>

type Props = { readonly task: TaskDetail; readonly onClose: () => void }

/** Verbs for which a remark may be given, and those that take a reason. */
const remarked = {
  send: { face: sendTask, label: '下达说明' },
  recall: { face: recallTask, label: '收回说明' },
  withdraw: { face: withdrawTask, label: '撤回说明' },
  receive: { face: receiveTask, label: '签收说明' },
  accept: { face: acceptTask, label: '验收意见' },
  remind: { face: remindTask, label: '催办内容' },
} as const
const reasoned = {
  return: {
    face: returnTask,
    label: '退办理由',
    hint: '说明不属本单位承办或事实有异议之处。',
  },
  send_back: { face: sendBackTask, label: '需补充的内容', hint: undefined },
  void: { face: voidTask, label: '作废理由', hint: '作废后仍可查阅，任务编号保留。' },
} as const

/** The form of one act on a task, beside it. */
export function TaskActDialog({ verb, ...given }: Props & { readonly verb: TaskVerb }) {
  return (
    <Dialog title={TASK_MOVES[verb].label} onClose={given.onClose}>
      <dl className="known">
        <dt>任务编号</dt>
        <dd>{given.task.number}</dd>
        <dt>任务</dt>
        <dd>{given.task.title}</dd>
        <dt>承办单位</dt>
        <dd>{given.task.orgName}</dd>
      </dl>
      <div className="drawer-form">
        <FormOf verb={verb} {...given} />
      </div>
    </Dialog>
  )
}

function FormOf({ verb, task, onClose }: Props & { readonly verb: TaskVerb }) {
  const { id, revision } = task
  if (verb === 'answer') return <AnswerForm task={task} onClose={onClose} />
  if (verb === 'fill') return <FillForm task={task} onClose={onClose} />
  if (verb === 'redirect') return <RedirectForm task={task} onClose={onClose} />
  if (verb === 'reassign') return <ReassignForm task={task} onClose={onClose} />
  const common = {
    verb: TASK_MOVES[verb].label,
    draftOf: { id, route: `/tasks/${id}`, title: task.title },
    onDone: onClose,
  }
  if (verb === 'return' || verb === 'send_back' || verb === 'void') {
    const { face, label, hint } = reasoned[verb]
    return (
      <NoteForm
        {...common}
        label={label}
        hint={hint}
        needed
        send={(reason, key) => call(face, { params: { id }, key, body: { revision, reason } })}
      />
    )
  }
  const { face, label } = remarked[verb]
  return (
    <NoteForm
      {...common}
      label={label}
      needed={false}
      send={(note, key) =>
        call(face, { params: { id }, key, body: { revision, note: orNull(note) } })
      }
    />
  )
}

/** 提交反馈, with its files. */
function AnswerForm({ task, onClose }: Props) {
  const open = task.openSubtasks
  const labels = { answer: '反馈内容', unfinished: '先行反馈的理由', evidence: '附件' }
  const form = useOfficeForm({
    draft: { key: `answer.${task.id}`, title: `反馈：${task.title}`, route: `/tasks/${task.id}` },
    start: { answer: task.answer ?? '', unfinished: '', evidence: [] as readonly Picked[] },
    check: (values) => ({
      ...(values.answer.trim() ? {} : { answer: '请填写反馈内容' }),
      ...(open === 0 || values.unfinished.trim() ? {} : { unfinished: '请说明理由' }),
    }),
    send: ({ answer, unfinished, evidence }, key) =>
      call(answerTask, {
        params: { id: task.id },
        key,
        body: {
          revision: task.revision,
          answer,
          unfinished: open === 0 ? null : orNull(unfinished),
          evidence: evidence.map(attached),
        },
      }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={labels} verb="提交反馈">
      <TextArea form={form} name="answer" label={labels.answer} most={4000} rows={8} />
      {open > 0 && (
        <TextArea
          form={form}
          name="unfinished"
          label={labels.unfinished}
          most={2000}
          hint={`还有 ${open} 项分办任务未办完；办完后反馈的，无须填写。`}
        />
      )}
      <EvidenceField
        label={labels.evidence}
        phase="other"
        place={task.jur}
        value={form.values.evidence}
        onChange={(evidence) => form.set('evidence', evidence)}
      />
    </Form>
  )
}

/** 改派 after a return, with a new date. */
function ReassignForm({ task, onClose }: Props) {
  const labels = { to: '承办单位', dueOn: '反馈期限', note: '改派说明' }
  const form = useOfficeForm({
    draft: { key: `reassign.${task.id}`, title: `改派：${task.title}`, route: `/tasks/${task.id}` },
    start: {
      to: null as PickedOrg | null,
      dueOn: task.dueOn >= legalToday() ? task.dueOn : '',
      note: '',
    },
    check: (values) => ({
      ...(values.to ? {} : { to: '请选择承办单位' }),
      ...(values.dueOn ? {} : { dueOn: '请选择反馈期限' }),
    }),
    send: ({ to, dueOn, note }, key) =>
      call(reassignTask, {
        params: { id: task.id },
        key,
        body: {
          revision: task.revision,
          org: to?.org ?? '',
          person: null,
          dueOn,
          note: orNull(note),
        },
      }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={labels} verb="改派">
      <Field name="to" label={labels.to} error={form.errors.to}>
        {(wired) => (
          <OrgPicker
            wired={wired}
            place={task.jur}
            value={form.values.to}
            onChange={(to) => form.set('to', to)}
            onBlur={() => form.left('to')}
          />
        )}
      </Field>
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
      <TextArea form={form} name="note" label={labels.note} most={2000} optional />
    </Form>
  )
}
