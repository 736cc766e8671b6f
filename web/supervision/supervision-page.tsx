import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { RECEIVER_LABELS, STANDING_LABELS } from '#supervision/texts.ts'
import type { Overview, TransferCounts } from '#supervision/words.ts'
import { ButtonLink } from '../parts/button.tsx'
import { Empty, Failed, Loading } from '../parts/page-state.tsx'
import { useTitle } from '../parts/title.ts'
import { LetterRow, ListingRow, ProposalRow, SuspensionRow } from './rows.tsx'
import { useOverview } from './supervision-data.ts'
import '../styles/supervision.css'

/** 督导督查: what waits in the scope of this post, each row leading to its finding. */
export function SupervisionPage() {
  useTitle('督导督查')
  const found = useOverview()
  return (
    <>
      <div className="ttl">
        <h1>督导督查</h1>
        <ButtonLink to="/findings" search={{ mark: 'listed' }} icon="flag">
          挂牌督办台账
        </ButtonLink>
        <ButtonLink to="/supervision/transfers" icon="arrow">
          移交移送台账
        </ButtonLink>
      </div>
      {found.isPending && <Loading />}
      {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.data && <Sections found={found.data} />}
    </>
  )
}

function Sections({ found }: { readonly found: Overview }) {
  return (
    <div className="sup-all">
      <Section title="待决定的建议" count={found.proposals.count} empty="没有待决定的督办建议。">
        {found.proposals.rows.map((row) => (
          <ProposalRow key={row.id} row={row} linked />
        ))}
      </Section>
      <Section title="未办结的督办文书" count={found.letters.count} empty="没有未办结的督办文书。">
        {found.letters.rows.map((row) => (
          <LetterRow key={row.id} row={row} linked />
        ))}
      </Section>
      <Section title="挂牌督办" count={found.listings.count} empty="没有挂牌督办的重大隐患。">
        {found.listings.rows.map((row) => (
          <ListingRow key={row.id} row={row} linked />
        ))}
      </Section>
      <Transfers counts={found.transfers} />
      <Section
        title="停产停用和关闭"
        count={found.suspensions.count}
        empty="没有正在执行的停产停用、关闭决定。"
      >
        {found.suspensions.rows.map((row) => (
          <SuspensionRow key={row.id} row={row} linked />
        ))}
      </Section>
    </div>
  )
}

function Section(props: {
  readonly title: string
  readonly count: number
  readonly empty: string
  readonly children: readonly ReactNode[]
}) {
  const more = props.count - props.children.length
  return (
    <section className="card">
      <div className="h">
        <h2>{props.title}</h2>
        <span className="r sm muted">{props.count} 件</span>
      </div>
      {props.count === 0 && <Empty>{props.empty}</Empty>}
      <ul className="sup">{props.children}</ul>
      {more > 0 && <p className="bd sm muted">另有 {more} 件，办结前列各件后依次显示。</p>}
    </section>
  )
}

/** The figures of the transfers; each opens exactly its records. */
export function Transfers({ counts }: { readonly counts: TransferCounts }) {
  return (
    <section className="card">
      <div className="h">
        <h2>移交移送</h2>
        <span className="r sm">
          <Link to="/supervision/transfers">共 {counts.total} 件</Link>
        </span>
      </div>
      <ul className="figures" aria-label="按接收单位">
        {counts.receivers.map(({ receiver, count }) => (
          <li key={receiver}>
            <Link to="/supervision/transfers" search={{ receiver }}>
              {RECEIVER_LABELS[receiver]} <b>{count}</b> 件
            </Link>
          </li>
        ))}
      </ul>
      <ul className="figures" aria-label="按办理情况">
        {counts.standings.map(({ standing, count }) => (
          <li key={standing}>
            <Link to="/supervision/transfers" search={{ standing }}>
              {STANDING_LABELS[standing]} <b>{count}</b> 件
            </Link>
          </li>
        ))}
      </ul>
      <p className="bd sm muted">
        反馈的处理结果：处分 {counts.punished} 人次，通报批评 {counts.circulated} 人次，诫勉{' '}
        {counts.admonished} 人次；同一人可能重复，不相加。
      </p>
    </section>
  )
}
