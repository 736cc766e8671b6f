import { useState } from 'react'
import type { FindingDetail } from '#findings/words.ts'
import { CalculationDialog } from '../deadlines/calculation-dialog.tsx'
import { DeadlineText } from '../deadlines/deadline-text.tsx'

/** 期限: open ones first, soonest first; each opens how it was counted. */
export function DeadlinePanel({ finding }: { readonly finding: FindingDetail }) {
  const [shown, setShown] = useState<string | null>(null)
  const all = [...finding.deadlines].sort(openFirst)
  const open = all.filter((one) => one.state === 'open' || one.state === 'paused').length
  const done = all.filter((one) => one.state === 'met').length
  return (
    <section className="card o1">
      <div className="h">
        <h2>期限</h2>
        <span className="r sm muted">
          在办 {open}，已完成 {done}
        </span>
      </div>
      {all.length === 0 ? (
        <p className="bd muted sm">当前没有计时事项。</p>
      ) : (
        <ul className="dls">
          {all.map((one) => (
            <li key={one.id}>
              <div>
                <b>{one.label}</b>
                <p className="sm muted">{one.ownerName}</p>
                <p className="xs noprint">
                  <button type="button" className="linkish" onClick={() => setShown(one.id)}>
                    计算过程<span className="vh">：{one.label}</span>
                  </button>
                </p>
              </div>
              <DeadlineText view={one} />
            </li>
          ))}
        </ul>
      )}
      {shown && <CalculationDialog id={shown} onClose={() => setShown(null)} />}
    </section>
  )
}

type Row = FindingDetail['deadlines'][number]

function openFirst(a: Row, b: Row): number {
  const rank = (one: Row) => (one.state === 'open' || one.state === 'paused' ? 0 : 1)
  return rank(a) - rank(b) || a.dueOn.localeCompare(b.dueOn)
}
