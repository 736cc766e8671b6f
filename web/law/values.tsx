import { MARK_LABELS } from '#law/texts.ts'
import type { Resolution } from '#law/words.ts'
import { useState } from 'react'
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
  const [words, setWords] = useState('')
  const shown = props.values.filter((one) => one.label.includes(words.trim()))
  return (
    <>
      <div className="flt lawflt">
        <div className="fl lawwords">
          <label htmlFor="law-words">事项</label>
          <input
            id="law-words"
            type="search"
            className="inp"
            placeholder="期限、限额、步骤的名称"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </div>
        <div className="fl">
          <label htmlFor="law-grade">级别</label>
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
        </div>
        <p className="muted sm" role="status">
          {shown.length} 项
        </p>
      </div>
      {shown.length === 0 && <Empty>没有符合的取值。</Empty>}
      <ul className="rulings">
        {shown.map((one) => (
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
