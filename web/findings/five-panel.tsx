import type { FindingDetail } from '#findings/words.ts'
import { ClauseLink } from '../parts/clause.tsx'
import { Tag } from '../parts/state-tag.tsx'

/** 五落实: 措施 责任 资金 时限 预案, each settled or missing. */
export function FivePanel({ finding }: { readonly finding: FindingDetail }) {
  const { plan, way } = finding
  if (way.five === 'no' && !plan) return null
  const rows = [
    ['措施', plan?.measures],
    ['责任', plan?.responsibility],
    [
      '资金',
      plan?.fundsAmount
        ? `${grouped(plan.fundsAmount)}${plan.fundsUnit ?? ''}${spentText(plan)}`
        : plan?.measures
          ? '不需资金'
          : null,
    ],
    ['时限', plan?.timeLimit],
    ['预案', plan?.contingency],
  ] as const
  const settled = rows.filter(([, value]) => value).length
  const clause = way.clauses.five
  return (
    <section className="card o4">
      <div className="h">
        <h2>五落实</h2>
        <Tag
          tone={settled === 5 ? 'green' : 'plain'}
          word={settled === 5 ? '5/5 已落实' : `${settled}/5`}
        />
        {clause && (
          <span className="r">
            <ClauseLink clause={clause} />
          </span>
        )}
      </div>
      {plan ? (
        <table className="five">
          <caption className="vh">措施、责任、资金、时限、预案</caption>
          <tbody>
            {rows.map(([name, value]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="pre">{value ?? <span className="muted">未填报</span>}</td>
                <td className="ck">
                  <Tag tone={value ? 'green' : 'red'} word={value ? '已落实' : '缺项'} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p className="bd muted sm">
          {way.five === 'required' || finding.needsTime
            ? '整改单位签收后填报。'
            : '当场或短期能改的，不要求填报。'}
        </p>
      )}
    </section>
  )
}

function spentText({ spentAmount, spentUnit }: NonNullable<FindingDetail['plan']>): string {
  return spentAmount ? `，已支出 ${grouped(spentAmount)}${spentUnit ?? ''}` : ''
}

function grouped(amount: string): string {
  const [whole = '', part] = amount.split('.')
  const spaced = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return part === undefined ? spaced : `${spaced}.${part}`
}
