import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { endOf, opensSheets } from '#scoring/rules.ts'
import { SHEET_STATE_LABELS } from '#scoring/texts.ts'
import { listSheets, type SheetRow } from '#scoring/words.ts'
import { DueText } from '../papers/due-text.tsx'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { ListPage } from '../parts/list/list-page.tsx'
import type { ListSpec } from '../parts/list/list-words.ts'
import { useRole } from '../parts/session.ts'
import { StateTag } from '../parts/state-tag.tsx'

const OpenDialog = lazy(() => import('./open-dialog.tsx').then((m) => ({ default: m.OpenDialog })))

/** 考评打分: the sheets that one scores, receives or, once confirmed, was scored on. */
export function SheetsPage() {
  const query = useSearch({ from: '/inside/scoring' })
  const navigate = useNavigate({ from: '/scoring' })
  const role = useRole()
  const [opening, setOpening] = useState(false)
  const shown: ListSpec<SheetRow> = {
    ...spec,
    actions: opensSheets(role ?? '') && (
      <Button weight="solid" icon="plus" onClick={() => setOpening(true)}>
        发起打分表
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

/** What a sheet comes to, and whether something of it is still to be scored. */
export function ScoreText({ row }: { readonly row: SheetRow }) {
  const { result, score, points, complete, scored, items } = row.figures
  if (scored === 0) return <span className="muted">未评</span>
  return (
    <span className="nw">
      <b>{endOf(row.figures)}</b>
      {result === null || result === score ? ` / ${points}` : ''}
      {!complete && (
        <span className="muted sm">
          （已评 {scored}/{items} 项）
        </span>
      )}
    </span>
  )
}

function SetLink({ row }: { readonly row: SheetRow }) {
  const search = row.source?.of ? { of: row.source.of } : {}
  return (
    <Link to="/scoring/sets/$pack" params={{ pack: row.pack }} search={search}>
      汇总
    </Link>
  )
}

const spec: ListSpec<SheetRow> = {
  id: 'scoring',
  title: '考评打分',
  unit: '份',
  filters: [
    {
      name: 'state',
      label: '状态',
      kind: 'one',
      width: 140,
      all: '全部状态',
      options: Object.entries(SHEET_STATE_LABELS),
    },
  ],
  views: [],
  columns: [
    {
      key: 'subject',
      label: '被检查地区、单位',
      kind: 'name',
      fixed: true,
      cell: (row) => (
        <Link to="/scoring/$id" params={{ id: row.id }}>
          {row.subjectName}
        </Link>
      ),
    },
    {
      key: 'state',
      label: '状态',
      first: true,
      cell: (row) => <StateTag word={SHEET_STATE_LABELS[row.state]} />,
    },
    {
      key: 'score',
      label: '得分',
      kind: 'number',
      first: true,
      cell: (row) => <ScoreText row={row} />,
    },
    { key: 'owner', label: '评分单位', first: true, cell: (row) => row.ownerName },
    {
      key: 'due',
      label: '提交期限',
      first: true,
      cell: (row) =>
        row.left === null ? row.dueOn : <DueText dueOn={row.dueOn} left={row.left} />,
    },
    { key: 'title', label: '打分表', cell: (row) => row.title },
    { key: 'office', label: '接收单位', cell: (row) => row.officeName },
    { key: 'number', label: '编号', first: true, cell: (row) => row.number },
    { key: 'set', label: '同类', first: true, cell: (row) => <SetLink row={row} /> },
  ],
  keyOf: (row) => row.id,
  nameOf: (row) => row.subjectName,
  card: (row) => (
    <>
      <Link to="/scoring/$id" params={{ id: row.id }} className="b">
        {row.subjectName}
      </Link>
      <span className="tags">
        <StateTag word={SHEET_STATE_LABELS[row.state]} />
        <ScoreText row={row} />
      </span>
      <p className="sm muted">
        {row.ownerName}评分，{row.dueOn}前提交；
        <SetLink row={row} />
      </p>
    </>
  ),
  read: (query, signal) => call(listSheets, { query, signal }),
  empty: '没有由本单位评分、接收的打分表。',
}
