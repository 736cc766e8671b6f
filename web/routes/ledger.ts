import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { strings, type Search } from '../parts/search-params.ts'
import { under } from './frame.tsx'

const findings = createRoute({
  getParentRoute: under,
  path: '/findings',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('../findings/ledger-page.tsx'), 'LedgerPage'),
})
const registering = createRoute({
  getParentRoute: under,
  path: '/findings/new',
  validateSearch: (search: Search): { camera?: boolean } =>
    search.camera === true || search.camera === 'true' ? { camera: true } : {},
  component: lazyRouteComponent(() => import('../findings/register-page.tsx'), 'RegisterPage'),
})
const printing = createRoute({
  getParentRoute: under,
  path: '/findings/print',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('../exports/print-page.tsx'), 'PrintPage'),
})
const brief = createRoute({
  getParentRoute: under,
  path: '/reports/brief',
  validateSearch: (search: Search): { place?: string } => strings(search, ['place']),
  component: lazyRouteComponent(() => import('../exports/brief-page.tsx'), 'BriefPage'),
})
const statistics = createRoute({
  getParentRoute: under,
  path: '/reports/forms',
  validateSearch: (search: Search): { form?: string; on?: string; place?: string } =>
    strings(search, ['form', 'on', 'place']),
  component: lazyRouteComponent(() => import('../exports/statistics-page.tsx'), 'StatisticsPage'),
})
const finding = createRoute({
  getParentRoute: under,
  path: '/findings/$id',
  validateSearch: (search: Search): { act?: string } => strings(search, ['act']),
  component: lazyRouteComponent(() => import('../findings/finding-page.tsx'), 'FindingPage'),
})
const findingForm = createRoute({
  getParentRoute: under,
  path: '/findings/$id/form',
  component: lazyRouteComponent(() => import('../findings/form-page.tsx'), 'FormPage'),
})
const paper = createRoute({
  getParentRoute: under,
  path: '/findings/$id/paper',
  validateSearch: (search: Search): { of?: string } => strings(search, ['of']),
  component: lazyRouteComponent(() => import('../supervision/paper-page.tsx'), 'PaperPage'),
})
const supervision = createRoute({
  getParentRoute: under,
  path: '/supervision',
  component: lazyRouteComponent(
    () => import('../supervision/supervision-page.tsx'),
    'SupervisionPage',
  ),
})
const transfers = createRoute({
  getParentRoute: under,
  path: '/supervision/transfers',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('../supervision/transfers-page.tsx'), 'TransfersPage'),
})
const lookbacks = createRoute({
  getParentRoute: under,
  path: '/lookbacks',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('../lookbacks/lookbacks-page.tsx'), 'LookbacksPage'),
})
const lookback = createRoute({
  getParentRoute: under,
  path: '/lookbacks/$id',
  validateSearch: (search: Search): { state?: string } => strings(search, ['state']),
  component: lazyRouteComponent(() => import('../lookbacks/lookback-page.tsx'), 'LookbackPage'),
})
const look = createRoute({
  getParentRoute: under,
  path: '/looks/$id',
  component: lazyRouteComponent(() => import('../lookbacks/look-page.tsx'), 'LookPage'),
})
const subjects = createRoute({
  getParentRoute: under,
  path: '/subjects',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('../subjects/subjects-page.tsx'), 'SubjectsPage'),
})
const subject = createRoute({
  getParentRoute: under,
  path: '/subjects/$id',
  component: lazyRouteComponent(() => import('../subjects/subject-page.tsx'), 'SubjectPage'),
})
const grids = createRoute({
  getParentRoute: under,
  path: '/grids',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('../grids/grids-page.tsx'), 'GridsPage'),
})
const imports = createRoute({
  getParentRoute: under,
  path: '/imports',
  validateSearch: (search: Search): { kind?: string } => strings(search, ['kind']),
  component: lazyRouteComponent(() => import('../imports/imports-page.tsx'), 'ImportsPage'),
})
const importing = createRoute({
  getParentRoute: under,
  path: '/imports/$id',
  validateSearch: (search: Search): { step?: string; show?: string; after?: string } =>
    strings(search, ['step', 'show', 'after']),
  component: lazyRouteComponent(() => import('../imports/import-page.tsx'), 'ImportPage'),
})

/** The ledger of findings and what hangs on it: supervision, look-backs, enterprises, imports. */
export const LEDGER_ROUTES = [
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
  lookbacks,
  lookback,
  look,
  subjects,
  subject,
  grids,
  imports,
  importing,
] as const
