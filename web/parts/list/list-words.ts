import type { ReactNode } from 'react'

/** The filter, sort and cursor of a list as they stand in the address. */
export type Query = Readonly<Record<string, string>>

export type Column<R> = {
  readonly key: string
  readonly label: string
  readonly cell: (row: R) => ReactNode
  readonly kind?: 'text' | 'name' | 'number'
  /** Shown until the person chooses otherwise. */
  readonly first?: boolean
  /** Always shown, and kept in sight when the table is moved sideways. */
  readonly fixed?: boolean
  /** Stands at the right edge, in sight. */
  readonly last?: boolean
}

export type Filter = {
  readonly name: string
  readonly label: string
  readonly width?: number
  /** Stands under 更多条件. */
  readonly more?: boolean
} & (
  | { readonly kind: 'words'; readonly placeholder: string }
  | { readonly kind: 'one' | 'many'; readonly all: string; readonly options: Options }
  | { readonly kind: 'place' }
  | { readonly kind: 'date' }
  /** A body; `none` stands for what has none. */
  | { readonly kind: 'body' }
)
export type Options = readonly (readonly [string, string])[]

export type View = {
  readonly id: string
  readonly label: string
  readonly query: Query
  readonly late?: boolean
}

export type Page<R> = {
  readonly rows: readonly R[]
  readonly next: string | null
  readonly previous: string | null
  /** The words are too common: there may be further rows that this page does not reach. */
  readonly cut?: boolean
}

/** How many there are; `more`: at least so many, the words are too common to count all. */
export type Count = { readonly count: number; readonly at: string; readonly more?: boolean }

/** The number as it is said. */
export function countText({ count, more }: Count): string {
  return `${more ? '至少 ' : ''}${count.toLocaleString('en-US')}`
}

export type ListSpec<R> = {
  /** Under which columns and density are kept on this machine. */
  readonly id: string
  readonly title: string
  readonly unit: string
  readonly columns: readonly Column<R>[]
  readonly filters: readonly Filter[]
  readonly sorts?: Options
  readonly views: readonly View[]
  readonly keyOf: (row: R) => string
  readonly nameOf: (row: R) => string
  readonly card: (row: R) => ReactNode
  readonly read: (query: Query, signal: AbortSignal) => Promise<Page<R>>
  readonly count?: (query: Query) => Promise<Count>
  readonly actions?: ReactNode
  /** Acts on everything that the filter meets, in the columns that are shown. */
  readonly whole?: (shown: {
    readonly query: Query
    readonly columns: readonly string[]
    readonly count: number | null
  }) => ReactNode
  /** What stands between the title and the table, as tabs and figures. */
  readonly lead?: ReactNode
  readonly bulk?: (chosen: readonly R[], clear: () => void) => ReactNode
  /** Lets the person keep the present filter as a view of its own. */
  readonly onSaveView?: (name: string, query: Query, shared: boolean) => Promise<unknown>
  readonly empty: string
}

const notFilters = new Set(['after', 'before', 'sort'])

/** The conditions of a query, without cursor and order. */
export function conditions(query: Query): Query {
  return Object.fromEntries(Object.entries(query).filter(([name]) => !notFilters.has(name)))
}

/** Whether two queries filter the same. */
export function sameFilter(a: Query, b: Query): boolean {
  const one = conditions(a)
  const other = conditions(b)
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].every((name) => one[name] === other[name])
}

/** How a condition reads on its chip. */
export function chipText(filter: Filter, value: string, name: string): string {
  if (filter.kind === 'place') return `${filter.label}：${name}及下级`
  if (filter.kind === 'body') return `${filter.label}：${value === 'none' ? '未确定' : name}`
  if (filter.kind !== 'one' && filter.kind !== 'many') return `${filter.label}：${value}`
  const labels = new Map(filter.options)
  const words = value.split(',').map((one) => labels.get(one) ?? one)
  return `${filter.label}：${words.join('、')}`
}
