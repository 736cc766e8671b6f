import { useState } from 'react'
import { Icon } from '../icon.tsx'
import { Popover } from '../popover.tsx'
import type { ListSpec, Query } from './list-words.ts'

/** How a person likes a list: which columns, how dense. Kept on this machine. */
export type Taste = {
  readonly columns: ReadonlySet<string>
  readonly dense: boolean
  readonly set: (columns: ReadonlySet<string>, dense: boolean) => void
}

export function useListTaste<R>(spec: ListSpec<R>): Taste {
  const key = `bihuan.list.${spec.id}`
  const [kept, setKept] = useState(() => read(key))
  const first = spec.columns.filter((one) => one.first).map((one) => one.key)
  return {
    columns: new Set(kept?.columns ?? first),
    dense: kept?.dense ?? false,
    set(columns, dense) {
      const next = { columns: [...columns], dense }
      localStorage.setItem(key, JSON.stringify(next))
      setKept(next)
    },
  }
}

function read(key: string): { columns: string[]; dense: boolean } | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    const good = typeof kept === 'object' && kept !== null && 'columns' in kept
    return good ? (kept as { columns: string[]; dense: boolean }) : null
  } catch {
    return null
  }
}

/** Order, columns and row height, at the right of the chips. */
export function ListTools<R>(props: {
  readonly spec: ListSpec<R>
  readonly query: Query
  readonly onQuery: (query: Query) => void
  readonly taste: Taste
}) {
  const { spec, query, taste } = props
  const chosen = spec.columns.filter(
    (one) => one.fixed || one.last || taste.columns.has(one.key),
  ).length
  return (
    <span className="tools only-d noprint">
      {spec.sorts && (
        <label className="sm muted">
          排序{' '}
          <select
            className="bare"
            value={query['sort'] ?? spec.sorts[0]?.[0] ?? ''}
            onChange={(event) => {
              const { after: _, before: __, ...rest } = query
              props.onQuery({ ...rest, sort: event.target.value })
            }}
          >
            {spec.sorts.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
      <Popover
        className="btn t s"
        side="right"
        face={
          <>
            <Icon name="columns" />列 {chosen}/{spec.columns.length}
          </>
        }
      >
        {() =>
          spec.columns.map((column) => (
            <li key={column.key} className="tick">
              <label>
                <input
                  type="checkbox"
                  disabled={column.fixed === true || column.last === true}
                  checked={
                    column.fixed === true || column.last === true || taste.columns.has(column.key)
                  }
                  onChange={() => {
                    const next = new Set(taste.columns)
                    if (!next.delete(column.key)) next.add(column.key)
                    taste.set(next, taste.dense)
                  }}
                />
                {column.label}
              </label>
            </li>
          ))
        }
      </Popover>
      <button
        type="button"
        className="btn t s"
        aria-pressed={taste.dense}
        onClick={() => taste.set(taste.columns, !taste.dense)}
      >
        行高：{taste.dense ? '紧凑' : '标准'}
      </button>
    </span>
  )
}
