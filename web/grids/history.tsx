import { useQuery } from '@tanstack/react-query'
import { DUTY_LABELS, PART_LABELS } from '#grids/texts.ts'
import { listAssignments } from '#grids/words.ts'
import { call } from '../parts/api.ts'

/** 历次分工: everything that was ever assigned here; nothing is overwritten. */
export function History(props: {
  readonly of: { readonly subject: string } | { readonly place: string }
}) {
  const found = useQuery({
    queryKey: ['assignments', props.of],
    queryFn: () => call(listAssignments, { query: props.of }),
  })
  const items = found.data?.items ?? []
  if (items.length === 0) return null
  return (
    <details className="card">
      <summary className="bd">历次分工（{items.length} 条）</summary>
      <ul className="dls">
        {items.map((one) => (
          <li key={one.id}>
            <div>
              <b>
                {PART_LABELS[one.part]}
                {one.duty && ` · ${DUTY_LABELS[one.duty]}`}
              </b>
              <p className="sm">
                {one.personName ? `${one.personName}，` : ''}
                {one.orgName}
                {one.postTitle && ` ${one.postTitle}`}
              </p>
              <p className="sm muted">
                {one.fromOn} 起{one.toOn && `，任期至 ${one.toOn}`}
                {one.endedOn && `，${one.endedOn} 止（${one.endReason ?? '未写明原因'}）`}
                {one.basis && `，依据 ${one.basis}`}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </details>
  )
}
