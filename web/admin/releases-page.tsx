import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { HOLDING_KIND_LABELS, ROLE_LABELS } from '#places/texts.ts'
import {
  listPending,
  releaseAccount,
  releaseHolding,
  releasePost,
  type PendingView,
} from '#places/words.ts'
import { call } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { Empty, Failed, Loading, sentenceOf } from '../parts/page-state.tsx'
import { say } from '../parts/say.tsx'
import { useTitle } from '../parts/title.ts'
import '../styles/detail.css'

const groups = [
  ['post', '岗位'],
  ['holding', '任职'],
  ['account', '账号'],
] as const

const faces = { post: releasePost, holding: releaseHolding, account: releaseAccount } as const

/** 待审核启用: what the system administrator entered and the security administrator consents to. */
export function ReleasesPage() {
  useTitle('待审核启用')
  const client = useQueryClient()
  const found = useQuery({ queryKey: ['releases'], queryFn: () => call(listPending, {}) })
  const release = useMutation({
    mutationFn: (one: PendingView) => call(faces[one.kind], { params: { id: one.id } }),
    onSuccess: (_, one) => {
      say(`已启用：${titleOf(one)}。`)
      for (const key of ['releases', 'accounts', 'organization'])
        void client.invalidateQueries({ queryKey: [key] })
    },
    onError: (error) => say(sentenceOf(error), 'red'),
  })
  const order = groups.map(([kind]): string => kind)
  const items = (found.data?.items ?? []).toSorted(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind),
  )
  return (
    <>
      <div className="ttl">
        <h1>待审核启用</h1>
        {found.data && <span className="muted">{items.length} 项</span>}
      </div>
      {found.isPending && <Loading />}
      {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
      <div className="stack full">
        {found.data && items.length === 0 && (
          <section className="card">
            <Empty>没有待审核的岗位、任职和账号。系统管理员登记后在此审核。</Empty>
          </section>
        )}
        {groups.map(([kind, title]) => {
          const rows = items.filter((one) => one.kind === kind)
          return (
            rows.length > 0 && (
              <section className="card" key={kind}>
                <div className="h">
                  <h2>{title}</h2>
                  <span className="r sm muted">{rows.length} 项</span>
                </div>
                <ul className="dls">
                  {rows.map((one) => (
                    <li key={one.id}>
                      <div>
                        <b>{titleOf(one)}</b>
                        <p className="sm muted">{detailOf(one)}</p>
                      </div>
                      <Button
                        small
                        weight={one === items[0] ? 'solid' : 'outline'}
                        busy={release.isPending && release.variables.id === one.id}
                        onClick={() => release.mutate(one)}
                      >
                        启用
                        <span className="vh">：{titleOf(one)}</span>
                      </Button>
                    </li>
                  ))}
                </ul>
              </section>
            )
          )
        })}
      </div>
    </>
  )
}

function titleOf(one: PendingView): string {
  if (one.kind === 'post') return `${one.orgName} ${one.name}`
  if (one.kind === 'holding') return `${one.name} 任 ${one.orgName}`
  return `${one.login} ${one.name}`
}

function detailOf(one: PendingView): string {
  if (one.kind === 'account') return '首次登录须修改密码'
  const role = one.role ? ROLE_LABELS[one.role] : ''
  const kind = one.holdingKind ? `，${HOLDING_KIND_LABELS[one.holdingKind]}` : ''
  return `${role}${kind}，${one.from} 起`
}
