import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { MEETING_KIND_LABELS, MEETING_STATE_LABELS } from '#meetings/texts.ts'
import {
  listMeetings,
  type MeetingKind,
  type MeetingRow,
  type MeetingState,
} from '#meetings/words.ts'
import { call } from '../parts/api.ts'
import { ButtonLink } from '../parts/button.tsx'
import { ListPage } from '../parts/list/list-page.tsx'
import type { Column, ListSpec } from '../parts/list/list-words.ts'
import { StateTag } from '../parts/state-tag.tsx'

/** 会议: what this office calls, or over which this body presides. */
export function MeetingsPage() {
  const query = useSearch({ from: '/inside/meetings' })
  const navigate = useNavigate({ from: '/meetings' })
  return (
    <ListPage
      spec={spec}
      query={query}
      onQuery={(next) => void navigate({ search: next, resetScroll: false })}
    />
  )
}

const columns: readonly Column<MeetingRow>[] = [
  {
    key: 'number',
    label: '会议编号',
    fixed: true,
    cell: (row) => (
      <Link to="/meetings/$id" params={{ id: row.id }} className="nw">
        {row.number}
      </Link>
    ),
  },
  {
    key: 'title',
    label: '会议名称',
    kind: 'name',
    first: true,
    cell: (row) => (
      <Link to="/meetings/$id" params={{ id: row.id }}>
        {row.title}
      </Link>
    ),
  },
  {
    key: 'state',
    label: '状态',
    first: true,
    cell: (row) => <StateTag word={MEETING_STATE_LABELS[row.state]} />,
  },
  {
    key: 'when',
    label: '时间',
    first: true,
    cell: (row) => (
      <span className="nw">
        {row.startsOn} {row.startsAt}
      </span>
    ),
  },
  { key: 'kind', label: '类别', first: true, cell: (row) => MEETING_KIND_LABELS[row.kind] },
  { key: 'venue', label: '地点', first: true, cell: (row) => row.venue },
  {
    key: 'answered',
    label: '回执',
    kind: 'number',
    first: true,
    cell: (row) => `${row.answered}/${row.invited}`,
  },
  {
    key: 'attended',
    label: '签到',
    kind: 'number',
    first: true,
    cell: (row) => `${row.attended}/${row.invited}`,
  },
  {
    key: 'minutes',
    label: '纪要',
    first: true,
    cell: (row) => row.minutesNumber ?? <span className="muted">未签发</span>,
  },
]

const spec: ListSpec<MeetingRow> = {
  id: 'meetings',
  title: '会议',
  unit: '次',
  filters: [
    { name: 'q', label: '关键词', kind: 'words', placeholder: '会议名称、编号' },
    {
      name: 'state',
      label: '状态',
      kind: 'one',
      width: 160,
      all: '全部状态',
      options: Object.entries(MEETING_STATE_LABELS),
    },
    {
      name: 'kind',
      label: '类别',
      kind: 'one',
      width: 160,
      all: '全部类别',
      options: Object.entries(MEETING_KIND_LABELS),
    },
  ],
  views: [],
  columns,
  keyOf: (row) => row.id,
  nameOf: (row) => row.number,
  card: (row) => (
    <Link to="/meetings/$id" params={{ id: row.id }} className="mcard">
      <span className="l1">
        <span className="sm muted">{row.number}</span>
        <StateTag word={MEETING_STATE_LABELS[row.state]} />
      </span>
      <span className="l2 block">{row.title}</span>
      <span className="sm muted block">
        {row.startsOn} {row.startsAt} · {row.venue}
      </span>
    </Link>
  ),
  read: async ({ after, q, state, kind }, signal) => {
    const page = await call(listMeetings, {
      signal,
      query: {
        ...(after ? { after } : {}),
        ...(q ? { q } : {}),
        ...(state ? { state: state as MeetingState } : {}),
        ...(kind ? { kind: kind as MeetingKind } : {}),
      },
    })
    return { ...page, previous: null }
  },
  actions: (
    <ButtonLink to="/meetings/new" weight="solid" icon="plus">
      拟会议
    </ButtonLink>
  ),
  empty: '没有会议。全体会议、联席会议和专题会议在此拟定、通知和记录。',
}
