import { ledger } from '#kernel/index.ts'

/** 专项行动. */
export const CAMPAIGN = ledger({
  kind: 'campaign',
  table: 'campaign',
  fields: {
    number: { column: 'number', as: 'text' },
    title: { column: 'title', as: 'text', sealed: true },
    state: { column: 'state', as: 'text' },
    basis: { column: 'basis', as: 'text', sealed: true },
    planNumber: { column: 'plan_number', as: 'text' },
    planFiledOn: { column: 'plan_filed_on', as: 'date' },
    pack: { column: 'pack', as: 'text' },
    packVersion: { column: 'pack_version', as: 'text' },
    regime: { column: 'regime', as: 'text' },
    fromOn: { column: 'from_on', as: 'date' },
    toOn: { column: 'to_on', as: 'date' },
    visitFrom: { column: 'visit_from', as: 'date' },
    visitTo: { column: 'visit_to', as: 'date' },
    methods: { column: 'methods', as: 'json' },
    leaders: { column: 'leaders', as: 'text', sealed: true },
    sectors: { column: 'sectors', as: 'json' },
    milestones: { column: 'milestones', as: 'json' },
    bodies: { column: 'bodies', as: 'uuids' },
    members: { column: 'members', as: 'uuids' },
    notice: { column: 'notice', as: 'text', sealed: true },
    forbidden: { column: 'forbidden', as: 'json' },
    draw: { column: 'draw_id', as: 'uuid' },
    round: { column: 'round', as: 'integer' },
    assignment: { column: 'assignment', as: 'json' },
    ranking: { column: 'ranking', as: 'boolean' },
    openedAt: { column: 'opened_at', as: 'instant' },
    endedAt: { column: 'ended_at', as: 'instant' },
    reason: { column: 'reason', as: 'text', sealed: true },
  },
})

/** 专项行动组, of the county that inspects. */
export const CAMPAIGN_GROUP = ledger({
  kind: 'campaign_group',
  table: 'campaign_group',
  fields: {
    number: { column: 'number', as: 'text' },
    title: { column: 'title', as: 'text', sealed: true },
    state: { column: 'state', as: 'text' },
    campaign: { column: 'campaign_id', as: 'uuid' },
    campaignJur: { column: 'campaign_jur', as: 'text' },
    org: { column: 'org', as: 'uuid' },
    groupNo: { column: 'group_no', as: 'integer' },
    round: { column: 'round', as: 'integer' },
    pack: { column: 'pack', as: 'text' },
    packVersion: { column: 'pack_version', as: 'text' },
    hostOrg: { column: 'host_org', as: 'uuid' },
    hostJur: { column: 'host_jur', as: 'text' },
    visitFrom: { column: 'visit_from', as: 'date' },
    visitTo: { column: 'visit_to', as: 'date' },
    members: { column: 'members', as: 'text', sealed: true },
    changes: { column: 'changes', as: 'text', sealed: true },
    undertakenAt: { column: 'undertaken_at', as: 'instant' },
    sheetWanted: { column: 'sheet_wanted', as: 'boolean' },
    itinerary: { column: 'itinerary', as: 'text', sealed: true },
    itineraryState: { column: 'itinerary_state', as: 'text' },
    itineraryNote: { column: 'itinerary_note', as: 'text', sealed: true },
    contacts: { column: 'contacts', as: 'text', sealed: true },
    finishedAt: { column: 'finished_at', as: 'instant' },
    reason: { column: 'reason', as: 'text', sealed: true },
  },
})

/** 接受检查, of the county that is inspected. */
export const CAMPAIGN_HOST = ledger({
  kind: 'campaign_host',
  table: 'campaign_host',
  fields: {
    number: { column: 'number', as: 'text' },
    title: { column: 'title', as: 'text', sealed: true },
    state: { column: 'state', as: 'text' },
    campaign: { column: 'campaign_id', as: 'uuid' },
    campaignJur: { column: 'campaign_jur', as: 'text' },
    org: { column: 'org', as: 'uuid' },
    group: { column: 'group_id', as: 'uuid' },
    groupNo: { column: 'group_no', as: 'integer' },
    round: { column: 'round', as: 'integer' },
    groupOrg: { column: 'group_org', as: 'uuid' },
    visitFrom: { column: 'visit_from', as: 'date' },
    visitTo: { column: 'visit_to', as: 'date' },
    itinerary: { column: 'itinerary', as: 'text', sealed: true },
    itineraryState: { column: 'itinerary_state', as: 'text' },
    itineraryNote: { column: 'itinerary_note', as: 'text', sealed: true },
    contacts: { column: 'contacts', as: 'text', sealed: true },
    reason: { column: 'reason', as: 'text', sealed: true },
  },
})

/** 应报送事项. */
export const CAMPAIGN_DUTY = ledger({
  kind: 'campaign_duty',
  table: 'campaign_duty',
  fields: {
    number: { column: 'number', as: 'text' },
    title: { column: 'title', as: 'text', sealed: true },
    state: { column: 'state', as: 'text' },
    campaign: { column: 'campaign_id', as: 'uuid' },
    campaignJur: { column: 'campaign_jur', as: 'text' },
    org: { column: 'org', as: 'uuid' },
    key: { column: 'key', as: 'text' },
    part: { column: 'part', as: 'text' },
    dueOn: { column: 'due_on', as: 'date' },
    seal: { column: 'seal', as: 'boolean' },
    content: { column: 'content', as: 'text', sealed: true },
    notice: { column: 'notice', as: 'text', sealed: true },
    sealed: { column: 'sealed', as: 'boolean' },
    submittedAt: { column: 'submitted_at', as: 'instant' },
    submittedPerson: { column: 'submitted_person', as: 'uuid' },
    countedOn: { column: 'counted_on', as: 'date' },
    receivedAt: { column: 'received_at', as: 'instant' },
    reason: { column: 'reason', as: 'text', sealed: true },
  },
})

