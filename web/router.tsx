import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { administers, menuOf } from './parts/menu.ts'
import { Failed, Loading } from './parts/page-state.tsx'
import { NotFound } from './parts/not-found.tsx'
import { onSessionLost, queries } from './parts/queries.ts'
import { sessionQuery } from './parts/session.ts'
import { Shell } from './parts/shell.tsx'
import { strings, type Search } from './parts/search-params.ts'

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound })

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

/** Everything behind sign-in; a first or expired password leads to its change, nowhere else. */
const inside = createRoute({
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

const under = () => inside
const desk = createRoute({
  getParentRoute: under,
  path: '/',
  validateSearch: (search: Search): { group?: string } => strings(search, ['group']),
  component: lazyRouteComponent(() => import('./desk/desk-page.tsx'), 'DeskPage'),
})
const findings = createRoute({
  getParentRoute: under,
  path: '/findings',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('./findings/ledger-page.tsx'), 'LedgerPage'),
})
const registering = createRoute({
  getParentRoute: under,
  path: '/findings/new',
  validateSearch: (search: Search): { camera?: boolean } =>
    search.camera === true || search.camera === 'true' ? { camera: true } : {},
  component: lazyRouteComponent(() => import('./findings/register-page.tsx'), 'RegisterPage'),
})
const printing = createRoute({
  getParentRoute: under,
  path: '/findings/print',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('./exports/print-page.tsx'), 'PrintPage'),
})
const brief = createRoute({
  getParentRoute: under,
  path: '/reports/brief',
  validateSearch: (search: Search): { place?: string } => strings(search, ['place']),
  component: lazyRouteComponent(() => import('./exports/brief-page.tsx'), 'BriefPage'),
})
const statistics = createRoute({
  getParentRoute: under,
  path: '/reports/forms',
  validateSearch: (search: Search): { form?: string; on?: string; place?: string } =>
    strings(search, ['form', 'on', 'place']),
  component: lazyRouteComponent(() => import('./exports/statistics-page.tsx'), 'StatisticsPage'),
})
const finding = createRoute({
  getParentRoute: under,
  path: '/findings/$id',
  validateSearch: (search: Search): { act?: string } => strings(search, ['act']),
  component: lazyRouteComponent(() => import('./findings/finding-page.tsx'), 'FindingPage'),
})
const findingForm = createRoute({
  getParentRoute: under,
  path: '/findings/$id/form',
  component: lazyRouteComponent(() => import('./findings/form-page.tsx'), 'FormPage'),
})
const paper = createRoute({
  getParentRoute: under,
  path: '/findings/$id/paper',
  validateSearch: (search: Search): { of?: string } => strings(search, ['of']),
  component: lazyRouteComponent(() => import('./supervision/paper-page.tsx'), 'PaperPage'),
})
const supervision = createRoute({
  getParentRoute: under,
  path: '/supervision',
  component: lazyRouteComponent(
    () => import('./supervision/supervision-page.tsx'),
    'SupervisionPage',
  ),
})
const transfers = createRoute({
  getParentRoute: under,
  path: '/supervision/transfers',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('./supervision/transfers-page.tsx'), 'TransfersPage'),
})
const overview = createRoute({
  getParentRoute: under,
  path: '/overview',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('./figures/overview-page.tsx'), 'OverviewPage'),
})
const figures = createRoute({
  getParentRoute: under,
  path: '/statistics',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('./figures/statistics-page.tsx'), 'StatisticsPage'),
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
const subjects = createRoute({
  getParentRoute: under,
  path: '/subjects',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('./subjects/subjects-page.tsx'), 'SubjectsPage'),
})
const subject = createRoute({
  getParentRoute: under,
  path: '/subjects/$id',
  component: lazyRouteComponent(() => import('./subjects/subject-page.tsx'), 'SubjectPage'),
})
const grids = createRoute({
  getParentRoute: under,
  path: '/grids',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('./grids/grids-page.tsx'), 'GridsPage'),
})
const organizations = createRoute({
  getParentRoute: under,
  path: '/admin/organizations',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(
    () => import('./admin/organizations-page.tsx'),
    'OrganizationsPage',
  ),
})
const people = createRoute({
  getParentRoute: under,
  path: '/admin/people',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('./admin/people-page.tsx'), 'PeoplePage'),
})
const calendar = createRoute({
  getParentRoute: under,
  path: '/admin/calendar',
  component: lazyRouteComponent(() => import('./admin/calendar-page.tsx'), 'CalendarPage'),
})
const releases = createRoute({
  getParentRoute: under,
  path: '/admin/releases',
  component: lazyRouteComponent(() => import('./admin/releases-page.tsx'), 'ReleasesPage'),
})
const accounts = createRoute({
  getParentRoute: under,
  path: '/admin/accounts',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('./admin/accounts-page.tsx'), 'AccountsPage'),
})
const figureChecks = createRoute({
  getParentRoute: under,
  path: '/admin/figures',
  component: lazyRouteComponent(() => import('./figures/checks-page.tsx'), 'ChecksPage'),
})
const signIns = createRoute({
  getParentRoute: under,
  path: '/admin/sign-ins',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('./admin/sign-ins-page.tsx'), 'SignInsPage'),
})
const me = createRoute({
  getParentRoute: under,
  path: '/me',
  component: lazyRouteComponent(() => import('./places/me-page.tsx'), 'MePage'),
})
const imports = createRoute({
  getParentRoute: under,
  path: '/imports',
  validateSearch: (search: Search): { kind?: string } => strings(search, ['kind']),
  component: lazyRouteComponent(() => import('./imports/imports-page.tsx'), 'ImportsPage'),
})
const importing = createRoute({
  getParentRoute: under,
  path: '/imports/$id',
  validateSearch: (search: Search): { step?: string; show?: string; after?: string } =>
    strings(search, ['step', 'show', 'after']),
  component: lazyRouteComponent(() => import('./imports/import-page.tsx'), 'ImportPage'),
})
const lookbacks = createRoute({
  getParentRoute: under,
  path: '/lookbacks',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('./lookbacks/lookbacks-page.tsx'), 'LookbacksPage'),
})
const lookback = createRoute({
  getParentRoute: under,
  path: '/lookbacks/$id',
  validateSearch: (search: Search): { state?: string } => strings(search, ['state']),
  component: lazyRouteComponent(() => import('./lookbacks/lookback-page.tsx'), 'LookbackPage'),
})
const look = createRoute({
  getParentRoute: under,
  path: '/looks/$id',
  component: lazyRouteComponent(() => import('./lookbacks/look-page.tsx'), 'LookPage'),
})
const jobs = createRoute({
  getParentRoute: under,
  path: '/jobs',
  component: lazyRouteComponent(() => import('./jobs/jobs-page.tsx'), 'JobsPage'),
})
const incoming = createRoute({
  getParentRoute: under,
  path: '/incoming',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(
    () => import('./papers/incoming-list-page.tsx'),
    'IncomingListPage',
  ),
})
const registeringIncoming = createRoute({
  getParentRoute: under,
  path: '/incoming/new',
  component: lazyRouteComponent(
    () => import('./papers/register-incoming-page.tsx'),
    'RegisterIncomingPage',
  ),
})
const incomingOne = createRoute({
  getParentRoute: under,
  path: '/incoming/$id',
  component: lazyRouteComponent(() => import('./papers/incoming-page.tsx'), 'IncomingPage'),
})
const officeTasks = createRoute({
  getParentRoute: under,
  path: '/tasks',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('./papers/tasks-page.tsx'), 'TasksPage'),
})
const officeTask = createRoute({
  getParentRoute: under,
  path: '/tasks/$id',
  component: lazyRouteComponent(() => import('./papers/task-page.tsx'), 'TaskPage'),
})

