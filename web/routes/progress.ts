import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { under } from './frame.tsx'

const progress = createRoute({
  getParentRoute: under,
  path: '/progress',
  component: lazyRouteComponent(() => import('../progress/progress-page.tsx'), 'ProgressPage'),
})
const round = createRoute({
  getParentRoute: under,
  path: '/progress/$id',
  component: lazyRouteComponent(() => import('../progress/round-page.tsx'), 'RoundPage'),
})
const answer = createRoute({
  getParentRoute: under,
  path: '/progress/answers/$id',
  component: lazyRouteComponent(() => import('../progress/answer-page.tsx'), 'AnswerPage'),
})
const fact = createRoute({
  getParentRoute: under,
  path: '/progress/answers/$id/facts/$fact',
  component: lazyRouteComponent(() => import('../progress/fact-page.tsx'), 'FactPage'),
})

/** Calls for progress. */
export const PROGRESS_ROUTES = [progress, round, answer, fact] as const
