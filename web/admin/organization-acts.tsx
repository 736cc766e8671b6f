import type { Answer } from '#kernel/faces.ts'
import { COMMITTEE_PART_LABELS, ROLE_LABELS, SUCCESSION_LABELS } from '#places/texts.ts'
import {
  createPost,
  joinCommittee,
  succeedOrganization,
  type CommitteePart,
  type getOrganization,
  type Role,
  type SuccessionKind,
} from '#places/words.ts'
import { call } from '../parts/api.ts'
import { legalToday } from '../parts/dates.ts'
import { Field } from '../parts/field.tsx'
import { Form, useForm } from '../parts/form.tsx'
import { SelectField, TextField } from '../parts/inputs.tsx'
import PlacePicker, { OrgPicker, type PickedOrg, type PickedPlace } from '../parts/pickers.tsx'
import { DayField } from '../parts/day-field.tsx'
import { PersonPicker, type PickedPerson } from './person-picker.tsx'
import { PostChoice } from './post-choice.tsx'

export type Organization = Answer<typeof getOrganization>

/** What each form about a body is given; `onDone` tells the sentence of what was done. */
export type OrganizationActProps = {
  readonly data: Organization
  readonly onDone: (sentence: string) => void
}

function placeOf(data: Organization): PickedPlace | null {
  return { jur: data.place, name: data.placeName }
}

const postLabels = { title: '岗位名称', role: '角色', place: '管辖地区', validFrom: '起始日期' }

/** 设置岗位: the role gives what may be done, the place how far. */
export function PostForm({ data, onDone }: OrganizationActProps) {
  const ofEnterprise = data.kind === 'enterprise' || data.kind === 'soe_group'
  const form = useForm({
    draft: null,
    start: {
      title: '',
      role: ofEnterprise ? 'safety_officer' : '',
      place: placeOf(data),
      validFrom: legalToday(),
    },
    check: (values) => ({
      ...(values.title.trim() ? {} : { title: '请填写岗位名称' }),
      ...(values.role ? {} : { role: '请选择角色' }),
      ...(values.place ? {} : { place: '请选择管辖地区' }),
      ...(values.validFrom ? {} : { validFrom: '请选择起始日期' }),
    }),
    send: (values, key) =>
      call(createPost, {
        key,
        body: {
          org: data.id,
          role: values.role as Role,
          title: values.title,
          place: values.place?.jur ?? '',
          validFrom: values.validFrom,
        },
      }),
    onDone: () => onDone(`已设置${form.values.title}岗位，待安全管理员审核启用。`),
  })
  const roles = Object.entries(ROLE_LABELS).filter(
    ([role]) => (role === 'safety_officer') === ofEnterprise,
  )
  return (
    <Form form={form} labels={postLabels} verb="设置岗位">
      <TextField form={form} name="title" label={postLabels.title} most={60} />
      <SelectField form={form} name="role" label={postLabels.role} options={roles} />
      <Field name="place" label={postLabels.place} error={form.errors.place}>
        {(wired) => (
          <PlacePicker
            wired={wired}
            value={form.values.place}
            onChange={(place) => form.set('place', place)}
          />
        )}
      </Field>
      <DayField form={form} name="validFrom" label={postLabels.validFrom} />
    </Form>
  )
}

const succession = { successor: '承接机构', kind: '方式', on: '承接日期', basis: '依据' }

/** 登记承接: which body takes over what this one owed. */
export function SuccessionForm({ data, onDone }: OrganizationActProps) {
  const form = useForm({
    draft: null,
    start: { successor: null as PickedOrg | null, kind: '', on: legalToday(), basis: '' },
    check: (values) => ({
      ...(values.successor ? {} : { successor: '请选择承接机构' }),
      ...(values.kind ? {} : { kind: '请选择方式' }),
      ...(values.on ? {} : { on: '请选择承接日期' }),
    }),
    send: (values, key) =>
      call(succeedOrganization, {
        params: { id: data.id },
        key,
        body: {
          successor: values.successor?.org ?? '',
          kind: values.kind as SuccessionKind,
          on: values.on,
          basis: values.basis.trim() || null,
        },
      }),
    onDone: () => onDone(`已登记${form.values.successor?.orgName}承接${data.name}。`),
  })
  return (
    <Form form={form} labels={succession} verb="登记承接">
      <Field name="successor" label={succession.successor} error={form.errors.successor}>
        {(wired) => (
          <OrgPicker
            wired={wired}
            place={data.place}
            value={form.values.successor}
            onChange={(org) => form.set('successor', org)}
          />
        )}
      </Field>
      <SelectField
        form={form}
        name="kind"
        label={succession.kind}
        options={Object.entries(SUCCESSION_LABELS)}
        hint="除职责划转外，原机构自承接之日起终止，未办结事项由承接机构办理。"
      />
      <DayField form={form} name="on" label={succession.on} />
      <TextField form={form} name="basis" label={succession.basis} optional most={200} />
    </Form>
  )
}

const member = {
  part: '身份',
  org: '单位',
  post: '岗位',
  liaison: '联络员',
  validFrom: '起始日期',
}

/** 登记组成: a director's post, or a member unit with its liaison. */
export function MemberForm({ data, onDone }: OrganizationActProps) {
  const form = useForm({
    draft: null,
    start: {
      part: 'member_unit',
      org: null as PickedOrg | null,
      post: '',
      liaison: null as PickedPerson | null,
      validFrom: legalToday(),
    },
    check: (values) => ({
      ...(values.org ? {} : { org: '请选择单位' }),
      ...(isUnit(values.part) || values.post ? {} : { post: '请选择岗位' }),
    }),
    send: (values, key) =>
      call(joinCommittee, {
        params: { id: data.id },
        key,
        body: {
          part: values.part as CommitteePart,
          org: isUnit(values.part) ? (values.org?.org ?? null) : null,
          post: isUnit(values.part) ? null : values.post,
          liaison: values.liaison?.id ?? null,
          validFrom: values.validFrom,
        },
      }),
    onDone: () => onDone(`已登记${data.name}的组成。`),
  })
  const { values } = form
  return (
    <Form form={form} labels={member} verb="登记组成">
      <SelectField
        form={form}
        name="part"
        label={member.part}
        options={Object.entries(COMMITTEE_PART_LABELS)}
      />
      <Field name="org" label={member.org} error={form.errors.org}>
        {(wired) => (
          <OrgPicker
            wired={wired}
            place={data.place}
            value={values.org}
            onChange={(org) => form.set('org', org)}
          />
        )}
      </Field>
      {!isUnit(values.part) && values.org && (
        <PostChoice
          org={values.org.org}
          label={member.post}
          value={values.post}
          error={form.errors.post}
          onChange={(post) => form.set('post', post)}
        />
      )}
      {isUnit(values.part) && (
        <Field name="liaison" label={member.liaison} optional>
          {(wired) => (
            <PersonPicker
              wired={wired}
              value={values.liaison}
              onChange={(liaison) => form.set('liaison', liaison)}
            />
          )}
        </Field>
      )}
      <DayField form={form} name="validFrom" label={member.validFrom} />
    </Form>
  )
}

function isUnit(part: string): boolean {
  return part === 'member_unit' || part === 'office'
}
