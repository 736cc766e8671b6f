import { useState } from 'react'
import { CALL_OUTCOME_LABELS } from '#messages/texts.ts'
import {
  CALL_OUTCOMES,
  recordCall,
  voidCall,
  type CallOutcome,
  type CallView,
} from '#messages/words.ts'
import { call } from '../parts/api.ts'
import { fullTime } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { SelectField, TextArea, TextField } from '../parts/inputs.tsx'
import { OrgPicker } from '../parts/pickers.tsx'
import { useSaidForm } from '../parts/said-form.ts'
import type { Matter } from './calls-panel.tsx'

const READ = ['calls', 'task', 'incoming', 'finding', 'desk']

/** The form of a call to be entered, or of one to be voided. */
export default function CallDialog(props: {
  readonly matter: Matter
  readonly voiding: CallView | null
  readonly onClose: () => void
}) {
  const { matter, voiding, onClose } = props
  return (
    <Dialog title={voiding ? '作废电话记录' : '登记电话'} onClose={onClose}>
      <div className="drawer-form">
        {voiding ? (
          <VoidForm row={voiding} onDone={onClose} />
        ) : (
          <RecordForm matter={matter} onDone={onClose} />
        )}
      </div>
    </Dialog>
  )
}

function RecordForm({ matter, onDone }: { readonly matter: Matter; readonly onDone: () => void }) {
  const labels = {
    called: '通话单位',
    calledName: '被叫人',
    calledAt: '通话时间',
    outcome: '结果',
    answeredName: '接听人',
    said: '通话内容',
  }
  const [opened] = useState(() => fullTime(new Date().toISOString()).replace(' ', 'T'))
  const form = useSaidForm(READ, {
    draft: { key: `call.${matter.id}`, title: `电话记录：${matter.number}`, route: '/' },
    start: {
      called: matter.called,
      calledName: '',
      calledAt: opened,
      outcome: 'answered',
      answeredName: '',
      said: '',
    },
    check: (values) => ({
      ...(values.called ? {} : { called: '请选择通话单位' }),
      ...(values.calledName.trim() ? {} : { calledName: '请填写被叫人' }),
      ...(values.calledAt ? {} : { calledAt: '请填写通话时间' }),
      ...(values.outcome !== 'answered' || values.answeredName.trim()
        ? {}
        : { answeredName: '已接通的，写明接听人' }),
      ...(values.outcome !== 'answered' || values.said.trim()
        ? {}
        : { said: '已接通的，写明通话内容' }),
    }),
    send: (values, key) =>
      call(recordCall, {
        key,
        body: {
          kind: matter.kind,
          id: matter.id,
          calledOrg: values.called?.org ?? '',
          calledName: values.calledName,
          calledAt: `${values.calledAt}:00+08:00`,
          outcome: values.outcome as CallOutcome,
          answeredName: values.answeredName.trim() || null,
          said: values.said.trim() || null,
        },
      }),
    onDone: onDone,
  })
  const isAnswered = form.values.outcome === 'answered'
  return (
    <Form form={form} labels={labels} verb="登记">
      <Field name="called" label={labels.called} error={form.errors.called}>
        {(wired) => (
          <OrgPicker
            wired={wired}
            place={matter.jur}
            value={form.values.called}
            onChange={(called) => form.set('called', called)}
            onBlur={() => form.left('called')}
          />
        )}
      </Field>
      <TextField form={form} name="calledName" label={labels.calledName} most={40} />
      <Field name="calledAt" label={labels.calledAt} error={form.errors.calledAt}>
        {(wired) => (
          <input
            {...wired}
            className="inp"
            type="datetime-local"
            value={form.values.calledAt}
            onChange={(event) => form.set('calledAt', event.target.value)}
            onBlur={() => form.left('calledAt')}
          />
        )}
      </Field>
      <SelectField
        form={form}
        name="outcome"
        label={labels.outcome}
        options={CALL_OUTCOMES.map((outcome) => [outcome, CALL_OUTCOME_LABELS[outcome]] as const)}
      />
      {isAnswered && (
        <TextField form={form} name="answeredName" label={labels.answeredName} most={40} />
      )}
      <TextArea form={form} name="said" label={labels.said} most={1000} optional={!isAnswered} />
    </Form>
  )
}

function VoidForm({ row, onDone }: { readonly row: CallView; readonly onDone: () => void }) {
  const labels = { reason: '作废理由' }
  const form = useSaidForm(READ, {
    start: { reason: '' },
    check: ({ reason }) => (reason.trim() ? {} : { reason: '请填写作废理由' }),
    send: ({ reason }, key) =>
      call(voidCall, {
        params: { id: row.id },
        key,
        body: { revision: row.revision, reason: reason.trim() },
      }),
    onDone: onDone,
  })
  return (
    <Form form={form} labels={labels} verb="作废">
      <TextArea
        form={form}
        name="reason"
        label={labels.reason}
        most={500}
        hint="作废后仍可查阅。"
      />
    </Form>
  )
}