/** 问题隐患反馈交办清单, the group’s. */
export const CAMPAIGN_FEEDBACK = ledger({
  kind: 'campaign_feedback',
  table: 'campaign_feedback',
  fields: {
    number: { column: 'number', as: 'text' },
    title: { column: 'title', as: 'text', sealed: true },
    state: { column: 'state', as: 'text' },
    campaign: { column: 'campaign_id', as: 'uuid' },
    campaignJur: { column: 'campaign_jur', as: 'text' },
    org: { column: 'org', as: 'uuid' },
    group: { column: 'group_id', as: 'uuid' },
    groupNo: { column: 'group_no', as: 'integer' },
    hostOrg: { column: 'host_org', as: 'uuid' },
    hostJur: { column: 'host_jur', as: 'text' },
    givenOn: { column: 'given_on', as: 'date' },
    lines: { column: 'lines', as: 'text', sealed: true },
    groupSigned: { column: 'group_signed', as: 'text', sealed: true },
    sentAt: { column: 'sent_at', as: 'instant' },
    hostSigned: { column: 'host_signed', as: 'text', sealed: true },
    hostNote: { column: 'host_note', as: 'text', sealed: true },
    signedAt: { column: 'signed_at', as: 'instant' },
    reason: { column: 'reason', as: 'text', sealed: true },
  },
})

/** The same form as the inspected county holds it. */
export const CAMPAIGN_NOTICE = ledger({
  kind: 'campaign_notice',
  table: 'campaign_notice',
  fields: {
    number: { column: 'number', as: 'text' },
    title: { column: 'title', as: 'text', sealed: true },
    state: { column: 'state', as: 'text' },
    campaign: { column: 'campaign_id', as: 'uuid' },
    campaignJur: { column: 'campaign_jur', as: 'text' },
    org: { column: 'org', as: 'uuid' },
    feedback: { column: 'feedback_id', as: 'uuid' },
    groupNo: { column: 'group_no', as: 'integer' },
    groupOrg: { column: 'group_org', as: 'uuid' },
    givenOn: { column: 'given_on', as: 'date' },
    lines: { column: 'lines', as: 'text', sealed: true },
    groupSigned: { column: 'group_signed', as: 'text', sealed: true },
    hostSigned: { column: 'host_signed', as: 'text', sealed: true },
    hostNote: { column: 'host_note', as: 'text', sealed: true },
    signedAt: { column: 'signed_at', as: 'instant' },
    findings: { column: 'findings', as: 'json' },
  },
})

/** 帮扶. */
export const CAMPAIGN_HELP = ledger({
  kind: 'campaign_help',
  table: 'campaign_help',
  fields: {
    number: { column: 'number', as: 'text' },
    title: { column: 'title', as: 'text', sealed: true },
    state: { column: 'state', as: 'text' },
    campaign: { column: 'campaign_id', as: 'uuid' },
    campaignJur: { column: 'campaign_jur', as: 'text' },
    org: { column: 'org', as: 'uuid' },
    group: { column: 'group_id', as: 'uuid' },
    groupNo: { column: 'group_no', as: 'integer' },
    enterprise: { column: 'enterprise', as: 'text', sealed: true },
    expert: { column: 'expert', as: 'text', sealed: true },
    givenOn: { column: 'given_on', as: 'date' },
    advice: { column: 'advice', as: 'text', sealed: true },
    outcome: { column: 'outcome', as: 'text', sealed: true },
    outcomeAt: { column: 'outcome_at', as: 'instant' },
  },
})

/** 反映, which the group does not read. */
export const CAMPAIGN_CONCERN = ledger({
  kind: 'campaign_concern',
  table: 'campaign_concern',
  fields: {
    number: { column: 'number', as: 'text' },
    title: { column: 'title', as: 'text', sealed: true },
    state: { column: 'state', as: 'text' },
    campaign: { column: 'campaign_id', as: 'uuid' },
    campaignJur: { column: 'campaign_jur', as: 'text' },
    org: { column: 'org', as: 'uuid' },
    host: { column: 'host_id', as: 'uuid' },
    groupNo: { column: 'group_no', as: 'integer' },
    content: { column: 'content', as: 'text', sealed: true },
    raisedAt: { column: 'raised_at', as: 'instant' },
    answer: { column: 'answer', as: 'text', sealed: true },
    answeredAt: { column: 'answered_at', as: 'instant' },
    answeredPerson: { column: 'answered_person', as: 'uuid' },
  },
})

export const CAMPAIGN_LEDGERS = [
  CAMPAIGN,
  CAMPAIGN_GROUP,
  CAMPAIGN_HOST,
  CAMPAIGN_DUTY,
  CAMPAIGN_FEEDBACK,
  CAMPAIGN_NOTICE,
  CAMPAIGN_HELP,
  CAMPAIGN_CONCERN,
]
