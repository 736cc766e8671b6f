import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { roleMay, TRANSFER_MOVES } from '#supervision/rules.ts'
import {
  RECEIVER_LABELS,
  STANDING_LABELS,
  TRANSFER_KIND_LABELS,
  TRANSFER_LABELS,
} from '#supervision/texts.ts'
import { countTransfers, handTransfer, listTransfers } from '#supervision/words.ts'
import type { TransferFilter, TransferView } from '#supervision/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { ListPage } from '../parts/list/list-page.tsx'
import type { Column, Filter, ListSpec, Query } from '../parts/list/list-words.ts'
import { StateTag } from '../parts/state-tag.tsx'
import { ActForm } from './act-form.tsx'
import { handAct, transferActs } from './transfer-acts.ts'
import { RowActs } from './row-acts.tsx'
import { TransferRow } from './rows.tsx'
import { useActing } from './supervision-data.ts'
import '../styles/supervision.css'

const ROUTE = '/supervision/transfers'

/** 移交移送台账: number, date, kind, state and result counts; nothing of what a clue says. */
export function TransfersPage() {
  const query = useSearch({ from: '/inside/supervision/transfers' })
  const navigate = useNavigate({ from: ROUTE })
  const viewer = useActing()
  const [handing, setHanding] = useState(false)
  const may = viewer !== null && roleMay(TRANSFER_MOVES.hand, viewer.role)
  const spec: ListSpec<TransferView> = {
    id: 'transfers',
    title: '移交移送台账',
    unit: '件',
    columns,
    filters,
    views,
    keyOf: (row) => row.id,
    nameOf: (row) => row.number,
    card: (row) => (
      <ul className="sup-card">
        <TransferRow row={row}>
          <Short row={row} />
        </TransferRow>
      </ul>
    ),
    read: (given, signal) => call(listTransfers, { query: asked(given), signal }),
    count: async (given) => {
      const { total } = await call(countTransfers, { query: asked(given) })
      return { count: total, at: new Date().toISOString() }
    },
    actions: may && (
      <Button weight="solid" icon="plus" onClick={() => setHanding(true)}>
        移交移送
      </Button>
    ),
    empty: '没有移交移送事项。',
  }
  return (
    <>
      <ListPage
        spec={spec}
        query={query}
        onQuery={(next) => void navigate({ search: next, resetScroll: false })}
      />
      {handing && (
        <ActForm
          act={handAct(handTransfer, null)}
          subject="移交移送"
          route={ROUTE}
          onClose={() => setHanding(false)}
        />
      )}
    </>
  )
}

/** What is open to this post; where nothing is, one line says who records it. */
function Short({ row }: { readonly row: TransferView }) {
  const viewer = useActing()
  if (!viewer) return null
  const acts = transferActs(row, viewer)
  const open = acts.filter(({ refusal }) => refusal === null)
  if (acts.length > 0 && open.length === 0)
    return <span className="sm muted nw">由{row.ownerName}登记</span>
  return <RowActs acts={open} subject={row.number} route={ROUTE} />
}

/** The address holds plain words; what the server does not know it refuses by field. */
function asked(query: Query): TransferFilter {
  return query
}

const columns: readonly Column<TransferView>[] = [
  {
    key: 'number',
    label: '文号',
    fixed: true,
    cell: (row) =>
      row.finding ? (
        <Link to="/findings/$id" params={{ id: row.finding }} className="no">
          {row.number}
        </Link>
      ) : (
        row.number
      ),
  },
  {
    key: 'kind',
    label: '方式',
    first: true,
    cell: (row) => <span className="nw">{TRANSFER_KIND_LABELS[row.kind]}</span>,
  },
  {
    key: 'receiver',
    label: '接收单位',
    kind: 'name',
    first: true,
    cell: (row) => `${row.toName}（${RECEIVER_LABELS[row.receiver]}）`,
  },
  {
    key: 'state',
    label: '状态',
    first: true,
    cell: (row) => (
      <>
        <StateTag word={TRANSFER_LABELS[row.state]} />
        {row.overdue && <StateTag word="逾期未反馈" side />}
      </>
    ),
  },
  {
    key: 'handedOn',
    label: '移交日期',
    first: true,
    cell: (row) => <span className="nw">{row.handedOn}</span>,
  },
  {
    key: 'dueOn',
    label: '应反馈',
    first: true,
    cell: (row) => <span className="nw">{row.dueOn}</span>,
  },
  {
    key: 'fedBackOn',
    label: '反馈日期',
    first: true,
    cell: (row) => <span className="nw">{row.fedBackOn}</span>,
  },
  {
    key: 'owner',
    label: '移出单位',
    first: true,
    cell: (row) => <span className="tw">{row.ownerName}</span>,
  },
  { key: 'acts', label: '操作', first: true, last: true, cell: (row) => <Short row={row} /> },
]

const filters: readonly Filter[] = [
  {
    name: 'kind',
    label: '方式',
    kind: 'one',
    width: 112,
    all: '全部方式',
    options: Object.entries(TRANSFER_KIND_LABELS),
  },
  {
    name: 'receiver',
    label: '接收单位',
    kind: 'one',
    width: 152,
    all: '全部单位',
    options: Object.entries(RECEIVER_LABELS),
  },
  {
    name: 'standing',
    label: '办理情况',
    kind: 'one',
    width: 152,
    all: '全部情况',
    options: Object.entries(STANDING_LABELS),
  },
  {
    name: 'late',
    label: '期限',
    kind: 'one',
    width: 128,
    all: '全部期限',
    options: [['true', '逾期未反馈']],
  },
  { name: 'from', label: '移交日期起', kind: 'date', width: 160, more: true },
  { name: 'to', label: '移交日期止', kind: 'date', width: 160, more: true },
]

const views = [
  { id: 'all', label: '全部', query: {} },
  { id: 'silent', label: '未反馈', query: { standing: 'silent' } },
  { id: 'late', label: '逾期未反馈', query: { late: 'true' }, late: true },
]
