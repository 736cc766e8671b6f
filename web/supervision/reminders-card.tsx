import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { readReminders } from '#supervision/words.ts'
import { DeadlineText } from '../deadlines/deadline-text.tsx'
import { call } from '../parts/api.ts'
import { ClauseLink } from '../parts/clause.tsx'

/** 到期提醒: what the packs remind this post of, once for each threshold. */
export function RemindersCard() {
  const found = useQuery({
    queryKey: ['desk', 'reminders'],
    queryFn: () => call(readReminders, {}),
  })
  const rows = found.data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <div className="card">
      <div className="h">
        <h2>到期提醒</h2>
        <span className="r sm muted">{rows.length} 件</span>
      </div>
      <ul className="mini">
        {rows.map(({ deadline, basis }) => (
          <li key={deadline.id}>
            <div>
              <Link to={deadline.route}>
                {deadline.label}：{deadline.title ?? deadline.number}
              </Link>
              <p className="sm muted">
                <ClauseLink clause={basis} />
              </p>
            </div>
            <DeadlineText view={deadline} />
          </li>
        ))}
      </ul>
    </div>
  )
}
