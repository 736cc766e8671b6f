import type { FindingDetail } from '#findings/words.ts'
import { EvidenceGrid } from '../files/evidence-grid.tsx'

/** 证据 of one finding, 整改前 first. */
export function EvidencePanel({ finding }: { readonly finding: FindingDetail }) {
  const order = ['before', 'after', 'other']
  const items = [...finding.evidence].sort(
    (a, b) => order.indexOf(a.phase) - order.indexOf(b.phase),
  )
  return (
    <section className="card o5">
      <div className="h">
        <h2>证据 {items.length} 件</h2>
        <span className="r sm muted">文件按内容存证，改动一个字节即不符</span>
      </div>
      <EvidenceGrid items={items} names={finding.names} />
    </section>
  )
}
