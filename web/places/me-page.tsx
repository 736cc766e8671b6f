import { Link } from '@tanstack/react-router'
import { ROLE_LABELS } from '#places/texts.ts'
import type { Role } from '#places/words.ts'
import { Button } from '../parts/button.tsx'
import { useLeave } from '../parts/header-bar.tsx'
import { useLargePrint } from '../parts/large-print.ts'
import { menuOf, type Entry } from '../parts/menu.ts'
import { queries } from '../parts/queries.ts'
import { say } from '../parts/say.tsx'
import { sessionQuery, useSession, useSwitchPost } from '../parts/session.ts'
import { useTitle } from '../parts/title.ts'
import { PasswordForm } from './sign-in-page.tsx'
import '../styles/detail.css'

/** 我的: the posts held, the one that acts, 大字, the password, leaving. */
export function MePage() {
  useTitle('我的')
  const { person, login, posts, post } = useSession()
  const change = useSwitchPost()
  const leave = useLeave()
  const [large, setLarge] = useLargePrint()
  return (
    <>
      <div className="ttl">
        <h1>我的</h1>
        <span className="muted">
          {person.name}（{login}）
        </span>
        <span className="r">
          <Button icon="back" onClick={() => leave.mutate()}>
            退出登录
          </Button>
        </span>
      </div>
      <div className="stack">
        {post && <AllPages role={post.role} />}
        <section className="card">
          <div className="h">
            <h2>岗位</h2>
            <span className="r sm muted">同一时间以一个岗位办理</span>
          </div>
          <ul className="dls">
            {posts.map((one) => (
              <li key={one.id}>
                <div>
                  <b>
                    {one.orgName} · {one.title}
                  </b>
                  <p className="sm muted">
                    {ROLE_LABELS[one.role]}，{one.placeName}
                    {one.kind === 'acting' && '，代理'}
                    {one.kind === 'stand_in' && '，AB角'}
                  </p>
                </div>
                {one.id === post?.id ? (
                  <span className="muted sm">当前岗位</span>
                ) : (
                  <Button
                    small
                    onClick={() =>
                      change.mutate(one.id, {
                        onSuccess: () => say(`已切换到${one.orgName}${one.title}岗位。`),
                      })
                    }
                  >
                    切换
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </section>
        <section className="card">
          <div className="h">
            <h2>消息</h2>
          </div>
          <p className="bd">
            <Link to="/messages/settings">消息设置</Link>
            <span className="muted sm">　手机号、接收通道、每日摘要、期限日历</span>
          </p>
        </section>
        <section className="card">
          <div className="h">
            <h2>显示</h2>
          </div>
          <p className="bd">
            <label>
              <input type="checkbox" checked={large} onChange={() => setLarge(!large)} /> 大字显示
            </label>
          </p>
        </section>
        <section className="card">
          <div className="h">
            <h2>修改密码</h2>
          </div>
          <div className="bd me-password">
            <PasswordForm
              onDone={(next) => {
                queries.setQueryData(sessionQuery.queryKey, next)
                say('已修改密码。')
              }}
            />
          </div>
        </section>
      </div>
    </>
  )
}

/** Every page of the menu, for a phone, whose bar has room for five. */
function AllPages({ role }: { readonly role: Role }) {
  const entries: readonly Entry[] = menuOf[role]
  return (
    <nav className="card all-pages" aria-label="全部栏目">
      <div className="h">
        <h2>全部栏目</h2>
      </div>
      <dl className="bd">
        {entries.map((entry) => (
          <div key={entry.label}>
            <dt>{entry.label}</dt>
            <dd>
              {(entry.under ?? [entry]).map((one) => (
                <Link key={one.to} to={one.to}>
                  {one.label}
                </Link>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </nav>
  )
}
