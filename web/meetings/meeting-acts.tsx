import { MEETING_MOVES } from '#meetings/rules.ts'
import {
  adjournMeeting,
  callMeeting,
  cancelMeeting,
  draftMinutes,
  enterAttendance,
  holdMeeting,
  signMinutes,
  type MeetingDetail,
} from '#meetings/words.ts'
import { call } from '../parts/api.ts'
import { DateInput } from '../parts/date-field.tsx'
import { legalToday } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { SelectField, TextArea, TextField } from '../parts/inputs.tsx'
import { NoteForm, orNull } from '../papers/note-form.tsx'
import { useOfficeForm } from '../papers/paper-data.ts'
import { useChairs } from './data.ts'
import { ItemsField, type Item } from './items-field.tsx'

export const MEETING_VERBS = [
  'call',
  'hold',
  'enter',
  'minute',
  'sign',
  'adjourn',
  'cancel',
] as const
export type MeetingVerb = (typeof MEETING_VERBS)[number]

/** What the button and its form call an act; signed minutes can only be corrected. */
export function verbOf(verb: MeetingVerb, { minutes }: MeetingDetail): string {
  return verb === 'minute' && minutes === 'signed' ? '拟更正纪要' : MEETING_MOVES[verb].label
}

type Props = { readonly meeting: MeetingDetail; readonly onClose: () => void }

/** The form of one act on a meeting, beside it. */
export function MeetingActDialog({ verb, ...given }: Props & { readonly verb: MeetingVerb }) {
  return (
    <Dialog title={verbOf(verb, given.meeting)} onClose={given.onClose}>
      <dl className="known">
        <dt>会议编号</dt>
        <dd>{given.meeting.number}</dd>
        <dt>会议</dt>
        <dd>{given.meeting.title}</dd>
      </dl>
      <div className="drawer-form">
        <FormOf verb={verb} {...given} />
      </div>
    </Dialog>
  )
}

function FormOf({ verb, meeting, onClose }: Props & { readonly verb: MeetingVerb }) {
  const { id, revision } = meeting
  const params = { id }
  const common = {
    verb: MEETING_MOVES[verb].label,
    draftOf: { id, route: `/meetings/${id}`, title: meeting.title },
    onDone: onClose,
  }
  const noted = (label: string, face: typeof callMeeting | typeof signMinutes) => (
    <NoteForm
      {...common}
      label={label}
      needed={false}
      send={(note, key) => call(face, { params, key, body: { revision, note: orNull(note) } })}
    />
  )
  switch (verb) {
    case 'call':
      return noted('通知说明', callMeeting)
    case 'sign':
      return noted('签发意见', signMinutes)
    case 'cancel':
      return (
        <NoteForm
          {...common}
          label="取消理由"
          hint="已发通知的，各单位在通知上可见理由。"
          needed
          send={(reason, key) => call(cancelMeeting, { params, key, body: { revision, reason } })}
        />
      )
    case 'hold':
      return <HoldForm meeting={meeting} onClose={onClose} />
    case 'enter':
      return <EnterForm meeting={meeting} onClose={onClose} />
    case 'adjourn':
      return <AdjournForm meeting={meeting} onClose={onClose} />
    case 'minute':
      return <MinutesForm meeting={meeting} onClose={onClose} />
  }
}

const draftOf = (meeting: MeetingDetail, act: string, title: string) => ({
  key: `${act}.${meeting.id}`,
  title: `${title}：${meeting.title}`,
  route: `/meetings/${meeting.id}`,
})

/** 登记召开: the planned chair, or who presides in their place and why. */
function HoldForm({ meeting, onClose }: Props) {
  const chairs = useChairs()
  const labels = { chair: '主持人', absence: '由他人主持的原因' }
  const form = useOfficeForm({
    draft: draftOf(meeting, 'hold', '登记召开'),
    start: { chair: 'planned', absence: '' },
    check: (values) =>
      values.chair !== 'planned' && !values.absence.trim() ? { absence: '请写明原因' } : {},
    send: ({ chair, absence }, key) => {
      const other = chairs.find(({ id }) => id === chair)
      return call(holdMeeting, {
        params: { id: meeting.id },
        key,
        body: {
          revision: meeting.revision,
          chairOrg: other?.org ?? meeting.chairOrg,
          chairName: other?.person ?? meeting.chairName,
          absence: orNull(absence),
        },
      })
    },
    onDone: onClose,
  })
  return (
    <Form form={form} labels={labels} verb="登记召开">
      <SelectField
        form={form}
        name="chair"
        label={labels.chair}
        options={[
          ['planned', `${meeting.chairName}（原定）`],
          ...chairs
            .filter(({ person }) => person !== meeting.chairName)
            .map(({ id, label }) => [id, label] as const),
        ]}
      />
      <TextArea
        form={form}
        name="absence"
        label={labels.absence}
        most={500}
        optional={form.values.chair === 'planned'}
      />
    </Form>
  )
}

