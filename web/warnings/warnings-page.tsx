import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { issuesWarnings } from '#warnings/rules.ts'
import { WARNING_RECEIPT_LABELS } from '#warnings/texts.ts'
import type { ReceivedWarning, WarningRow } from '#warnings/words.ts'
import { DueText } from '../papers/due-text.tsx'
import { Button } from '../parts/button.tsx'
import { Empty, Failed, Loading } from '../parts/page-state.tsx'
import { useRole } from '../parts/session.ts'
import { StateTag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import { WarningGradeTag, WarningStateTag } from './grade-tag.tsx'
import { IssueDialog } from './issue-dialog.tsx'
import { useWarnings } from './warnings-data.ts'
import '../styles/detail.css'

/** 预警: what was sent to this body, and what its office has issued. */
export function WarningsPage() {
  useTitle('预警')
  const role = useRole()
  const { data, isPending, isError, error, refetch } = useWarnings()
  const [issuing, setIssuing] = useState(false)
  const issues = issuesWarnings(role ?? '')
  return (
    <>
      <div className="ttl">
        <h1>预警</h1>
        {issues && (
          <span className="r noprint">
            <Button icon="plus" onClick={() => setIssuing(true)}>
              发布预警
            </Button>
          </span>
        )}
      </div>
      {isPending && <Loading />}
      {isError && <Failed error={error} retry={() => void refetch()} />}
      {data && (
        <div className="stack full">
          {(data.received.length > 0 || !issues) && <Received received={data.received} />}
          {issues && <Issued issued={data.rows} />}
        </div>
      )}
      {issuing && <IssueDialog onClose={() => setIssuing(false)} />}
    </>
  )
}

function Received({ received }: { readonly received: readonly ReceivedWarning[] }) {
  const asked = received.filter(({ state }) => state === 'asked').length
  return (
    <section className="card">
      <div className="h">
        <h2>收到的预警</h2>
        <span className="r sm muted">待回执 {asked} 份</span>
      </div>
      {received.length === 0 && <Empty>没有收到预警。</Empty>}
      <ul className="dls">
        {received.map((one) => (
          <li key={one.id}>
            <div>
              <Link to="/warnings/receipts/$id" params={{ id: one.id }}>
                {one.title}
              </Link>{' '}
              <WarningGradeTag grade={one.grade} />{' '}
              <StateTag word={WARNING_RECEIPT_LABELS[one.state]} />{' '}
              {one.liftedAt !== null && <StateTag word="已解除" />}
              <p className="sm muted">
                {one.number}，{one.issuerName}发布，有效期至 {one.validUntil}
              </p>
            </div>
            {one.state === 'asked' && <DueText dueOn={one.dueOn} left={one.left} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Issued({ issued }: { readonly issued: readonly WarningRow[] }) {
  return (
    <section className="card">
      <div className="h">
        <h2>本单位发布的预警</h2>
        <span className="r sm muted">
          生效中 {issued.filter(({ state }) => state === 'in_force').length} 份
        </span>
      </div>
      {issued.length === 0 && <Empty>尚未发布预警。</Empty>}
      <ul className="dls">
        {issued.map((one) => (
          <li key={one.id}>
            <div>
              <Link to="/warnings/$id" params={{ id: one.id }}>
                {one.number} {one.title}
              </Link>{' '}
              <WarningGradeTag grade={one.grade} />{' '}
              <WarningStateTag state={one.state} expired={one.expired} />
              <p className="sm muted">
                有效期至 {one.validUntil}，已回执 {one.acknowledged}/{one.asked}
                {one.acknowledged < one.asked && `，${one.asked - one.acknowledged}个单位未回执`}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
