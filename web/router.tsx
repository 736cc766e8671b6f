import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { Failed, Loading } from './parts/page-state.tsx'
import { onSessionLost } from './parts/queries.ts'
import { strings, type Search } from './parts/search-params.ts'
import { ADMIN_ROUTES } from './routes/admin.ts'
import { FIGURE_ROUTES } from './routes/figures.ts'
import { inside, root, under } from './routes/frame.tsx'
import { LEDGER_ROUTES } from './routes/ledger.ts'
import { DISPATCH_ROUTES } from './routes/dispatches.ts'
import { OFFICE_ROUTES } from './routes/office.ts'
import { PROGRESS_ROUTES } from './routes/progress.ts'
import { SCORING_ROUTES } from './routes/scoring.ts'
import { CAMPAIGN_ROUTES } from './routes/campaigns.ts'
import { WARNING_ROUTES } from './routes/warnings.ts'

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Search): { back?: string } => strings(search, ['back']),
  component: lazyRouteComponent(() => import('./places/sign-in-page.tsx'), 'SignInPage'),
})

/** 抽签核验: for everybody, signed in or not. */
const verifying = createRoute({
  getParentRoute: () => root,
  path: '/draws/verify',
  component: lazyRouteComponent(() => import('./draws/verify-page.tsx'), 'VerifyPage'),
})

/** 凭链接办理: for whoever was sent a link, without an account and without the shell. */
const byLink = createRoute({
  getParentRoute: () => root,
  path: '/k',
  component: lazyRouteComponent(() => import('./invitations/link-page.tsx'), 'LinkPage'),
})

const desk = createRoute({
  getParentRoute: under,
  path: '/',
  validateSearch: (search: Search): { group?: string } => strings(search, ['group']),
  component: lazyRouteComponent(() => import('./desk/desk-page.tsx'), 'DeskPage'),
})
const law = createRoute({
  getParentRoute: under,
  path: '/law',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('./law/law-page.tsx'), 'LawPage'),
})
const pack = createRoute({
  getParentRoute: under,
  path: '/law/$pack',
  validateSearch: (search: Search): { version?: string } => strings(search, ['version']),
  component: lazyRouteComponent(() => import('./law/pack-page.tsx'), 'PackPage'),
})
const journal = createRoute({
  getParentRoute: under,
  path: '/journal',
  component: lazyRouteComponent(() => import('./journal/journal-page.tsx'), 'JournalPage'),
})
const me = createRoute({
  getParentRoute: under,
  path: '/me',
  component: lazyRouteComponent(() => import('./places/me-page.tsx'), 'MePage'),
})

const routeTree = root.addChildren([
  signIn,
  verifying,
  byLink,
  inside.addChildren([
    desk,
    law,
    pack,
    journal,
    me,
    ...LEDGER_ROUTES,
    ...FIGURE_ROUTES,
    ...OFFICE_ROUTES,
    ...DISPATCH_ROUTES,
    ...PROGRESS_ROUTES,
    ...WARNING_ROUTES,
    ...SCORING_ROUTES,
    ...CAMPAIGN_ROUTES,
    ...ADMIN_ROUTES,
  ]),
])

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingMs: 300,
  defaultPendingComponent: Loading,
  defaultErrorComponent: ({ error, reset }) => <Failed page error={error} retry={reset} />,
  // Filters are plain words in the address: no JSON, so that an address can be read and shared.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const kept = Object.entries(search).filter(([, value]) => value !== undefined && value !== '')
    const text = new URLSearchParams(kept.map(([k, v]) => [k, String(v)])).toString()
    return text ? `?${text.replaceAll('%2C', ',')}` : ''
  },
})

// Who has no session any more is led to the door, and from there back.
onSessionLost(() => void router.invalidate())

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
