import { MARK_LABELS } from '#law/texts.ts'
import type { listConflicts } from '#law/words.ts'
import type { Answer } from '#kernel/faces.ts'
import { ClauseLink } from '../parts/clause.tsx'
import { Empty } from '../parts/page-state.tsx'
import { Tag } from '../parts/state-tag.tsx'

type Conflict = Answer<typeof listConflicts>['conflicts'][number]

/** Where instruments differ: both sides stand, and which one holds on the date and why. */
export function Conflicts({ conflicts }: { readonly conflicts: readonly Conflict[] }) {
  if (conflicts.length === 0) return <Empty>当日在该地区没有发现规定不一致。</Empty>
  return (
    <ul className="rulings">
      {conflicts.map((one) => (
        <li key={one.id}>
          <h2>{one.label}</h2>
          <ul className="sides">
            {one.sides.map((side) => (
              <li key={side.ref} className={side.wins ? 'wins' : ''}>
                <p>
                  {side.wins ? (
                    <Tag tone="green" word="采用" />
                  ) : (
                    <Tag tone="plain" word={side.inForce ? '未采用' : '当日不适用'} />
                  )}{' '}
                  {side.says}
                </p>
                <p className="sm">
                  <ClauseLink clause={side.ref} />
                </p>
              </li>
            ))}
          </ul>
          {one.why && <p className="sm">{one.why}</p>}
          {one.note && <p className="sm muted">{one.note}</p>}
          <p className="xs muted">{MARK_LABELS[one.mark]}</p>
        </li>
      ))}
    </ul>
  )
}
