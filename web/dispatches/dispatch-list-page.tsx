import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { DISPATCH_KIND_LABELS, STATE_PHRASES } from '#dispatches/texts.ts'
import {
  listDispatches,
  type DispatchKind,
  type DispatchRow,
  type DispatchState,
} from '#dispatches/words.ts'
import { call } from '../parts/api.ts'
import { ButtonLink } from '../parts/button.tsx'
import { ListPage } from '../parts/list/list-page.tsx'
import type { Column, ListSpec } from '../parts/list/list-words.ts'
import { DispatchTags } from './tags.tsx'

/** 发文登记簿: what this office drafts or signs, newest first. */
export function DispatchListPage() {
  const query = useSearch({ from: '/inside/outgoing' })
  const navigate = useNavigate({ from: '/outgoing' })
  return (
    <ListPage
      spec={spec}
      query={query}
      onQuery={(next) => void navigate({ search: next, resetScroll: false })}
    />
  )
}

const columns: readonly Column<DispatchRow>[] = [
  {
    key: 'number',
    label: '文号',
    fixed: true,
    cell: (row) =>
      row.number ? (
        <Link to="/outgoing/$id" params={{ id: row.id }} className="nw">
          {row.number}
        </Link>
      ) : (
        <span className="muted">签发时编号</span>
      ),
  },
  {
    key: 'title',
    label: '标题',
    kind: 'name',
    first: true,
    cell: (row) => (
      <Link to="/outgoing/$id" params={{ id: row.id }}>
        {row.title}
      </Link>
    ),
  },
  {
    key: 'state',
    label: '状态',
    first: true,
    cell: (row) => <DispatchTags state={row.state} urgency={row.urgency} />,
  },
  { key: 'kind', label: '文种', first: true, cell: (row) => DISPATCH_KIND_LABELS[row.kind] },
  { key: 'issuer', label: '发文机关', first: true, cell: (row) => row.issuerName },
  {
    key: 'received',
    label: '签收',
    kind: 'number',
    first: true,
    cell: (row) =>
      row.slips === 0 ? <span className="muted">未分发</span> : `${row.received}/${row.slips}`,
  },
  { key: 'drafter', label: '拟稿人', first: true, cell: (row) => row.drafterName },
  { key: 'drafted', label: '拟稿日期', first: true, cell: (row) => row.draftedOn },
  {
    key: 'signed',
    label: '签发日期',
    cell: (row) => row.signedOn ?? <span className="muted">未签发</span>,
  },
]

const spec: ListSpec<DispatchRow> = {
  id: 'dispatches',
  title: '发文登记簿',
  unit: '件',
  filters: [
    { name: 'q', label: '关键词', kind: 'words', placeholder: '标题、文号' },
    {
      name: 'state',
      label: '状态',
      kind: 'one',
      width: 160,
      all: '全部状态',
      options: Object.entries(STATE_PHRASES),
    },
    {
      name: 'kind',
      label: '文种',
      kind: 'one',
      width: 160,
      all: '全部文种',
      options: Object.entries(DISPATCH_KIND_LABELS),
    },
  ],
  views: [],
  columns,
  keyOf: (row) => row.id,
  nameOf: (row) => row.number ?? row.title,
  card: (row) => (
    <Link to="/outgoing/$id" params={{ id: row.id }} className="mcard">
      <span className="l1">
        <span className="sm muted">{row.number ?? '签发时编号'}</span>
        <DispatchTags state={row.state} urgency={row.urgency} />
      </span>
      <span className="l2 block">{row.title}</span>
      <span className="sm muted block">
        {row.issuerName} · {row.draftedOn}
      </span>
    </Link>
  ),
  read: async ({ after, q, state, kind }, signal) => {
    const page = await call(listDispatches, {
      signal,
      query: {
        ...(after ? { after } : {}),
        ...(q ? { q } : {}),
        ...(state ? { state: state as DispatchState } : {}),
        ...(kind ? { kind: kind as DispatchKind } : {}),
      },
    })
    return { ...page, previous: null }
  },
  actions: (
    <>
      <ButtonLink to="/outgoing/arrived">来件签收</ButtonLink>
      <ButtonLink to="/outgoing/numbers">文号簿</ButtonLink>
      <ButtonLink to="/outgoing/archive">归档目录</ButtonLink>
      <ButtonLink to="/outgoing/new" weight="solid" icon="plus">
        拟稿
      </ButtonLink>
    </>
  ),
  empty: '没有发文。通知、函、报告、请示等在此拟稿，签发时编号。',
}
