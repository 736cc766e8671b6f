import { SIGNING_WAY_LABELS } from '#campaigns/texts.ts'
import {
  sendFeedback,
  signNotice,
  SIGNING_WAYS,
  voidFeedback,
  type FeedbackDetail,
  type NoticeDetail,
  type SigningWay,
} from '#campaigns/words.ts'
import { attached, EvidenceField, type Picked } from '../files/evidence-field.tsx'
import { call } from '../parts/api.ts'
import { Choices } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { TextArea, TextField } from '../parts/inputs.tsx'
import { usePost } from '../parts/session.ts'
import { orNull } from '../papers/note-form.tsx'
import { useCampaignForm } from './data.ts'

/** Either side signs, on the screen or on paper with its scan; the county may disagree. */
export function SignForm(props: {
  readonly form: FeedbackDetail | NoticeDetail
  readonly side: 'group' | 'host'
  readonly onClose: () => void
}) {
  const { form: sheet, side, onClose } = props
  const post = usePost()
  const host = side === 'host'
  const labels = {
    names: '签字人',
    way: '签字方式',
    agreed: '意见',
    note: '异议内容',
    evidence: '签字件扫描件',
  }
  const form = useCampaignForm<{
    readonly names: string
    readonly way: SigningWay
    readonly agreed: 'yes' | 'no'
    readonly note: string
    readonly evidence: readonly Picked[]
  }>({
    start: { names: '', way: 'screen', agreed: 'yes', note: '', evidence: [] },
    check: ({ names, way, agreed, note, evidence }) => ({
      ...(names.trim() ? {} : { names: '请填写签字人姓名' }),
      ...(way === 'paper' && evidence.length === 0 ? { evidence: '请附签字件扫描件' } : {}),
      ...(agreed === 'no' && !note.trim() ? { note: '请写明异议内容' } : {}),
    }),
    send({ names, way, agreed, note, evidence }, key) {
      const on = { params: { id: sheet.id }, key }
      const signing = {
        revision: sheet.revision,
        way,
        names: names
          .split(/[、，,]/u)
          .map((one) => one.trim())
          .filter(Boolean),
        evidence: evidence.map(attached),
      }
      return host
        ? call(signNotice, {
            ...on,
            body: { ...signing, agreed: agreed === 'yes', note: orNull(note) },
          })
        : call(sendFeedback, { ...on, body: signing })
    },
    onDone: onClose,
  })
  return (
    <Form form={form} labels={labels} verb={host ? '签字接收' : '签字并反馈'}>
      <TextField form={form} name="names" label={labels.names} most={300} hint="多人用、隔开。" />
      <Choices
        name="way"
        label={labels.way}
        value={form.values.way}
        options={SIGNING_WAYS.map((value) => ({ value, label: SIGNING_WAY_LABELS[value] }))}
        onChange={(way) => form.set('way', way)}
      />
      {host && (
        <Choices
          name="agreed"
          label={labels.agreed}
          value={form.values.agreed}
          options={[
            { value: 'yes', label: '无异议' },
            { value: 'no', label: '有异议' },
          ]}
          onChange={(agreed) => form.set('agreed', agreed)}
        />
      )}
      {host && form.values.agreed === 'no' && (
        <TextArea form={form} name="note" label={labels.note} most={1000} rows={3} />
      )}
      {host && (
        <p className="sm muted">签字后各问题列入本县区台账，异议一并保留，不影响先行整改。</p>
      )}
      <EvidenceField
        label={labels.evidence}
        phase="other"
        place={post?.place ?? ''}
        required={form.values.way === 'paper'}
        value={form.values.evidence}
        error={form.errors.evidence}
        onChange={(evidence) => form.set('evidence', evidence)}
      />
    </Form>
  )
}

/** 作废 of a form that nobody has signed. */
export function VoidForm(props: {
  readonly feedback: FeedbackDetail
  readonly onClose: () => void
}) {
  const { feedback, onClose } = props
  const form = useCampaignForm({
    start: { reason: '' },
    check: ({ reason }) => (reason.trim() ? {} : { reason: '请填写作废理由' }),
    send: ({ reason }, key) =>
      call(voidFeedback, {
        params: { id: feedback.id },
        key,
        body: { revision: feedback.revision, reason: reason.trim() },
      }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={{ reason: '作废理由' }} verb="作废">
      <TextArea form={form} name="reason" label="作废理由" most={1000} rows={3} />
    </Form>
  )
}
