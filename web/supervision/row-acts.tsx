import { useState } from 'react'
import { Button } from '../parts/button.tsx'
import { ClauseLink } from '../parts/clause.tsx'
import { Icon } from '../parts/icon.tsx'
import { ActForm } from './act-form.tsx'
import type { ActSpec } from './act-spec.ts'

/** The acts on one row: open ones as buttons, refused ones with the server's sentence beside them. */
export function RowActs(props: {
  readonly acts: readonly ActSpec[]
  readonly subject: string
  readonly route: string
}) {
  const [chosen, setChosen] = useState<string | null>(null)
  const open = props.acts.filter(({ refusal }) => refusal === null)
  const refused = props.acts.filter(({ refusal }) => refusal !== null)
  const act = props.acts.find(({ id }) => id === chosen)
  if (props.acts.length === 0) return null
  return (
    <div className="row-acts noprint">
      {open.length > 0 && (
        <p className="acts-in">
          {open.map(({ id, label }) => (
            <Button key={id} small onClick={() => setChosen(id)}>
              {label}
              <span className="vh">：{props.subject}</span>
            </Button>
          ))}
        </p>
      )}
      {refused.length > 0 && (
        <details className="why" open={open.length === 0}>
          <summary>暂不能办理（{refused.length}项）</summary>
          <dl>
            {refused.map(({ id, label, refusal }) => (
              <div key={id}>
                <dt>
                  <button
                    type="button"
                    className="btn s"
                    aria-disabled="true"
                    aria-describedby={`no-${id}-${props.subject}`}
                  >
                    <Icon name="lock" />
                    {label}
                  </button>
                </dt>
                <dd id={`no-${id}-${props.subject}`}>
                  {refusal?.refused} {refusal && <ClauseLink clause={refusal.clause} />}
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {act && (
        <ActForm
          act={act}
          subject={props.subject}
          route={props.route}
          onClose={() => setChosen(null)}
        />
      )}
    </div>
  )
}
