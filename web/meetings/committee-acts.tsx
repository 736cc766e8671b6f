import { useQuery } from '@tanstack/react-query'
import {
  addUnit,
  changeLiaison,
  endUnit,
  unitPeople,
  type CommitteeMember,
  type CommitteeView,
} from '#meetings/words.ts'
import { call } from '../parts/api.ts'
import { DayField } from '../parts/day-field.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { SelectField, TextArea } from '../parts/inputs.tsx'
import { OrgPicker, type PickedOrg } from '../parts/pickers.tsx'
import { useOfficeForm } from '../papers/paper-data.ts'

export type ListAct =
  | { readonly act: 'add' }
  | { readonly act: 'liaison' | 'end'; readonly member: CommitteeMember }

type Props = { readonly committee: CommitteeView; readonly onClose: () => void }
const TITLES = { add: '增加成员单位', liaison: '变更联络员', end: '退出成员单位' } as const

/** The form of one change of the list; each has its date, and nothing is overwritten. */
export function CommitteeActDialog({ open, ...given }: Props & { readonly open: ListAct }) {
  return (
    <Dialog title={TITLES[open.act]} onClose={given.onClose}>
      <div className="drawer-form">
        {open.act === 'add' && <AddForm {...given} />}
        {open.act === 'liaison' && <LiaisonForm {...given} member={open.member} />}
        {open.act === 'end' && <EndForm {...given} member={open.member} />}
      </div>
    </Dialog>
  )
}

function AddForm({ committee, onClose }: Props) {
  const labels = { org: '单位', from: '自何日起' }
  const form = useOfficeForm({
    start: { org: null as PickedOrg | null, from: committee.today },
    check: (values) => (values.org ? {} : { org: '请选择单位' }),
    send: ({ org, from }, key) => call(addUnit, { key, body: { org: org?.org ?? '', from } }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={labels} verb="增加成员单位">
      <Field name="org" label={labels.org} error={form.errors.org}>
        {(wired) => (
          <OrgPicker
            wired={wired}
            place={committee.jur}
            value={form.values.org}
            onChange={(org) => form.set('org', org)}
          />
        )}
      </Field>
      <DayField form={form} name="from" label={labels.from} />
    </Form>
  )
}

function LiaisonForm({ committee, member, onClose }: Props & { readonly member: CommitteeMember }) {
  const { data } = useQuery({
    queryKey: ['committee', 'people', member.org],
    queryFn: () => call(unitPeople, { params: { id: member.org } }),
  })
  const labels = { person: '联络员', from: '自何日起' }
  const form = useOfficeForm({
    start: { person: '', from: committee.today },
    check: (values) => (values.person ? {} : { person: '请选择联络员' }),
    send: ({ person, from }, key) =>
      call(changeLiaison, { params: { id: member.id }, key, body: { person, from } }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={labels} verb="变更联络员">
      <p className="sm muted">
        {member.name}，现联络员：{member.liaisonName ?? '未定'}
      </p>
      <SelectField
        form={form}
        name="person"
        label={labels.person}
        options={(data?.people ?? []).map(({ id, name, title }) => [id, `${name} ${title}`])}
      />
      <DayField form={form} name="from" label={labels.from} />
    </Form>
  )
}

function EndForm({ committee, member, onClose }: Props & { readonly member: CommitteeMember }) {
  const labels = { from: '自何日起', reason: '理由' }
  const form = useOfficeForm({
    start: { from: committee.today, reason: '' },
    check: (values) => (values.reason.trim() ? {} : { reason: '请填写理由' }),
    send: ({ from, reason }, key) =>
      call(endUnit, { params: { id: member.id }, key, body: { on: from, reason } }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={labels} verb="退出成员单位">
      <p className="sm muted">{member.name}</p>
      <DayField form={form} name="from" label={labels.from} />
      <TextArea form={form} name="reason" label={labels.reason} most={500} />
    </Form>
  )
}
