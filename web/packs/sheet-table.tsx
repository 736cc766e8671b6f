import { CLAUSE_UNIT_LABELS } from '#packs/texts.ts'
import type { PackDetail, SheetRow } from '#packs/words.ts'

/** The sheet as it will be printed: three columns are given, three are filled in when scoring. */
export function SheetTable({ detail }: { readonly detail: PackDetail }) {
  const { columns, rows, beside } = detail
  const [category = '考评项目', item = '考评细则', criteria = '评分标准', ...filled] = columns
  return (
    <section className="card packsheet">
      <div className="h">
        <h2>打分表</h2>
        <span className="r sm muted">{rows.length} 项</span>
      </div>
      <div className="scrolls">
        <table className="plain-table sheet">
          <thead>
            <tr>
              {[category, item, criteria, ...filled].map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          {rows.map((row) => (
            <tbody key={row.item}>
              {row.level && (
                <tr className="level">
                  <th scope="colgroup" colSpan={3 + filled.length}>
                    {row.level}
                  </th>
                </tr>
              )}
              <tr>
                <td>{row.category}</td>
                <td>
                  {row.item}（{row.points} 分）
                  {row.bounds && <p className="xs muted">{row.bounds}</p>}
                </td>
                <td>
                  <Criteria row={row} />
                </td>
                {filled.map((column) => (
                  <td key={column} />
                ))}
              </tr>
            </tbody>
          ))}
        </table>
      </div>
      {beside.length > 0 && (
        <ul className="packbeside sm">
          {beside.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Criteria({ row }: { readonly row: SheetRow }) {
  if (row.criteria.length === 0) return <span className="muted">没有评分标准</span>
  return (
    <ul className="packcriteria">
      {row.criteria.map(({ key, number, clauses, notApplicable }) => (
        <li key={key}>
          （{number}）
          {clauses
            .map(
              ({ label, unit, points }) => `${label}，${CLAUSE_UNIT_LABELS[unit]}扣 ${points} 分`,
            )
            .join('；')}
          {notApplicable && '（不涉及的不扣分）'}
        </li>
      ))}
    </ul>
  )
}
