import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { OFFICE_ROLES } from '#lookbacks/rules.ts'
import { LOOKBACK_LABELS, LOOKBACK_TAGS } from '#lookbacks/texts.ts'
import { listLookbacks, type LookbackRow } from '#lookbacks/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { shortTime } from '../parts/dates.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import type { ListSpec } from '../parts/list/list-words.ts'
import { useRole } from '../parts/session.ts'
import { StateTag } from '../parts/state-tag.tsx'
import '../styles/detail.css'
import '../styles/draw.css'

const OpenDialog = lazy(() => import('./open-form.tsx').then((m) => ({ default: m.OpenDialog })))

/** 回头看: the rounds of second looks, newest first. */
export function LookbacksPage() {
  const query = useSearch({ from: '/inside/lookbacks' })
  const navigate = useNavigate({ from: '/lookbacks' })
  const role = useRole()
  const [opening, setOpening] = useState(false)
  const opens = role !== null && OFFICE_ROLES.includes(role)
  const shown: ListSpec<LookbackRow> = {
    ...spec,
    actions: opens && (
      <Button weight="solid" icon="plus" onClick={() => setOpening(true)}>
        发起回头看
      </Button>
    ),
  }
  return (
    <>
      <ListPage
        spec={shown}
        query={query}
        onQuery={(next) => void navigate({ search: next, resetScroll: false })}
      />
      {opening && (
        <Suspense fallback={null}>
          <OpenDialog onClose={() => setOpening(false)} />
        </Suspense>
      )}
    </>
  )
}

/** The state with what is under way beside it. */
export function RoundTags({ row }: { readonly row: Pick<LookbackRow, 'state' | 'figures'> }) {
  const { drawn, concluded } = row.figures
  const all = row.state === 'looking' && drawn > 0 && concluded === drawn
  return (
    <span className="tags">
      <StateTag word={LOOKBACK_TAGS[row.state]} />
      <StateTag word={all ? '待签发公布' : LOOKBACK_LABELS[row.state]} side />
    </span>
  )
}

/** The share found falsely closed, opening its records. */
export function Fraction({ row }: { readonly row: Pick<LookbackRow, 'id' | 'figures'> }) {
  const { concluded } = row.figures
  if (concluded === 0) return <span className="muted">尚无结论</span>
  return (
    <Link to="/lookbacks/$id" params={{ id: row.id }} search={{ state: 'false' }}>
      {row.figures.false}/{concluded}
    </Link>
  )
}

const spec: ListSpec<LookbackRow> = {
  id: 'lookbacks',
  title: '回头看',
  unit: '轮',
  filters: [
    {
      name: 'state',
      label: '状态',
      kind: 'one',
      width: 140,
      all: '全部状态',
      options: Object.entries(LOOKBACK_LABELS),
    },
  ],
  views: [],
  columns: [
    {
      key: 'number',
      label: '轮次',
      kind: 'name',
      fixed: true,
      cell: (row) => (
        <Link to="/lookbacks/$id" params={{ id: row.id }}>
          {row.number}
        </Link>
      ),
    },
    { key: 'state', label: '状态', first: true, cell: (row) => <RoundTags row={row} /> },
    { key: 'place', label: '地区', first: true, cell: (row) => row.placeName },
    {
      key: 'period',
      label: '销号时段',
      first: true,
      cell: (row) => (
        <span className="nw">
          {row.fromOn} 至 {row.toOn}
        </span>
      ),
    },
    {
      key: 'size',
      label: '抽取 / 范围',
      kind: 'number',
      first: true,
      cell: (row) => `${row.size}/${row.framed}`,
    },
    {
      key: 'concluded',
      label: '已核查',
      kind: 'number',
      first: true,
      cell: (row) => `${row.figures.concluded}/${row.figures.drawn}`,
    },
    {
      key: 'false',
      label: '虚假整改',
      kind: 'number',
      first: true,
      cell: (row) => <Fraction row={row} />,
    },
    { key: 'office', label: '发起单位', cell: (row) => row.officeName },
    { key: 'opened', label: '发起时间', first: true, cell: (row) => shortTime(row.openedAt) },
  ],
  keyOf: (row) => row.id,
  nameOf: (row) => row.number,
  card: (row) => (
    <>
      <Link to="/lookbacks/$id" params={{ id: row.id }} className="b">
        {row.number}
      </Link>
      <RoundTags row={row} />
      <p className="sm muted">
        {row.placeName}，{row.fromOn} 至 {row.toOn}销号的{row.framed}件中抽{row.size}件；虚假整改{' '}
        <Fraction row={row} />
      </p>
    </>
  ),
  read: (query, signal) => call(listLookbacks, { query, signal }),
  empty: '尚未发起回头看。',
}
