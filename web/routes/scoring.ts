import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { strings, type Search } from '../parts/search-params.ts'
import { under } from './frame.tsx'

const sheets = createRoute({
  getParentRoute: under,
  path: '/scoring',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('../scoring/sheets-page.tsx'), 'SheetsPage'),
})
const sheet = createRoute({
  getParentRoute: under,
  path: '/scoring/$id',
  validateSearch: (search: Search): { item?: string } => strings(search, ['item']),
  component: lazyRouteComponent(() => import('../scoring/sheet-page.tsx'), 'SheetPage'),
})
const rejudging = createRoute({
  getParentRoute: under,
  path: '/scoring/$id/rejudgement',
  validateSearch: (search: Search): { version?: string } => strings(search, ['version']),
  component: lazyRouteComponent(() => import('../scoring/rejudge-page.tsx'), 'RejudgePage'),
})
const sets = createRoute({
  getParentRoute: under,
  path: '/scoring/sets/$pack',
  validateSearch: (search: Search): { of?: string; ranked?: string } =>
    strings(search, ['of', 'ranked']),
  component: lazyRouteComponent(() => import('../scoring/set-page.tsx'), 'SetPage'),
})

/** Score sheets 打分表. */
export const SCORING_ROUTES = [sheets, sheet, rejudging, sets] as const
