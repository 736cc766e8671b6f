import {
  answerConcern,
  giveHelp,
  raiseConcern,
  settleHelp,
  type ConcernRow,
  type HelpRow,
  type HostDetail,
} from '#campaigns/words.ts'
import { call } from '../parts/api.ts'
import { legalToday } from '../parts/dates.ts'
import { DayField } from '../parts/day-field.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Choices } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { TextArea, TextField } from '../parts/inputs.tsx'
import { useCampaignForm } from './data.ts'
import type { GroupProps } from './group-acts.tsx'

/** 登记帮扶: who helped whom with what. */
export function HelpForm({ group, onClose }: GroupProps) {
  const labels = { enterprise: '企业', expert: '专家', givenOn: '帮扶日期', advice: '意见建议' }
  const form = useCampaignForm({
    draft: {
      key: `campaign.help.${group.id}`,
      title: `帮扶：${group.number}`,
      route: `/campaigns/groups/${group.id}`,
    },
    start: { enterprise: '', expert: '', givenOn: legalToday(), advice: '' },
    check: (values) =>
      Object.fromEntries(
        (['enterprise', 'expert', 'advice'] as const)
          .filter((name) => !values[name].trim())
          .map((name) => [name, `请填写${labels[name]}`]),
      ),
    send: (values, key) => call(giveHelp, { params: { id: group.id }, key, body: values }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={labels} verb="登记帮扶">
      <p className="sm muted">帮扶不作扣分依据。</p>
      <TextField form={form} name="enterprise" label={labels.enterprise} most={200} />
      <div className="pair">
        <TextField form={form} name="expert" label={labels.expert} most={60} />
        <DayField form={form} name="givenOn" label={labels.givenOn} notAfter={legalToday()} />
      </div>
      <TextArea form={form} name="advice" label={labels.advice} most={4000} rows={5} />
    </Form>
  )
}

/** 登记帮扶结果: taken up or not. */
export function SettleHelpDialog(props: { readonly help: HelpRow; readonly onClose: () => void }) {
  const { help, onClose } = props
  const form = useCampaignForm<{ readonly taken: 'yes' | 'no'; readonly outcome: string }>({
    start: { taken: 'yes', outcome: '' },
    check: ({ outcome }) => (outcome.trim() ? {} : { outcome: '请填写结果' }),
    send: ({ taken, outcome }, key) =>
      call(settleHelp, {
        params: { id: help.id },
        key,
        body: { revision: help.revision, taken: taken === 'yes', outcome: outcome.trim() },
      }),
    onDone: onClose,
  })
  return (
    <Dialog title="登记帮扶结果" onClose={onClose}>
      <div className="drawer-form">
        <Form form={form} labels={{ taken: '是否采纳', outcome: '结果' }} verb="登记">
          <p className="sm pre">{help.advice}</p>
          <Choices
            name="taken"
            label="是否采纳"
            value={form.values.taken}
            options={[
              { value: 'yes', label: '已采纳' },
              { value: 'no', label: '未采纳' },
            ]}
            onChange={(taken) => form.set('taken', taken)}
          />
          <TextArea form={form} name="outcome" label="结果" most={2000} rows={3} />
        </Form>
      </div>
    </Dialog>
  )
}

/** 向组织单位反映: the group does not see it. */
export function ConcernForm(props: { readonly host: HostDetail; readonly onClose: () => void }) {
  const { host, onClose } = props
  const form = useCampaignForm({
    start: { content: '' },
    check: ({ content }) => (content.trim() ? {} : { content: '请填写反映内容' }),
    send: (values, key) => call(raiseConcern, { params: { id: host.id }, key, body: values }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={{ content: '反映内容' }} verb="送组织单位">
      <p className="sm muted">只送{host.ownerName}，检查组看不到，也不会收到提醒。</p>
      <TextArea form={form} name="content" label="反映内容" most={4000} rows={6} />
    </Form>
  )
}

/** 答复反映, by the office. */
export function AnswerForm(props: { readonly concern: ConcernRow; readonly onClose: () => void }) {
  const { concern, onClose } = props
  const form = useCampaignForm({
    start: { answer: '' },
    check: ({ answer }) => (answer.trim() ? {} : { answer: '请填写答复' }),
    send: ({ answer }, key) =>
      call(answerConcern, {
        params: { id: concern.id },
        key,
        body: { revision: concern.revision, answer: answer.trim() },
      }),
    onDone: onClose,
  })
  return (
    <Form form={form} labels={{ answer: '答复' }} verb="答复">
      <TextArea form={form} name="answer" label="答复" most={4000} rows={5} />
    </Form>
  )
}
