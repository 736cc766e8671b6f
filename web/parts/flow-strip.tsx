import { Icon } from './icon.tsx'
import '../styles/detail.css'

export type FlowStep = {
  readonly name: string
  readonly state: 'done' | 'now' | 'later' | 'skipped'
  readonly when?: string | undefined
  readonly who?: string | undefined
}

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
            <em>{step.when ?? (step.state === 'skipped' ? '不涉及' : '未开始')}</em>
            {step.who}
          </span>
        </li>
      ))}
    </ol>
  )
}
