import { PART_LABELS, TIER_LABELS } from '#grids/texts.ts'
import {
  declareSupervisor,
  delistKey,
  endAssignment,
  listKey,
  settleSupervisor,
  TIERS,
  type AssignPart,
  type Duty,
  type EnterpriseRow,
  type Part,
  type Seat,
  type Tier,
} from '#grids/words.ts'
import { call } from '../parts/api.ts'
import { Field } from '../parts/field.tsx'
import { Form, useForm } from '../parts/form.tsx'
import { SelectField, TextField } from '../parts/inputs.tsx'
import { OrgPicker, type PickedOrg } from '../parts/pickers.tsx'
import { AssignForm } from './assign-form.tsx'

/** What is being done in the layer. */
export type Doing =
  | {
      readonly what: 'assign'
      readonly part: Part
      readonly target: { readonly place: string | null; readonly subject: string | null }
      readonly seat: Seat | null
      readonly duties: readonly Duty[]
    }
  | { readonly what: 'end'; readonly seat: Seat }
  | { readonly what: 'list' | 'delist' | 'settle' | 'declare'; readonly row: EnterpriseRow }

/** The verb of an act, as the layer's title. */
export function titleOf(doing: Doing): string {
  switch (doing.what) {
    case 'assign':
      return `${doing.seat ? '更换' : '明确'}${PART_LABELS[doing.part]}`
    case 'end':
      return `解除${PART_LABELS[doing.seat.part]}`
    case 'list':
      return '列入名单'
    case 'delist':
      return '移出名单'
    case 'settle':
      return '明确监管部门'
    case 'declare':
      return '登记监管部门'
  }
}

type OnDone = (sentence: string) => void

/** The form of the act that was chosen. */
export function ActForm(props: {
  readonly doing: Doing
  readonly jur: string
  readonly onDone: OnDone
}) {
  const { doing, jur, onDone } = props
  switch (doing.what) {
    case 'assign':
      return <AssignForm {...doing} part={doing.part as AssignPart} jur={jur} onDone={onDone} />
    case 'end':
      return <EndForm id={doing.seat.id} revision={doing.seat.revision} onDone={onDone} />
    case 'delist':
      return <DelistForm row={doing.row} onDone={onDone} />
    case 'list':
      return <ListForm row={doing.row} onDone={onDone} />
    default:
      return (
        <SupervisorForm
          row={doing.row}
          jur={jur}
          settle={doing.what === 'settle'}
          onDone={onDone}
        />
      )
  }
}

const reason = { reason: '原因' }

function EndForm(props: {
  readonly id: string
  readonly revision: number
  readonly onDone: OnDone
}) {
  const form = useForm({
    draft: null,
    start: { reason: '' },
    check: (values) => (values.reason.trim() ? {} : { reason: '请填写原因' }),
    send: (values, key) =>
      call(endAssignment, {
        params: { id: props.id },
        key,
        body: { revision: props.revision, reason: values.reason },
      }),
    onDone: ({ say }) => props.onDone(say),
  })
  return (
    <Form form={form} labels={reason} verb="解除">
      <TextField form={form} name="reason" label={reason.reason} most={200} />
    </Form>
  )
}

function DelistForm(props: { readonly row: EnterpriseRow; readonly onDone: OnDone }) {
  const { tierId, tierRevision } = props.row
  const form = useForm({
    draft: null,
    start: { reason: '' },
    check: (values) => (values.reason.trim() ? {} : { reason: '请填写原因' }),
    send: (values, key) =>
      call(delistKey, {
        params: { id: tierId ?? '' },
        key,
        body: { revision: tierRevision ?? 0, reason: values.reason },
      }),
    onDone: ({ say }) => props.onDone(say),
  })
  return (
    <Form form={form} labels={reason} verb="移出名单">
      <TextField form={form} name="reason" label={reason.reason} most={200} />
    </Form>
  )
}

const listing = { tier: '类别', basis: '依据' }

function ListForm(props: { readonly row: EnterpriseRow; readonly onDone: OnDone }) {
  const { row } = props
  const form = useForm({
    draft: null,
    start: { tier: '', basis: '' },
    check: (values) => ({
      ...(values.tier ? {} : { tier: '请选择类别' }),
      ...(values.basis.trim() ? {} : { basis: '请填写依据' }),
    }),
    send: (values, key) =>
      call(listKey, {
        key,
        body: {
          subject: row.id,
          tier: values.tier as Tier,
          basis: values.basis,
          replaces: row.tierId,
        },
      }),
    onDone: ({ say }) => props.onDone(say),
  })
  return (
    <Form form={form} labels={listing} verb="列入名单">
      <SelectField
        form={form}
        name="tier"
        label={listing.tier}
        options={TIERS.filter((tier) => tier !== row.tier).map((tier) => [tier, TIER_LABELS[tier]])}
      />
      <TextField
        form={form}
        name="basis"
        label={listing.basis}
        most={200}
        placeholder="文号或者会议"
      />
    </Form>
  )
}

const supervising = { org: '监管部门', basis: '依据' }

function SupervisorForm(props: {
  readonly row: EnterpriseRow
  readonly jur: string
  readonly settle: boolean
  readonly onDone: OnDone
}) {
  const { row, settle } = props
  const held = row.seats.filter((seat) => seat.part === 'supervisor')
  const form = useForm({
    draft: null,
    start: { org: null as PickedOrg | null, basis: '' },
    check: (values) => ({
      ...(values.org ? {} : { org: '请选择监管部门' }),
      ...(!settle || values.basis.trim() ? {} : { basis: '请填写依据' }),
    }),
    send: (values, key) => {
      const body = { subject: row.id, org: values.org?.org ?? '' }
      return settle
        ? call(settleSupervisor, {
            key,
            body: { ...body, basis: values.basis, seen: held.map((seat) => seat.id) },
          })
        : call(declareSupervisor, { key, body: { ...body, basis: values.basis.trim() || null } })
    },
    onDone: ({ say }) => props.onDone(say),
  })
  return (
    <Form form={form} labels={supervising} verb={settle ? '明确部门' : '登记部门'}>
      <p className="sm">
        现登记：{held.map((seat) => seat.orgName).join('、') || '无'}
        {settle && held.length > 0 && '。明确后，其他登记一并解除，记录保留。'}
      </p>
      <Field name="org" label={supervising.org} error={form.errors.org}>
        {(wired) => (
          <OrgPicker
            wired={wired}
            place={props.jur}
            value={form.values.org}
            onChange={(org) => form.set('org', org)}
            onBlur={() => form.left('org')}
          />
        )}
      </Field>
      <TextField
        form={form}
        name="basis"
        label={supervising.basis}
        most={200}
        placeholder="文号或者会议"
        {...(settle ? {} : { optional: true })}
      />
    </Form>
  )
}
