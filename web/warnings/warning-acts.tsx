import { WARNING_GRADE_LABELS } from '#warnings/texts.ts'
import { adjustWarning, liftWarning, type WarningDetail } from '#warnings/words.ts'
import { DayField } from '../parts/day-field.tsx'
import { call } from '../parts/api.ts'
import { legalToday } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Form } from '../parts/form.tsx'
import { SelectField, TextArea } from '../parts/inputs.tsx'
import { useWarningForm } from './warnings-data.ts'

type Props = { readonly warning: WarningDetail; readonly onClose: () => void }

const labels = { grade: '调整后等级', validUntil: '有效期至', reason: '调整理由' }

/** 调整预警: every body acknowledges again. */
export function AdjustDialog({ warning, onClose }: Props) {
  const form = useWarningForm({
    draft: {
      key: `warnings.adjust.${warning.id}`,
      title: `调整预警：${warning.title}`,
      route: `/warnings/${warning.id}`,
    },
    start: { grade: warning.grade, validUntil: warning.validUntil, reason: '' },
    check: ({ grade, validUntil, reason }) => ({
      ...(grade === warning.grade && validUntil === warning.validUntil
        ? { grade: '等级和有效期均未改变' }
        : {}),
      ...(validUntil >= legalToday() ? {} : { validUntil: '有效期不得早于今日' }),
      ...(reason.trim() ? {} : { reason: '请填写调整理由' }),
    }),
    send: ({ grade, validUntil, reason }, key) =>
      call(adjustWarning, {
        params: { id: warning.id },
        key,
        body: {
          revision: warning.revision,
          grade,
          validUntil,
          reason: reason.trim(),
        },
      }),
    onDone: onClose,
  })
  return (
    <Dialog title="调整预警" onClose={onClose}>
      <p className="sm">调整后 {warning.asked} 个单位重新回执，原回执保留。</p>
      <div className="drawer-form">
        <Form form={form} labels={labels} verb="调整预警">
          <SelectField
            form={form}
            name="grade"
            label={labels.grade}
            options={Object.entries(WARNING_GRADE_LABELS)}
          />
          <DayField form={form} name="validUntil" label={labels.validUntil} />
          <TextArea form={form} name="reason" label={labels.reason} most={1000} rows={3} />
        </Form>
      </div>
    </Dialog>
  )
}

/** 解除预警, with its reason. */
export function LiftDialog({ warning, onClose }: Props) {
  const silent = warning.receipts.filter(({ state }) => state === 'asked')
  const form = useWarningForm({
    start: { reason: '' },
    check: ({ reason }) => (reason.trim() ? {} : { reason: '请填写解除理由' }),
    send: ({ reason }, key) =>
      call(liftWarning, {
        params: { id: warning.id },
        key,
        body: { revision: warning.revision, reason: reason.trim() },
      }),
    onDone: onClose,
  })
  return (
    <Dialog title="解除预警" onClose={onClose}>
      <p className="sm">
        {silent.length === 0
          ? '全部单位已回执。'
          : `${silent.map(({ orgName }) => orgName).join('、')}尚未回执，将记为未回执。`}
      </p>
      <div className="drawer-form">
        <Form form={form} labels={{ reason: '解除理由' }} verb="解除预警">
          <TextArea form={form} name="reason" label="解除理由" most={1000} rows={3} />
        </Form>
      </div>
    </Dialog>
  )
}
