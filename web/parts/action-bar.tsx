import type { Refusal } from '#kernel/refusal.ts'
import { Button } from './button.tsx'
import { ClauseLink } from './clause.tsx'
import { Icon, type IconName } from './icon.tsx'

/** A verb of the page: open to this post, or refused with a sentence and its clause. */
export type Act = {
  readonly id: string
  readonly label: string
  readonly icon?: IconName
  readonly refusal: Refusal | null
  /** Of the present or a coming stage; what is past is folded away. */
  readonly near: boolean
}

/**
 * The verbs of a record. One is solid: what the desk asked of this post. Those refused keep their
 * place under 暂不能办理, each with the server's sentence and its clause beside it.
 */
export function ActionBar(props: {
  readonly acts: readonly Act[]
  readonly first: string | null
  readonly onAct: (id: string) => void
  readonly children?: React.ReactNode
}) {
  const open = props.acts.filter((act) => act.refusal === null)
  const refused = props.acts.filter((act) => act.refusal !== null)
  const near = refused.filter((act) => act.near)
  const far = refused.filter((act) => !act.near)
  const first = open.find((act) => act.id === props.first) ?? null
  const rest = open.filter((act) => act !== first)
  return (
    <section className="card o2" aria-label="操作">
      <div className="acts noprint">
        {first && (
          <Button
            weight="solid"
            onlyWide
            {...(first.icon ? { icon: first.icon } : {})}
            onClick={() => props.onAct(first.id)}
          >
            {first.label}
          </Button>
        )}
        {rest.map((act) => (
          <Button
            key={act.id}
            {...(act.icon ? { icon: act.icon } : {})}
            onClick={() => props.onAct(act.id)}
          >
            {act.label}
          </Button>
        ))}
        {props.children}
      </div>
      {near.length > 0 && <Refused title="暂不能办理" acts={near} open />}
      {far.length > 0 && <Refused title="其他不能办理的事项" acts={far} open={false} />}
      {first && (
        <div className="mbar noprint">
          <Button weight="solid" onClick={() => props.onAct(first.id)}>
            {first.label}
          </Button>
        </div>
      )}
    </section>
  )
}

function Refused(props: {
  readonly title: string
  readonly acts: readonly Act[]
  readonly open: boolean
}) {
  return (
    <details className="why noprint" open={props.open}>
      <summary>
        {props.title}（{props.acts.length}项）
      </summary>
      <dl>
        {props.acts.map((act) => (
          <div key={act.id}>
            <dt>
              <button
                type="button"
                className="btn s"
                aria-disabled="true"
                aria-describedby={`no-${act.id}`}
              >
                <Icon name="lock" />
                {act.label}
              </button>
            </dt>
            <dd id={`no-${act.id}`}>
              {act.refusal?.refused} {act.refusal && <ClauseLink clause={act.refusal.clause} />}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
