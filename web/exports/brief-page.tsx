import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { readBrief, type Brief } from '#exports/words.ts'
import { GRADE_LABELS } from '#findings/texts.ts'
import { DeadlineText } from '../deadlines/deadline-text.tsx'
import { FindingCard } from '../findings/ledger-columns.tsx'
import { viewOfRow } from '../findings/deadline-views.ts'
import { call } from '../parts/api.ts'
import { fullTime } from '../parts/dates.ts'
import { Failed, Loading } from '../parts/page-state.tsx'
import { useTitle } from '../parts/title.ts'
import { markOf, PrintBar, type Entered } from './print-bar.tsx'
import '../styles/list.css'
import '../styles/paper.css'

/** 领导参阅: one page for whoever leads a place. */
export function BriefPage() {
  const { place } = useSearch({ from: '/inside/reports/brief' })
  const asked = place === undefined ? {} : { place }
  useTitle('领导参阅')
  const found = useQuery({
    queryKey: ['findings', 'brief', asked],
    queryFn: ({ signal }) => call(readBrief, { query: asked, signal }),
  })
  const [entered, setEntered] = useState<Entered | null>(null)
  if (found.isPending) return <Loading lines={8} />
  if (found.isError) return <Failed error={found.error} retry={() => void found.refetch()} />
  const brief = found.data
  return (
    <>
      <PrintBar form="brief" query={asked} entered={entered} onEntered={setEntered} />
      <article className="a4sheet">
        <p className="kicker">领导参阅　{brief.placeName}</p>
        <h1>{brief.placeName}的问题隐患，哪些逾期？</h1>
        <p className="mark">{markOf(brief, entered)}</p>
        <Figures brief={brief} />
        <Late brief={brief} />
      </article>
    </>
  )
}

function Figures({ brief }: { readonly brief: Brief }) {
  const { done, of } = brief.rate
  const share = of.count === 0 ? '—' : `${Math.round((done.count * 1000) / of.count) / 10}%`
  return (
    <dl className="briefs">
      {brief.figures.map(({ key, label, count, query }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd className={key === 'overdue' && count > 0 ? 'late' : undefined}>
            <Link to="/findings" search={query}>
              {count.toLocaleString('en-US')}
            </Link>{' '}
            条
          </dd>
        </div>
      ))}
      <div>
        <dt>销号率</dt>
        <dd>
          {share}{' '}
          <small>
            <Link to="/findings" search={done.query}>
              {done.count.toLocaleString('en-US')}
            </Link>
            /
            <Link to="/findings" search={of.query}>
              {of.count.toLocaleString('en-US')}
            </Link>
          </small>
        </dd>
      </div>
    </dl>
  )
}

function Late({ brief }: { readonly brief: Brief }) {
  const overdue = brief.figures.find(({ key }) => key === 'overdue')?.count ?? 0
  if (brief.late.length === 0) return <p>截至 {fullTime(brief.at)}，没有逾期事项。</p>
  return (
    <>
      <h2>
        逾期最久的 {brief.late.length} 条
        {overdue > brief.late.length && (
          <small className="muted">（全部 {overdue.toLocaleString('en-US')} 条见台账）</small>
        )}
      </h2>
      <ul className="ml only-m">
        {brief.late.map((row) => (
          <li key={row.id}>
            <FindingCard row={row} />
          </li>
        ))}
      </ul>
      <div
        className="papers only-d"
        tabIndex={0}
        role="region"
        aria-label="逾期最久的问题，可横向滚动"
      >
        <table className="plain-table lates">
          <thead>
            <tr>
              {['编号', '问题', '级别', '地区', '责任单位', '逾期'].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {brief.late.map((row) => {
              const view = viewOfRow(row)
              return (
                <tr key={row.id}>
                  <td>
                    <Link to="/findings/$id" params={{ id: row.id }}>
                      {row.number}
                    </Link>
                  </td>
                  <td className="what">{row.title}</td>
                  <td className="nw">{GRADE_LABELS[row.grade]}</td>
                  <td className="nw">{row.placeName}</td>
                  <td>{row.rectifierName ?? row.subjectName}</td>
                  <td>{view && <DeadlineText view={view} />}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </>
  )
}
