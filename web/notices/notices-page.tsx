import { useNavigate, useSearch } from '@tanstack/react-router'
import { Link } from '@tanstack/react-router'
import {
  NOTICE_KIND_LABELS,
  NOTICE_STATE_LABELS,
  NOTICE_STATE_SIDE,
  periodText,
  PUBLICITY_LABELS,
} from '#bulletins/texts.ts'
import { NOTICE_DRAFTERS } from '#bulletins/rules.ts'
import { listNotices, type NoticeKind, type NoticeRow, type NoticeState } from '#bulletins/words.ts'
import { call } from '../parts/api.ts'
import { ButtonLink } from '../parts/button.tsx'
import { ListPage } from '../parts/list/list-page.tsx'
import type { ListSpec } from '../parts/list/list-words.ts'
import { useRole } from '../parts/session.ts'
import { StateTag } from '../parts/state-tag.tsx'

/** 通报: those that wait, and those that were issued here and above. */
export function NoticesPage() {
  const query = useSearch({ from: '/inside/notices' })
  const navigate = useNavigate({ from: '/notices' })
  const role = useRole()
  const drafts = role !== null && (NOTICE_DRAFTERS as readonly string[]).includes(role)
  const actions = drafts ? (
    <ButtonLink to="/notices/draft" weight="solid" icon="plus">
      拟办通报
    </ButtonLink>
  ) : undefined
  return (
    <ListPage
      spec={{ ...spec, ...(actions ? { actions } : {}) }}
      query={query}
      onQuery={(next) => void navigate({ search: next, resetScroll: false })}
    />
  )
}

const spec: ListSpec<NoticeRow> = {
  id: 'notices',
  title: '通报',
  unit: '件',
  filters: [
    {
      name: 'kind',
      label: '种类',
      kind: 'one',
      width: 140,
      all: '全部种类',
      options: Object.entries(NOTICE_KIND_LABELS),
    },
    {
      name: 'state',
      label: '状态',
      kind: 'one',
      width: 140,
      all: '全部状态',
      options: Object.entries(NOTICE_STATE_LABELS),
    },
  ],
  views: [
    { id: 'all', label: '全部', query: {} },
    { id: 'waiting', label: '待签字', query: { state: 'proposed' } },
    { id: 'issued', label: '已签发', query: { state: 'issued' } },
  ],
  columns: [
    {
      key: 'title',
      label: '标题',
      kind: 'name',
      fixed: true,
      cell: (row) => (
        <Link to="/notices/$id" params={{ id: row.id }}>
          {row.title}
        </Link>
      ),
    },
    { key: 'number', label: '文号', first: true, cell: (row) => row.number ?? '' },
    { key: 'state', label: '状态', first: true, cell: (row) => <State row={row} /> },
    { key: 'kind', label: '种类', first: true, cell: (row) => NOTICE_KIND_LABELS[row.kind] },
    {
      key: 'period',
      label: '期间',
      first: true,
      cell: (row) => periodText(row.kind, row.from),
    },
    { key: 'office', label: '制发机关', first: true, cell: (row) => row.officeName },
    { key: 'issued', label: '签发日期', first: true, cell: (row) => row.issuedOn ?? '' },
    { key: 'publicity', label: '公开属性', cell: (row) => PUBLICITY_LABELS[row.publicity] },
  ],
  keyOf: (row) => row.id,
  nameOf: (row) => row.title,
  card: (row) => (
    <Link to="/notices/$id" params={{ id: row.id }} className="mcard">
      <span className="l1">
        <State row={row} />
        <span className="sm muted">{row.number ?? periodText(row.kind, row.from)}</span>
      </span>
      <span className="l2 block">{row.title}</span>
      <span className="sm muted block">{row.officeName}</span>
    </Link>
  ),
  read: ({ kind, state, after, before }) =>
    call(listNotices, {
      query: {
        ...(kind ? { kind: kind as NoticeKind } : {}),
        ...(state ? { state: state as NoticeState } : {}),
        ...(after ? { after } : {}),
        ...(before ? { before } : {}),
      },
    }),
  empty: '尚无通报。',
}

function State({ row }: { readonly row: NoticeRow }) {
  const side = row.correctedBy ? '已更正' : NOTICE_STATE_SIDE[row.state]
  return (
    <>
      <StateTag word={NOTICE_STATE_LABELS[row.state]} /> {side && <StateTag word={side} side />}
    </>
  )
}
