import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { strings, type Search } from '../parts/search-params.ts'
import { under } from './frame.tsx'

const overview = createRoute({
  getParentRoute: under,
  path: '/overview',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('../figures/overview-page.tsx'), 'OverviewPage'),
})
const figures = createRoute({
  getParentRoute: under,
  path: '/statistics',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('../figures/statistics-page.tsx'), 'StatisticsPage'),
})
const notices = createRoute({
  getParentRoute: under,
  path: '/notices',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('../notices/notices-page.tsx'), 'NoticesPage'),
})
const noticeDraft = createRoute({
  getParentRoute: under,
  path: '/notices/draft',
  validateSearch: (search: Search): { kind?: string; on?: string; job?: string } =>
    strings(search, ['kind', 'on', 'job']),
  component: lazyRouteComponent(() => import('../notices/draft-page.tsx'), 'DraftPage'),
})
const notice = createRoute({
  getParentRoute: under,
  path: '/notices/$id',
  validateSearch: (search: Search): { job?: string } => strings(search, ['job']),
  component: lazyRouteComponent(() => import('../notices/notice-page.tsx'), 'NoticePage'),
})
const noticeFigure = createRoute({
  getParentRoute: under,
  path: '/notices/$id/figures',
  validateSearch: (search: Search): { key?: string } => strings(search, ['key']),
  component: lazyRouteComponent(() => import('../notices/figure-page.tsx'), 'FigurePage'),
})

/** Figures and notices. */
export const FIGURE_ROUTES = [
  overview,
  figures,
  notices,
  noticeDraft,
  notice,
  noticeFigure,
] as const
