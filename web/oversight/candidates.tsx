import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { STATE_LABELS } from '#findings/texts.ts'
import { findCandidates } from '#oversight/words.ts'
import { call } from '../parts/api.ts'
import { ClauseLink } from '../parts/clause.tsx'
import { Note } from '../parts/page-state.tsx'

type Typed = {
  readonly place: string
  readonly subject: string | null
  readonly subjectName: string
  readonly title: string
  readonly text: string
  readonly foundOn: string
}

/** Too little to be compared. */
const FEWEST_SIGNS = 4

/**
 * 疑似重复: what is already open about the same subject and reads alike, shown while registering. A
 * person decides: adds to what there is, or goes on.
 */
export function Candidates(props: Typed) {
  const typed = useRested(props)
  const enough =
    typed.place !== '' &&
    typed.foundOn !== '' &&
    typed.subjectName.trim() !== '' &&
    typed.title.trim().length >= FEWEST_SIGNS
  const found = useQuery({
    queryKey: ['duplicates', 'candidates', typed],
    enabled: enough,
    queryFn: () => {
      const { subject, text, ...rest } = typed
      // An address of thousands of characters is refused on the way; the beginning tells enough.
      const query = { ...rest, text: text.slice(0, 500), ...(subject ? { subject } : {}) }
      return call(findCandidates, { query })
    },
  })
  const items = enough ? (found.data?.items ?? []) : []
  if (items.length === 0) return null
  return (
    <Note tone="amber">
      <p className="b">疑似重复：同一对象已有相近的问题，由您决定。</p>
      <ul>
        {items.map((one) => (
          <li key={one.id}>
            <Link to="/findings/$id" params={{ id: one.id }} target="_blank">
              {one.title}
            </Link>
            <span className="sm muted">
              {' '}
              {one.number}，{STATE_LABELS[one.state]}，{one.registeredName ?? '登记单位未记载'}
              {one.foundOn && `，${one.foundOn} 发现`}，相近 {one.similarity}%
            </span>
          </li>
        ))}
      </ul>
      <p className="sm">
        同一问题的，在原记录补充证据，不再登记；不是同一问题的，继续登记。
        {found.data && <ClauseLink clause={found.data.by.clause} />}
      </p>
    </Note>
  )
}

/** What was typed, once typing has rested. */
function useRested(typed: Typed): Typed {
  const text = JSON.stringify(typed)
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), 600)
    return () => clearTimeout(timer)
  }, [text])
  return JSON.parse(rested) as Typed
}
