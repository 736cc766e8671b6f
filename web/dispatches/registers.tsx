import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { DISPATCH_KIND_LABELS, RETENTION_LABELS, STATE_PHRASES } from '#dispatches/texts.ts'
import { Button } from '../parts/button.tsx'
import { legalToday } from '../parts/dates.ts'
import { download } from '../parts/download.ts'
import { Empty, Note, sentenceOf } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'
import { useTitle } from '../parts/title.ts'
import { useArchive, useNumbers } from './dispatch-data.ts'
import '../styles/list.css'

/** 文号簿: every number that was given in a year, with what became of it. */
export function NumbersPage() {
  useTitle('文号簿')
  const { year = thisYear() } = useSearch({ from: '/inside/outgoing/numbers' })
  const navigate = useNavigate({ from: '/outgoing/numbers' })
  const { data } = useNumbers(Number(year))
  return (
    <>
      <Head
        title="文号簿"
        year={Number(year)}
        onYear={(to) => void navigate({ search: { year: to } })}
      />
      {data.series.length === 0 && <Empty>{year}年没有签发公文。</Empty>}
      {data.series.map((series) => (
        <section key={series.mark} className="card">
          <div className="h">
            <h2>{series.mark}</h2>
            <span className="r sm muted">{series.rows.length} 个文号</span>
          </div>
          {series.missing.length > 0 && (
            <Note tone="red">缺号：{series.missing.join('、')}，应当查明。</Note>
          )}
          <Table
            label={`${series.mark}文号`}
            heads={['文号', '标题', '文种', '状态', '签发日期', '签发人', '说明']}
          >
            {series.rows.map((row) => (
              <tr key={row.id}>
                <td className="nw">
                  <Link to="/outgoing/$id" params={{ id: row.id }}>
                    {row.number}
                  </Link>
                </td>
                <td>{row.title}</td>
                <td className="nw">{DISPATCH_KIND_LABELS[row.kind]}</td>
                <td className="nw">{STATE_PHRASES[row.state]}</td>
                <td className="nw">{row.signedOn}</td>
                <td className="nw">{row.signerName ?? ''}</td>
                <td>{row.reason ?? ''}</td>
              </tr>
            ))}
          </Table>
        </section>
      ))}
    </>
  )
}

/** 归档目录: what this office archived in a year, by piece. */
export function ArchivePage() {
  useTitle('归档目录')
  const { year = thisYear() } = useSearch({ from: '/inside/outgoing/archive' })
  const navigate = useNavigate({ from: '/outgoing/archive' })
  const { data } = useArchive(Number(year))
  const save = () =>
    void download(`/api/outgoing-archive/sheet?year=${year}`, `${year}年归档目录.xlsx`).catch(
      (error: unknown) => say(sentenceOf(error), 'red'),
    )
  return (
    <>
      <Head
        title="归档目录"
        year={Number(year)}
        onYear={(to) => void navigate({ search: { year: to } })}
        more={
          <Button icon="download" onClick={save}>
            导出电子表格
          </Button>
        }
      />
      <section className="card">
        <div className="h">
          <h2>
            {data.officeName}
            {year}年度发文归档目录
          </h2>
          <span className="r sm muted">{data.rows.length} 件</span>
        </div>
        {data.rows.length === 0 ? (
          <Empty>{year}年没有归档公文。分发后的公文在其页面归档。</Empty>
        ) : (
          <Table
            label="归档目录"
            heads={['件号', '文号', '题名', '责任者', '成文日期', '保管期限', '归档日期']}
          >
            {data.rows.map((row) => (
              <tr key={row.id}>
                <td className="nw">{row.piece}</td>
                <td className="nw">
                  <Link to="/outgoing/$id" params={{ id: row.id }}>
                    {row.number}
                  </Link>
                </td>
                <td>{row.title}</td>
                <td>{row.issuerName}</td>
                <td className="nw">{row.signedOn}</td>
                <td className="nw">{RETENTION_LABELS[row.retention]}</td>
                <td className="nw">{row.archivedOn}</td>
              </tr>
            ))}
          </Table>
        )}
      </section>
    </>
  )
}

function thisYear(): string {
  return legalToday().slice(0, 4)
}

function Head(props: {
  readonly title: string
  readonly year: number
  readonly onYear: (year: string) => void
  readonly more?: React.ReactNode
}) {
  const years = [0, 1, 2, 3, 4].map((back) => String(Number(thisYear()) - back))
  return (
    <>
      <nav className="crumb only-d noprint" aria-label="位置">
        <Link to="/outgoing">发文登记簿</Link> / {props.title}
      </nav>
      <div className="ttl">
        <h1>{props.title}</h1>
        <span className="r noprint">
          <select
            className="inp"
            aria-label="年度"
            value={String(props.year)}
            onChange={(event) => props.onYear(event.target.value)}
          >
            {years.map((year) => (
              <option key={year} value={year}>
                {year}年
              </option>
            ))}
          </select>
          {props.more}
          <Button icon="print" onClick={() => window.print()}>
            打印
          </Button>
        </span>
      </div>
    </>
  )
}

function Table(props: {
  readonly label: string
  readonly heads: readonly string[]
  readonly children: React.ReactNode
}) {
  return (
    <div className="tb" tabIndex={0} role="region" aria-label={`${props.label}，可横向滚动`}>
      <table className="register">
        <thead>
          <tr>
            {props.heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </div>
  )
}
