import { SECTOR_LABELS } from '#findings/texts.ts'
import { ORGANIZATION_KIND_LABELS } from '#places/texts.ts'
import { createOrganization, type OrganizationKind } from '#places/words.ts'
import { call } from '../parts/api.ts'
import { DateInput } from '../parts/date-field.tsx'
import { legalToday } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { Form, useForm } from '../parts/form.tsx'
import { SelectField, TextField } from '../parts/inputs.tsx'
import PlacePicker, { type PickedPlace } from '../parts/pickers.tsx'
import { say } from '../parts/say.tsx'

const labels = {
  name: '名称',
  kind: '类别',
  place: '地区',
  lines: '条线',
  creditCode: '统一社会信用代码',
  validFrom: '设立日期',
}

/** 条线: the sectors that a department supervises. */
function Lines(props: {
  readonly chosen: readonly string[]
  readonly onChange: (lines: readonly string[]) => void
}) {
  const { chosen, onChange } = props
  return (
    <fieldset className="field" data-field="lines">
      <legend>
        {labels.lines}
        <span className="muted sm">（选填）</span>
      </legend>
      <div className="choices">
        {Object.entries(SECTOR_LABELS).map(([line, label]) => (
          <label key={line} className={chosen.includes(line) ? 'on' : ''}>
            <input
              type="checkbox"
              checked={chosen.includes(line)}
              onChange={() =>
                onChange(
                  chosen.includes(line) ? chosen.filter((one) => one !== line) : [...chosen, line],
                )
              }
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** 登记机构. */
export function OrganizationForm(props: { readonly onClose: (changed: boolean) => void }) {
  const form = useForm({
    draft: { key: 'organization', title: '登记机构', route: '/admin/organizations' },
    start: {
      name: '',
      kind: '',
      place: null as PickedPlace | null,
      lines: [] as readonly string[],
      creditCode: '',
      validFrom: legalToday(),
    },
    check: (values) => ({
      ...(values.name.trim() ? {} : { name: '请填写名称' }),
      ...(values.kind ? {} : { kind: '请选择类别' }),
      ...(values.place ? {} : { place: '请选择地区' }),
      ...(values.validFrom ? {} : { validFrom: '请选择设立日期' }),
    }),
    send: (values, key) =>
      call(createOrganization, {
        key,
        body: {
          name: values.name,
          kind: values.kind as OrganizationKind,
          place: values.place?.jur ?? '',
          lines: [...values.lines],
          creditCode: values.creditCode.trim() || null,
          validFrom: values.validFrom,
        },
      }),
    onDone: () => {
      say(`已登记${form.values.name}。`)
      props.onClose(true)
    },
  })
  return (
    <Dialog title="登记机构" onClose={() => props.onClose(false)}>
      <Form form={form} labels={labels} verb="登记机构">
        <TextField form={form} name="name" label={labels.name} most={100} />
        <SelectField
          form={form}
          name="kind"
          label={labels.kind}
          options={Object.entries(ORGANIZATION_KIND_LABELS)}
        />
        <Field name="place" label={labels.place} error={form.errors.place}>
          {(wired) => (
            <PlacePicker
              wired={wired}
              value={form.values.place}
              onChange={(place) => form.set('place', place)}
            />
          )}
        </Field>
        <Lines chosen={form.values.lines} onChange={(lines) => form.set('lines', lines)} />
        <TextField form={form} name="creditCode" label={labels.creditCode} optional most={18} />
        <Field name="validFrom" label={labels.validFrom} error={form.errors.validFrom}>
          {(wired) => (
            <DateInput
              wired={wired}
              value={form.values.validFrom || null}
              onChange={(date) => form.set('validFrom', date ?? '')}
            />
          )}
        </Field>
      </Form>
    </Dialog>
  )
}
