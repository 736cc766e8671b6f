import type { Column, ListSpec } from './list-words.ts'
import type { Taste } from './list-tools.tsx'

type Props<R> = {
  readonly spec: ListSpec<R>
  readonly rows: readonly R[]
  readonly taste: Taste
  readonly chosen: ReadonlySet<string>
  readonly onChosen: (chosen: ReadonlySet<string>) => void
  readonly stale: boolean
}

/** The table of a list, in a region that the keyboard can move sideways. */
export function ListTable<R>({ spec, rows, taste, chosen, onChosen, stale }: Props<R>) {
  const columns = spec.columns.filter((one) => one.fixed || one.last || taste.columns.has(one.key))
  const keys = rows.map(spec.keyOf)
  const all = keys.length > 0 && keys.every((key) => chosen.has(key))
  const toggle = (key: string) => {
    const next = new Set(chosen)
    if (!next.delete(key)) next.add(key)
    onChosen(next)
  }
  return (
    <div
      className="tb only-d"
      tabIndex={0}
      role="region"
      aria-label={`${spec.title}表格，可横向滚动`}
    >
      <table className={taste.dense ? 'dense' : ''} aria-busy={stale}>
        <caption className="vh">{spec.title}</caption>
        <thead>
          <tr>
            {spec.bulk && (
              <th className="c f1" scope="col">
                <input
                  type="checkbox"
                  aria-label="选择本页"
                  checked={all}
                  onChange={() => onChosen(new Set(all ? [] : keys))}
                />
              </th>
            )}
            {columns.map((column) => (
              <th key={column.key} scope="col" className={classOf(column, Boolean(spec.bulk))}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = spec.keyOf(row)
            return (
              <tr key={key} className={chosen.has(key) ? 'on' : ''}>
                {spec.bulk && (
                  <td className="c f1">
                    <input
                      type="checkbox"
                      aria-label={`选择${spec.nameOf(row)}`}
                      checked={chosen.has(key)}
                      onChange={() => toggle(key)}
                    />
                  </td>
                )}
                {columns.map((column) => (
                  <td key={column.key} className={classOf(column, Boolean(spec.bulk))}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function classOf<R>(column: Column<R>, ticks: boolean): string {
  if (column.last) return 'fx'
  const fixed = column.fixed ? (ticks ? 'f2' : 'f2 f0') : ''
  const kind = column.kind === 'number' ? 'num' : column.kind === 'name' ? 'tx' : ''
  return `${fixed} ${kind}`.trim()
}
