import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { ACCOUNT_STATE_LABELS } from '#places/texts.ts'
import {
  disableAccount,
  listAccounts,
  releaseAccount,
  resetPassword,
  unlockAccount,
  type AccountState,
  type AccountView,
} from '#places/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { fullTime } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { ListPage } from '../parts/list/list-page.tsx'
import type { ListSpec } from '../parts/list/list-words.ts'
import { Note, sentenceOf } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'
import { Tag, type Tone } from '../parts/state-tag.tsx'
import { FirstPassword } from './first-password.tsx'

type Verb = 'release' | 'unlock' | 'disable' | 'reset'
type Asked = { readonly verb: Verb; readonly row: AccountView }

/** 账号: the security administrator releases, unlocks, disables, and gives new first passwords. */
export function AccountsPage() {
  const query = useSearch({ from: '/inside/admin/accounts' })
  const navigate = useNavigate({ from: '/admin/accounts' })
  const [asked, setAsked] = useState<Asked | null>(null)
  return (
    <>
      <ListPage
        spec={specWith(setAsked)}
        query={query}
        onQuery={(next) => void navigate({ search: next, resetScroll: false })}
      />
      {asked && <Question {...asked} onClose={() => setAsked(null)} />}
    </>
  )
}

const verbs = { release: '启用', unlock: '解锁', disable: '停用', reset: '重置密码' } as const

/** What each state lets be done. */
const openTo = {
  pending: ['release'],
  active: ['reset', 'disable'],
  locked: ['unlock', 'reset', 'disable'],
  disabled: ['unlock'],
} as const satisfies Record<AccountState, readonly Verb[]>

const effects = {
  release: '启用后本人即可登录。',
  unlock: '解锁后本人可用原密码登录。',
  disable: '停用后立即退出登录，不能再登录；可以再次启用。',
  reset: '原密码立即失效，本人以新的首次密码登录并修改。',
} as const

/** Asks before the act, naming account and effect; a new password is shown here, once. */
function Question({ verb, row, onClose }: Asked & { readonly onClose: () => void }) {
  const client = useQueryClient()
  const [password, setPassword] = useState<string | null>(null)
  const label = labelOf(verb, row)
  const act = useMutation({
    mutationFn: async () => {
      const params = { id: row.id }
      if (verb === 'reset') return (await call(resetPassword, { params })).firstPassword
      if (verb === 'release') await call(releaseAccount, { params })
      else if (verb === 'unlock') await call(unlockAccount, { params })
      else await call(disableAccount, { params })
      return null
    },
    onSuccess: (first) => {
      void client.invalidateQueries({ queryKey: ['accounts'] })
      void client.invalidateQueries({ queryKey: ['releases'] })
      say(`已${label}账号${row.login}。`)
      if (first) setPassword(first)
      else onClose()
    },
  })
  return (
    <Dialog kind="middle" title={`${label}：${row.login}`} onClose={onClose}>
      {password ? (
        <FirstPassword login={row.login} password={password} onClose={onClose}>
          首次密码只显示这一次，请当面交给本人；登录后须修改。
        </FirstPassword>
      ) : (
        <div className="form">
          <p>
            {row.name}的账号{row.login}：{effects[verb]}
          </p>
          {act.isError && (
            <Note tone="red" alert>
              {sentenceOf(act.error)}
            </Note>
          )}
          <div className="sends">
            <Button weight="solid" busy={act.isPending} onClick={() => act.mutate()}>
              {label}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  )
}

function labelOf(verb: Verb, row: AccountView): string {
  return verb === 'unlock' && row.state === 'disabled' ? '启用' : verbs[verb]
}

const tones = {
  pending: 'grey',
  active: 'green',
  locked: 'red',
  disabled: 'plain',
} as const satisfies Record<AccountState, Tone>

function State({ row }: { readonly row: AccountView }) {
  return (
    <span className="stt">
      <Tag
        tone={tones[row.state]}
        word={ACCOUNT_STATE_LABELS[row.state]}
        {...(row.state === 'locked' ? { icon: 'lock' as const } : {})}
      />
      {row.state === 'locked' && row.lockedUntil && (
        <span className="sm muted">至 {fullTime(row.lockedUntil)}</span>
      )}
    </span>
  )
}

function Acts({ row, onAsk }: { readonly row: AccountView; readonly onAsk: (a: Asked) => void }) {
  return (
    <span className="row-acts">
      {openTo[row.state].map((verb) => (
        <Button key={verb} small onClick={() => onAsk({ verb, row })}>
          {labelOf(verb, row)}
          <span className="vh">：{row.login}</span>
        </Button>
      ))}
    </span>
  )
}

function specWith(onAsk: (asked: Asked) => void): ListSpec<AccountView> {
  return {
    id: 'accounts',
    title: '账号',
    unit: '个',
    filters: [
      { name: 'q', label: '姓名、账号', kind: 'words', placeholder: '姓名、拼音首字母、账号' },
      {
        name: 'state',
        label: '状态',
        kind: 'one',
        width: 140,
        all: '全部状态',
        options: Object.entries(ACCOUNT_STATE_LABELS),
      },
    ],
    views: [
      { id: 'all', label: '全部', query: {} },
      { id: 'pending', label: '待审核', query: { state: 'pending' } },
      { id: 'locked', label: '已锁定', query: { state: 'locked' }, late: true },
    ],
    columns: [
      { key: 'login', label: '账号', fixed: true, cell: (row) => row.login },
      { key: 'name', label: '姓名', first: true, cell: (row) => row.name },
      { key: 'state', label: '状态', first: true, cell: (row) => <State row={row} /> },
      {
        key: 'password',
        label: '密码',
        first: true,
        cell: (row) => (row.mustChange ? '首次密码，待修改' : '本人已修改'),
      },
      {
        key: 'acts',
        label: '操作',
        last: true,
        cell: (row) => <Acts row={row} onAsk={onAsk} />,
      },
    ],
    keyOf: (row) => row.id,
    nameOf: (row) => row.login,
    card: (row) => (
      <div className="mcard">
        <State row={row} />
        <span className="l2 block">
          {row.login} {row.name}
        </span>
        <Acts row={row} onAsk={onAsk} />
      </div>
    ),
    read: async ({ after, q, state }) => {
      const page = await call(listAccounts, {
        query: {
          limit: 50,
          ...(after ? { cursor: after } : {}),
          ...(q ? { q } : {}),
          ...(state ? { state: state as AccountState } : {}),
        },
      })
      return { rows: page.items, next: page.next, previous: null }
    },
    empty: '尚无账号。',
  }
}
