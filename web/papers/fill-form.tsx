import { fillTask, type TaskDetail } from '#papers/words.ts'
import { attached, EvidenceField, type Picked } from '../files/evidence-field.tsx'
import { call } from '../parts/api.ts'
import { Form } from '../parts/form.tsx'
import { TextArea } from '../parts/inputs.tsx'
import { useOfficeForm } from './paper-data.ts'
import { SAID_FIELDS, SAID_START, saidErrors, SaidFields } from './said-fields.tsx'

/** 代填: the village contact writes down what a shop without an account said. */
export function FillForm(props: { readonly task: TaskDetail; readonly onClose: () => void }) {
  const { task, onClose } = props
  const labels = { ...SAID_FIELDS, answer: '说明内容' }
  const form = useOfficeForm({
    draft: { key: `fill.${task.id}`, title: `代填：${task.title}`, route: `/tasks/${task.id}` },
    start: { ...SAID_START, answer: '', evidence: [] as readonly Picked[] },
    check: (values) => ({
      ...saidErrors(values),
      ...(values.answer.trim() ? {} : { answer: '请填写说明内容' }),
      ...(values.evidence.length > 0 ? {} : { evidence: '请附现场照片或签字的纸条' }),
    }),
    send: ({ evidence, how, ...rest }, key) =>
      call(fillTask, {
        params: { id: task.id },
        key,
        body: {
          ...rest,
          how: how ?? 'in_person',
          revision: task.revision,
          evidence: evidence.map(attached),
        },
      }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={labels} verb="代填反馈">
      <p className="sm muted">
        代填由联络员负责，记录写明由谁说明、当面还是电话；不作为对方本人的签收或签字。
      </p>
      <SaidFields form={form} />
      <TextArea form={form} name="answer" label={labels.answer} most={4000} rows={6} />
      <EvidenceField
        label={labels.evidence}
        phase="other"
        place={task.jur}
        required
        camera
        value={form.values.evidence}
        error={form.errors.evidence}
        onChange={(evidence) => form.set('evidence', evidence)}
      />
    </Form>
  )
}
