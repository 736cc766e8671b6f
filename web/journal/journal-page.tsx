import { useMutation, useQuery } from '@tanstack/react-query'
import { actLabel } from './act-label.ts'
import { showJournal, verifyNow, type JournalLine, type VerifyReport } from '#journal/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { fullTime } from '../parts/dates.ts'
import { Empty, Failed, Loading, Note, sentenceOf } from '../parts/page-state.tsx'
import { useTitle } from '../parts/title.ts'
import { downloadReceipt } from './receipt.ts'
import '../styles/list.css'

/** 存证: how much is kept, whether it is whole, and the latest entries of one's own scope. */
export function JournalPage() {
  useTitle('存证')
  const status = useQuery({ queryKey: ['journal'], queryFn: () => call(showJournal, {}) })
  const check = useMutation({ mutationFn: () => call(verifyNow, {}) })
  return (
    <>
      <div className="ttl">
        <h1>存证</h1>
        <span className="r noprint">
          <Button
            weight="solid"
            icon="checked"
            busy={check.isPending}
            onClick={() => check.mutate()}
          >
            {check.isPending ? '正在核验' : '核验全部'}
          </Button>
        </span>
      </div>
      <div className="stack full">
        <div aria-live="polite">
          {check.isError && <Note tone="red">{sentenceOf(check.error)}</Note>}
          {check.data && <Verdict report={check.data} />}
        </div>
        {status.isPending && <Loading />}
        {status.isError && <Failed error={status.error} retry={() => void status.refetch()} />}
        {status.data && (
          <>
            <dl className="figures">
              <div>
                <dt>已存证</dt>
                <dd>{status.data.size.toLocaleString('en-US')} 条</dd>
              </div>
              <div>
                <dt>待存证</dt>
                <dd>{status.data.pending.toLocaleString('en-US')} 条</dd>
              </div>
              <div>
                <dt>最近存证</dt>
                <dd>{status.data.checkpointAt ? fullTime(status.data.checkpointAt) : '尚无'}</dd>
              </div>
              <div>
                <dt>存证库</dt>
                <dd className="hash">{status.data.origin}</dd>
              </div>
            </dl>
            <Recent lines={status.data.recent} />
          </>
        )}
        <p className="sm muted">
          每次办理都自动存证。回执可离线核对，任何一条记录被改动、删去，核验时都会指出。
        </p>
      </div>
    </>
  )
}

function Verdict({ report }: { readonly report: VerifyReport }) {
  if (report.ok)
    return (
      <Note tone="green">
        核验通过。存证 {report.size.toLocaleString('en-US')} 条，台账{' '}
        {report.ledgerRows.toLocaleString('en-US')} 条记录与存证一致。
      </Note>
    )
  return (
    <Note tone="red">
      <p className="b">核验发现 {report.problemCount} 处不一致，请立即报告审计管理员。</p>
      <ul>
        {report.problems.slice(0, 20).map((problem, i) => (
          <li key={i}>{problem.message}</li>
        ))}
      </ul>
    </Note>
  )
}

function Recent({ lines }: { readonly lines: readonly JournalLine[] }) {
  return (
    <section className="card">
      <div className="h">
        <h2>最近存证</h2>
        <span className="r sm muted">本岗位管辖范围内</span>
      </div>
      {lines.length === 0 ? (
        <Empty>管辖范围内尚无存证记录。</Empty>
      ) : (
        <div className="tb fold" tabIndex={0} role="region" aria-label="最近存证，可横向滚动">
          <table>
            <caption className="vh">最近存证</caption>
            <thead>
              <tr>
                <th scope="col" className="f2 f0">
                  存证号
                </th>
                <th scope="col">办理事项</th>
                <th scope="col">时间</th>
                <th scope="col">地区</th>
                <th scope="col">回执</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.actId}>
                  <td className="f2 f0" data-label="存证号">
                    {line.index ?? '待存证'}
                  </td>
                  <td className="nw" data-label="办理事项">
                    {actLabel(line.act)}
                  </td>
                  <td className="nw" data-label="时间">
                    {fullTime(line.at)}
                  </td>
                  <td data-label="地区">{line.jur}</td>
                  <td data-label="回执">
                    {line.index !== null && (
                      <Button
                        small
                        weight="quiet"
                        onClick={() => void downloadReceipt(line.actId, `第${line.index}号`)}
                      >
                        下载回执<span className="vh">，第{line.index}号</span>
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
