import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { openFigure } from '#bulletins/words.ts'
import { call } from '../parts/api.ts'
import { ButtonLink } from '../parts/button.tsx'
import { Empty, Failed, Loading } from '../parts/page-state.tsx'
import { useTitle } from '../parts/title.ts'
import '../styles/list.css'
import '../styles/notice.css'

/** 通报数字的明细: the records behind a figure as they were counted, and how each stands today. */
export function FigurePage() {
  const { id } = useParams({ from: '/inside/notices/$id/figures' })
  const { key = '' } = useSearch({ from: '/inside/notices/$id/figures' })
  const found = useQuery({
    queryKey: ['notice', id, 'figure', key],
    retry: false,
    queryFn: () => call(openFigure, { params: { id }, query: { key } }),
  })
  useTitle(found.data ? `${found.data.figure.label} ${found.data.number ?? ''}` : '通报数字的明细')
  if (found.isPending) return <Loading lines={10} />
  if (found.isError) return <Failed error={found.error} retry={() => void found.refetch()} />
  const { figure, records, hidden, more, number, asOf } = found.data
  return (
    <>
      <nav className="crumb noprint" aria-label="位置">
        <Link to="/notices">通报</Link> /{' '}
        <Link to="/notices/$id" params={{ id }}>
          {number}
        </Link>
      </nav>
      <div className="ttl">
        <h1>{figure.label}</h1>
        <span className="muted all">
          <b>{figure.count.toLocaleString('en-US')}</b> 条，截至 {asOf}
        </span>
        <span className="r noprint">
          <ButtonLink to="/findings" search={figure.filter} icon="list">
            现在的台账
          </ButtonLink>
        </span>
      </div>
      <div className="card listcard">
        {records.length === 0 ? (
          <Empty>{figure.count === 0 ? '没有记录。' : '有关记录不在本岗位管辖范围内。'}</Empty>
        ) : (
          <Records records={records} />
        )}
        {(hidden > 0 || more > 0) && (
          <p className="sm muted figure-rest">
            {hidden > 0 && `另有 ${hidden} 条不在本岗位管辖范围内。`}
            {more > 0 && `另有 ${more} 条未列出。`}
          </p>
        )}
      </div>
    </>
  )
}

type Row = {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly placeName: string
  readonly before: string
  readonly now: string
}

function Records({ records }: { readonly records: readonly Row[] }) {
  return (
    <div className="tb fold" tabIndex={0} role="region" aria-label="明细，可横向滚动">
      <table>
        <caption className="vh">通报数字的明细</caption>
        <thead>
          <tr>
            <th scope="col" className="f2 f0">
              问题隐患
            </th>
            <th scope="col">编号</th>
            <th scope="col">地区</th>
            <th scope="col">签发时</th>
            <th scope="col">现在</th>
          </tr>
        </thead>
        <tbody>
          {records.map((row) => (
            <tr key={row.id}>
              <td className="f2 f0" data-label="问题隐患">
                <Link to="/findings/$id" params={{ id: row.id }}>
                  {row.title}
                </Link>
              </td>
              <td className="nw" data-label="编号">
                {row.number}
              </td>
              <td data-label="地区">{row.placeName}</td>
              <td className="nw" data-label="签发时">
                {row.before}
              </td>
              <td className="nw" data-label="现在">
                {row.now}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
