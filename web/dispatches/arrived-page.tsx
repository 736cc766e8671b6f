import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { DISPATCH_KIND_LABELS, SLIP_PART_LABELS } from '#dispatches/texts.ts'
import { listArrived, type ArrivedRow, type SlipState } from '#dispatches/words.ts'
import { call } from '../parts/api.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import type { Column, ListSpec } from '../parts/list/list-words.ts'
import { SlipTags } from './tags.tsx'

/** 来件签收: what other offices sent here through the product, newest first. */
export function ArrivedPage() {
  const query = useSearch({ from: '/inside/outgoing/arrived' })
  const navigate = useNavigate({ from: '/outgoing/arrived' })
  return (
    <ListPage
      spec={spec}
      query={query}
      onQuery={(next) => void navigate({ search: next, resetScroll: false })}
    />
  )
}

const open = (row: ArrivedRow, children: React.ReactNode) => (
  <Link to="/outgoing/slips/$id" params={{ id: row.id }}>
    {children}
  </Link>
)

const columns: readonly Column<ArrivedRow>[] = [
  { key: 'title', label: '标题', kind: 'name', fixed: true, cell: (row) => open(row, row.title) },
  {
    key: 'state',
    label: '状态',
    first: true,
    cell: (row) => <SlipTags state={row.state} part={row.part} overdue={row.overdue} />,
  },
  { key: 'part', label: '事由', first: true, cell: (row) => SLIP_PART_LABELS[row.part] },
  {
    key: 'number',
    label: '文号',
    first: true,
    cell: (row) => row.number ?? <span className="muted">未编号</span>,
  },
  { key: 'from', label: '发文机关', first: true, cell: (row) => row.issuerName },
  { key: 'kind', label: '文种', first: true, cell: (row) => DISPATCH_KIND_LABELS[row.kind] },
  { key: 'due', label: '办理期限', first: true, cell: (row) => row.dueOn ?? '未定' },
  { key: 'sent', label: '送达日期', first: true, cell: (row) => row.sentOn },
]

const spec: ListSpec<ArrivedRow> = {
  id: 'slips',
  title: '来件签收',
  unit: '件',
  filters: [
    {
      name: 'state',
      label: '状态',
      kind: 'one',
      width: 160,
      all: '全部状态',
      options: [
        ['sent', '待办理'],
        ['received', '已签收'],
        ['withdrawn', '已撤回'],
      ],
    },
  ],
  views: [],
  columns,
  keyOf: (row) => row.id,
  nameOf: (row) => row.title,
  card: (row) => (
    <Link to="/outgoing/slips/$id" params={{ id: row.id }} className="mcard">
      <span className="l1">
        <span className="sm muted">{SLIP_PART_LABELS[row.part]}</span>
        <SlipTags state={row.state} part={row.part} overdue={row.overdue} />
      </span>
      <span className="l2 block">{row.title}</span>
      <span className="sm muted block">
        {row.issuerName} · {row.sentOn}
      </span>
    </Link>
  ),
  read: async ({ after, state }, signal) => {
    const page = await call(listArrived, {
      signal,
      query: {
        ...(after ? { after } : {}),
        ...(state ? { state: state as SlipState } : {}),
      },
    })
    return { ...page, previous: null }
  },
  empty: '没有来件。其他单位在系统内送达的公文和会签在此办理。',
}
