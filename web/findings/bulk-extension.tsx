import { bulkFindings } from '#findings/words.ts'
import { call } from '../parts/api.ts'
import { DateInput } from '../parts/date-field.tsx'
import { legalToday } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { Form, useForm } from '../parts/form.tsx'
import { TextArea } from '../parts/inputs.tsx'
import type { BulkFormProps } from './bulk.tsx'

/** 申请延期 for several findings to one date. */
export default function BulkExtension({ rows, onDone, onClose }: BulkFormProps) {
  const form = useForm({
    draft: null,
    start: { dueOn: '', note: '' },
    check: (values) => ({
      ...(values.dueOn ? {} : { dueOn: '请选择延至日期' }),
      ...(values.note.trim() ? {} : { note: '请填写延期理由' }),
    }),
    send: ({ dueOn, note }, key) => {
      const ids = rows.map((row) => row.id)
      return call(bulkFindings, { body: { act: 'request_extension', ids, dueOn, note }, key })
    },
    onDone: (answer) => onDone(answer.results),
  })
  const verb = `申请延期 ${rows.length} 条`
  return (
    <Dialog title={verb} onClose={onClose}>
      <Form form={form} labels={{ dueOn: '延至', note: '延期理由' }} verb={verb}>
        <Field name="dueOn" label="延至" error={form.errors.dueOn}>
          {(wired) => (
            <DateInput
              wired={wired}
              value={form.values.dueOn || null}
              notBefore={legalToday()}
              onChange={(date) => form.set('dueOn', date ?? '')}
            />
          )}
        </Field>
        <TextArea form={form} name="note" label="延期理由" most={1000} />
      </Form>
    </Dialog>
  )
}
