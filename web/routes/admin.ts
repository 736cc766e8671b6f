import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { strings, type Search } from '../parts/search-params.ts'
import { under } from './frame.tsx'

const organizations = createRoute({
  getParentRoute: under,
  path: '/admin/organizations',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(
    () => import('../admin/organizations-page.tsx'),
    'OrganizationsPage',
  ),
})
const people = createRoute({
  getParentRoute: under,
  path: '/admin/people',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('../admin/people-page.tsx'), 'PeoplePage'),
})
const calendar = createRoute({
  getParentRoute: under,
  path: '/admin/calendar',
  component: lazyRouteComponent(() => import('../admin/calendar-page.tsx'), 'CalendarPage'),
})
const releases = createRoute({
  getParentRoute: under,
  path: '/admin/releases',
  component: lazyRouteComponent(() => import('../admin/releases-page.tsx'), 'ReleasesPage'),
})
const accounts = createRoute({
  getParentRoute: under,
  path: '/admin/accounts',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('../admin/accounts-page.tsx'), 'AccountsPage'),
})
const figureChecks = createRoute({
  getParentRoute: under,
  path: '/admin/figures',
  component: lazyRouteComponent(() => import('../figures/checks-page.tsx'), 'ChecksPage'),
})
const nights = createRoute({
  getParentRoute: under,
  path: '/admin/nights',
  component: lazyRouteComponent(() => import('../admin/nights-page.tsx'), 'NightsPage'),
})
const signIns = createRoute({
  getParentRoute: under,
  path: '/admin/sign-ins',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('../admin/sign-ins-page.tsx'), 'SignInsPage'),
})

/** The pages of the administrators. */
export const ADMIN_ROUTES = [
  organizations,
  people,
  calendar,
  releases,
  accounts,
  figureChecks,
  nights,
  signIns,
] as const
