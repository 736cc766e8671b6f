import * as z from 'zod'
import { drawView } from '#draws/words.ts'
import { evidenceView } from '#files/words.ts'
import { dateSchema, idSchema, textSchema } from '#kernel/faces.ts'
import { regimeKinds } from '#law/words.ts'
import { paperDeadline, stepView } from '#papers/words.ts'
import { feedbackRow } from './feedback-shapes.ts'
import * as words from './vocabulary.ts'

/** One line of the plan of a campaign; `part` where somebody owes something by the date. */
export const milestoneSchema = z.strictObject({
  key: z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/, { error: '事项代码有误' }),
  what: textSchema(200),
  fromOn: dateSchema.nullable(),
  dueOn: dateSchema,
  part: z.enum(words.DUTY_PARTS).nullable(),
  /** Whether only a version with the body's seal counts. */
  seal: z.boolean(),
})
export type Milestone = z.output<typeof milestoneSchema>

/** A sector of the second layer and the body that leads it; null: the fallback rule decides. */
export const sectorSchema = z.strictObject({
  name: textSchema(60),
  lead: idSchema.nullable(),
})
export type Sector = z.output<typeof sectorSchema>

export const leaderSchema = z.strictObject({ role: textSchema(40), name: textSchema(60) })
export type Leader = z.output<typeof leaderSchema>

/** A member of a group; `tie` is what binds them to the inspected county, if anything. */
export const memberSchema = z.strictObject({
  part: z.enum(words.MEMBER_PARTS),
  name: textSchema(60),
  duty: textSchema(100),
  tie: textSchema(300).nullable(),
})
export type Member = z.output<typeof memberSchema>

/** One replacement, or one itinerary that another took the place of. */
export const changeSchema = z.strictObject({
  kind: z.enum(['member', 'itinerary']),
  before: z.string(),
  after: z.string(),
  reason: z.string(),
  at: z.string(),
})
export type Change = z.output<typeof changeSchema>

export const visitSchema = z.strictObject({
  on: dateSchema,
  kind: z.enum(words.VISIT_KINDS),
  what: textSchema(200),
})
export type Visit = z.output<typeof visitSchema>

/** Who is to be asked for in an enterprise, named by the inspected side. */
export const contactSchema = z.strictObject({ enterprise: textSchema(200), name: textSchema(60) })
export type Contact = z.output<typeof contactSchema>

const orgNamed = z.strictObject({ org: z.string(), name: z.string() })

export const campaignRow = z.strictObject({
  id: z.string(),
  revision: z.int(),
  number: z.string(),
  title: z.string(),
  state: z.enum(words.CAMPAIGN_STATES),
  ownerOrg: z.string(),
  ownerName: z.string(),
  fromOn: z.string(),
  toOn: z.string(),
  units: z.int(),
  /** Of the deliverables: how many there are, how many are received, how many are late. */
  owed: z.int(),
  received: z.int(),
  late: z.int(),
})
export type CampaignRow = z.output<typeof campaignRow>

export const dutyRow = z.strictObject({
  id: z.string(),
  revision: z.int(),
  number: z.string(),
  title: z.string(),
  key: z.string(),
  part: z.enum(words.DUTY_PARTS),
  state: z.enum(words.DUTY_STATES),
  org: z.string(),
  orgName: z.string(),
  ownerOrg: z.string(),
  ownerName: z.string(),
  dueOn: z.string(),
  countedOn: z.string().nullable(),
  late: z.boolean(),
})
export type DutyRow = z.output<typeof dutyRow>

export const groupRow = z.strictObject({
  id: z.string(),
  revision: z.int(),
  number: z.string(),
  title: z.string(),
  groupNo: z.int(),
  round: z.int(),
  state: z.enum(words.GROUP_STATES),
  itineraryState: z.enum(words.ITINERARY_STATES),
  org: z.string(),
  orgName: z.string(),
  host: z.string(),
  hostName: z.string(),
  visitFrom: z.string(),
  visitTo: z.string(),
  members: z.int(),
  /** Feedback forms: given, and of them signed by the inspected side. */
  feedback: z.int(),
  signed: z.int(),
})
export type GroupRow = z.output<typeof groupRow>

export const hostRow = z.strictObject({
  id: z.string(),
  revision: z.int(),
  number: z.string(),
  title: z.string(),
  groupNo: z.int(),
  round: z.int(),
  state: z.enum(words.HOST_STATES),
  itineraryState: z.enum(words.ITINERARY_STATES),
  org: z.string(),
  orgName: z.string(),
  group: z.string(),
  groupName: z.string(),
  visitFrom: z.string(),
  visitTo: z.string(),
})
export type HostRow = z.output<typeof hostRow>

const trail = {
  steps: z.array(stepView),
  deadlines: z.array(paperDeadline),
}

export const helpRow = z.strictObject({
  id: z.string(),
  revision: z.int(),
  number: z.string(),
  state: z.enum(words.HELP_STATES),
  groupNo: z.int(),
  orgName: z.string(),
  enterprise: z.string(),
  expert: z.string(),
  givenOn: z.string(),
  advice: z.string(),
  outcome: z.string().nullable(),
})
export type HelpRow = z.output<typeof helpRow>

