import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { strings, type Search } from '../parts/search-params.ts'
import { under } from './frame.tsx'

const validateSearch = (search: Search): Record<string, string> => strings(search)

const outgoing = createRoute({
  getParentRoute: under,
  path: '/outgoing',
  validateSearch,
  component: lazyRouteComponent(
    () => import('../dispatches/dispatch-list-page.tsx'),
    'DispatchListPage',
  ),
})
const writing = createRoute({
  getParentRoute: under,
  path: '/outgoing/new',
  validateSearch,
  component: lazyRouteComponent(
    () => import('../dispatches/write-dispatch-page.tsx'),
    'WriteDispatchPage',
  ),
})
const arrived = createRoute({
  getParentRoute: under,
  path: '/outgoing/arrived',
  validateSearch,
  component: lazyRouteComponent(() => import('../dispatches/arrived-page.tsx'), 'ArrivedPage'),
})
const numbers = createRoute({
  getParentRoute: under,
  path: '/outgoing/numbers',
  validateSearch,
  component: lazyRouteComponent(() => import('../dispatches/registers.tsx'), 'NumbersPage'),
})
const archive = createRoute({
  getParentRoute: under,
  path: '/outgoing/archive',
  validateSearch,
  component: lazyRouteComponent(() => import('../dispatches/registers.tsx'), 'ArchivePage'),
})
const slip = createRoute({
  getParentRoute: under,
  path: '/outgoing/slips/$id',
  component: lazyRouteComponent(() => import('../dispatches/slip-page.tsx'), 'SlipPage'),
})
const outgoingOne = createRoute({
  getParentRoute: under,
  path: '/outgoing/$id',
  component: lazyRouteComponent(() => import('../dispatches/dispatch-page.tsx'), 'DispatchPage'),
})

/** Papers that an office sends. */
export const DISPATCH_ROUTES = [
  outgoing,
  writing,
  arrived,
  numbers,
  archive,
  slip,
  outgoingOne,
] as const
