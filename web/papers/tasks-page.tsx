import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { TASK_PART_LABELS, TASK_STATE_LABELS } from '#papers/texts.ts'
import { listTasks, type TaskRow } from '#papers/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { ListPage } from '../parts/list/list-page.tsx'
import type { Column, ListSpec, Query } from '../parts/list/list-words.ts'
import { BulkTasks, type Asked } from './bulk-tasks.tsx'
import { DueText } from './due-text.tsx'
import { LeavingBatches } from './leaving-batches.tsx'
import { TaskTags } from './state-tags.tsx'

/** 任务: what this body issued or must answer. */
export function TasksPage() {
  const query = useSearch({ from: '/inside/tasks' })
  const navigate = useNavigate({ from: '/tasks' })
  return (
    <ListPage
      spec={spec}
      query={query}
      onQuery={(next) => void navigate({ search: next, resetScroll: false })}
    />
  )
}

const columns: readonly Column<TaskRow>[] = [
  {
    key: 'number',
    label: '任务编号',
    fixed: true,
    cell: (row) => (
      <Link to="/tasks/$id" params={{ id: row.id }} className="nw">
        {row.number}
      </Link>
    ),
  },
  {
    key: 'title',
    label: '任务',
    kind: 'name',
    first: true,
    cell: (row) => (
      <Link to="/tasks/$id" params={{ id: row.id }}>
        {row.title}
      </Link>
    ),
  },
  { key: 'state', label: '状态', first: true, cell: (row) => <TaskTags state={row.state} /> },
  {
    key: 'due',
    label: '反馈期限',
    first: true,
    cell: (row) => <DueText dueOn={row.dueOn} left={row.left} />,
  },
  { key: 'org', label: '承办单位', first: true, cell: (row) => row.orgName },
  { key: 'part', label: '主办协办', first: true, cell: (row) => TASK_PART_LABELS[row.part] },
  { key: 'issuer', label: '下达单位', first: true, cell: (row) => row.issuerName },
  { key: 'ended', label: '办完日期', cell: (row) => row.endedOn ?? '' },
]

/** The address holds plain words; what the server does not know it refuses by field. */
function asked(query: Query) {
  return query as {
    readonly state?: string
    readonly side?: 'issued' | 'mine'
    readonly due?: 'overdue' | 'open'
    readonly incoming?: string
    readonly q?: string
    readonly after?: string
  }
}

const spec: ListSpec<TaskRow> = {
  id: 'tasks',
  title: '任务',
  unit: '项',
  filters: [
    { name: 'q', label: '关键词', kind: 'words', placeholder: '任务名称、编号' },
    {
      name: 'side',
      label: '范围',
      kind: 'one',
      width: 160,
      all: '全部任务',
      options: [
        ['mine', '本单位承办'],
        ['issued', '本单位下达'],
      ],
    },
    {
      name: 'state',
      label: '状态',
      kind: 'many',
      width: 180,
      all: '全部状态',
      options: Object.entries(TASK_STATE_LABELS).filter(
        ([state]) => state !== 'sent_back' && state !== 'leaving',
      ),
    },
    {
      name: 'due',
      label: '期限',
      kind: 'one',
      width: 140,
      all: '全部期限',
      options: [
        ['open', '未结束'],
        ['overdue', '已逾期'],
      ],
    },
  ],
  views: [
    { id: 'mine', label: '本单位承办', query: { side: 'mine', due: 'open' } },
    { id: 'issued', label: '本单位下达', query: { side: 'issued', due: 'open' } },
    { id: 'late', label: '逾期未反馈', query: { due: 'overdue' }, late: true },
  ],
  columns,
  keyOf: (row) => row.id,
  nameOf: (row) => row.number,
  card: (row) => (
    <Link to="/tasks/$id" params={{ id: row.id }} className="mcard">
      <span className="l1">
        <span className="sm muted">{row.number}</span>
        <TaskTags state={row.state} />
      </span>
      <span className="l2 block">{row.title}</span>
      <span className="sm muted block">
        {row.orgName} · {row.issuerName}下达
      </span>
      <DueText dueOn={row.dueOn} left={row.left} />
    </Link>
  ),
  read: async (query, signal) => {
    const page = await call(listTasks, { query: asked(query), signal })
    return { ...page, previous: null }
  },
  lead: <LeavingBatches />,
  whole: ({ query }) => {
    const { after: _, ...filter } = asked(query)
    return <Bulk label="按筛选批量办理" asked={filter} />
  },
  bulk: (rows, clear) => (
    <Bulk
      label={`批量办理 ${rows.length} 项`}
      asked={{ ids: rows.map(({ id }) => id).join(',') }}
      onDone={clear}
    />
  ),
  empty: '没有任务。',
}

/** What is ticked, or all that the filter meets, done at once after a look. */
function Bulk(props: {
  readonly label: string
  readonly asked: Asked
  readonly onDone?: () => void
}) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button small weight="outline" onClick={() => setOpen(true)}>
        {props.label}
      </Button>
      {open && (
        <BulkTasks
          asked={props.asked}
          onClose={() => {
            setOpen(false)
            props.onDone?.()
          }}
        />
      )}
    </>
  )
}
