import { Link } from '@tanstack/react-router'
import { CLEAN_LABELS, NORM_STATE_LABELS } from '#norms/texts.ts'
import { Button } from '../parts/button.tsx'
import { legalToday } from '../parts/dates.ts'
import { download } from '../parts/download.ts'
import { Empty, sentenceOf } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'
import { useTitle } from '../parts/title.ts'
import { useCleaning } from './data.ts'
import '../styles/list.css'

const HEADS = ['文号', '标题', '成文日期', '有效期至', '状态', '清理结果', '清理日期', '理由']

/** 清理结果 of this body's own documents, to print or to save. */
export function CleanPage() {
  useTitle('规范性文件清理结果')
  const { officeName, rows } = useCleaning().data
  const name = `规范性文件清理结果${legalToday()}.xlsx`
  const save = () =>
    void download('/api/norms/sheet', name).catch((error: unknown) => say(sentenceOf(error), 'red'))
  return (
    <>
      <nav className="crumb only-d noprint" aria-label="位置">
        <Link to="/norms">规范性文件</Link> / 清理结果
      </nav>
      <div className="ttl">
        <h1>清理结果</h1>
        <span className="acts noprint">
          <Button icon="download" onClick={save}>
            导出电子表格
          </Button>
          <Button icon="print" onClick={() => window.print()}>
            打印
          </Button>
        </span>
      </div>
      <section className="card">
        <div className="h">
          <h2>{officeName}规范性文件清理结果</h2>
          <span className="r sm muted">
            {rows.length} 件，截至{legalToday()}
          </span>
        </div>
        {rows.length === 0 ? (
          <Empty>本单位没有已签发的规范性文件。</Empty>
        ) : (
          <div className="tb" tabIndex={0} role="region" aria-label="清理结果，可横向滚动">
            <table>
              <thead>
                <tr>
                  {HEADS.map((head) => (
                    <th key={head} scope="col">
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    <td className="nw">{row.number}</td>
                    <td>
                      <Link to="/norms/$id" params={{ id: row.id }}>
                        {row.title}
                      </Link>
                    </td>
                    <td className="nw">{row.issuedOn}</td>
                    <td className="nw">{row.validUntil ?? '长期'}</td>
                    <td className="nw">{NORM_STATE_LABELS[row.state]}</td>
                    <td className="nw">{row.cleaned ? CLEAN_LABELS[row.cleaned] : '未清理'}</td>
                    <td className="nw">{row.cleanedOn ?? ''}</td>
                    <td>{row.cleanReason ?? ''}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
    </>
  )
}
