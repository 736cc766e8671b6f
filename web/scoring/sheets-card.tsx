import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { SHEET_STATE_LABELS } from '#scoring/texts.ts'
import { listSheets } from '#scoring/words.ts'
import { call } from '../parts/api.ts'
import { StateTag } from '../parts/state-tag.tsx'
import { ScoreText } from './sheets-page.tsx'

type Given = {
  /** The campaign whose sheets are compared with each other. */
  readonly of: string
  /** Only the sheet of this group. */
  readonly group?: string
  /** Whether an inner order by score is switched on. */
  readonly ranking?: boolean
}

/** The score sheets of a campaign or of one of its groups, and what they come to together. */
export function SheetsCard({ of, group, ranking }: Given) {
  const found = useQuery({
    queryKey: ['scoring', 'of', of],
    queryFn: () => call(listSheets, { query: { of } }),
  })
  const all = found.data?.rows ?? []
  const rows = all.filter(({ source }) => group === undefined || source?.id === group)
  const [first] = rows
  if (!first) return null
  const params = { pack: first.pack }
  return (
    <section className="card o5" aria-label="打分表">
      <div className="h">
        <h2>打分表</h2>
        {group === undefined && (
          <span className="r sm tags noprint">
            <Link to="/scoring/sets/$pack" params={params} search={{ of }}>
              汇总
            </Link>
            {ranking && (
              <Link to="/scoring/sets/$pack" params={params} search={{ of, ranked: '1' }}>
                内部排序
              </Link>
            )}
          </span>
        )}
      </div>
      <ul className="dls">
        {rows.map((row) => (
          <li key={row.id}>
            <div>
              <Link to="/scoring/$id" params={{ id: row.id }}>
                {row.subjectName}
              </Link>{' '}
              <StateTag word={SHEET_STATE_LABELS[row.state]} />
              <p className="sm muted">
                {row.ownerName}评分，{row.number}
              </p>
            </div>
            <ScoreText row={row} />
          </li>
        ))}
      </ul>
    </section>
  )
}
