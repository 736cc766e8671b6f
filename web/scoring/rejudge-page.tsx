import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { shortTime } from '../parts/dates.ts'
import { Failed, Loading, Note } from '../parts/page-state.tsx'
import { useTitle } from '../parts/title.ts'
import { useRejudged, useSheet, useSheetPacks } from './data.ts'
import '../styles/detail.css'
import '../styles/scoring.css'

type Judged = NonNullable<ReturnType<typeof useRejudged>['data']>

/** 重新评判: the same answers under another version or pack; the sheet itself stays as it is. */
export function RejudgePage() {
  const { id } = useParams({ from: '/inside/scoring/$id/rejudgement' })
  const { version } = useSearch({ from: '/inside/scoring/$id/rejudgement' })
  const navigate = useNavigate({ from: '/scoring/$id/rejudgement' })
  const { data: sheet } = useSheet(id)
  const packs = useSheetPacks()
  const judged = useRejudged(id, version)
  useTitle(`重新评判 ${sheet.subjectName}`)
  return (
    <>
      <nav className="crumb only-d noprint" aria-label="位置">
        <Link to="/scoring">考评打分</Link> /{' '}
        <Link to="/scoring/$id" params={{ id }}>
          {sheet.number}
        </Link>
      </nav>
      <div className="ttl">
        <h1>重新评判：{sheet.subjectName}</h1>
      </div>
      <div className="stack full">
        <section className="card">
          <div className="bd">
            <label className="field">
              按哪一版本评判
              <select
                className="inp"
                value={version ?? ''}
                onChange={(event) => void navigate({ search: { version: event.target.value } })}
              >
                <option value="">请选择</option>
                {(packs.data?.packs ?? []).map((one) => (
                  <option key={one.version} value={one.version}>
                    {one.title}（{one.current ? '现行，' : ''}
                    {shortTime(one.enteredAt)}录入，{one.version.slice(0, 8)}）
                  </option>
                ))}
              </select>
            </label>
            <p className="hint">同一答卷按两个版本并列，只供对照，原打分表不变。</p>
          </div>
        </section>
        {version !== undefined && judged.isPending && <Loading />}
        {judged.isError && <Failed error={judged.error} retry={() => void judged.refetch()} />}
        {judged.data && <Sides judged={judged.data} />}
      </div>
    </>
  )
}

function Sides({ judged }: { readonly judged: Judged }) {
  const { now, other, levels, items } = judged
  const changed = items.filter(({ difference }) => difference !== '0')
  return (
    <>
      {judged.problems.length > 0 && <Note tone="red">{judged.problems.join('')}</Note>}
      {judged.leftOut.length > 0 && (
        <Note tone="amber">另一版本没有对应之处、未计入的：{judged.leftOut.join('、')}。</Note>
      )}
      <section className="card score-sheet" tabIndex={0} aria-label="两个版本的得分">
        <table className="narrow">
          <caption className="vh">两个版本的得分</caption>
          <thead>
            <tr>
              <th scope="col">项目</th>
              <th scope="col">本表（{now.version.slice(0, 8)}）</th>
              <th scope="col">另一版本（{other.version.slice(0, 8)}）</th>
              <th scope="col">相差</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">总得分</th>
              <td className="number">{now.score}</td>
              <td className="number">{other.score ?? '不能计算'}</td>
              <td />
            </tr>
            {levels.map((one) => (
              <Side key={one.key} label={one.label} row={one} />
            ))}
            {changed.map((one) => (
              <Side key={`item ${one.key}`} label={`${one.key}. ${one.label}`} row={one} />
            ))}
          </tbody>
        </table>
        <p className="bd sm muted">
          {changed.length === 0
            ? '逐项得分没有不同。'
            : `逐项得分不同的 ${changed.length} 项列于上表。`}
        </p>
      </section>
    </>
  )
}

function Side({ label, row }: { readonly label: string; readonly row: Judged['levels'][number] }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td className="number">{row.now ?? '未评'}</td>
      <td className="number">{row.other ?? '没有'}</td>
      <td className="number">{row.difference ?? ''}</td>
    </tr>
  )
}
