import { campaignParts, memberParts } from '#law/words.ts'

/** 抽签中, 进行中, 已结束, 已作废. */
export const CAMPAIGN_STATES = ['drawing', 'running', 'closed', 'void'] as const
export type CampaignState = (typeof CAMPAIGN_STATES)[number]

/** A group: members to be named, undertaking signed, itinerary agreed, back from the county. */
export const GROUP_STATES = ['forming', 'sworn', 'agreed', 'finished', 'void'] as const
export type GroupState = (typeof GROUP_STATES)[number]

/** The inspected side of a group. */
export const HOST_STATES = ['waiting', 'agreed', 'finished', 'void'] as const
export type HostState = (typeof HOST_STATES)[number]

export const ITINERARY_STATES = ['none', 'proposed', 'returned', 'agreed'] as const
export type ItineraryState = (typeof ITINERARY_STATES)[number]

/** What a body owes the office: `advance` came without the seal that it needs. */
export const DUTY_STATES = ['owed', 'advance', 'submitted', 'received', 'void'] as const
export type DutyState = (typeof DUTY_STATES)[number]

/** Who owes a deliverable: the units that lead a sector, or the counties whose groups inspect. */
export const DUTY_PARTS = campaignParts
export type DutyPart = (typeof DUTY_PARTS)[number]

/** The parts in a group, in the order in which they are named. */
export const MEMBER_PARTS = memberParts
export type MemberPart = (typeof MEMBER_PARTS)[number]

/** What a line of an itinerary is about. */
export const VISIT_KINDS = ['body', 'enterprise', 'site', 'other'] as const
export type VisitKind = (typeof VISIT_KINDS)[number]

/** How a side signed the feedback form. */
export const SIGNING_WAYS = ['screen', 'paper'] as const
export type SigningWay = (typeof SIGNING_WAYS)[number]

export const FEEDBACK_STATES = ['draft', 'sent', 'signed', 'disputed', 'void'] as const
export type FeedbackState = (typeof FEEDBACK_STATES)[number]

export const HELP_STATES = ['given', 'taken_up', 'not_taken_up'] as const
export type HelpState = (typeof HELP_STATES)[number]

export const CONCERN_STATES = ['raised', 'answered'] as const
export type ConcernState = (typeof CONCERN_STATES)[number]
