import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { SHEET_STATE_LABELS } from '#scoring/texts.ts'
import { sheetsOfFinding } from '#scoring/words.ts'
import { call } from '../parts/api.ts'
import { StateTag } from '../parts/state-tag.tsx'

/** The item of a score sheet that a finding was registered from. */
export function SourcePanel({ finding }: { readonly finding: string }) {
  const found = useQuery({
    queryKey: ['scoring', 'of-finding', finding],
    queryFn: () => call(sheetsOfFinding, { params: { id: finding } }),
  })
  const rows = found.data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <section className="card o4">
      <div className="h">
        <h2>来自打分表</h2>
      </div>
      <ul className="dls">
        {rows.map((one) => (
          <li key={`${one.sheet} ${one.item}`}>
            <div>
              {one.open ? (
                <Link
                  to="/scoring/$id"
                  params={{ id: one.sheet }}
                  search={{ item: String(one.item) }}
                >
                  {one.number}
                </Link>
              ) : (
                one.number
              )}
              <p className="sm muted">
                第{one.item}项 {one.label}，评分标准（{one.criterionNumber ?? one.criterion}）
              </p>
            </div>
            <StateTag word={SHEET_STATE_LABELS[one.state]} />
          </li>
        ))}
      </ul>
    </section>
  )
}
