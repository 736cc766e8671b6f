import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { under } from './frame.tsx'

const campaigns = createRoute({
  getParentRoute: under,
  path: '/campaigns',
  component: lazyRouteComponent(() => import('../campaigns/campaigns-page.tsx'), 'CampaignsPage'),
})
const opening = createRoute({
  getParentRoute: under,
  path: '/campaigns/new',
  component: lazyRouteComponent(() => import('../campaigns/open-page.tsx'), 'OpenCampaignPage'),
})
const campaign = createRoute({
  getParentRoute: under,
  path: '/campaigns/$id',
  component: lazyRouteComponent(() => import('../campaigns/campaign-page.tsx'), 'CampaignPage'),
})
const group = createRoute({
  getParentRoute: under,
  path: '/campaigns/groups/$id',
  component: lazyRouteComponent(() => import('../campaigns/group-page.tsx'), 'GroupPage'),
})
const host = createRoute({
  getParentRoute: under,
  path: '/campaigns/hosts/$id',
  component: lazyRouteComponent(() => import('../campaigns/host-page.tsx'), 'HostPage'),
})
const concern = createRoute({
  getParentRoute: under,
  path: '/campaigns/concerns/$id',
  component: lazyRouteComponent(() => import('../campaigns/host-page.tsx'), 'ConcernPage'),
})
const duty = createRoute({
  getParentRoute: under,
  path: '/campaigns/duties/$id',
  component: lazyRouteComponent(() => import('../campaigns/duty-page.tsx'), 'DutyPage'),
})
const feedback = createRoute({
  getParentRoute: under,
  path: '/campaigns/feedbacks/$id',
  component: lazyRouteComponent(() => import('../campaigns/feedback-page.tsx'), 'FeedbackPage'),
})
const notice = createRoute({
  getParentRoute: under,
  path: '/campaigns/notices/$id',
  component: lazyRouteComponent(() => import('../campaigns/feedback-page.tsx'), 'NoticePage'),
})

/** A draw for whoever takes a seat in it. */
const draw = createRoute({
  getParentRoute: under,
  path: '/draws/$id',
  component: lazyRouteComponent(() => import('../draws/draw-page.tsx'), 'DrawPage'),
})

/** Campaigns 专项行动. */
export const CAMPAIGN_ROUTES = [
  campaigns,
  opening,
  campaign,
  group,
  host,
  concern,
  duty,
  feedback,
  notice,
  draw,
] as const
