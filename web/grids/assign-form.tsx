import { useQuery } from '@tanstack/react-query'
import { DUTY_LABELS } from '#grids/texts.ts'
import { assign, DUTIES, type AssignPart, type Duty, type Seat } from '#grids/words.ts'
import { getOrganization } from '#places/words.ts'
import { DayField } from '../parts/day-field.tsx'
import { call } from '../parts/api.ts'
import { legalToday } from '../parts/dates.ts'
import { Field } from '../parts/field.tsx'
import { Form, useForm, type FormState } from '../parts/form.tsx'
import { TextField } from '../parts/inputs.tsx'
import { OrgPicker, type PickedOrg } from '../parts/pickers.tsx'

const labels = {
  org: '单位',
  holder: '岗位和人员',
  duties: '责任',
  fromOn: '起始日期',
  toOn: '任期截止日期',
  basis: '依据',
}

type Props = {
  readonly part: AssignPart
  readonly target: { readonly place: string | null; readonly subject: string | null }
  readonly seat: Seat | null
  readonly duties: readonly Duty[]
  readonly jur: string
  readonly onDone: (sentence: string) => void
}

/** 明确 or 更换: a person on a post; whoever had the part before is ended in the same act. */
export function AssignForm(props: Props) {
  const { part, target, seat } = props
  const grid = part === 'grid_member'
  const form = useForm({
    draft: null,
    start: {
      org: null as PickedOrg | null,
      holder: '',
      duties: props.duties,
      fromOn: legalToday(),
      toOn: '',
      basis: '',
    },
    check: (values) => ({
      ...(values.org ? {} : { org: '请选择单位' }),
      ...(values.org && !values.holder ? { holder: '请选择岗位和人员' } : {}),
      ...(grid && values.duties.length === 0 ? { duties: '请选择责任' } : {}),
      ...(values.fromOn ? {} : { fromOn: '请选择起始日期' }),
    }),
    send: (values, key) => {
      const [post = '', person = ''] = values.holder.split(' ')
      return call(assign, {
        key,
        body: {
          part,
          ...target,
          post,
          person,
          duties: grid ? [...values.duties] : [],
          fromOn: values.fromOn,
          toOn: values.toOn || null,
          basis: values.basis.trim() || null,
          replaces: seat?.id ?? null,
        },
      })
    },
    onDone: ({ say }) => props.onDone(say),
  })
  return (
    <Form form={form} labels={labels} verb={seat ? '更换' : '明确人员'}>
      {seat && (
        <p className="sm">
          现为{seat.personName} {seat.orgName}，更换后其起止日期保留。
        </p>
      )}
      <Field name="org" label={labels.org} error={form.errors.org}>
        {(wired) => (
          <OrgPicker
            wired={wired}
            place={props.jur}
            value={form.values.org}
            onChange={(org) => {
              form.set('org', org)
              form.set('holder', '')
            }}
            onBlur={() => form.left('org')}
          />
        )}
      </Field>
      {form.values.org && <HolderField form={form} org={form.values.org.org} />}
      {grid && <DutyField form={form} />}
      <DayField form={form} name="fromOn" label={labels.fromOn} />
      <DayField form={form} name="toOn" label={labels.toOn} optional />
      <TextField
        form={form}
        name="basis"
        label={labels.basis}
        optional
        most={200}
        placeholder="文号或者会议"
      />
    </Form>
  )
}

type Values = {
  org: PickedOrg | null
  holder: string
  duties: readonly Duty[]
  fromOn: string
  toOn: string
  basis: string
}

/** Whoever holds a post of the body today; a post that nobody holds cannot answer. */
function HolderField({ form, org }: { readonly form: FormState<Values>; readonly org: string }) {
  const found = useQuery({
    queryKey: ['organization', org],
    queryFn: () => call(getOrganization, { params: { id: org } }),
  })
  const holders = (found.data?.posts ?? []).flatMap((post) =>
    post.holders.map(
      (one) => [`${post.id} ${one.person}`, `${one.name}（${post.title}）`] as const,
    ),
  )
  return (
    <Field
      name="holder"
      label={labels.holder}
      error={form.errors.holder}
      hint={found.data && holders.length === 0 ? '该单位没有在任人员，请先登记任职。' : undefined}
    >
      {(wired) => (
        <select
          {...wired}
          className="inp"
          value={form.values.holder}
          onChange={(event) => form.set('holder', event.target.value)}
          onBlur={() => form.left('holder')}
        >
          <option value="">请选择</option>
          {holders.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

function DutyField({ form }: { readonly form: FormState<Values> }) {
  const chosen = new Set(form.values.duties)
  return (
    <fieldset className="field" data-field="duties">
      <legend>{labels.duties}</legend>
      <div className="choices">
        {DUTIES.map((duty) => (
          <label key={duty} className={chosen.has(duty) ? 'on' : ''}>
            <input
              type="checkbox"
              checked={chosen.has(duty)}
              onChange={(event) => {
                const next = new Set(chosen)
                if (event.target.checked) next.add(duty)
                else next.delete(duty)
                form.set('duties', [...next])
              }}
            />
            <span>{DUTY_LABELS[duty]}</span>
          </label>
        ))}
      </div>
      {form.errors.duties && <p className="err">{form.errors.duties}</p>}
    </fieldset>
  )
}
