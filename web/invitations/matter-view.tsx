import { MATTER_LABELS } from '#invitations/texts.ts'
import type { ByLinkAct, LinkMatter } from '#invitations/words.ts'
import { longDay } from '../parts/dates.ts'
import { Note } from '../parts/page-state.tsx'
import { AnswerForm, PlanForm, ReceiveForm, ReturnForm } from './matter-forms.tsx'

export type MatterProps = {
  readonly matter: LinkMatter
  readonly onDone: () => void
  /** The browser holds the link no longer; told why. */
  readonly onLost: (why: string) => void
}

/** The one matter in plain words: what is asked, by when, and the next thing to do. */
export function MatterView(props: MatterProps) {
  const { matter } = props
  return (
    <>
      <h1>{matter.title}</h1>
      <p className="due">
        {matter.dueOn ? (
          <>
            请于 <b>{longDay(matter.dueOn)}</b> 前办完
          </>
        ) : (
          '未定期限'
        )}
      </p>
      <dl className="asked">
        <dt>{matter.kind === 'finding' ? '问题' : '要做什么'}</dt>
        <dd className="pre">{matter.content}</dd>
        <dt>发出单位</dt>
        <dd>{matter.issuerName}</dd>
        <dt>办理单位</dt>
        <dd>
          {matter.orgName}　{matter.name}
        </dd>
        <dt>{MATTER_LABELS[matter.kind]}编号</dt>
        <dd>{matter.number}</dd>
        <dt>现在状态</dt>
        <dd>{matter.stateName}</dd>
        {matter.answer !== null && (
          <>
            <dt>已报情况</dt>
            <dd className="pre">{matter.answer}</dd>
          </>
        )}
        {matter.files.length > 0 && (
          <>
            <dt>已有附件</dt>
            <dd>{matter.files.join('、')}</dd>
          </>
        )}
      </dl>
      {matter.lacking !== null && <Note tone="amber">退回的原因：{matter.lacking}</Note>}
      <Next {...props} />
    </>
  )
}

/** One thing at a time: sign for it, plan where that is asked, then report. */
function Next(props: MatterProps) {
  const may = (act: ByLinkAct) =>
    props.matter.acts.some((one) => one.act === act && one.refusal === null)
  if (may('receive')) {
    return (
      <>
        <ReceiveForm {...props} />
        {may('return') && <ReturnForm {...props} />}
      </>
    )
  }
  const answer = props.matter.acts.find(({ act }) => act === 'answer')
  if (answer?.refusal === null) return <AnswerForm {...props} />
  if (may('plan')) return <PlanForm {...props} />
  return (
    <Note tone="green">
      现在没有要办的。本件已经办理，或者等发出单位核对；有退回的，仍从本链接补充。
    </Note>
  )
}
