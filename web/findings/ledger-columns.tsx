import { Link } from '@tanstack/react-router'
import { GRADE_LABELS, SECTOR_LABELS, STATE_LABELS } from '#findings/texts.ts'
import type { FindingRow } from '#findings/words.ts'
import { DeadlineText } from '../deadlines/deadline-text.tsx'
import type { Column } from '../parts/list/list-words.ts'
import { GradeTag, StateTag } from '../parts/state-tag.tsx'
import { viewOfRow } from './deadline-views.ts'

/** The columns of the ledger in the order of INTERFACE §4. */
export const findingColumns: readonly Column<FindingRow>[] = [
  {
    key: 'number',
    label: '编号',
    fixed: true,
    cell: (row) => (
      <Link to="/findings/$id" params={{ id: row.id }} className="no">
        <Numbered number={row.number} />
      </Link>
    ),
  },
  {
    key: 'title',
    label: '问题隐患',
    kind: 'name',
    first: true,
    cell: (row) => (
      <Link to="/findings/$id" params={{ id: row.id }} title={row.title}>
        {row.title}
      </Link>
    ),
  },
  {
    key: 'grade',
    label: '级别',
    first: true,
    cell: (row) => <GradeTag grade={GRADE_LABELS[row.grade]} />,
  },
  { key: 'state', label: '状态', first: true, cell: (row) => <State row={row} /> },
  { key: 'due', label: '当前期限', first: true, cell: (row) => <Due row={row} /> },
  {
    key: 'rectifier',
    label: '责任单位',
    first: true,
    cell: (row) => <span className="tw">{row.rectifierName ?? row.subjectName}</span>,
  },
  {
    key: 'place',
    label: '地区',
    first: true,
    cell: (row) => <span className="nw">{row.placeName}</span>,
  },
  { key: 'five', label: '五落实', first: true, cell: (row) => <Five row={row} /> },
  {
    key: 'sector',
    label: '行业',
    first: true,
    cell: (row) => <span className="nw">{SECTOR_LABELS[row.sector]}</span>,
  },
  {
    key: 'rechecker',
    label: '复查单位',
    first: true,
    cell: (row) => <span className="tw">{row.recheckerName ?? '未确定'}</span>,
  },
  {
    key: 'subject',
    label: '整改对象',
    cell: (row) => <span className="tw">{row.subjectName}</span>,
  },
  {
    key: 'found',
    label: '发现日期',
    cell: (row) => <span className="nw">{row.foundOn ?? '未记载'}</span>,
  },
  {
    key: 'ended',
    label: '办结日期',
    cell: (row) => <span className="nw">{row.endedOn ?? ''}</span>,
  },
  {
    key: 'act',
    label: '操作',
    last: true,
    cell: (row) => (
      <Link to="/findings/$id" params={{ id: row.id }} className="btn t s">
        {row.endedOn ? '查看' : '办理'}
        <span className="vh">{row.number}</span>
      </Link>
    ),
  },
]

/** The serial stays unbroken; a long office name may stand above it. */
function Numbered({ number }: { readonly number: string }) {
  const at = number.indexOf('〔')
  if (at <= 0) return number
  return (
    <>
      {number.slice(0, at)}
      <wbr />
      <span className="nw">{number.slice(at)}</span>
    </>
  )
}

function State({ row }: { readonly row: FindingRow }) {
  return (
    <span className="stt">
      <StateTag word={STATE_LABELS[row.state]} />
      {row.side.map((word) => (
        <StateTag key={word} word={word} side />
      ))}
    </span>
  )
}

function Due({ row }: { readonly row: FindingRow }) {
  const view = viewOfRow(row)
  if (!view) return <span className="muted sm">无计时</span>
  return <DeadlineText view={view} />
}

function Five({ row }: { readonly row: FindingRow }) {
  return (
    <span className="fv">
      <span aria-hidden="true">
        {[0, 1, 2, 3, 4].map((i) => (
          <i key={i} className={i < row.five ? 'f' : ''} />
        ))}
      </span>
      {row.five}/5
    </span>
  )
}

/** A row of the ledger on a phone. */
export function FindingCard({ row }: { readonly row: FindingRow }) {
  const view = viewOfRow(row)
  return (
    <Link to="/findings/$id" params={{ id: row.id }} className="mcard">
      <span className="l1">
        <span className="muted sm">{row.number}</span>
        <GradeTag grade={GRADE_LABELS[row.grade]} />
        <StateTag word={STATE_LABELS[row.state]} />
        {row.side.map((word) => (
          <StateTag key={word} word={word} side />
        ))}
      </span>
      <span className="l2 block">{row.title}</span>
      <span className="sm muted block">
        {row.placeName} · {row.rectifierName ?? row.subjectName} · {SECTOR_LABELS[row.sector]}
      </span>
      <span className="l3">
        {view ? <DeadlineText view={view} /> : <span className="muted sm">无计时</span>}
        <span className="sm muted">五落实 {row.five}/5</span>
      </span>
    </Link>
  )
}
