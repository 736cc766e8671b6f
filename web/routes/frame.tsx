import { createRootRoute, createRoute, Outlet, redirect } from '@tanstack/react-router'
import { administers, menuOf } from '../parts/menu.ts'
import { NotFound } from '../parts/not-found.tsx'
import { Failed, Loading } from '../parts/page-state.tsx'
import { queries } from '../parts/queries.ts'
import { sessionQuery } from '../parts/session.ts'
import { Shell } from '../parts/shell.tsx'

/** What every page stands in. */
export const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound })

/** Everything behind sign-in; a first or expired password leads to its change, nowhere else. */
export const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Shell,
  beforeLoad: async ({ location }) => {
    const session = await queries.ensureQueryData(sessionQuery)
    const back = location.href === '/' ? undefined : location.href
    if (!session || session.mustChange || session.locked)
      throw redirect({ to: '/sign-in', search: back === undefined ? {} : { back } })
    const role = session.post?.role ?? null
    const first = role ? menuOf[role][0]?.to : undefined
    if (location.pathname === '/' && administers(role) && first) throw redirect({ to: first })
  },
  pendingComponent: Loading,
  errorComponent: ({ error, reset }) => <Failed page error={error} retry={reset} />,
})

/** The parent of every route behind sign-in. */
export const under = () => inside
