import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { legalToday, timeOnly } from '../dates.ts'
import { Button } from '../button.tsx'
import { Empty, Failed, Loading } from '../page-state.tsx'
import { useTitle } from '../title.ts'
import { FilterBar } from './filter-bar.tsx'
import { conditions, countText, type Count, type ListSpec, type Query } from './list-words.ts'
import { ListTable } from './list-table.tsx'
import { ListTools, useListTaste, type Taste } from './list-tools.tsx'
import { ViewTabs } from './view-tabs.tsx'
import '../../styles/list.css'

/**
 * Every list of the product: filter, order and cursor in the address, 50 rows a page by keyset,
 * columns and density of the person's choice, cards on a phone.
 */
export function ListPage<R>(props: {
  readonly spec: ListSpec<R>
  readonly query: Query
  readonly onQuery: (query: Query) => void
}) {
  const { spec, query, onQuery } = props
  useTitle(spec.title)
  const page = useQuery({
    queryKey: [spec.id, 'page', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => spec.read(query, signal),
  })
  const count = useCount(spec, query)
  const taste = useListTaste(spec)
  const [chosen, setChosen] = useChosen(query)
  const rows = page.data?.rows ?? []
  const filtered = Object.keys(conditions(query)).length > 0
  const clear = () => onQuery({})
  return (
    <>
      <Heading spec={spec} query={query} taste={taste} count={count} chosen={chosen.size} />
      {spec.lead}
      <ViewTabs spec={spec} query={query} onQuery={onQuery} />
      <div className="card listcard">
        <FilterBar spec={spec} query={query} onQuery={onQuery}>
          <ListTools spec={spec} query={query} onQuery={onQuery} taste={taste} />
        </FilterBar>
        {spec.bulk && chosen.size > 0 && (
          <div className="bulk only-d noprint" role="region" aria-label="批量操作">
            <b>已选 {chosen.size} 条</b>
            {spec.bulk(
              rows.filter((row) => chosen.has(spec.keyOf(row))),
              () => setChosen(new Set()),
            )}
            <Button small weight="quiet" onClick={() => setChosen(new Set())}>
              取消选择
            </Button>
          </div>
        )}
        {(count?.more || page.data?.cut) && (
          <p className="muted" role="status">
            命中很多，{page.data?.cut ? '本页没有查完，' : ''}请再加条件。
          </p>
        )}
        {page.isPending && <Loading lines={10} />}
        {page.isError && <Failed error={page.error} retry={() => void page.refetch()} />}
        {page.data && rows.length === 0 && (
          <Empty
            act={
              filtered && (
                <Button weight="outline" onClick={clear}>
                  清空条件
                </Button>
              )
            }
          >
            {filtered ? '筛选后无记录。' : spec.empty}
          </Empty>
        )}
        {rows.length > 0 && (
          <>
            <ListTable
              spec={spec}
              rows={rows}
              taste={taste}
              chosen={chosen}
              onChosen={setChosen}
              stale={page.isPlaceholderData}
            />
            <ul className="ml only-m">
              {rows.map((row) => (
                <li key={spec.keyOf(row)}>{spec.card(row)}</li>
              ))}
            </ul>
          </>
        )}
        {page.data && (
          <Pager
            shown={rows.length}
            count={count}
            unit={spec.unit}
            next={page.data.next}
            previous={page.data.previous}
            onGo={(cursor) => {
              const { after: _, before: __, ...rest } = query
              onQuery({ ...rest, ...cursor })
              window.scrollTo(0, 0)
            }}
          />
        )}
      </div>
    </>
  )
}

/** Title, count and acts of a list. */
function Heading<R>(props: {
  readonly spec: ListSpec<R>
  readonly query: Query
  readonly taste: Taste
  readonly count: Count | null
  readonly chosen: number
}) {
  const { spec, query, taste, count, chosen } = props
  return (
    <div className="ttl">
      <h1>{spec.title}</h1>
      {count && (
        <span className="muted only-d all">
          共 <b>{countText(count)}</b> {spec.unit}
        </span>
      )}
      <span className="muted only-print">
        {chosen > 0 && `所选 ${chosen} ${spec.unit}，`}截至 {legalToday()}
      </span>
      <span className="r noprint">
        {spec.whole?.({
          query,
          columns: spec.columns
            .filter((one) => one.fixed || taste.columns.has(one.key))
            .map((one) => one.key),
          count: count && !count.more ? count.count : null,
        })}
        {spec.actions}
      </span>
    </div>
  )
}

function useCount<R>(spec: ListSpec<R>, query: Query) {
  const only = conditions(query)
  const found = useQuery({
    queryKey: [spec.id, 'count', only],
    enabled: spec.count !== undefined,
    placeholderData: keepPreviousData,
    queryFn: async () => (await spec.count?.(only)) ?? null,
  })
  return found.data ?? null
}

/** What is ticked, forgotten when the rows change. */
function useChosen(query: Query) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const text = JSON.stringify(query)
  useEffect(() => setChosen(new Set()), [text])
  return [chosen, setChosen] as const
}

function Pager(props: {
  readonly shown: number
  readonly count: Count | null
  readonly unit: string
  readonly next: string | null
  readonly previous: string | null
  readonly onGo: (cursor: Query) => void
}) {
  const { next, previous, onGo, count } = props
  return (
    <div className="pg">
      <span className="sm muted">
        本页 {props.shown} {props.unit}
        {count && `，共 ${countText(count)} ${props.unit}（${timeOnly(count.at)} 统计）`}
      </span>
      <span className="r noprint">
        <span className="sm muted only-d">每页 50 {props.unit}</span>
        <Button
          small
          aria-disabled={previous === null}
          onClick={() => previous && onGo({ before: previous })}
        >
          上一页
        </Button>
        <Button small aria-disabled={next === null} onClick={() => next && onGo({ after: next })}>
          下一页
        </Button>
      </span>
    </div>
  )
}
