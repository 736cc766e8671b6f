import { useState } from 'react'
import type { DeadlineView } from '#deadlines/words.ts'
import { CalculationDialog } from './calculation-dialog.tsx'
import { DeadlineText } from './deadline-text.tsx'

type Row = DeadlineView & { readonly ownerName: string | null }

/** 期限 of a matter: open ones first, soonest first; each opens how it was counted. */
export function DeadlinePanel({ deadlines }: { readonly deadlines: readonly Row[] }) {
  const [shown, setShown] = useState<string | null>(null)
  const all = [...deadlines].sort(openFirst)
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

function openFirst(a: Row, b: Row): number {
  const rank = (one: Row) => (one.state === 'open' || one.state === 'paused' ? 0 : 1)
  return rank(a) - rank(b) || a.dueOn.localeCompare(b.dueOn)
}
