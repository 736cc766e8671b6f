import { CLASS_LABELS } from '#law/texts.ts'
import { SEVERITY_LABELS } from '#packs/texts.ts'
import type { ImportProblem } from '#packs/words.ts'
import { Tag, type Tone } from '../parts/state-tag.tsx'

const toneOf = {
  error: 'red',
  warning: 'amber',
  note: 'plain',
} as const satisfies Record<ImportProblem['severity'], Tone>

/** What does not add up, first what must be put right, by whose it is. */
export function Problems({ problems }: { readonly problems: readonly ImportProblem[] }) {
  const order = ['error', 'warning', 'note'] as const
  const sorted = order.flatMap((severity) => problems.filter((one) => one.severity === severity))
  return (
    <section className="card packproblems">
      <div className="h">
        <h2>对不上之处</h2>
        <span className="r sm muted">{problems.length} 处</span>
      </div>
      {problems.length === 0 && <p className="sm packuse">各项分值、编号和标题均相符。</p>}
      <ul className="dls">
        {sorted.map(({ class: of, severity, at, message }) => (
          <li key={`${at}${message}`}>
            <div>
              <p className="sm">{message}</p>
              <p className="xs muted">{[of && CLASS_LABELS[of], at].filter(Boolean).join(' · ')}</p>
            </div>
            <Tag tone={toneOf[severity]} word={SEVERITY_LABELS[severity]} />
          </li>
        ))}
      </ul>
    </section>
  )
}
