import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useDeskCount } from '../desk/count.ts'
import { HeaderBar } from './header-bar.tsx'
import { Icon } from './icon.tsx'
import { administers, menuOf, type Entry } from './menu.ts'
import { Loading } from './page-state.tsx'
import { SayHere } from './say.tsx'
import { useRole } from './session.ts'

const Search = lazy(() => import('./search-box.tsx'))
const Help = lazy(() => import('./help.tsx'))

/** Header, menu and the page between them; on a phone a bar of five at the thumb. */
export function Shell() {
  const role = useRole()
  const entries = role ? menuOf[role] : []
  const [layer, setLayer] = useState<'search' | 'help' | null>(null)
  useSearchKey(() => setLayer('search'))
  useFocusOnArrival()
  return (
    <>
      <a className="skip" href="#main">
        跳到正文
      </a>
      <HeaderBar onSearch={administers(role) ? undefined : () => setLayer('search')} />
      <div className="shell">
        <nav className="nav" aria-label="主菜单">
          <ul>
            {entries.map((entry) => (
              <MenuEntry key={entry.label} entry={entry} />
            ))}
            <li className="rule" />
            <li>
              <button type="button" className="help" onClick={() => setLayer('help')}>
                <Icon name="info" />
                帮助与快捷键
              </button>
            </li>
          </ul>
        </nav>
        <main id="main" tabIndex={-1}>
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      {administers(role) ? (
        <AdminTabs entries={entries} />
      ) : (
        <TabBar onSearch={() => setLayer('search')} />
      )}
      <SayHere />
      <Suspense fallback={null}>
        {layer === 'search' && <Search onClose={() => setLayer(null)} />}
        {layer === 'help' && <Help onClose={() => setLayer(null)} />}
      </Suspense>
    </>
  )
}

function MenuEntry({ entry }: { readonly entry: Entry }) {
  const path = useLocation({ select: (location) => location.pathname })
  const count = useDeskCount()
  const under = entry.under ?? []
  const nearest = nearestOf(path, under)
  const here = isUnder(path, entry.to) || nearest !== undefined
  return (
    <li>
      <Link to={entry.to} aria-current={here ? 'page' : undefined} activeProps={{}}>
        <Icon name={entry.icon} />
        {entry.label}
        {entry.to === '/' && count > 0 && (
          <span className="n">
            {count}
            <span className="vh">项待办</span>
          </span>
        )}
      </Link>
      {here &&
        under.map((one) => (
          <Link
            key={one.to}
            className="sub"
            to={one.to}
            aria-current={one === nearest ? 'page' : undefined}
            activeProps={{}}
          >
            {one.label}
          </Link>
        ))}
    </li>
  )
}

function TabBar({ onSearch }: { readonly onSearch: () => void }) {
  const path = useLocation({ select: (location) => location.pathname })
  const count = useDeskCount()
  const role = useRole()
  const current = (to: string) => (isUnder(path, to) ? 'page' : undefined)
  return (
    <nav className="tabbar" aria-label="底部菜单">
      <Link to="/" aria-current={current('/')} activeProps={{}}>
        <Icon name="home" />
        待办
        {count > 0 && (
          <em>
            {count}
            <span className="vh">项</span>
          </em>
        )}
      </Link>
      <Link
        to="/findings"
        aria-current={path === '/findings/new' ? undefined : current('/findings')}
        activeProps={{}}
      >
        <Icon name="list" />
        隐患
      </Link>
      {role === 'leader' ? (
        <Link to="/overview" aria-current={current('/overview')} activeProps={{}}>
          <Icon name="chart" />
          总览
        </Link>
      ) : (
        <Link
          to="/findings/new"
          search={{ camera: true }}
          aria-current={current('/findings/new')}
          activeProps={{}}
        >
          <Icon name="camera" />
          {role === 'safety_officer' ? '拍照自报' : '拍照登记'}
        </Link>
      )}
      <button type="button" onClick={onSearch}>
        <Icon name="search" />
        查询
      </button>
      <Link to="/me" aria-current={current('/me')} activeProps={{}}>
        <Icon name="person" />
        我的
      </Link>
    </nav>
  )
}

/** An administrator's own entries on a phone: no desk, no search, no camera. */
function AdminTabs({ entries }: { readonly entries: readonly Entry[] }) {
  const path = useLocation({ select: (location) => location.pathname })
  const shown: Entry[] = entries.flatMap((entry) => [
    ...(entry.under ?? [entry]).map((one) => ({ ...one, icon: entry.icon })),
  ])
  return (
    <nav className="tabbar" aria-label="底部菜单">
      {[...shown, { to: '/me', label: '我的', icon: 'person' as const }].map((one) => (
        <Link
          key={one.to}
          to={one.to}
          aria-current={isUnder(path, one.to) ? 'page' : undefined}
          activeProps={{}}
        >
          <Icon name={one.icon} />
          {one.label}
        </Link>
      ))}
    </nav>
  )
}

/** The line whose page lies nearest above the address: 会议通知 lies below 会议. */
function nearestOf<E extends { readonly to: string }>(path: string, all: readonly E[]) {
  return all.filter(({ to }) => isUnder(path, to)).toSorted((a, b) => b.to.length - a.to.length)[0]
}

function isUnder(path: string, to: string): boolean {
  return to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`)
}

function useSearchKey(open: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      open()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  })
}

/** After going to another page the focus stands at its beginning, as after a page load. */
function useFocusOnArrival(): void {
  const path = useLocation({ select: (location) => location.pathname })
  const before = useRef(path)
  useEffect(() => {
    if (before.current === path) return
    before.current = path
    document.getElementById('main')?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [path])
}
