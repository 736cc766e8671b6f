import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useSyncExternalStore } from 'react'
import { lockSession, signOut } from '#places/words.ts'
import { call } from './api.ts'
import { Icon } from './icon.tsx'
import { useLargePrint } from './large-print.ts'
import { Popover } from './popover.tsx'
import { queries } from './queries.ts'
import { say } from './say.tsx'
import { sessionQuery, useSession, useSwitchPost } from './session.ts'

/** The header of 48 px: brand, post, search, 演示, connection, person. */
export function HeaderBar({ onSearch }: { readonly onSearch: (() => void) | undefined }) {
  const { post, demo } = useSession()
  return (
    <header className="hd">
      <Link to="/" className="brand" activeProps={{}}>
        <i />
        闭环
      </Link>
      <span className="only-m mctx">{post?.orgName}</span>
      <PostSwitcher />
      {onSearch ? (
        <button type="button" className="hsearch" onClick={onSearch}>
          <Icon name="search" />
          <span>编号、单位、拼音首字母</span>
          <kbd>Ctrl K</kbd>
        </button>
      ) : (
        <span className="hgap" />
      )}
      {demo && <span className="demo">演示</span>}
      <Connection />
      <PersonMenu />
    </header>
  )
}

function PostSwitcher() {
  const { posts, post } = useSession()
  const change = useSwitchPost()
  const navigate = useNavigate()
  const label = post ? `${post.orgName} · ${post.title}` : '未选岗位'
  if (posts.length < 2)
    return (
      <span className="post postpop">
        <Icon name="office" />
        <b>{label}</b>
      </span>
    )
  return (
    <div className="postpop">
      <Popover
        className="post"
        face={
          <>
            <Icon name="office" />
            <b>{label}</b>
            <Icon name="down" />
          </>
        }
      >
        {(fold) =>
          posts.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                className={one.id === post?.id ? 'on' : ''}
                aria-current={one.id === post?.id ? 'true' : undefined}
                onClick={() => {
                  fold()
                  change.mutate(one.id, {
                    onSuccess: () => {
                      say(`已切换到${one.orgName}${one.title}岗位。`)
                      void navigate({ to: '/' })
                    },
                  })
                }}
              >
                <Icon name={one.id === post?.id ? 'check' : 'office'} />
                {one.orgName} · {one.title}
              </button>
            </li>
          ))
        }
      </Popover>
    </div>
  )
}

function Connection() {
  const online = useSyncExternalStore(listenToNetwork, () => navigator.onLine)
  return (
    <span className={online ? 'net' : 'net off'} role="status">
      <Icon name={online ? 'check' : 'warn'} />
      {online ? '已连接' : '离线'}
    </span>
  )
}

function PersonMenu() {
  const { person } = useSession()
  const leave = useLeave()
  const lock = useLock()
  const [large, setLarge] = useLargePrint()
  return (
    <Popover
      className="who"
      side="right"
      face={
        <>
          <span className="av" aria-hidden="true">
            {person.name.slice(0, 1)}
          </span>
          {person.name}
        </>
      }
    >
      {(fold) => (
        <>
          <li>
            <Link to="/me" onClick={fold}>
              <Icon name="person" />
              我的
            </Link>
          </li>
          <li>
            <Link to="/messages/settings" onClick={fold}>
              <Icon name="bell" />
              消息设置
            </Link>
          </li>
          <li>
            <Link to="/jobs" onClick={fold}>
              <Icon name="clock" />
              后台任务
            </Link>
          </li>
          <li>
            <button type="button" aria-pressed={large} onClick={() => setLarge(!large)}>
              <Icon name={large ? 'check' : 'plus'} />
              大字
            </button>
          </li>
          <li className="line" />
          <li>
            <button type="button" onClick={() => lock.mutate()}>
              <Icon name="lock" />
              锁定会话
            </button>
          </li>
          <li>
            <button type="button" onClick={() => leave.mutate()}>
              <Icon name="back" />
              退出登录
            </button>
          </li>
        </>
      )}
    </Popover>
  )
}

/** Locks the session; after the password the person stands where he was. */
export function useLock() {
  const navigate = useNavigate()
  return useMutation({
    mutationFn: () => call(lockSession, {}),
    onSuccess: (session) => {
      const { pathname, search } = window.location
      queries.clear()
      queries.setQueryData(sessionQuery.queryKey, session)
      void navigate({ to: '/sign-in', search: { back: pathname + search } })
    },
  })
}

/** Ends the session and forgets what was read under it. */
export function useLeave() {
  const navigate = useNavigate()
  return useMutation({
    mutationFn: () => call(signOut, {}),
    onSettled: () => {
      queries.clear()
      void navigate({ to: '/sign-in' })
    },
  })
}

function listenToNetwork(listener: () => void): () => void {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}
