import { fillReceipt, fillReport } from '#findings/words.ts'
import { attached, EvidenceField, type Picked } from '../../files/evidence-field.tsx'
import { SAID_FIELDS, SAID_START, saidErrors, SaidFields } from '../../papers/said-fields.tsx'
import { call } from '../../parts/api.ts'
import { Form } from '../../parts/form.tsx'
import { TextArea } from '../../parts/inputs.tsx'
import type { ActFormProps } from '../act-drawer.tsx'
import { VERBS } from '../acts.ts'
import { needed, orNull, useActForm } from './act-form.tsx'

type Verb = 'fill_receive' | 'fill_report'

/** 代填: the village contact writes down what a shop without an account received or did. */
export function FillForm({ finding, onClose, verb }: ActFormProps & { readonly verb: Verb }) {
  const reporting = verb === 'fill_report'
  const labels = { ...SAID_FIELDS, note: reporting ? '整改情况' : '告知情况' }
  const form = useActForm({
    finding,
    verb,
    onClose,
    start: { ...SAID_START, note: '', evidence: [] as readonly Picked[] },
    check: (values) => ({
      ...saidErrors(values),
      ...(reporting ? needed(values, { note: '请填写整改情况' }) : {}),
      ...(reporting && values.evidence.length === 0
        ? { evidence: '请附现场照片或签字的纸条' }
        : {}),
    }),
    send: ({ saidBy, how, note, evidence }, revision, key) => {
      const given = { params: { id: finding.id }, key }
      const told = { revision, saidBy, how: how ?? 'in_person' }
      return reporting
        ? call(fillReport, {
            ...given,
            body: { ...told, note, evidence: evidence.map(attached) },
          })
        : call(fillReceipt, { ...given, body: { ...told, note: orNull(note) } })
    },
  })
  return (
    <Form form={form} labels={labels} verb={VERBS[verb].label}>
      <p className="sm muted">
        代填由联络员负责，记录写明由谁说明、当面还是电话；不作为对方本人的签收或签字。初验、复查由其他人员进行。
      </p>
      <SaidFields form={form} />
      <TextArea
        form={form}
        name="note"
        label={labels.note}
        most={reporting ? 2000 : 1000}
        rows={reporting ? 6 : 3}
        optional={!reporting}
      />
      {reporting && (
        <EvidenceField
          label={labels.evidence}
          phase="after"
          place={finding.jur}
          required
          camera
          value={form.values.evidence}
          error={form.errors.evidence}
          onChange={(evidence) => form.set('evidence', evidence)}
        />
      )}
    </Form>
  )
}