/** 代录签到 of one body. */
function EnterForm({ meeting, onClose }: Props) {
  const waiting = meeting.parties.filter(({ attendedAt }) => attendedAt === null)
  const labels = { party: '参会单位', name: '签到人' }
  const form = useOfficeForm({
    start: { party: '', name: '' },
    check: (values) => ({
      ...(values.party ? {} : { party: '请选择参会单位' }),
      ...(values.name.trim() ? {} : { name: '请填写签到人' }),
    }),
    send: ({ party, name }, key) =>
      call(enterAttendance, {
        params: { id: party },
        key,
        body: { revision: waiting.find(({ id }) => id === party)?.revision ?? 1, name },
      }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={labels} verb="代录签到">
      <SelectField
        form={form}
        name="party"
        label={labels.party}
        options={waiting.map(({ id, orgName }) => [id, orgName])}
      />
      <TextField form={form} name="name" label={labels.name} most={50} />
    </Form>
  )
}

function AdjournForm({ meeting, onClose }: Props) {
  const labels = { startsOn: '会议日期', startsAt: '开始时间', reason: '改期理由' }
  const form = useOfficeForm({
    draft: draftOf(meeting, 'adjourn', '改期'),
    start: { startsOn: meeting.startsOn, startsAt: meeting.startsAt, reason: '' },
    check: (values) => ({
      ...(values.startsOn ? {} : { startsOn: '请选择会议日期' }),
      ...(values.reason.trim() ? {} : { reason: '请填写改期理由' }),
    }),
    send: (values, key) =>
      call(adjournMeeting, {
        params: { id: meeting.id },
        key,
        body: { revision: meeting.revision, ...values },
      }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={labels} verb="改期">
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
      <TextArea form={form} name="reason" label={labels.reason} most={2000} />
    </Form>
  )
}

/** 拟纪要, with its decisions; after the signature only a correction can be drafted. */
function MinutesForm({ meeting, onClose }: Props) {
  const [newest] = meeting.minutesRows
  const labels = { text: '会议内容', items: '议定事项' }
  const form = useOfficeForm({
    draft: draftOf(meeting, 'minutes', '拟纪要'),
    start: {
      text: newest?.text ?? '',
      items: (newest?.state === 'draft' ? newest.items : []).map(
        ({ text, dueOn, orgs, orgNames }): Item => ({
          text,
          dueOn,
          units: orgs.map((org, nth) => ({ org, orgName: orgNames[nth] ?? '' })),
        }),
      ) as readonly Item[],
    },
    check: (values) => ({
      ...(values.text.trim() ? {} : { text: '请填写会议内容' }),
      ...(values.items.every(({ text, dueOn, units }) => text.trim() && dueOn && units.length > 0)
        ? {}
        : { items: '每项议定事项都应写明内容、期限和责任单位' }),
    }),
    send: ({ text, items }, key) =>
      call(draftMinutes, {
        params: { id: meeting.id },
        key,
        body: {
          revision: meeting.revision,
          text,
          items: items.map((one) => ({
            text: one.text,
            dueOn: one.dueOn,
            orgs: one.units.map(({ org }) => org),
          })),
          corrects: meeting.minutes === 'signed' ? meeting.minutesNumber : null,
        },
      }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={labels} verb={verbOf('minute', meeting)}>
      {meeting.minutes === 'signed' && (
        <p className="sm muted">{meeting.minutesNumber}已签发，所拟为更正纪要，另编文号。</p>
      )}
      <TextArea form={form} name="text" label={labels.text} most={20_000} rows={8} />
      <ItemsField
        place={meeting.jur}
        value={form.values.items}
        error={form.errors.items}
        onChange={(items) => form.set('items', items)}
      />
    </Form>
  )
}
