import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { opensSheets } from '#scoring/rules.ts'
import { SHEET_STATE_LABELS } from '#scoring/texts.ts'
import { Button } from '../parts/button.tsx'
import { Empty } from '../parts/page-state.tsx'
import { useRole } from '../parts/session.ts'
import { StateTag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import { useSummary } from './data.ts'
import { RulerPanel } from './ruler-panel.tsx'
import { ScoreText } from './sheets-page.tsx'
import '../styles/detail.css'
import '../styles/scoring.css'

type Summary = ReturnType<typeof useSummary>['data']

/** 打分汇总: what the sheets of one set come to, every figure opening its sheet; and the ruler. */
export function SetPage() {
  const { pack } = useParams({ from: '/inside/scoring/sets/$pack' })
  const { of, ranked } = useSearch({ from: '/inside/scoring/sets/$pack' })
  const navigate = useNavigate({ from: '/scoring/sets/$pack' })
  const { data } = useSummary({ pack, of }, ranked === '1')
  // Within a campaign an order is shown only where the campaign has it switched on.
  const office = opensSheets(useRole() ?? '')
  const title = data.rows[0]?.title ?? '打分表'
  useTitle(`汇总 ${title}`)
  return (
    <>
      <nav className="crumb only-d noprint" aria-label="位置">
        <Link to="/scoring">考评打分</Link> / 汇总
      </nav>
      <div className="ttl">
        <h1>{title}：汇总</h1>
        {office && (of === undefined || ranked) && (
          <span className="r noprint">
            <Button
              onClick={() =>
                void navigate({
                  search: { ...(of ? { of } : {}), ...(ranked ? {} : { ranked: '1' }) },
                })
              }
            >
              {ranked ? '按地区排列' : '按得分排列（内部）'}
            </Button>
          </span>
        )}
      </div>
      <div className="stack full">
        {data.rows.length === 0 ? <Empty>没有可以汇总的打分表。</Empty> : <Table data={data} />}
        {data.rows.length > 0 && <Told data={data} />}
        {office && data.rows.length > 0 && <RulerPanel pack={pack} of={of} />}
      </div>
    </>
  )
}

function Table({ data }: { readonly data: Summary }) {
  const { levels, ranking } = data
  const place = new Map((ranking ?? []).map((one) => [one.id, one.place]))
  const rows = ranking
    ? data.rows.toSorted((one, other) => (place.get(one.id) ?? 999) - (place.get(other.id) ?? 999))
    : data.rows
  return (
    <section className="card score-sheet" tabIndex={0} aria-label="各份打分表的得分">
      <table>
        <caption className="vh">各份打分表的得分</caption>
        <thead>
          <tr>
            {ranking && <th scope="col">名次</th>}
            <th scope="col">被检查地区、单位</th>
            <th scope="col">评分单位</th>
            <th scope="col">状态</th>
            {levels.map(({ level, heading, points }) => (
              <th key={level} scope="col">
                {heading}（{points}）
              </th>
            ))}
            <th scope="col">总得分</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {ranking && <td>{place.get(row.id) ?? '未评完'}</td>}
              <th scope="row">
                <Link to="/scoring/$id" params={{ id: row.id }}>
                  {row.subjectName}
                </Link>
              </th>
              <td>{row.ownerName}</td>
              <td>
                <StateTag word={SHEET_STATE_LABELS[row.state]} />
              </td>
              {levels.map(({ level }) => (
                <td key={level} className="number">
                  {row.figures.scored === 0 ? '未评' : (row.figures.levels[level] ?? '0')}
                </td>
              ))}
              <td className="number">
                <ScoreText row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Means, ties, and what is not scored yet. */
function Told({ data }: { readonly data: Summary }) {
  const { summary, rows, levels, categories } = data
  const names = new Map(rows.map((row) => [row.id, row.subjectName]))
  const named = (ids: readonly string[]) => ids.map((id) => names.get(id) ?? '').join('、')
  return (
    <section className="card">
      <dl className="facts bd">
        <div>
          <dt>总得分</dt>
          <dd>{meanText(summary.total)}</dd>
        </div>
        {levels.map(({ level, heading }) => (
          <div key={level}>
            <dt>{heading}</dt>
            <dd>{summary.levels[level] ? meanText(summary.levels[level]) : '尚无评完的'}</dd>
          </div>
        ))}
        <div className="w">
          <dt>得分相同</dt>
          <dd>
            {summary.ties.length === 0
              ? '无'
              : summary.ties.map(({ score, sheets }) => `${score}分：${named(sheets)}`).join('；')}
          </dd>
        </div>
        <div className="w">
          <dt>尚未评完</dt>
          <dd>{summary.incomplete.length === 0 ? '无' : named(summary.incomplete)}</dd>
        </div>
        <div className="w">
          <dt>分项平均</dt>
          <dd>
            <details>
              <summary>{categories.length} 个考评项目</summary>
              <ul className="criteria">
                {categories.map((one) => {
                  const found = summary.categories.find(({ id }) => id === one.id)
                  return (
                    <li key={one.id}>
                      {one.id}. {one.label}（{one.points}分）：{found ? meanText(found) : '尚无'}
                    </li>
                  )
                })}
              </ul>
            </details>
          </dd>
        </div>
      </dl>
    </section>
  )
}

function meanText({ of, mean, least, most }: Summary['summary']['total']): string {
  return mean === null ? '尚无评完的' : `${of}份平均${mean}，最低${least}，最高${most}`
}
