import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ACT_LABELS, GRADE_LABELS, STATE_LABELS } from '#findings/texts.ts'
import {
  correctFinding,
  listFindings,
  mergeFinding,
  regradeFinding,
  relapseFinding,
  type FindingAct,
  type Grade,
} from '#findings/words.ts'
import { call } from '../../parts/api.ts'
import { DateInput } from '../../parts/date-field.tsx'
import { legalToday, shortTime } from '../../parts/dates.ts'
import { Choices, Field } from '../../parts/field.tsx'
import { Form } from '../../parts/form.tsx'
import { SelectField, TextArea, TextField } from '../../parts/inputs.tsx'
import type { ActFormProps } from '../act-drawer.tsx'
import { VERBS } from '../acts.ts'
import { useTimeline } from '../finding-data.ts'
import { needed, orNull, useActForm } from './act-form.tsx'

/** 调整级别; a major hazard names the criterion that makes it one. */
export function RegradeForm({ finding, onClose }: ActFormProps) {
  const other: Grade = finding.grade === 'major' ? 'ordinary' : 'major'
  const form = useActForm({
    finding,
    verb: 'regrade',
    onClose,
    start: { majorClause: finding.majorClause ?? '', note: '' },
    check: (values) =>
      needed(values, {
        note: '请填写调整理由',
        ...(other === 'major' ? { majorClause: '请填写重大判定依据' } : {}),
      }),
    send: ({ majorClause, note }, revision, key) =>
      call(regradeFinding, {
        params: { id: finding.id },
        key,
        body: {
          revision,
          grade: other,
          majorClause: other === 'major' ? orNull(majorClause) : null,
          note,
        },
      }),
  })
  return (
    <Form
      form={form}
      labels={{ majorClause: '重大判定依据', note: '调整理由' }}
      verb={`调整为${GRADE_LABELS[other]}`}
    >
      {other === 'major' && (
        <TextField form={form} name="majorClause" label="重大判定依据" most={200} />
      )}
      <TextArea form={form} name="note" label="调整理由" most={1000} />
    </Form>
  )
}

/** 更正说明 to one entry of the record; the entry itself stays as it is. */
export function CorrectionForm({ finding, onClose }: ActFormProps) {
  const timeline = useTimeline(finding.id)
  const steps = timeline.data?.steps ?? []
  const form = useActForm({
    finding,
    verb: 'correct',
    onClose,
    start: { step: '', note: '' },
    check: (values) => needed(values, { step: '请选择要更正的记录', note: '请填写更正说明' }),
    send: ({ step, note }, revision, key) =>
      call(correctFinding, { params: { id: finding.id }, key, body: { revision, step, note } }),
  })
  return (
    <Form form={form} labels={{ step: '记录', note: '更正说明' }} verb={VERBS.correct.label}>
      <SelectField
        form={form}
        name="step"
        label="要更正的记录"
        hint="原记录不改动，更正说明另记一条。"
        options={steps.map((step) => [
          step.id,
          `${shortTime(step.at)} ${ACT_LABELS[step.act as FindingAct] ?? step.act}`,
        ])}
      />
      <TextArea form={form} name="note" label="更正说明" most={1000} />
    </Form>
  )
}

/** 并入 the record of the same problem; found by number, problem or unit. */
export function MergeForm({ finding, onClose }: ActFormProps) {
  const [typed, setTyped] = useState('')
  const found = useQuery({
    queryKey: ['findings', 'merge', typed],
    enabled: typed.trim().length > 1,
    queryFn: () => call(listFindings, { query: { q: typed.trim(), size: 10 } }),
  })
  const rows = (found.data?.rows ?? []).filter((row) => row.id !== finding.id)
  const form = useActForm({
    finding,
    verb: 'merge',
    onClose,
    start: { into: '', note: '' },
    check: (values) => needed(values, { into: '请选择并入哪一条', note: '请填写并入理由' }),
    send: ({ into, note }, revision, key) =>
      call(mergeFinding, { params: { id: finding.id }, key, body: { revision, into, note } }),
  })
  return (
    <Form form={form} labels={{ into: '并入', note: '并入理由' }} verb={VERBS.merge.label}>
      <Field name="search" label="查找同一问题的记录" optional>
        {(wired) => (
          <input
            {...wired}
            className="inp"
            placeholder="编号、问题、单位"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <Choices
        name="into"
        label="并入"
        value={form.values.into || null}
        options={rows.map((row) => ({
          value: row.id,
          label: `${row.number} ${row.title}`,
          hint: `${row.placeName} · ${STATE_LABELS[row.state]}`,
        }))}
        error={form.errors.into}
        onChange={(into) => form.set('into', into)}
      />
      <TextArea form={form} name="note" label="并入理由" most={1000} rows={3} />
    </Form>
  )
}

/** 复发重开: a new record that is linked to this one. */
export function RelapseForm({ finding, onClose }: ActFormProps) {
  const form = useActForm({
    finding,
    verb: 'relapse',
    onClose,
    start: { foundOn: legalToday(), text: '' },
    check: (values) => needed(values, { foundOn: '请选择发现日期', text: '请填写复发情况' }),
    send: ({ foundOn, text }, revision, key) =>
      call(relapseFinding, { params: { id: finding.id }, key, body: { revision, foundOn, text } }),
  })
  return (
    <Form form={form} labels={{ foundOn: '发现日期', text: '复发情况' }} verb={VERBS.relapse.label}>
      <Field name="foundOn" label="发现日期" error={form.errors.foundOn}>
        {(wired) => (
          <DateInput
            wired={wired}
            value={form.values.foundOn || null}
            notAfter={legalToday()}
            onChange={(date) => form.set('foundOn', date ?? '')}
          />
        )}
      </Field>
      <TextArea form={form} name="text" label="复发情况" most={4000} />
    </Form>
  )
}
