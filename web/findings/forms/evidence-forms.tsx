import { attachEvidence, closeOnSpot, MONEY_UNITS, reportFinding } from '#findings/words.ts'
import { attached, EvidenceField, type Picked } from '../../files/evidence-field.tsx'
import { call } from '../../parts/api.ts'
import { Form } from '../../parts/form.tsx'
import { SelectField, TextArea, TextField } from '../../parts/inputs.tsx'
import { Note } from '../../parts/page-state.tsx'
import type { ActFormProps } from '../act-drawer.tsx'
import { VERBS } from '../acts.ts'
import { needed, orNull, useActForm } from './act-form.tsx'

const reportLabels = { note: '整改情况', spentAmount: '实际支出', spentUnit: '支出单位' }
const MONEY = /^(\d{1,12}(\.\d{1,6})?)?$/

/** 提交整改: what was done, and how it looks now. */
export function ReportForm({ finding, onClose }: ActFormProps) {
  const form = useActForm({
    finding,
    verb: 'report',
    onClose,
    start: {
      note: '',
      spentAmount: '',
      spentUnit: finding.plan?.fundsUnit ?? '万元',
      evidence: [] as readonly Picked[],
    },
    check: (values) => ({
      ...needed(values, { note: '请填写整改情况' }),
      ...(MONEY.test(values.spentAmount.trim()) ? {} : { spentAmount: '资金应为数字，如 3.60' }),
    }),
    send: ({ note, evidence, ...spent }, revision, key) => {
      const spentAmount = orNull(spent.spentAmount)
      const spentUnit = MONEY_UNITS.find((unit) => unit === spent.spentUnit) ?? '万元'
      const money = spentAmount ? { spentAmount, spentUnit } : {}
      return call(reportFinding, {
        params: { id: finding.id },
        key,
        body: { revision, note, evidence: evidence.map(attached), ...money },
      })
    },
  })
  return (
    <Form form={form} labels={reportLabels} verb={VERBS.report.label}>
      <TextArea form={form} name="note" label={reportLabels.note} most={2000} rows={6} />
      <div className="pair">
        <TextField
          form={form}
          name="spentAmount"
          label={reportLabels.spentAmount}
          optional
          numeric
          unit={form.values.spentUnit}
        />
        <SelectField
          form={form}
          name="spentUnit"
          label={reportLabels.spentUnit}
          options={MONEY_UNITS.map((unit) => [unit, unit] as const)}
        />
      </div>
      <EvidenceField
        label="整改后照片、材料"
        hint="照片首次使用方可作为整改后证据；在别处用过的会被指出。"
        phase="after"
        place={finding.jur}
        value={form.values.evidence}
        onChange={(evidence) => form.set('evidence', evidence)}
      />
    </Form>
  )
}

/** 立行立改: closed where it was found, signed by the checker. */
export function SpotForm({ finding, onClose }: ActFormProps) {
  const form = useActForm({
    finding,
    verb: 'close_on_spot',
    onClose,
    start: { note: '', evidence: [] as readonly Picked[] },
    check: (values) => needed(values, { note: '请填写当场整改情况' }),
    send: ({ note, evidence }, revision, key) =>
      call(closeOnSpot, {
        params: { id: finding.id },
        key,
        body: { revision, note, evidence: evidence.map(attached) },
      }),
  })
  return (
    <Form form={form} labels={{ note: '当场整改情况' }} verb="立行立改销号">
      <Note tone="amber">提交即由检查人签字确认并销号，{finding.number} 不再交办。</Note>
      <TextArea form={form} name="note" label="当场整改情况" most={1000} />
      <EvidenceField
        label="整改后照片"
        phase="after"
        place={finding.jur}
        value={form.values.evidence}
        onChange={(evidence) => form.set('evidence', evidence)}
      />
    </Form>
  )
}

/** 补充证据. */
export function EvidenceForm({ finding, onClose }: ActFormProps) {
  const form = useActForm({
    finding,
    verb: 'add_evidence',
    onClose,
    start: { note: '', evidence: [] as readonly Picked[] },
    check: ({ evidence }) => (evidence.length > 0 ? {} : { evidence: '请先上传文件' }),
    send: ({ note, evidence }, revision, key) =>
      call(attachEvidence, {
        params: { id: finding.id },
        key,
        body: { revision, note: orNull(note), evidence: evidence.map(attached) },
      }),
  })
  return (
    <Form form={form} labels={{ evidence: '证据', note: '说明' }} verb={VERBS.add_evidence.label}>
      <EvidenceField
        label="证据"
        required
        phase="other"
        choosePhase
        place={finding.jur}
        value={form.values.evidence}
        error={form.errors.evidence}
        onChange={(evidence) => form.set('evidence', evidence)}
      />
      <TextArea form={form} name="note" label="说明" optional most={1000} rows={3} />
    </Form>
  )
}
