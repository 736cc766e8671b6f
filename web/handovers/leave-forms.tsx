import { LEAVE_KIND_LABELS } from '#handovers/texts.ts'
import {
  endLeave,
  enterLeave,
  voidLeave,
  type Leave,
  type LeaveKind,
  type PostLine,
} from '#handovers/words.ts'
import { DayField } from '../parts/day-field.tsx'
import { call } from '../parts/api.ts'
import { legalToday } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Form } from '../parts/form.tsx'
import { SelectField, TextArea } from '../parts/inputs.tsx'
import { useHandoverForm, useHandoverViewer } from './handover-data.ts'
import { holdersOf, optionsOf, ownFirst, pairOf } from './people.ts'

type Closing = { readonly onClose: () => void }

const labels = {
  who: '人员和岗位',
  kind: '事由',
  fromOn: '起始日期',
  toOn: '截止日期',
  standIn: '代办人',
  note: '说明',
}

/** 登记请假外出: who, when, and who acts meanwhile. */
export function LeaveDialog({ posts, onClose }: Closing & { readonly posts: readonly PostLine[] }) {
  const viewer = useHandoverViewer()
  const today = legalToday()
  const form = useHandoverForm({
    start: {
      who: ownFirst(posts, viewer, today),
      kind: 'leave',
      fromOn: today,
      toOn: today,
      standIn: 'none',
      note: '',
    },
    check: ({ who, fromOn, toOn }) => ({
      ...(who ? {} : { who: '请选择人员和岗位' }),
      ...(fromOn ? {} : { fromOn: '请选择起始日期' }),
      ...(toOn ? {} : { toOn: '请选择截止日期' }),
      ...(toOn && toOn < fromOn ? { toOn: '截止日期应当不早于起始日期' } : {}),
    }),
    send: ({ who, kind, standIn, note, ...days }, key) =>
      call(enterLeave, {
        key,
        body: {
          ...pairOf(who),
          ...days,
          kind: kind as LeaveKind,
          standIn: standIn === 'none' ? null : standIn,
          note: note.trim() || null,
        },
      }),
    onDone: onClose,
  })
  const { post, person } = pairOf(form.values.who)
  const others = holdersOf(posts, post, form.values.fromOn || today)
    .filter((one) => one.person !== person)
    .map((one): [string, string] => [one.person, one.name])
  const hint =
    others.length > 0
      ? '代办人以本岗位的AB角或者同岗人员为限。'
      : '本岗位没有AB角；需要时由系统管理员登记代行任职、安全管理员审核启用。'
  return (
    <Dialog title="登记请假外出" onClose={onClose}>
      <div className="drawer-form">
        <Form form={form} labels={labels} verb="登记">
          <SelectField form={form} name="who" label={labels.who} options={optionsOf(posts)} />
          <SelectField
            form={form}
            name="kind"
            label={labels.kind}
            options={Object.entries(LEAVE_KIND_LABELS)}
          />
          <DayField form={form} name="fromOn" label={labels.fromOn} />
          <DayField form={form} name="toOn" label={labels.toOn} hint="含当日。" />
          <SelectField
            form={form}
            name="standIn"
            label={labels.standIn}
            options={[['none', '不指定'], ...others]}
            hint={hint}
          />
          <TextArea form={form} name="note" label={labels.note} optional most={200} rows={2} />
        </Form>
      </div>
    </Dialog>
  )
}

/** 销假 or 作废, in the form that the act needs. */
export function LeaveActDialog(
  props: Closing & { readonly leave: Leave; readonly verb: 'end' | 'void' },
) {
  const { leave, verb, onClose } = props
  return (
    <Dialog title={verb === 'end' ? '销假' : '作废请假登记'} onClose={onClose}>
      <dl className="known">
        <dt>人员</dt>
        <dd>
          {leave.personName}（{leave.postTitle}）
        </dd>
        <dt>日期</dt>
        <dd>
          {leave.fromOn} 至 {leave.toOn}
        </dd>
      </dl>
      <div className="drawer-form">
        {verb === 'end' ? (
          <EndForm leave={leave} onClose={onClose} />
        ) : (
          <VoidForm leave={leave} onClose={onClose} />
        )}
      </div>
    </Dialog>
  )
}

function EndForm({ leave, onClose }: Closing & { readonly leave: Leave }) {
  const today = legalToday()
  const form = useHandoverForm({
    start: { on: today < leave.toOn ? today : leave.toOn },
    check: ({ on }) => (on ? {} : { on: '请选择最后一天' }),
    send: ({ on }, key) =>
      call(endLeave, { params: { id: leave.id }, key, body: { revision: leave.revision, on } }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={{ on: '外出的最后一天' }} verb="销假">
      <DayField form={form} name="on" label="外出的最后一天" hint="次日起由本人办理。" />
    </Form>
  )
}

function VoidForm({ leave, onClose }: Closing & { readonly leave: Leave }) {
  const form = useHandoverForm({
    start: { reason: '' },
    check: ({ reason }) => (reason.trim() ? {} : { reason: '请填写作废理由' }),
    send: ({ reason }, key) =>
      call(voidLeave, {
        params: { id: leave.id },
        key,
        body: { revision: leave.revision, reason: reason.trim() },
      }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={{ reason: '作废理由' }} verb="作废">
      <TextArea form={form} name="reason" label="作废理由" most={500} rows={3} />
    </Form>
  )
}
