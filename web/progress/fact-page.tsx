import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { FACT_LABELS } from '#progress/texts.ts'
import { readFact, type Fact } from '#progress/words.ts'
import { call } from '../parts/api.ts'
import { fullTime } from '../parts/dates.ts'
import { Empty } from '../parts/page-state.tsx'
import { useTitle } from '../parts/title.ts'
import '../styles/detail.css'

/** The records behind one figure of a round, as they stood when it was counted. */
export function FactPage() {
  const { id, fact } = useParams({ from: '/inside/progress/answers/$id/facts/$fact' })
  const { data } = useSuspenseQuery({
    queryKey: ['progress', 'fact', id, fact],
    queryFn: () => call(readFact, { params: { id, fact } }),
  })
  const label = FACT_LABELS[fact as Fact] ?? fact
  useTitle(`${data.orgName}：${label}`)
  return (
    <>
      <div className="ttl">
        <h1>
          {data.orgName}：{label}
        </h1>
        <span className="muted">{data.value} 条</span>
      </div>
      <section className="card">
        {data.records.length === 0 && <Empty>没有记录。</Empty>}
        <ul className="dls">
          {data.records.map((one) => (
            <li key={one.id}>
              <div>
                <Link to={one.route}>{one.title || one.number}</Link>
                <p className="sm muted">{one.number}</p>
              </div>
            </li>
          ))}
        </ul>
        <p className="bd sm muted">
          截至 {fullTime(data.asOf)}
          {data.value > data.records.length && `，列出前 ${data.records.length} 条`}。
        </p>
      </section>
    </>
  )
}