export const concernRow = z.strictObject({
  id: z.string(),
  revision: z.int(),
  number: z.string(),
  state: z.enum(words.CONCERN_STATES),
  groupNo: z.int(),
  org: z.string(),
  orgName: z.string(),
  ownerOrg: z.string(),
  content: z.string(),
  raisedAt: z.string(),
  answer: z.string().nullable(),
  answeredAt: z.string().nullable(),
})
export type ConcernRow = z.output<typeof concernRow>

export const campaignDetail = campaignRow.extend({
  basis: z.string(),
  planNumber: z.string().nullable(),
  planFiledOn: z.string().nullable(),
  pack: z.strictObject({ id: z.string(), version: z.string(), title: z.string() }),
  regime: z.enum(regimeKinds),
  visitFrom: z.string(),
  visitTo: z.string(),
  methods: z.array(z.string()),
  leaders: z.array(leaderSchema),
  sectors: z.array(z.strictObject({ name: z.string(), lead: orgNamed.nullable() })),
  fallback: z.strictObject({ rule: z.string(), clause: z.string() }).nullable(),
  milestones: z.array(milestoneSchema.extend({ day: z.string().nullable() })),
  notice: z.string().nullable(),
  round: z.int(),
  draw: drawView.nullable(),
  rings: z.array(z.int()),
  ranking: z.boolean(),
  endedAt: z.string().nullable(),
  reason: z.string().nullable(),
  bodies: z.array(orgNamed),
  groups: z.array(groupRow),
  duties: z.array(dutyRow),
  helps: z.array(helpRow),
  concerns: z.array(concernRow),
  feedbacks: z.array(feedbackRow),
  ...trail,
})
export type CampaignDetail = z.output<typeof campaignDetail>

export const groupDetail = groupRow.extend({
  campaign: z.string(),
  ownerOrg: z.string(),
  ownerName: z.string(),
  pack: z.string(),
  composition: z.array(
    z.strictObject({
      part: z.enum(words.MEMBER_PARTS),
      least: z.int(),
      most: z.int().nullable(),
      who: z.string(),
    }),
  ),
  staff: z.array(memberSchema),
  changes: z.array(changeSchema),
  undertakenAt: z.string().nullable(),
  itinerary: z.array(visitSchema),
  itineraryNote: z.string().nullable(),
  contacts: z.array(contactSchema),
  feedbacks: z.array(feedbackRow),
  helps: z.array(helpRow),
  evidence: z.array(evidenceView),
  ...trail,
})
export type GroupDetail = z.output<typeof groupDetail>

export const hostDetail = hostRow.extend({
  campaign: z.string(),
  ownerOrg: z.string(),
  ownerName: z.string(),
  itinerary: z.array(visitSchema),
  itineraryNote: z.string().nullable(),
  contacts: z.array(contactSchema),
  concerns: z.array(concernRow),
  notices: z.array(feedbackRow),
  ...trail,
})
export type HostDetail = z.output<typeof hostDetail>

/** How much of a plan stands word for word in the superior's text; evidence, no verdict. */
export const compared = z.strictObject({
  sentences: z.int(),
  equal: z.int(),
  percent: z.int(),
  examples: z.array(z.string()),
})
export type Compared = z.output<typeof compared>

export const dutyDetail = dutyRow.extend({
  campaign: z.string(),
  jur: z.string(),
  /** The group of the body that owes, from whose records a summary can be written. */
  group: z.string().nullable(),
  seal: z.boolean(),
  sealed: z.boolean(),
  content: z.string().nullable(),
  submittedAt: z.string().nullable(),
  receivedAt: z.string().nullable(),
  reason: z.string().nullable(),
  /** Null where nothing was sent yet, or the superior's text is not held. */
  compared: compared.nullable(),
  evidence: z.array(evidenceView),
  ...trail,
})
export type DutyDetail = z.output<typeof dutyDetail>

/** What a pack proposes for a campaign. */
export const packProposal = z.strictObject({
  id: z.string(),
  version: z.string(),
  title: z.string(),
  short: z.string(),
  regime: z.enum(regimeKinds),
  current: z.boolean(),
  days: z.int(),
  visitStart: z.int(),
  visitEnd: z.int(),
  methods: z.array(z.string()),
  leaders: z.array(z.string()),
  sectors: z.array(z.strictObject({ name: z.string(), lead: z.string().nullable() })),
  /** Days after the start of the campaign instead of dates. */
  milestones: z.array(
    milestoneSchema
      .omit({ fromOn: true, dueOn: true })
      .extend({ fromDay: z.int().nullable(), dueDay: z.int() }),
  ),
  summaryParts: z.array(z.string()),
})
export type PackProposal = z.output<typeof packProposal>

/** Who looks, in the words of the rules. */
export type CampaignViewer = { readonly org: string; readonly role: string }
