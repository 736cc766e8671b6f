import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { PARTY_STATE_LABELS } from '#meetings/texts.ts'
import { listInvitations } from '#meetings/words.ts'
import { call } from '../parts/api.ts'
import { Empty } from '../parts/page-state.tsx'
import { StateTag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'

/** 收到的会议通知, the latest first. */
export function InvitationsPage() {
  useTitle('会议通知')
  const { data } = useSuspenseQuery({
    queryKey: ['invitations'],
    queryFn: () => call(listInvitations, {}),
  })
  return (
    <>
      <div className="ttl">
        <h1>会议通知</h1>
      </div>
      <section className="card">
        {data.rows.length === 0 && <Empty>没有会议通知。</Empty>}
        <ul className="dls">
          {data.rows.map((row) => (
            <li key={row.id}>
              <div>
                <Link to="/meetings/notices/$id" params={{ id: row.id }}>
                  <b>{row.title}</b>
                </Link>{' '}
                <StateTag word={PARTY_STATE_LABELS[row.state]} />
                <p className="sm muted">
                  {row.officeName} · {row.venue}
                </p>
              </div>
              <span className="nw">
                {row.startsOn} {row.startsAt}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
