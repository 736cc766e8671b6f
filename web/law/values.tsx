import { MARK_LABELS } from '#law/texts.ts'
import type { Resolution } from '#law/words.ts'
import { ClauseLink } from '../parts/clause.tsx'
import { Empty } from '../parts/page-state.tsx'
import { Tag } from '../parts/state-tag.tsx'
import { valueText } from './value-text.ts'

/** What holds for each matter: the value, the clause that won and why, and those that lost. */
export function Values(props: {
  readonly values: readonly Resolution[]
  readonly grade: 'ordinary' | 'major'
  readonly onGrade: (grade: 'ordinary' | 'major') => void
}) {
  return (
    <>
      <div className="flt lawflt">
        <label className="fl" htmlFor="law-grade">
          级别{' '}
          <select
            id="law-grade"
            className="inp"
            value={props.grade}
            onChange={(event) =>
              props.onGrade(event.target.value === 'major' ? 'major' : 'ordinary')
            }
          >
            <option value="ordinary">一般隐患</option>
            <option value="major">重大隐患</option>
          </select>
        </label>
      </div>
      {props.values.length === 0 && <Empty>当日没有可用的取值。</Empty>}
      <ul className="rulings">
        {props.values.map((one) => (
          <li key={one.key}>
            <div className="ruling">
              <h2>{one.label}</h2>
              <p className="val">{valueText(one.value, one.unit)}</p>
              <p className="sm">
                <ClauseLink clause={one.winner.ref} />{' '}
                <span className="muted">
                  {one.winner.why}（{MARK_LABELS[one.winner.mark]}）
                </span>
              </p>
            </div>
            {one.losers.length > 0 && (
              <details>
                <summary>未采用的规定（{one.losers.length}项）</summary>
                <ul className="losers">
                  {one.losers.map((loser) => (
                    <li key={`${loser.ref}${loser.version}`} className="sm">
                      <Tag tone="plain" word={valueText(loser.value, loser.unit)} />{' '}
                      <ClauseLink clause={loser.ref} /> <span className="muted">{loser.why}</span>
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
