import { DISPATCH_KIND_LABELS, PUBLICITY_LABELS } from '#dispatches/texts.ts'
import type { DispatchDetail, DispatchKind, DispatchPublicity } from '#dispatches/words.ts'
import { URGENCY_LABELS } from '#papers/texts.ts'
import type { Urgency } from '#papers/words.ts'
import { asPicked, BodiesField } from '../parts/bodies-field.tsx'
import { Field } from '../parts/field.tsx'
import type { FormState } from '../parts/form.tsx'
import { SelectField, TextArea, TextField } from '../parts/inputs.tsx'
import { OrgPicker, type PickedOrg } from '../parts/pickers.tsx'

/** What is written of a paper, in the form of a draft and of a revision. */
export type TextValues = {
  readonly kind: string
  readonly urgency: string
  readonly title: string
  readonly text: string
  readonly issuer: PickedOrg | null
  readonly to: readonly PickedOrg[]
  readonly copies: readonly PickedOrg[]
  readonly toOutside: string
  readonly copyOutside: string
  readonly publicity: string
  readonly publicityReason: string
}

export const textLabels = {
  kind: '文种',
  urgency: '紧急程度',
  issuer: '发文机关',
  title: '标题',
  to: '主送单位',
  toOutside: '系统外主送单位',
  text: '正文',
  copies: '抄送单位',
  copyOutside: '系统外抄送单位',
  publicity: '公开属性',
  publicityReason: '不予公开的理由',
}

export const emptyText: TextValues = {
  kind: 'notice',
  urgency: 'ordinary',
  title: '',
  text: '',
  issuer: null,
  to: [],
  copies: [],
  toOutside: '',
  copyOutside: '',
  publicity: 'on_request',
  publicityReason: '',
}

/** The text of a paper as it now stands. */
export function textOf(paper: DispatchDetail): TextValues {
  const picked = ({ org, name }: { org: string; name: string }) => ({ org, orgName: name })
  return {
    kind: paper.kind,
    urgency: paper.urgency,
    title: paper.title,
    text: paper.text,
    issuer: { org: paper.issuerOrg, orgName: paper.issuerName },
    to: paper.to.map(picked),
    copies: paper.copies.map(picked),
    toOutside: paper.toOutside ?? '',
    copyOutside: paper.copyOutside ?? '',
    publicity: paper.publicity,
    publicityReason: paper.publicityReason ?? '',
  }
}

export function checkText(values: TextValues) {
  return {
    ...(values.title.trim() ? {} : { title: '请填写标题' }),
    ...(values.text.trim() ? {} : { text: '请填写正文' }),
    ...(values.kind === 'minutes' || values.to.length > 0 || values.toOutside.trim()
      ? {}
      : { to: '请选择主送单位，系统外的单位写明名称' }),
    ...(values.publicity !== 'closed' || values.publicityReason.trim()
      ? {}
      : { publicityReason: '请写明不予公开的理由' }),
  }
}

const orNull = (text: string) => (text.trim() === '' ? null : text.trim())

/** What is sent of it. */
export function writtenOf(values: TextValues) {
  return {
    kind: values.kind as DispatchKind,
    urgency: values.urgency as Urgency,
    title: values.title,
    text: values.text,
    issuer: values.issuer?.org ?? null,
    to: values.to.map(({ org }) => org),
    copies: values.copies.map(({ org }) => org),
    toOutside: orNull(values.toOutside),
    copyOutside: orNull(values.copyOutside),
    publicity: values.publicity as DispatchPublicity,
    publicityReason: values.publicity === 'closed' ? orNull(values.publicityReason) : null,
  }
}

/** The fields of the text, in the order of the paper. */
export function TextFields<V extends TextValues>(props: {
  readonly form: FormState<V>
  readonly place: string
}) {
  const form = props.form as unknown as FormState<TextValues>
  const { place } = props
  return (
    <>
      <div className="pair">
        <SelectField
          form={form}
          name="kind"
          label={textLabels.kind}
          options={Object.entries(DISPATCH_KIND_LABELS)}
        />
        <SelectField
          form={form}
          name="urgency"
          label={textLabels.urgency}
          options={Object.entries(URGENCY_LABELS)}
        />
      </div>
      <Field
        name="issuer"
        label={textLabels.issuer}
        optional
        hint="不填即以本单位名义；为领导机关代拟的，选该机关，由其负责人签发。"
        error={form.errors.issuer}
      >
        {(wired) => (
          <OrgPicker
            wired={wired}
            place={place}
            value={form.values.issuer}
            onChange={(issuer) => form.set('issuer', issuer)}
          />
        )}
      </Field>
      <TextField form={form} name="title" label={textLabels.title} most={200} />
      <Many form={form} name="to" place={place} />
      <TextField
        form={form}
        name="toOutside"
        label={textLabels.toOutside}
        most={500}
        optional
        hint="没有系统账号的单位，多个以顿号分开，线下送达后登记。"
      />
      <TextArea
        form={form}
        name="text"
        label={textLabels.text}
        most={20_000}
        rows={12}
        hint="每段一行。"
      />
      <Many form={form} name="copies" place={place} />
      <TextField
        form={form}
        name="copyOutside"
        label={textLabels.copyOutside}
        most={500}
        optional
      />
      <SelectField
        form={form}
        name="publicity"
        label={textLabels.publicity}
        options={Object.entries(PUBLICITY_LABELS)}
      />
      {form.values.publicity === 'closed' && (
        <TextField
          form={form}
          name="publicityReason"
          label={textLabels.publicityReason}
          most={500}
        />
      )}
    </>
  )
}

/** Bodies picked one after another. */
function Many(props: {
  readonly form: FormState<TextValues>
  readonly name: 'to' | 'copies'
  readonly place: string
}) {
  const { form, name } = props
  return (
    <BodiesField
      name={name}
      label={textLabels[name]}
      optional={name === 'copies'}
      hint="逐个选取。"
      place={props.place}
      value={form.values[name]}
      error={form.errors[name]}
      make={asPicked}
      onChange={(value) => form.set(name, value)}
    />
  )
}
