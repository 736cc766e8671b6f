import { requestExtension } from '#findings/words.ts'
import { call } from '../../parts/api.ts'
import { AskedOnce } from '../../parts/asked-once.tsx'
import { DateInput } from '../../parts/date-field.tsx'
import { legalToday } from '../../parts/dates.ts'
import { Field } from '../../parts/field.tsx'
import { Form } from '../../parts/form.tsx'
import { TextArea } from '../../parts/inputs.tsx'
import type { ActFormProps } from '../act-drawer.tsx'
import { VERBS } from '../acts.ts'
import { KNOWN_FACTS, needed, useActForm } from './act-form.tsx'

/** Beside the record's facts and the present date: to which date, and why. */
const ASKED = { fields: KNOWN_FACTS + 3, known: KNOWN_FACTS + 1 }

/** 申请延期: to which date, and why; the original date stays visible after approval. */
export function ExtensionForm({ finding, onClose }: ActFormProps) {
  const now = finding.dueOn
  const form = useActForm({
    finding,
    verb: 'request_extension',
    onClose,
    timed: { form: 'extension', asked: ASKED },
    start: { dueOn: '', note: '' },
    check: (values) => ({
      ...needed(values, { dueOn: '请选择延至日期', note: '请填写延期理由' }),
      ...(values.dueOn && now && values.dueOn <= now ? { dueOn: `应晚于现期限 ${now}` } : {}),
    }),
    send: ({ dueOn, note }, revision, key) =>
      call(requestExtension, { params: { id: finding.id }, key, body: { revision, dueOn, note } }),
  })
  return (
    <Form
      form={form}
      labels={{ dueOn: '延至', note: '延期理由' }}
      verb={VERBS.request_extension.label}
    >
      <AskedOnce form="extension" {...ASKED} />
      <Field
        name="dueOn"
        label="延至"
        hint={`现期限 ${now ?? '未定'}，已延期${finding.extensions}次，限${finding.limits.extensionsMost}次。`}
        error={form.errors.dueOn}
      >
        {(wired) => (
          <DateInput
            wired={wired}
            value={form.values.dueOn || null}
            notBefore={now ?? legalToday()}
            onChange={(date) => form.set('dueOn', date ?? '')}
            onBlur={() => form.left('dueOn')}
          />
        )}
      </Field>
      <TextArea form={form} name="note" label="延期理由" most={1000} />
    </Form>
  )
}
