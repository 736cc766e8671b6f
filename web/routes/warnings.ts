import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { under } from './frame.tsx'

const warnings = createRoute({
  getParentRoute: under,
  path: '/warnings',
  component: lazyRouteComponent(() => import('../warnings/warnings-page.tsx'), 'WarningsPage'),
})
const warning = createRoute({
  getParentRoute: under,
  path: '/warnings/$id',
  component: lazyRouteComponent(() => import('../warnings/warning-page.tsx'), 'WarningPage'),
})
const received = createRoute({
  getParentRoute: under,
  path: '/warnings/receipts/$id',
  component: lazyRouteComponent(() => import('../warnings/received-page.tsx'), 'ReceivedPage'),
})

/** Warnings 预警. */
export const WARNING_ROUTES = [warnings, warning, received] as const
