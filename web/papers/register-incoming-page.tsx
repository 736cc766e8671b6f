import { useNavigate } from '@tanstack/react-router'
import { PAPER_KIND_LABELS, URGENCY_LABELS } from '#papers/texts.ts'
import { registerIncoming, type PaperKind, type Urgency } from '#papers/words.ts'
import { attached, EvidenceField, type Picked } from '../files/evidence-field.tsx'
import { call } from '../parts/api.ts'
import { DateInput } from '../parts/date-field.tsx'
import { legalToday } from '../parts/dates.ts'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { SelectField, TextArea, TextField } from '../parts/inputs.tsx'
import { Note } from '../parts/page-state.tsx'
import { useSession } from '../parts/session.ts'
import { useTitle } from '../parts/title.ts'
import { orNull } from './note-form.tsx'
import { useOfficeForm } from './paper-data.ts'

const labels = {
  title: '标题',
  fromName: '来文单位',
  documentNumber: '来文字号',
  kind: '文种',
  urgency: '紧急程度',
  receivedOn: '收文日期',
  dueOn: '办结期限',
  summary: '内容摘要',
  evidence: '附件',
  unclassified: '不涉密确认',
}

/** 登记收文: title and number suffice; the contents may stay outside. */
export function RegisterIncomingPage() {
  useTitle('登记收文')
  const form = useRegistering()
  const { post } = useSession()
  return (
    <>
      <div className="ttl">
        <h1>登记收文</h1>
      </div>
      <Form form={form} labels={labels} verb="登记收文" card>
        <Note tone="amber">禁止处理涉密信息：涉密文件不得在本系统登记、上传或摘录。</Note>
        <TextField form={form} name="title" label={labels.title} most={200} />
        <div className="pair">
          <TextField form={form} name="fromName" label={labels.fromName} most={100} />
          <TextField
            form={form}
            name="documentNumber"
            label={labels.documentNumber}
            most={60}
            optional
            placeholder="如 云岭安办〔2026〕12号"
          />
        </div>
        <div className="pair">
          <SelectField
            form={form}
            name="kind"
            label={labels.kind}
            options={Object.entries(PAPER_KIND_LABELS)}
          />
          <SelectField
            form={form}
            name="urgency"
            label={labels.urgency}
            options={Object.entries(URGENCY_LABELS)}
          />
        </div>
        <Dates form={form} />
        <TextArea
          form={form}
          name="summary"
          label={labels.summary}
          most={4000}
          optional
          hint="只登记标题和字号也可以，正文可留在原渠道。"
        />
        <EvidenceField
          label={labels.evidence}
          phase="other"
          place={post?.place ?? ''}
          value={form.values.evidence}
          onChange={(evidence) => form.set('evidence', evidence)}
        />
        <Field name="unclassified" label={labels.unclassified} error={form.errors.unclassified}>
          {(wired) => (
            <span className="sm">
              <input
                {...wired}
                type="checkbox"
                checked={form.values.unclassified}
                onChange={(event) => form.set('unclassified', event.target.checked)}
              />{' '}
              本件不涉及国家秘密
            </span>
          )}
        </Field>
      </Form>
    </>
  )
}

function Dates({ form }: { readonly form: ReturnType<typeof useRegistering> }) {
  return (
    <div className="pair">
      <Field name="receivedOn" label={labels.receivedOn} error={form.errors.receivedOn}>
        {(wired) => (
          <DateInput
            wired={wired}
            value={form.values.receivedOn || null}
            notAfter={legalToday()}
            onChange={(date) => form.set('receivedOn', date ?? '')}
          />
        )}
      </Field>
      <Field name="dueOn" label={labels.dueOn} optional error={form.errors.dueOn}>
        {(wired) => (
          <DateInput
            wired={wired}
            value={form.values.dueOn || null}
            notBefore={form.values.receivedOn || legalToday()}
            onChange={(date) => form.set('dueOn', date ?? '')}
          />
        )}
      </Field>
    </div>
  )
}

function useRegistering() {
  const navigate = useNavigate()
  return useOfficeForm({
    draft: { key: 'incoming', title: '登记收文', route: '/incoming/new' },
    start: {
      title: '',
      fromName: '',
      documentNumber: '',
      kind: 'notice',
      urgency: 'ordinary',
      receivedOn: legalToday(),
      dueOn: '',
      summary: '',
      evidence: [] as readonly Picked[],
      unclassified: false,
    },
    check: (values) => ({
      ...(values.title.trim() ? {} : { title: '请填写标题' }),
      ...(values.fromName.trim() ? {} : { fromName: '请填写来文单位' }),
      ...(values.receivedOn ? {} : { receivedOn: '请选择收文日期' }),
      ...(values.unclassified ? {} : { unclassified: '请确认来文不涉密' }),
    }),
    send: (values, key) =>
      call(registerIncoming, {
        key,
        body: {
          title: values.title,
          fromName: values.fromName,
          documentNumber: orNull(values.documentNumber),
          kind: values.kind as PaperKind,
          urgency: values.urgency as Urgency,
          receivedOn: values.receivedOn,
          dueOn: orNull(values.dueOn),
          summary: orNull(values.summary),
          declaredUnclassified: true,
          evidence: values.evidence.map(attached),
        },
      }),
    onDone: ({ id }) => void navigate({ to: '/incoming/$id', params: { id } }),
  })
}
