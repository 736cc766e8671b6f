import { Link } from '@tanstack/react-router'
import type { DeadlineView } from '#deadlines/words.ts'
import { DeadlineText } from '../deadlines/deadline-text.tsx'
import { ClauseLink } from '../parts/clause.tsx'

/** One thing to do: deadline, title, kind, subject, 依据, one verb. */
export function Task({ task, solid }: { readonly task: DeadlineView; readonly solid: boolean }) {
  const [to, hash] = task.route.split('#')
  const place = { to: to!, ...(hash === undefined ? {} : { hash }) }
  return (
    <li className="task">
      <div className="when">
        <DeadlineText view={task} />
      </div>
      <div className="what">
        <p className="t">
          <Link {...place}>{task.title ?? task.label}</Link>
        </p>
        <p className="m sm muted">{task.number && <span className="nw">{task.number}</span>}</p>
        <p className="m law">
          <ClauseLink clause={task.basis} />
        </p>
      </div>
      <div className="do noprint">
        <Link {...place} className={solid ? 'btn p' : 'btn o'}>
          {task.label}
          <span className="vh">：{task.title ?? task.number}</span>
        </Link>
      </div>
    </li>
  )
}
