import { useNavigate, useSearch } from '@tanstack/react-router'
import { SIGN_IN_LABELS } from '#places/texts.ts'
import { listSignIns, type SignInLine } from '#places/words.ts'
import { call } from '../parts/api.ts'
import { fullTime } from '../parts/dates.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import type { ListSpec } from '../parts/list/list-words.ts'
import { Tag } from '../parts/state-tag.tsx'

/** 登录记录: read by the audit administrator, changed by nobody. */
export function SignInsPage() {
  const query = useSearch({ from: '/inside/admin/sign-ins' })
  const navigate = useNavigate({ from: '/admin/sign-ins' })
  return (
    <ListPage
      spec={spec}
      query={query}
      onQuery={(next) => void navigate({ search: next, resetScroll: false })}
    />
  )
}

function Happened({ row }: { readonly row: SignInLine }) {
  const word = SIGN_IN_LABELS[row.event]
  if (row.event === 'refused') return <Tag tone="amber" word={word} />
  if (row.event === 'locked_out') return <Tag tone="red" word={word} icon="lock" />
  return <Tag tone="plain" word={word} />
}

const spec: ListSpec<SignInLine> = {
  id: 'sign-ins',
  title: '登录记录',
  unit: '条',
  filters: [{ name: 'login', label: '账号', kind: 'words', placeholder: '完整账号' }],
  views: [],
  columns: [
    {
      key: 'at',
      label: '时间',
      fixed: true,
      cell: (row) => <span className="nw">{fullTime(row.at)}</span>,
    },
    { key: 'event', label: '事项', first: true, cell: (row) => <Happened row={row} /> },
    {
      key: 'login',
      label: '账号',
      first: true,
      cell: (row) => row.login ?? <span className="muted">没有此账号</span>,
    },
    { key: 'address', label: '来自地址', first: true, cell: (row) => row.address ?? '未记载' },
  ],
  keyOf: (row) => row.id,
  nameOf: (row) => `${row.login ?? ''} ${fullTime(row.at)}`,
  card: (row) => (
    <div className="mcard">
      <span className="l1">
        <Happened row={row} /> <span className="sm muted">{fullTime(row.at)}</span>
      </span>
      <span className="l2 block">{row.login ?? '没有此账号'}</span>
      <span className="sm muted block">{row.address ?? '地址未记载'}</span>
    </div>
  ),
  read: async ({ after, login }) => {
    const page = await call(listSignIns, {
      query: { limit: 50, ...(after ? { cursor: after } : {}), ...(login ? { login } : {}) },
    })
    return { rows: page.items, next: page.next, previous: null }
  },
  empty: '尚无登录记录。',
}
