import { Link } from '@tanstack/react-router'
import { STEP_TEXTS, STEPS, type StepName } from '#imports/texts.ts'
import type { DraftView } from '#imports/words.ts'
import { isOpenStep } from './draft-data.ts'

/** The five steps; each that is open can be gone to and back from, and nothing is lost by it. */
export function StepsBar({ draft, now }: { readonly draft?: DraftView; readonly now: StepName }) {
  const at = STEPS.indexOf(now)
  return (
    <ol className="wizard" aria-label="导入步骤">
      {STEPS.map((step, nth) => (
        <li
          key={step}
          className={nth < at ? 'd' : ''}
          aria-current={step === now ? 'step' : undefined}
        >
          <span className="c" aria-hidden="true">
            {nth + 1}
          </span>
          {draft && step !== now && isOpenStep(draft, step) ? (
            <Link to="/imports/$id" params={{ id: draft.id }} search={{ step }}>
              {STEP_TEXTS[step]}
            </Link>
          ) : (
            <span>{STEP_TEXTS[step]}</span>
          )}
        </li>
      ))}
    </ol>
  )
}
