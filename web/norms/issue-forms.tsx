import { CLEAN_LABELS } from '#norms/texts.ts'
import { cleanNorm, fileNorm, issueNorm, publishNorm, type CleanResult } from '#norms/words.ts'
import { call } from '../parts/api.ts'
import { legalToday } from '../parts/dates.ts'
import { Form } from '../parts/form.tsx'
import { SelectField, TextArea, TextField } from '../parts/inputs.tsx'
import { orNull } from '../papers/note-form.tsx'
import { useOfficeForm } from '../papers/paper-data.ts'
import { DayField } from '../parts/day-field.tsx'
import { draftOf, type Props } from './act-draft.ts'

/** 签发 under the next number. */
export function IssueForm({ norm, onClose }: Props) {
  const labels = {
    mark: '发文代字',
    issuedOn: '成文日期',
    validFrom: '施行日期',
    validUntil: '有效期至',
  }
  const form = useOfficeForm({
    draft: draftOf(norm, 'issue'),
    start: {
      mark: `${norm.ownerName}规`,
      issuedOn: legalToday(),
      validFrom: legalToday(),
      validUntil: '',
    },
    check: (values) => ({
      ...(values.mark.trim() ? {} : { mark: '请填写发文代字' }),
      ...(values.issuedOn ? {} : { issuedOn: '请选择成文日期' }),
      ...(values.validFrom ? {} : { validFrom: '请选择施行日期' }),
    }),
    send: ({ validUntil, ...values }, key) =>
      call(issueNorm, {
        params: { id: norm.id },
        key,
        body: { revision: norm.revision, ...values, validUntil: orNull(validUntil) },
      }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={labels} verb="签发">
      <TextField
        form={form}
        name="mark"
        label={labels.mark}
        most={30}
        hint="文号由系统按代字和年度顺序编排，如“代字〔2026〕1号”。"
      />
      <DayField form={form} name="issuedOn" label={labels.issuedOn} notAfter={legalToday()} />
      <DayField form={form} name="validFrom" label={labels.validFrom} />
      <DayField
        form={form}
        name="validUntil"
        label={labels.validUntil}
        notBefore={legalToday()}
        optional
        hint="不填的，长期有效。"
      />
    </Form>
  )
}

/** 登记备案. */
export function FileForm({ norm, onClose }: Props) {
  const labels = { to: '备案机关', on: '备案日期', number: '备案号' }
  const form = useOfficeForm({
    draft: draftOf(norm, 'file'),
    start: { to: '', on: legalToday(), number: '' },
    check: (values) => ({
      ...(values.to.trim() ? {} : { to: '请填写备案机关' }),
      ...(values.on ? {} : { on: '请选择备案日期' }),
    }),
    send: ({ to, on, number }, key) =>
      call(fileNorm, {
        params: { id: norm.id },
        key,
        body: { revision: norm.revision, to, on, number: orNull(number) },
      }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={labels} verb="登记备案">
      <TextField form={form} name="to" label={labels.to} most={100} />
      <DayField form={form} name="on" label={labels.on} notAfter={legalToday()} />
      <TextField form={form} name="number" label={labels.number} most={60} optional />
    </Form>
  )
}

/** 登记公布. */
export function PublishForm({ norm, onClose }: Props) {
  const labels = { where: '公布载体', on: '公布日期' }
  const form = useOfficeForm({
    draft: draftOf(norm, 'publish'),
    start: { where: '', on: legalToday() },
    check: (values) => ({
      ...(values.where.trim() ? {} : { where: '请填写公布载体' }),
      ...(values.on ? {} : { on: '请选择公布日期' }),
    }),
    send: (values, key) =>
      call(publishNorm, {
        params: { id: norm.id },
        key,
        body: { revision: norm.revision, ...values },
      }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={labels} verb="登记公布">
      <TextField
        form={form}
        name="where"
        label={labels.where}
        most={200}
        placeholder="如 政府公报、政府网站栏目"
      />
      <DayField form={form} name="on" label={labels.on} notAfter={legalToday()} />
    </Form>
  )
}

/** 清理. */
export function CleanForm({ norm, onClose }: Props) {
  const labels = {
    result: '清理结果',
    on: '清理日期',
    reason: '理由',
    validUntil: '有效期延至',
    dueOn: '修改完成期限',
  }
  const form = useOfficeForm({
    draft: draftOf(norm, 'clean'),
    start: { result: 'keep', on: legalToday(), reason: '', validUntil: '', dueOn: '' },
    check: (values) => ({
      ...(values.on ? {} : { on: '请选择清理日期' }),
      ...(values.reason.trim() ? {} : { reason: '请填写理由' }),
      ...(values.result === 'amend' && !values.dueOn ? { dueOn: '请选择修改完成期限' } : {}),
    }),
    send: ({ result, on, reason, validUntil, dueOn }, key) =>
      call(cleanNorm, {
        params: { id: norm.id },
        key,
        body: {
          revision: norm.revision,
          result: result as CleanResult,
          on,
          reason,
          validUntil: result === 'keep' ? orNull(validUntil) : null,
          dueOn: result === 'amend' ? orNull(dueOn) : null,
        },
      }),
    onDone: onClose,
  })
  const { result } = form.values
  return (
    <Form form={form} labels={labels} verb="清理">
      <SelectField
        form={form}
        name="result"
        label={labels.result}
        options={Object.entries(CLEAN_LABELS)}
      />
      <DayField form={form} name="on" label={labels.on} notAfter={legalToday()} />
      {result === 'keep' && norm.validUntil && (
        <DayField
          form={form}
          name="validUntil"
          label={labels.validUntil}
          notBefore={legalToday()}
          optional
          hint={`现有效期至${norm.validUntil}。`}
        />
      )}
      {result === 'amend' && (
        <DayField form={form} name="dueOn" label={labels.dueOn} notBefore={legalToday()} />
      )}
      <TextArea form={form} name="reason" label={labels.reason} most={2000} />
    </Form>
  )
}
