import { Icon } from './icon.tsx'
import '../styles/detail.css'

export type FlowStep = {
  readonly name: string
  readonly state: 'done' | 'now' | 'later' | 'skipped'
  readonly when?: string | undefined
  readonly who?: string | undefined
}

/** What stands where a step has no date; a finding that was taken over may not know its dates. */
const UNDATED = {
  done: '日期未记载',
  now: '办理中',
  later: '未开始',
  skipped: '不涉及',
} as const satisfies Record<FlowStep['state'], string>

/** 发现→交办→整改→复查→销号, with when and who; the present step is marked for all senses. */
export function FlowStrip({ steps }: { readonly steps: readonly FlowStep[] }) {
  return (
    <ol className="steps" aria-label="闭环进度">
      {steps.map((step, i) => (
        <li
          key={step.name}
          className={step.state === 'done' ? 'd' : step.state === 'skipped' ? 'skipped' : ''}
          aria-current={step.state === 'now' ? 'step' : undefined}
        >
          <span className="c">{step.state === 'done' ? <Icon name="check" /> : i + 1}</span>
          <span className="n">
            {step.name}
            {step.state === 'done' && <span className="vh">（已完成）</span>}
          </span>
          <span className="xs">
            <em>{step.when ?? UNDATED[step.state]}</em>
            {step.who}
          </span>
        </li>
      ))}
    </ol>
  )
}
