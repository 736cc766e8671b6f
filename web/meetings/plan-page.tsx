import { useNavigate } from '@tanstack/react-router'
import { MEETING_KIND_LABELS } from '#meetings/texts.ts'
import { planMeeting, type MeetingKind } from '#meetings/words.ts'
import { call } from '../parts/api.ts'
import { asPicked } from '../parts/bodies-field.tsx'
import { DateInput } from '../parts/date-field.tsx'
import { legalToday } from '../parts/dates.ts'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { SelectField, TextField } from '../parts/inputs.tsx'
import type { PickedOrg } from '../parts/pickers.tsx'
import { useTitle } from '../parts/title.ts'
import { useOfficeForm } from '../papers/paper-data.ts'
import { AgendaField, type Line } from './agenda-field.tsx'
import { useChairs, useCommittee, type Chair } from './data.ts'
import { UnitsField } from './units-field.tsx'

const labels = {
  kind: '类别',
  title: '会议名称',
  startsOn: '会议日期',
  startsAt: '开始时间',
  venue: '地点',
  chair: '主持人',
  agenda: '议题',
  invited: '参会单位',
}

/** 拟会议: everything that the notice will say. */
export function PlanMeetingPage() {
  useTitle('拟会议')
  const { data: committee } = useCommittee()
  const chairs = useChairs()
  const form = usePlanning(chairs)
  return (
    <>
      <div className="ttl">
        <h1>拟会议</h1>
      </div>
      <Form form={form} labels={labels} verb="拟会议" card>
        <SelectField
          form={form}
          name="kind"
          label={labels.kind}
          options={Object.entries(MEETING_KIND_LABELS)}
        />
        <TextField form={form} name="title" label={labels.title} most={200} />
        <div className="pair">
          <Field name="startsOn" label={labels.startsOn} error={form.errors.startsOn}>
            {(wired) => (
              <DateInput
                wired={wired}
                value={form.values.startsOn || null}
                notBefore={legalToday()}
                onChange={(date) => form.set('startsOn', date ?? '')}
              />
            )}
          </Field>
          <TextField form={form} name="startsAt" label={labels.startsAt} most={5} />
        </div>
        <TextField form={form} name="venue" label={labels.venue} most={100} />
        <SelectField
          form={form}
          name="chair"
          label={labels.chair}
          options={chairs.map(({ id, label }) => [id, label])}
        />
        <AgendaField
          place={committee.jur}
          value={form.values.agenda}
          error={form.errors.agenda}
          onChange={(agenda) => form.set('agenda', agenda)}
        />
        <UnitsField
          name="invited"
          label={labels.invited}
          place={committee.jur}
          value={form.values.invited}
          error={form.errors.invited}
          make={asPicked}
          onChange={(invited) => form.set('invited', invited)}
        />
      </Form>
    </>
  )
}

function usePlanning(chairs: readonly Chair[]) {
  const navigate = useNavigate()
  return useOfficeForm({
    draft: { key: 'meeting', title: '拟会议', route: '/meetings/new' },
    start: {
      kind: 'plenary',
      title: '',
      startsOn: '',
      startsAt: '09:30',
      venue: '',
      chair: chairs[0]?.id ?? '',
      agenda: [{ title: '', org: null }] as readonly Line[],
      invited: [] as readonly PickedOrg[],
    },
    check: (values) => ({
      ...(values.title.trim() ? {} : { title: '请填写会议名称' }),
      ...(values.startsOn ? {} : { startsOn: '请选择会议日期' }),
      ...(/^([01]\d|2[0-3]):[0-5]\d$/u.test(values.startsAt)
        ? {}
        : { startsAt: '时间应写作 09:30 的格式' }),
      ...(values.venue.trim() ? {} : { venue: '请填写地点' }),
      ...(values.chair ? {} : { chair: '请选择主持人' }),
      ...(values.agenda.some(({ title }) => title.trim()) ? {} : { agenda: '请列出议题' }),
      ...(values.invited.length > 0 ? {} : { invited: '请选择参会单位' }),
    }),
    send: (values, key) => {
      const chair = chairs.find(({ id }) => id === values.chair)
      return call(planMeeting, {
        key,
        body: {
          kind: values.kind as MeetingKind,
          title: values.title,
          startsOn: values.startsOn,
          startsAt: values.startsAt,
          venue: values.venue,
          chairOrg: chair?.org ?? '',
          chairName: chair?.person ?? '',
          agenda: values.agenda
            .filter(({ title }) => title.trim())
            .map(({ title, org }) => ({ title, org: org?.org ?? null })),
          invited: values.invited.map(({ org }) => org),
        },
      })
    },
    onDone: ({ id }) => void navigate({ to: '/meetings/$id', params: { id } }),
  })
}
