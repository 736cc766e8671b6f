import type { RegimeView } from '#law/words.ts'
import { REGIME_ADVICE, REGIME_LABELS } from '#law/texts.ts'
import { Tag } from '../parts/state-tag.tsx'
import '../styles/list.css'

/** How a campaign reaches enterprises, beside a campaign of the other kind, clause by clause. */
export function Regime({ regime }: { readonly regime: RegimeView }) {
  const { now } = regime
  const same = now === null || now.kind === regime.kind
  return (
    <section className="card">
      <div className="h">
        <h2>督导与企业检查</h2>
        {now && <Tag tone={same ? 'green' : 'amber'} word={same ? '现行做法' : '历史做法'} />}
      </div>
      <p className="sm regimelabel">{regime.label}。</p>
      {now && (
        <p className="sm muted regimelabel">
          当日规定：{REGIME_LABELS[now.kind]}（{now.title}）。
          {same ? REGIME_ADVICE.same : REGIME_ADVICE.replay}
        </p>
      )}
      <div className="scrolls">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">事项</th>
              <th scope="col">本文件</th>
              {regime.otherTitle && <th scope="col">{regime.otherTitle}</th>}
            </tr>
          </thead>
          <tbody>
            {regime.points.map(({ about, here, there }) => (
              <tr key={about}>
                <th scope="row">{about}</th>
                <td>
                  <Side side={here} />
                </td>
                {regime.otherTitle && (
                  <td>
                    <Side side={there} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Side({ side }: { readonly side: RegimeView['points'][number]['here'] }) {
  if (side === null) return <span className="muted">没有规定</span>
  return (
    <>
      {side.says}
      <p className="xs muted">{side.clause}</p>
    </>
  )
}
