import { Link, useNavigate } from '@tanstack/react-router'
import { organizes } from '#campaigns/rules.ts'
import { CAMPAIGN_STATE_LABELS } from '#campaigns/texts.ts'
import type { CampaignRow } from '#campaigns/words.ts'
import { Button } from '../parts/button.tsx'
import { Empty, Failed, Loading } from '../parts/page-state.tsx'
import { useRole } from '../parts/session.ts'
import { StateTag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import { useCampaigns } from './data.ts'
import { DutyLine, GroupLine, HostLine, ListCard } from './rows.tsx'
import '../styles/detail.css'

/** 专项行动: what this office organizes, and its own part in others'. */
export function CampaignsPage() {
  useTitle('专项行动')
  const role = useRole()
  const navigate = useNavigate()
  const { data, isPending, isError, error, refetch } = useCampaigns()
  const nothing =
    data && data.rows.length + data.groups.length + data.hosts.length + data.duties.length === 0
  return (
    <>
      <div className="ttl">
        <h1>专项行动</h1>
        {organizes(role ?? '') && (
          <span className="r noprint">
            <Button icon="plus" onClick={() => void navigate({ to: '/campaigns/new' })}>
              组织专项行动
            </Button>
          </span>
        )}
      </div>
      {isPending && <Loading />}
      {isError && <Failed error={error} retry={() => void refetch()} />}
      {nothing && (
        <section className="card">
          <Empty>本单位没有组织或者参加的专项行动。</Empty>
        </section>
      )}
      {data && (
        <div className="stack full">
          {data.duties.length > 0 && (
            <ListCard
              title="应报送"
              count={`待报送 ${data.duties.filter(({ state }) => state === 'owed' || state === 'advance').length} 件`}
              empty=""
              rows={data.duties.map((row) => (
                <DutyLine key={row.id} row={row} />
              ))}
            />
          )}
          {data.groups.length > 0 && (
            <ListCard
              title="本单位派出的组"
              empty=""
              rows={data.groups.map((row) => (
                <GroupLine key={row.id} row={row} />
              ))}
            />
          )}
          {data.hosts.length > 0 && (
            <ListCard
              title="接受检查"
              empty=""
              rows={data.hosts.map((row) => (
                <HostLine key={row.id} row={row} />
              ))}
            />
          )}
          {data.rows.length > 0 && (
            <ListCard
              title="本单位组织的专项行动"
              empty=""
              rows={data.rows.map((row) => (
                <Organized key={row.id} row={row} />
              ))}
            />
          )}
        </div>
      )}
    </>
  )
}

function Organized({ row }: { readonly row: CampaignRow }) {
  return (
    <li>
      <div>
        <Link to="/campaigns/$id" params={{ id: row.id }}>
          {row.number} {row.title}
        </Link>{' '}
        <StateTag word={CAMPAIGN_STATE_LABELS[row.state]} />
        <p className="sm muted">
          {row.units}个单位；应报送 {row.received}/{row.owed} 件已收存
          {row.late > 0 && <b className="red">，逾期 {row.late} 件</b>}
        </p>
      </div>
      <span className="sm nw muted">
        {row.fromOn} 至 {row.toOn}
      </span>
    </li>
  )
}
