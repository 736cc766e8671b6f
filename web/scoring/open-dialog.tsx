import { useNavigate } from '@tanstack/react-router'
import { openSheet, type SheetSaid } from '#scoring/words.ts'
import { call } from '../parts/api.ts'
import { DayField } from '../parts/day-field.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { SelectField, TextField } from '../parts/inputs.tsx'
import PlacePicker, { OrgPicker, type PickedOrg, type PickedPlace } from '../parts/pickers.tsx'
import { usePost } from '../parts/session.ts'
import { useSheetForm, useSheetPacks } from './data.ts'
import { PeopleField, type PickedPerson } from './people-field.tsx'

const labels = {
  version: '打分表',
  place: '被检查地区',
  subject: '被检查单位',
  subjectName: '打分表上的名称',
  owner: '评分单位',
  members: '评分人员',
  dueOn: '提交期限',
}

type Values = {
  readonly version: string
  readonly place: PickedPlace | null
  readonly subject: PickedOrg | null
  readonly subjectName: string
  readonly owner: PickedOrg | null
  readonly members: readonly PickedPerson[]
  readonly dueOn: string
}

/** 发起打分表: which sheet, of whom, scored by whom, until when. */
export function OpenDialog({ onClose }: { readonly onClose: () => void }) {
  const post = usePost()
  const navigate = useNavigate()
  const packs = (useSheetPacks().data?.packs ?? []).filter(({ current }) => current)
  const form = useSheetForm<Values, SheetSaid>({
    draft: { key: 'scoring.open', title: '发起打分表', route: '/scoring' },
    start: {
      version: '',
      place: null,
      subject: null,
      subjectName: '',
      owner: null,
      members: [],
      dueOn: '',
    },
    check: (values) => ({
      ...(values.version ? {} : { version: '请选择打分表' }),
      ...(values.place ? {} : { place: '请选择被检查地区' }),
      ...(values.owner ? {} : { owner: '请选择评分单位' }),
      ...(values.dueOn ? {} : { dueOn: '请选择提交期限' }),
    }),
    send: (values, key) => send(values, post?.org ?? '', key),
    onDone: ({ id }) => {
      onClose()
      void navigate({ to: '/scoring/$id', params: { id } })
    },
  })
  const { values, errors, set } = form
  return (
    <Dialog title="发起打分表" onClose={onClose}>
      <div className="drawer-form">
        <Form form={form} labels={labels} verb="发起打分表">
          <SelectField
            form={form}
            name="version"
            label={labels.version}
            options={packs.map((one) => [`${one.id} ${one.version}`, one.title])}
            hint="打分表按所选版本评定，发起后不变。"
          />
          <Field name="place" label={labels.place} error={errors.place}>
            {(wired) => (
              <PlacePicker
                wired={wired}
                value={values.place}
                onChange={(one) => set('place', one)}
              />
            )}
          </Field>
          <Field name="subject" label={labels.subject} optional error={errors.subject}>
            {(wired) => (
              <OrgPicker
                wired={wired}
                {...(values.place ? { place: values.place.jur } : {})}
                value={values.subject}
                onChange={(one) => set('subject', one)}
              />
            )}
          </Field>
          <TextField
            form={form}
            name="subjectName"
            label={labels.subjectName}
            optional
            most={100}
            hint="不填的，写单位名称；没有单位的，写地区名称。"
          />
          <Field name="owner" label={labels.owner} error={errors.owner}>
            {(wired) => (
              <OrgPicker
                wired={wired}
                place={post?.place ?? ''}
                value={values.owner}
                onChange={(one) => set('owner', one)}
              />
            )}
          </Field>
          <PeopleField
            label={labels.members}
            hint="评分单位的经办人不用列入；来自被检查地区的应当回避。"
            value={values.members}
            error={errors.members}
            onChange={(members) => set('members', members)}
          />
          <DayField form={form} name="dueOn" label={labels.dueOn} />
        </Form>
      </div>
    </Dialog>
  )
}

function send(values: Values, office: string, key: string) {
  const [pack, packVersion] = values.version.split(' ')
  const name = values.subjectName.trim() || values.subject?.orgName || values.place!.name
  return call(openSheet, {
    key,
    body: {
      pack: pack!,
      packVersion: packVersion!,
      place: values.place!.jur,
      subjectOrg: values.subject?.org ?? null,
      subjectName: name,
      ownerOrg: values.owner!.org,
      officeOrg: office,
      members: values.members.map(({ id }) => id),
      dueOn: values.dueOn,
    },
  })
}
