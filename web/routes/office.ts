import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { strings, type Search } from '../parts/search-params.ts'
import { under } from './frame.tsx'

const incoming = createRoute({
  getParentRoute: under,
  path: '/incoming',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(
    () => import('../papers/incoming-list-page.tsx'),
    'IncomingListPage',
  ),
})
const registeringIncoming = createRoute({
  getParentRoute: under,
  path: '/incoming/new',
  component: lazyRouteComponent(
    () => import('../papers/register-incoming-page.tsx'),
    'RegisterIncomingPage',
  ),
})
const incomingOne = createRoute({
  getParentRoute: under,
  path: '/incoming/$id',
  component: lazyRouteComponent(() => import('../papers/incoming-page.tsx'), 'IncomingPage'),
})
const officeTasks = createRoute({
  getParentRoute: under,
  path: '/tasks',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('../papers/tasks-page.tsx'), 'TasksPage'),
})
const officeTask = createRoute({
  getParentRoute: under,
  path: '/tasks/$id',
  component: lazyRouteComponent(() => import('../papers/task-page.tsx'), 'TaskPage'),
})
const meetings = createRoute({
  getParentRoute: under,
  path: '/meetings',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('../meetings/meetings-page.tsx'), 'MeetingsPage'),
})
const planningMeeting = createRoute({
  getParentRoute: under,
  path: '/meetings/new',
  component: lazyRouteComponent(() => import('../meetings/plan-page.tsx'), 'PlanMeetingPage'),
})
const meeting = createRoute({
  getParentRoute: under,
  path: '/meetings/$id',
  component: lazyRouteComponent(() => import('../meetings/meeting-page.tsx'), 'MeetingPage'),
})
const invitations = createRoute({
  getParentRoute: under,
  path: '/meetings/notices',
  component: lazyRouteComponent(
    () => import('../meetings/invitations-page.tsx'),
    'InvitationsPage',
  ),
})
const invitation = createRoute({
  getParentRoute: under,
  path: '/meetings/notices/$id',
  component: lazyRouteComponent(() => import('../meetings/invitation-page.tsx'), 'InvitationPage'),
})
const committee = createRoute({
  getParentRoute: under,
  path: '/committee',
  component: lazyRouteComponent(() => import('../meetings/committee-page.tsx'), 'CommitteePage'),
})
const norms = createRoute({
  getParentRoute: under,
  path: '/norms',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('../norms/norms-page.tsx'), 'NormsPage'),
})
const draftingNorm = createRoute({
  getParentRoute: under,
  path: '/norms/new',
  component: lazyRouteComponent(() => import('../norms/draft-page.tsx'), 'DraftNormPage'),
})
const cleaning = createRoute({
  getParentRoute: under,
  path: '/norms/clean-up',
  component: lazyRouteComponent(() => import('../norms/clean-page.tsx'), 'CleanPage'),
})
const norm = createRoute({
  getParentRoute: under,
  path: '/norms/$id',
  component: lazyRouteComponent(() => import('../norms/norm-page.tsx'), 'NormPage'),
})
const templates = createRoute({
  getParentRoute: under,
  path: '/documents/templates',
  component: lazyRouteComponent(() => import('../documents/templates-page.tsx'), 'TemplatesPage'),
})
const packs = createRoute({
  getParentRoute: under,
  path: '/packs',
  component: lazyRouteComponent(() => import('../packs/packs-page.tsx'), 'PacksPage'),
})
const packDraft = createRoute({
  getParentRoute: under,
  path: '/packs/$id',
  component: lazyRouteComponent(() => import('../packs/pack-draft-page.tsx'), 'PackDraftPage'),
})
const messages = createRoute({
  getParentRoute: under,
  path: '/messages',
  validateSearch: (search: Search): Record<string, string> => strings(search),
  component: lazyRouteComponent(() => import('../messages/messages-page.tsx'), 'MessagesPage'),
})
const messageSettings = createRoute({
  getParentRoute: under,
  path: '/messages/settings',
  component: lazyRouteComponent(
    () => import('../messages/settings-page.tsx'),
    'MessageSettingsPage',
  ),
})
const jobs = createRoute({
  getParentRoute: under,
  path: '/jobs',
  component: lazyRouteComponent(() => import('../jobs/jobs-page.tsx'), 'JobsPage'),
})

const handovers = createRoute({
  getParentRoute: under,
  path: '/handovers',
  component: lazyRouteComponent(() => import('../handovers/handovers-page.tsx'), 'HandoversPage'),
})
const handover = createRoute({
  getParentRoute: under,
  path: '/handovers/$id',
  component: lazyRouteComponent(() => import('../handovers/handover-page.tsx'), 'HandoverPage'),
})

/** The office: papers, tasks, templates, long work. */
export const OFFICE_ROUTES = [
  incoming,
  registeringIncoming,
  incomingOne,
  officeTasks,
  officeTask,
  meetings,
  planningMeeting,
  meeting,
  invitations,
  invitation,
  committee,
  norms,
  draftingNorm,
  cleaning,
  norm,
  templates,
  packs,
  packDraft,
  messages,
  messageSettings,
  jobs,
  handovers,
  handover,
] as const
