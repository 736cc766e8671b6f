import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { NORM_MOVES } from '#norms/rules.ts'
import { NORM_KIND_LABELS, NORM_STATE_LABELS, validText } from '#norms/texts.ts'
import { listNorms, type NormKind, type NormRow, type NormState } from '#norms/words.ts'
import { call } from '../parts/api.ts'
import { ButtonLink } from '../parts/button.tsx'
import { ListPage } from '../parts/list/list-page.tsx'
import type { Column, ListSpec } from '../parts/list/list-words.ts'
import { useRole } from '../parts/session.ts'
import { StateTag } from '../parts/state-tag.tsx'

/** 规范性文件: what this body makes or reviews. */
export function NormsPage() {
  const query = useSearch({ from: '/inside/norms' })
  const navigate = useNavigate({ from: '/norms' })
  const drafts = (NORM_MOVES.register.roles as readonly string[]).includes(useRole() ?? '')
  return (
    <ListPage
      spec={drafts ? drafting : reading}
      query={query}
      onQuery={(next) => void navigate({ search: next, resetScroll: false })}
    />
  )
}

const columns: readonly Column<NormRow>[] = [
  {
    key: 'title',
    label: '标题',
    kind: 'name',
    fixed: true,
    first: true,
    cell: (row) => (
      <Link to="/norms/$id" params={{ id: row.id }}>
        {row.title}
      </Link>
    ),
  },
  {
    key: 'number',
    label: '文号',
    first: true,
    cell: (row) =>
      row.number ? <span className="nw">{row.number}</span> : <span className="muted">未编号</span>,
  },
  {
    key: 'state',
    label: '状态',
    first: true,
    cell: (row) => <StateTag word={NORM_STATE_LABELS[row.state]} />,
  },
  { key: 'kind', label: '种类', first: true, cell: (row) => NORM_KIND_LABELS[row.kind] },
  { key: 'owner', label: '制定单位', cell: (row) => row.ownerName },
  {
    key: 'valid',
    label: '有效期',
    first: true,
    cell: (row) => <span className="nw">{validText(row.validFrom, row.validUntil)}</span>,
  },
  {
    key: 'filed',
    label: '备案',
    first: true,
    cell: (row) => row.filedOn ?? <span className="muted">未备案</span>,
  },
  {
    key: 'published',
    label: '公布',
    first: true,
    cell: (row) => row.publishedOn ?? <span className="muted">未公布</span>,
  },
]

const reading: ListSpec<NormRow> = {
  id: 'norms',
  title: '规范性文件',
  unit: '件',
  filters: [
    { name: 'q', label: '关键词', kind: 'words', placeholder: '标题、文号' },
    {
      name: 'state',
      label: '状态',
      kind: 'one',
      width: 160,
      all: '全部状态',
      options: Object.entries(NORM_STATE_LABELS),
    },
    {
      name: 'kind',
      label: '种类',
      kind: 'one',
      width: 160,
      all: '全部种类',
      options: Object.entries(NORM_KIND_LABELS),
    },
  ],
  views: [],
  columns,
  keyOf: (row) => row.id,
  nameOf: (row) => row.title,
  card: (row) => (
    <Link to="/norms/$id" params={{ id: row.id }} className="mcard">
      <span className="l1">
        <span className="sm muted">{row.number ?? '未编号'}</span>
        <StateTag word={NORM_STATE_LABELS[row.state]} />
      </span>
      <span className="l2 block">{row.title}</span>
      <span className="sm muted block">
        {row.ownerName} {validText(row.validFrom, row.validUntil)}
      </span>
    </Link>
  ),
  read: async ({ after, q, state, kind }, signal) => {
    const page = await call(listNorms, {
      signal,
      query: {
        ...(after ? { after } : {}),
        ...(q ? { q } : {}),
        ...(state ? { state: state as NormState } : {}),
        ...(kind ? { kind: kind as NormKind } : {}),
      },
    })
    return { ...page, previous: null }
  },
  actions: <ButtonLink to="/norms/clean-up">清理结果</ButtonLink>,
  empty: '没有规范性文件。本单位制定的规范性文件在此登记、送审、备案和清理。',
}

const drafting: ListSpec<NormRow> = {
  ...reading,
  actions: (
    <>
      <ButtonLink to="/norms/clean-up">清理结果</ButtonLink>
      <ButtonLink to="/norms/new" weight="solid" icon="plus">
        登记草案
      </ButtonLink>
    </>
  ),
}
