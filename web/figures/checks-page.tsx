import { useQuery } from '@tanstack/react-query'
import { readFigureChecks, type FigureCheckView } from '#bulletins/words.ts'
import { call } from '../parts/api.ts'
import { fullTime } from '../parts/dates.ts'
import { Empty, Failed, Loading, Note } from '../parts/page-state.tsx'
import { Tag } from '../parts/state-tag.tsx'
import { useTitle } from '../parts/title.ts'
import { grouped } from '#bulletins/texts.ts'
import { Table } from './tables.tsx'
import '../styles/list.css'
import '../styles/figures.css'

/** 统计核对: every night's comparison of the figures with the ledger, for the system administrator. */
export function ChecksPage() {
  useTitle('统计核对')
  const found = useQuery({
    queryKey: ['figures', 'checks'],
    queryFn: ({ signal }) => call(readFigureChecks, { signal }),
  })
  const checks = found.data?.checks
  const last = checks?.[0]
  return (
    <>
      <div className="ttl">
        <h1>统计核对</h1>
        <span className="muted">每日夜间将统计数与台账逐格核对，只报告，不改动</span>
      </div>
      {found.isPending && <Loading lines={6} />}
      {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
      {last && last.differing > 0 && (
        <Note tone="red" alert>
          最近一次核对有 {grouped(last.differing)} 格与台账不一致。统计未作改动，请查明原因。
        </Note>
      )}
      {checks?.length === 0 && (
        <div className="card">
          <Empty>尚未核对。首次核对在今日夜间进行。</Empty>
        </div>
      )}
      {checks && checks.length > 0 && (
        <section className="card part">
          <Table
            id="checks"
            caption="历次核对"
            head={[['时间', 'name'], ['核对格数'], ['不一致'], ['结果', 'name']]}
          >
            {checks.map((check) => (
              <tr key={check.at}>
                <th scope="row">{fullTime(check.at)}</th>
                <td className="num">{grouped(check.cells)}</td>
                <td className="num">{grouped(check.differing)}</td>
                <td>
                  {check.differing === 0 ? (
                    <Tag tone="green" word="一致" icon="check" />
                  ) : (
                    <Tag tone="red" word="不一致" icon="warn" />
                  )}
                </td>
              </tr>
            ))}
          </Table>
        </section>
      )}
      {last && last.differing > 0 && <Differences of={last} />}
    </>
  )
}

/** The first hundred cells that differ. */
function Differences({ of }: { readonly of: FigureCheckView }) {
  return (
    <section className="card part">
      <div className="h">
        <h2>{fullTime(of.at)} 不一致的格</h2>
      </div>
      <Table
        id="differences"
        caption="不一致的格"
        head={[['地区代码', 'name'], ['统计数', 'name'], ['类别', 'name'], ['统计'], ['清点']]}
      >
        {of.differences.map((one) => (
          <tr key={Object.values(one).join(' ')}>
            <th scope="row">{one.place}</th>
            <td>
              {one.figure} {one.key}
            </td>
            <td>
              {one.part} {one.grade}
              {one.taken ? ' 接收存量' : ''}
            </td>
            <td className="num">
              {one.kept}
              {one.keptAmount !== one.countedAmount && `（${one.keptAmount}）`}
            </td>
            <td className="num">
              {one.counted}
              {one.keptAmount !== one.countedAmount && `（${one.countedAmount}）`}
            </td>
          </tr>
        ))}
      </Table>
    </section>
  )
}
