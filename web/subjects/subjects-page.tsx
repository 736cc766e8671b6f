import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { SUBJECT_KIND_LABELS } from '#enterprises/texts.ts'
import { listSubjects, type SubjectKind, type SubjectView } from '#enterprises/words.ts'
import { SECTOR_LABELS } from '#findings/texts.ts'
import { ImportLink } from '../imports/import-link.tsx'
import { call } from '../parts/api.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import type { ListSpec } from '../parts/list/list-words.ts'
import { useRole } from '../parts/session.ts'

/** 企业档案: the subjects that findings are about. */
export function SubjectsPage() {
  const query = useSearch({ from: '/inside/subjects' })
  const navigate = useNavigate({ from: '/subjects' })
  const own = useRole() === 'safety_officer'
  return (
    <ListPage
      spec={{
        ...spec,
        title: own ? '本企业档案' : '企业档案',
        actions: <ImportLink kind="enterprises" label="导入企业" />,
      }}
      query={query}
      onQuery={(next) => void navigate({ search: next, resetScroll: false })}
    />
  )
}

const sectors: Readonly<Record<string, string>> = SECTOR_LABELS

const spec: ListSpec<SubjectView> = {
  id: 'subjects',
  title: '企业档案',
  unit: '个',
  filters: [
    { name: 'q', label: '关键词', kind: 'words', placeholder: '名称、首字母、信用代码' },
    { name: 'place', label: '地区', kind: 'place', width: 180 },
    {
      name: 'kind',
      label: '类别',
      kind: 'one',
      width: 160,
      all: '全部类别',
      options: Object.entries(SUBJECT_KIND_LABELS),
    },
    {
      name: 'sector',
      label: '行业',
      kind: 'one',
      width: 160,
      all: '全部行业',
      options: Object.entries(SECTOR_LABELS),
    },
  ],
  views: [],
  columns: [
    {
      key: 'name',
      label: '名称',
      kind: 'name',
      fixed: true,
      cell: (row) => (
        <Link to="/subjects/$id" params={{ id: row.id }}>
          {row.name ?? '（保密）'}
        </Link>
      ),
    },
    { key: 'kind', label: '类别', first: true, cell: (row) => SUBJECT_KIND_LABELS[row.kind] },
    { key: 'place', label: '地区', first: true, cell: (row) => row.placeName },
    { key: 'sector', label: '行业', first: true, cell: (row) => sectors[row.sector] ?? row.sector },
    {
      key: 'code',
      label: '统一社会信用代码',
      first: true,
      cell: (row) => row.creditCode ?? <span className="muted">未登记</span>,
    },
    { key: 'org', label: '所属单位', first: true, cell: (row) => row.orgName ?? '无' },
    { key: 'address', label: '地址', cell: (row) => row.address ?? '' },
    { key: 'identifier', label: '编号', cell: (row) => row.identifier ?? '' },
  ],
  keyOf: (row) => row.id,
  nameOf: (row) => row.name ?? '',
  card: (row) => (
    <Link to="/subjects/$id" params={{ id: row.id }} className="mcard">
      <span className="l1 sm muted">
        {SUBJECT_KIND_LABELS[row.kind]} · {row.placeName}
      </span>
      <span className="l2 block">{row.name}</span>
      <span className="sm muted block">
        {sectors[row.sector] ?? row.sector} · {row.creditCode ?? '信用代码未登记'}
      </span>
    </Link>
  ),
  read: async ({ after, q, place, kind, sector }) => {
    const page = await call(listSubjects, {
      query: {
        limit: 50,
        ...(after ? { cursor: after } : {}),
        ...(q ? { q } : {}),
        ...(place ? { place } : {}),
        ...(kind ? { kind: kind as SubjectKind } : {}),
        ...(sector ? { sector } : {}),
      },
    })
    return { rows: page.items, next: page.next, previous: null }
  },
  empty: '尚无档案。',
}