const notices = createRoute({
  getParentRoute: under,
  path: '/notices',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('./notices/notices-page.tsx'), 'NoticesPage'),
})
const noticeDraft = createRoute({
  getParentRoute: under,
  path: '/notices/draft',
  validateSearch: (search: Search): { kind?: string; on?: string } =>
    strings(search, ['kind', 'on']),
  component: lazyRouteComponent(() => import('./notices/draft-page.tsx'), 'DraftPage'),
})
const notice = createRoute({
  getParentRoute: under,
  path: '/notices/$id',
  component: lazyRouteComponent(() => import('./notices/notice-page.tsx'), 'NoticePage'),
})
const templates = createRoute({
  getParentRoute: under,
  path: '/documents/templates',
  component: lazyRouteComponent(() => import('./documents/templates-page.tsx'), 'TemplatesPage'),
})
const noticeFigure = createRoute({
  getParentRoute: under,
  path: '/notices/$id/figures',
  validateSearch: (search: Search): { key?: string } => strings(search, ['key']),
  component: lazyRouteComponent(() => import('./notices/figure-page.tsx'), 'FigurePage'),
})

const routeTree = root.addChildren([
  signIn,
  verifying,
  inside.addChildren([
    desk,
    findings,
    registering,
    printing,
    brief,
    statistics,
    finding,
    findingForm,
    paper,
    supervision,
    transfers,
    overview,
    figures,
    lookbacks,
    lookback,
    look,
    law,
    pack,
    journal,
    subjects,
    subject,
    grids,
    organizations,
    people,
    calendar,
    releases,
    accounts,
    figureChecks,
    signIns,
    me,
    notices,
    noticeDraft,
    notice,
    noticeFigure,
    templates,
    jobs,
    incoming,
    registeringIncoming,
    incomingOne,
    officeTasks,
    officeTask,
    imports,
    importing,
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
