import { useQueryClient } from '@tanstack/react-query'
import type { Done } from '#supervision/words.ts'
import { call, Problem } from '../parts/api.ts'
import { DateInput } from '../parts/date-field.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { Form, useForm, type Errors, type FormState } from '../parts/form.tsx'
import { SelectField, TextArea, TextField } from '../parts/inputs.tsx'
import { Note } from '../parts/page-state.tsx'
import { OrgPicker } from '../parts/pickers.tsx'
import type { ActSpec, FieldSpec, Values } from './act-spec.ts'
import { useSupervised } from './supervision-data.ts'

/** The form of one act of supervision, beside its record. */
export function ActForm(props: {
  readonly act: ActSpec
  readonly subject: string
  readonly route: string
  readonly onClose: () => void
}) {
  const { act, subject, onClose } = props
  const client = useQueryClient()
  const done = useSupervised()
  const form = useForm<Values, Done>({
    draft: {
      key: `supervision.${act.id}.${act.row}`,
      title: `${act.label}：${subject}`,
      route: props.route,
    },
    start: Object.fromEntries(act.fields.map(({ name, start }) => [name, start ?? ''])),
    check: (values) => missing(asked(act.fields, values), values),
    async send(values, key) {
      try {
        const asked = { params: { id: act.row }, key, body: act.body(values) }
        return (await call(act.face, asked as never)) as Done
      } catch (error) {
        if (error instanceof Problem && error.status === 409) void client.invalidateQueries()
        throw error
      }
    },
    onDone(answer) {
      onClose()
      done(answer)
    },
  })
  return (
    <Dialog title={act.label} onClose={onClose}>
      <dl className="known">
        <dt>事项</dt>
        <dd>{subject}</dd>
      </dl>
      <div className="drawer-form">
        {act.warning && <Note tone="amber">{act.warning}</Note>}
        <Form
          form={form}
          labels={Object.fromEntries(act.fields.map(({ name, label }) => [name, label]))}
          verb={act.label}
        >
          {asked(act.fields, form.values).map((field) => (
            <Control key={field.name} form={form} field={field} />
          ))}
        </Form>
      </div>
    </Dialog>
  )
}

function asked(fields: readonly FieldSpec[], values: Values): FieldSpec[] {
  return fields.filter(({ when }) => when === undefined || when(values))
}

function missing(fields: readonly FieldSpec[], values: Values): Errors<Values> {
  const errors: Record<string, string> = {}
  for (const { name, label, kind, optional, or, fault } of fields) {
    const value = values[name] ?? ''
    if (kind === 'body' && or !== undefined && value === '' && !values[or]?.trim())
      errors[name] = `请选择${label}，或者填写名录以外的单位`
    if (!optional && value.trim() === '') errors[name] = `请填写${label}`
    if (kind === 'number' && !/^\d{1,6}$/.test(value)) errors[name] = '应为不小于0的整数'
    const wrong = value.trim() === '' ? null : (fault?.(value.trim()) ?? null)
    if (wrong !== null) errors[name] = wrong
  }
  return errors
}

function Control({ form, field }: { readonly form: FormState<Values>; readonly field: FieldSpec }) {
  const { name, label, kind } = field
  const given = {
    form,
    name,
    label,
    ...(field.optional ? { optional: true } : {}),
    ...(field.hint ? { hint: field.hint } : {}),
  }
  switch (kind) {
    case 'area':
      return <TextArea {...given} most={2000} rows={5} />
    case 'choice':
      return <SelectField {...given} options={field.options ?? []} />
    case 'date':
      return (
        <Field
          name={name}
          label={label}
          optional={field.optional ?? false}
          hint={field.hint}
          error={form.errors[name]}
        >
          {(wired) => (
            <DateInput
              wired={wired}
              value={form.values[name] || null}
              onChange={(date) => form.set(name, date ?? '')}
              onBlur={() => form.left(name)}
            />
          )}
        </Field>
      )
    case 'body':
      return (
        <Field
          name={name}
          label={label}
          optional={field.optional ?? false}
          hint={field.hint}
          error={form.errors[name]}
        >
          {(wired) => (
            <OrgPicker
              wired={wired}
              value={pickedOf(form.values[name])}
              onChange={(picked) => form.set(name, picked ? `${picked.org}|${picked.orgName}` : '')}
              onBlur={() => form.left(name)}
            />
          )}
        </Field>
      )
    case 'checks':
      return <Checks form={form} field={field} />
    default:
      return <TextField {...given} most={field.most ?? 400} numeric={kind === 'number'} />
  }
}

function pickedOf(value: string | undefined) {
  const [org, orgName] = (value ?? '').split('|')
  return org && orgName ? { org, orgName } : null
}

/** Each item of a list is ticked by itself; those ticked stand one a line in the value. */
function Checks({ form, field }: { readonly form: FormState<Values>; readonly field: FieldSpec }) {
  const chosen = new Set((form.values[field.name] ?? '').split('\n').filter(Boolean))
  const toggle = (item: string, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(item)
    else next.delete(item)
    form.set(field.name, [...next].join('\n'))
  }
  return (
    <fieldset className="field" data-field={field.name}>
      <legend>{field.label}</legend>
      <div className="checks">
        {(field.options ?? []).map(([item, label]) => (
          <label key={item}>
            <input
              type="checkbox"
              checked={chosen.has(item)}
              onChange={(event) => toggle(item, event.target.checked)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
      {form.errors[field.name] && <p className="err">{form.errors[field.name]}</p>}
    </fieldset>
  )
}
