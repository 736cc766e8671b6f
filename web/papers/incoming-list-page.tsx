import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { INCOMING_STATE_LABELS, PAPER_KIND_LABELS } from '#papers/texts.ts'
import {
  listIncoming,
  type IncomingRow,
  type IncomingState,
  type PaperKind,
} from '#papers/words.ts'
import { call } from '../parts/api.ts'
import { ButtonLink } from '../parts/button.tsx'
import { ListPage } from '../parts/list/list-page.tsx'
import type { Column, ListSpec } from '../parts/list/list-words.ts'
import { DueText } from './due-text.tsx'
import { IncomingTags } from './state-tags.tsx'

/** 收文登记簿: what arrived at this office, newest first. */
export function IncomingListPage() {
  const query = useSearch({ from: '/inside/incoming' })
  const navigate = useNavigate({ from: '/incoming' })
  return (
    <ListPage
      spec={spec}
      query={query}
      onQuery={(next) => void navigate({ search: next, resetScroll: false })}
    />
  )
}

const columns: readonly Column<IncomingRow>[] = [
  {
    key: 'number',
    label: '收文编号',
    fixed: true,
    cell: (row) => (
      <Link to="/incoming/$id" params={{ id: row.id }} className="nw">
        {row.number}
      </Link>
    ),
  },
  {
    key: 'title',
    label: '标题',
    kind: 'name',
    first: true,
    cell: (row) => (
      <Link to="/incoming/$id" params={{ id: row.id }}>
        {row.title}
      </Link>
    ),
  },
  {
    key: 'state',
    label: '状态',
    first: true,
    cell: (row) => <IncomingTags state={row.state} urgency={row.urgency} />,
  },
  {
    key: 'due',
    label: '办结期限',
    first: true,
    cell: (row) => <DueText dueOn={row.dueOn} left={row.left} />,
  },
  { key: 'from', label: '来文单位', first: true, cell: (row) => row.fromName },
  {
    key: 'document',
    label: '来文字号',
    first: true,
    cell: (row) => row.documentNumber ?? <span className="muted">无</span>,
  },
  { key: 'kind', label: '文种', first: true, cell: (row) => PAPER_KIND_LABELS[row.kind] },
  {
    key: 'tasks',
    label: '任务办完',
    kind: 'number',
    first: true,
    cell: (row) =>
      row.tasks === 0 ? (
        <span className="muted">无</span>
      ) : (
        <Link to="/tasks" search={{ incoming: row.id }}>
          {row.tasks - row.openTasks}/{row.tasks}
        </Link>
      ),
  },
  { key: 'received', label: '收文日期', first: true, cell: (row) => row.receivedOn },
]

const spec: ListSpec<IncomingRow> = {
  id: 'incomings',
  title: '收文登记簿',
  unit: '件',
  filters: [
    { name: 'q', label: '关键词', kind: 'words', placeholder: '标题、收文编号、来文字号' },
    {
      name: 'state',
      label: '状态',
      kind: 'one',
      width: 160,
      all: '全部状态',
      options: Object.entries(INCOMING_STATE_LABELS),
    },
    {
      name: 'kind',
      label: '文种',
      kind: 'one',
      width: 160,
      all: '全部文种',
      options: Object.entries(PAPER_KIND_LABELS),
    },
  ],
  views: [],
  columns,
  keyOf: (row) => row.id,
  nameOf: (row) => row.number,
  card: (row) => (
    <Link to="/incoming/$id" params={{ id: row.id }} className="mcard">
      <span className="l1">
        <span className="sm muted">{row.number}</span>
        <IncomingTags state={row.state} urgency={row.urgency} />
      </span>
      <span className="l2 block">{row.title}</span>
      <span className="sm muted block">
        {row.fromName} · {row.receivedOn}
      </span>
      <DueText dueOn={row.dueOn} left={row.left} />
    </Link>
  ),
  read: async ({ after, q, state, kind }, signal) => {
    const page = await call(listIncoming, {
      signal,
      query: {
        ...(after ? { after } : {}),
        ...(q ? { q } : {}),
        ...(state ? { state: state as IncomingState } : {}),
        ...(kind ? { kind: kind as PaperKind } : {}),
      },
    })
    return { ...page, previous: null }
  },
  actions: (
    <ButtonLink to="/incoming/new" weight="solid" icon="plus">
      登记收文
    </ButtonLink>
  ),
  empty: '没有收文。收到的通知、督办、批示和函在此登记。',
}
