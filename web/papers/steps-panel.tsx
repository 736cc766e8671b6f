import { STEP_LABELS } from '#papers/texts.ts'
import type { PaperStep } from '#papers/words.ts'
import { downloadReceipt } from '../journal/receipt.ts'
import type { IconName } from '../parts/icon.tsx'
import type { Tone } from '../parts/state-tag.tsx'
import { Timeline, type Happening } from '../parts/timeline.tsx'

const looks: Readonly<Record<string, readonly [Tone, IconName]>> = {
  send: ['blue', 'arrow'],
  leave: ['blue', 'arrow'],
  redirect: ['blue', 'arrow'],
  recall: ['grey', 'back'],
  reassign: ['blue', 'arrow'],
  instruct: ['blue', 'check'],
  return: ['amber', 'back'],
  send_back: ['amber', 'back'],
  remind: ['amber', 'bell'],
  answer: ['violet', 'upload'],
  fill: ['violet', 'upload'],
  accept: ['green', 'check'],
  finish: ['green', 'check'],
  withdraw: ['grey', 'cross'],
  void: ['grey', 'cross'],
}
const labels: Readonly<Record<string, string>> = STEP_LABELS

/** What a step tells beside its words. */
const FACTS: Readonly<Record<string, string>> = {
  number: '文号',
  chair: '主持',
  how: '代填方式',
  opinion: '审核意见',
  meeting: '审议会议',
  filed: '备案',
  published: '公布',
  result: '清理结果',
  count: '数量',
  counted: '报送日期',
  signed: '签字',
}

/** 办理记录 of a paper or a task, newest first, each act with its receipt. */
export function StepsPanel(props: {
  readonly number: string
  readonly steps: readonly PaperStep[]
  readonly labels?: Readonly<Record<string, string>>
}) {
  return (
    <section className="card o6">
      <div className="h">
        <h2>办理记录</h2>
      </div>
      <Timeline
        happenings={props.steps.map((step) => happening(step, props.labels ?? labels))}
        onReceipt={(one) => void downloadReceipt(one.id, `${props.number} ${one.act}`)}
      />
    </section>
  )
}

function happening(step: PaperStep, called: Readonly<Record<string, string>>): Happening {
  const [tone, icon] = looks[step.act] ?? ['grey', 'plus']
  return {
    id: step.id,
    act: called[step.act] ?? step.act,
    tone,
    icon,
    at: step.at,
    who: [step.orgName, step.personName].filter(Boolean).join(' ') || '系统',
    text: step.note,
    facts: Object.entries(step.facts).map(([name, value]) => ({
      label: FACTS[name] ?? '送',
      value,
    })),
    index: step.index,
  }
}
