import { useNavigate } from '@tanstack/react-router'
import { WARNING_GRADE_LABELS, WARNING_TOPIC_LABELS } from '#warnings/texts.ts'
import { issueWarning, type WarningGrade, type WarningTopic } from '#warnings/words.ts'
import { DayField } from '../parts/day-field.tsx'
import { UnitsField } from '../meetings/units-field.tsx'
import { call } from '../parts/api.ts'
import { asPicked } from '../parts/bodies-field.tsx'
import { legalToday } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { Form, type FormState } from '../parts/form.tsx'
import { SelectField, TextArea } from '../parts/inputs.tsx'
import PlacePicker, { type PickedOrg, type PickedPlace } from '../parts/pickers.tsx'
import { usePost } from '../parts/session.ts'
import { useWarningForm } from './warnings-data.ts'

const labels = {
  grade: '预警等级',
  topic: '预警事项',
  area: '预警区域',
  text: '预警内容和措施要求',
  validUntil: '有效期至',
  bodies: '发送单位',
}

type Values = {
  readonly grade: string
  readonly topic: string
  readonly area: PickedPlace | null
  readonly text: string
  readonly validUntil: string
  readonly bodies: readonly PickedOrg[]
}

function check(values: Values) {
  return {
    ...(values.grade ? {} : { grade: '请选择预警等级' }),
    ...(values.topic ? {} : { topic: '请选择预警事项' }),
    ...(values.area ? {} : { area: '请选择预警区域' }),
    ...(values.text.trim() ? {} : { text: '请写明预警内容和措施要求' }),
    ...(values.validUntil >= legalToday()
      ? {}
      : { validUntil: values.validUntil ? '有效期不得早于今日' : '请选择有效期' }),
    ...(values.bodies.length > 0 ? {} : { bodies: '请选择发送单位' }),
  }
}

/** 发布预警: how grave, of what, where, until when, to whom. */
export function IssueDialog({ onClose }: { readonly onClose: () => void }) {
  const post = usePost()
  const navigate = useNavigate()
  const form = useWarningForm<Values, Awaited<ReturnType<typeof send>>>({
    draft: { key: 'warnings.issue', title: '发布预警', route: '/warnings' },
    start: {
      grade: '',
      topic: '',
      area: post ? { jur: post.place, name: post.placeName } : null,
      text: '',
      validUntil: '',
      bodies: [],
    },
    check,
    send,
    onDone: ({ id }) => {
      onClose()
      void navigate({ to: '/warnings/$id', params: { id } })
    },
  })
  return (
    <Dialog title="发布预警" onClose={onClose}>
      <div className="drawer-form">
        <Form form={form} labels={labels} verb="发布预警">
          <Terms form={form} />
          <UnitsField
            name="bodies"
            label={labels.bodies}
            hint="逐个选取下级或者成员单位；逐一告知，逐一回执。"
            place={post?.place ?? ''}
            value={form.values.bodies}
            error={form.errors.bodies}
            make={asPicked}
            onChange={(bodies) => form.set('bodies', bodies)}
          />
        </Form>
      </div>
    </Dialog>
  )
}

function send(values: Values, key: string) {
  return call(issueWarning, {
    key,
    body: {
      grade: values.grade as WarningGrade,
      topic: values.topic as WarningTopic,
      area: values.area?.jur ?? '',
      text: values.text.trim(),
      validUntil: values.validUntil,
      bodies: values.bodies.map(({ org }) => org),
    },
  })
}

function Terms({ form }: { readonly form: FormState<Values> }) {
  return (
    <>
      <div className="pair">
        <SelectField
          form={form}
          name="grade"
          label={labels.grade}
          options={Object.entries(WARNING_GRADE_LABELS)}
        />
        <SelectField
          form={form}
          name="topic"
          label={labels.topic}
          options={Object.entries(WARNING_TOPIC_LABELS)}
        />
      </div>
      <Field name="area" label={labels.area} error={form.errors.area}>
        {(wired) => (
          <PlacePicker
            wired={wired}
            value={form.values.area}
            onChange={(area) => form.set('area', area)}
          />
        )}
      </Field>
      <DayField form={form} name="validUntil" label={labels.validUntil} />
      <TextArea form={form} name="text" label={labels.text} most={4000} rows={5} />
    </>
  )
}
