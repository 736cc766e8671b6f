import { useState } from 'react'
import { BY_LINK_LABELS } from '#invitations/texts.ts'
import { actByLink, type ByLink, type ByLinkAct } from '#invitations/words.ts'
import { attached, EvidenceField, type Picked } from '../files/evidence-field.tsx'
import { call, Problem } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { DateField } from './date-input.tsx'
import { Form, useForm, type Errors } from '../parts/form.tsx'
import { TextArea, TextField } from '../parts/inputs.tsx'
import { Note } from '../parts/page-state.tsx'
import type { MatterProps } from './matter-view.tsx'
import { withoutClause } from './plain.ts'

/**
 * A form of one act by the link. What was typed stays in this browser until it went through; where
 * the link was opened elsewhere meanwhile, the door asks for a new code and the draft waits.
 */
function useAct<V extends object>(
  { matter, onDone, onLost }: MatterProps,
  act: ByLinkAct,
  options: {
    readonly start: V
    readonly check: (values: V) => Errors<V>
    readonly body: (values: V, revision: number) => ByLink
  },
) {
  const key = `link.${act}.${matter.number}`
  return useForm<V, { readonly say: string }>({
    draft: { key, title: `${BY_LINK_LABELS[matter.kind][act]}：${matter.title}`, route: '/k' },
    start: options.start,
    check: options.check,
    async send(values, id) {
      try {
        const body = options.body(values, matter.revision)
        return await withoutClause(call(actByLink, { key: id, body }))
      } catch (error) {
        if (error instanceof Problem && [401, 410].includes(error.status)) onLost(error.message)
        throw error
      }
    },
    onDone,
  })
}

/** 签收. */
export function ReceiveForm(props: MatterProps) {
  const form = useAct(props, 'receive', {
    start: {},
    check: () => ({}),
    body: (_values, revision) => ({ act: 'receive', revision }),
  })
  return (
    <section className="step" aria-labelledby="receive">
      <h2 id="receive">收到了，由我单位办理</h2>
      <Form form={form} labels={{}} verb="签收">
        <p>签收表示已经知道这件事和期限。签收后在本页填写办理情况。</p>
      </Form>
    </section>
  )
}

/** 退回 with a reason; folded away, since it is the rarer way. */
export function ReturnForm(props: MatterProps) {
  const [open, setOpen] = useState(false)
  const form = useAct(props, 'return', {
    start: { text: '' },
    check: ({ text }) => (text.trim() ? {} : { text: '请写明退回的理由' }),
    body: ({ text }, revision) => ({ act: 'return', revision, text }),
  })
  return (
    <section className="step" aria-labelledby="return">
      <h2 id="return">不归我单位办理</h2>
      {open ? (
        <Form form={form} labels={{ text: '退回的理由' }} verb="退回">
          <TextArea form={form} name="text" label="退回的理由" most={1000} />
        </Form>
      ) : (
        <Button onClick={() => setOpen(true)}>写明理由退回</Button>
      )}
    </section>
  )
}

/** 提交反馈 or 提交整改, with photos. */
export function AnswerForm(props: MatterProps) {
  const { matter } = props
  const finding = matter.kind === 'finding'
  const labels = {
    text: finding ? '怎样整改的' : '办理情况',
    evidence: finding ? '整改后的照片' : '照片、文件',
  }
  const form = useAct(props, 'answer', {
    start: { text: '', evidence: [] as readonly Picked[] },
    check: ({ text }) => (text.trim() ? {} : { text: `请填写${labels.text}` }),
    body: ({ text, evidence }, revision) => ({
      act: 'answer',
      revision,
      text,
      evidence: evidence.map(attached),
    }),
  })
  return (
    <section className="step" aria-labelledby="answer">
      <h2 id="answer">填写{labels.text}</h2>
      <Form form={form} labels={labels} verb={BY_LINK_LABELS[matter.kind].answer}>
        <TextArea form={form} name="text" label={labels.text} most={2000} rows={6} />
        <EvidenceField
          label={labels.evidence}
          phase={finding ? 'after' : 'other'}
          place=""
          to="/api/link/evidence"
          pick="拍照或选择文件"
          value={form.values.evidence}
          onChange={(evidence) => form.set('evidence', evidence)}
        />
      </Form>
    </section>
  )
}

/** 五落实 in the words of somebody who was never asked for it. */
export function PlanForm(props: MatterProps) {
  const labels = {
    measures: '打算怎样整改',
    responsibility: '谁负责',
    timeLimit: '哪天完成',
    contingency: '改好以前怎样防止出事',
    funds: '要花多少钱',
  }
  const form = useAct(props, 'plan', {
    start: { measures: '', responsibility: '', timeLimit: '', contingency: '', funds: '' },
    check: (values) => ({
      ...(values.measures.trim() ? {} : { measures: '请填写打算怎样整改' }),
      ...(values.responsibility.trim() ? {} : { responsibility: '请填写由谁负责' }),
      ...(values.timeLimit ? {} : { timeLimit: '请填写哪天完成' }),
      ...(values.contingency.trim() ? {} : { contingency: '请填写防护办法' }),
    }),
    body: ({ funds, ...values }, revision) => ({
      act: 'plan',
      revision,
      ...values,
      fundsAmount: funds.trim() || null,
      fundsUnit: funds.trim() ? '元' : null,
    }),
  })
  return (
    <section className="step" aria-labelledby="plan">
      <h2 id="plan">先填整改打算（五落实）</h2>
      <Note tone="blue">按规定，这件要先写明措施、责任、资金、时限、预案，再整改。</Note>
      <Form form={form} labels={labels} verb="提交整改打算">
        <TextArea form={form} name="measures" label={labels.measures} most={2000} />
        <TextField form={form} name="responsibility" label={labels.responsibility} most={200} />
        <DateField
          name="timeLimit"
          label={labels.timeLimit}
          error={form.errors.timeLimit}
          value={form.values.timeLimit}
          onChange={(date) => form.set('timeLimit', date)}
        />
        <TextField form={form} name="funds" label={labels.funds} unit="元" numeric optional />
        <TextArea form={form} name="contingency" label={labels.contingency} most={2000} />
      </Form>
    </section>
  )
}
