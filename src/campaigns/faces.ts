import * as z from 'zod'
import { fileQuery } from '#documents/words.ts'
import { CEREMONIES } from '#draws/rules.ts'
import { attachmentShape } from '#files/words.ts'
import { dateSchema, face, idSchema, none, textSchema } from '#kernel/faces.ts'
import * as feedback from './feedback-shapes.ts'
import * as reports from './report-shapes.ts'
import * as shapes from './shapes.ts'
import { SIGNING_WAYS } from './vocabulary.ts'

const seen = { revision: z.int().min(1) }
const evidence = { evidence: z.array(attachmentShape).max(20).default([]) }
const note = textSchema(1000).nullable()
const reason = textSchema(1000)

export const campaignMoved = z.strictObject({
  id: z.string(),
  number: z.string(),
  state: z.string(),
  revision: z.int(),
  say: z.string(),
})
export type CampaignMoved = z.output<typeof campaignMoved>

function act<const P extends string, B extends z.ZodType>(path: P, body: B, summary: string) {
  return face({ method: 'POST', path, query: none, body, answer: campaignMoved, summary })
}

function read<const P extends string, A extends z.ZodType>(path: P, answer: A, summary: string) {
  return face({ method: 'GET', path, query: none, body: none, answer, summary })
}

const pairs = z
  .array(z.tuple([idSchema, idSchema]))
  .max(200)
  .default([])
const bodies = z
  .array(idSchema)
  .max(200)
  .refine((all) => new Set(all).size === all.length, { error: '同一单位只能选一次' })

export const openCampaignBody = z.strictObject({
  pack: z.string().min(1).max(100),
  title: textSchema(200),
  basis: textSchema(1000),
  planNumber: textSchema(100).nullable(),
  planFiledOn: dateSchema.nullable(),
  fromOn: dateSchema,
  toOn: dateSchema,
  visitFrom: dateSchema,
  visitTo: dateSchema,
  methods: z.array(textSchema(40)).max(20),
  leaders: z.array(shapes.leaderSchema).max(10),
  sectors: z.array(shapes.sectorSchema).max(60),
  milestones: z.array(shapes.milestoneSchema).max(40),
  bodies: bodies.min(3, { error: '交叉检查至少需要三个单位' }),
  members: bodies,
  /** The notice's own text, with which subordinate plans are compared. */
  notice: textSchema(20_000).nullable(),
  forbidden: pairs,
  ceremony: z.enum(CEREMONIES),
  publicSource: textSchema(200),
})
export type OpenCampaign = z.output<typeof openCampaignBody>

export const listCampaigns = read(
  '/api/campaigns',
  z.strictObject({
    rows: z.array(shapes.campaignRow),
    groups: z.array(shapes.groupRow),
    hosts: z.array(shapes.hostRow),
    duties: z.array(shapes.dutyRow),
  }),
  '专项行动',
)
export const listCampaignPacks = read(
  '/api/campaigns/packs',
  z.strictObject({
    rows: z.array(shapes.packProposal),
    /** Offices of the places right below, which could take part. */
    units: z.array(z.strictObject({ org: z.string(), name: z.string() })),
  }),
  '可据以组织专项行动的规则包',
)
export const openCampaign = act('/api/campaigns', openCampaignBody, '组织专项行动')
export const readCampaign = read('/api/campaigns/{id}', shapes.campaignDetail, '一次专项行动')
export const redrawCampaign = act(
  '/api/campaigns/{id}/redraw',
  z.strictObject({
    ...seen,
    reason,
    /** Null: the pairs that the campaign already forbids. */
    forbidden: pairs.nullable(),
    publicSource: textSchema(200),
  }),
  '重新抽签',
)
export const closeCampaign = act(
  '/api/campaigns/{id}/closing',
  z.strictObject({ ...seen, note }),
  '结束专项行动',
)
export const voidCampaign = act(
  '/api/campaigns/{id}/voiding',
  z.strictObject({ ...seen, reason }),
  '作废专项行动',
)
export const switchRanking = act(
  '/api/campaigns/{id}/ranking',
  z.strictObject({ ...seen, ranking: z.boolean() }),
  '内部排序',
)

export const readGroup = read('/api/campaigns/groups/{id}', shapes.groupDetail, '专项行动组')
export const staffGroup = act(
  '/api/campaigns/groups/{id}/staff',
  z.strictObject({ ...seen, members: z.array(shapes.memberSchema).min(1).max(20) }),
  '组建专项行动组',
)
export const replaceMember = act(
  '/api/campaigns/groups/{id}/replacement',
  z.strictObject({
    ...seen,
    name: textSchema(60),
    by: shapes.memberSchema.omit({ part: true }),
    reason,
  }),
  '更换组员',
)
export const swearGroup = act(
  '/api/campaigns/groups/{id}/undertaking',
  z.strictObject({ ...seen, names: z.array(textSchema(60)).min(1).max(20), ...evidence }),
  '签署纪律承诺',
)
export const proposeItinerary = act(
  '/api/campaigns/groups/{id}/itinerary',
  z.strictObject({
    ...seen,
    visits: z.array(shapes.visitSchema).min(1, { error: '请填写行程' }).max(200),
    reason: note,
  }),
  '提出行程',
)
export const finishGroup = act(
  '/api/campaigns/groups/{id}/finishing',
  z.strictObject({ ...seen, note }),
  '结束检查',
)
export const readGroupDraw = face({
  method: 'GET',
  path: '/api/campaigns/groups/{id}/draw',
  query: none,
  body: none,
  answer: z.unknown(),
  summary: '公布的抽签文件',
})

export const readHost = read('/api/campaigns/hosts/{id}', shapes.hostDetail, '接受检查')
export const agreeItinerary = act(
  '/api/campaigns/hosts/{id}/agreement',
  z.strictObject({ ...seen, contacts: z.array(shapes.contactSchema).max(200), note }),
  '确认行程',
)
export const returnItinerary = act(
  '/api/campaigns/hosts/{id}/return',
  z.strictObject({ ...seen, reason }),
  '退回行程',
)
export const raiseConcern = act(
  '/api/campaigns/hosts/{id}/concerns',
  z.strictObject({ content: textSchema(4000) }),
  '向组织单位反映',
)
export const readConcern = read('/api/campaigns/concerns/{id}', shapes.concernRow, '反映')
export const answerConcern = act(
  '/api/campaigns/concerns/{id}/answer',
  z.strictObject({ ...seen, answer: textSchema(4000) }),
  '答复反映',
)

export const readDuty = read('/api/campaigns/duties/{id}', shapes.dutyDetail, '应报送事项')
export const submitDuty = act(
  '/api/campaigns/duties/{id}/submission',
  z.strictObject({ ...seen, content: textSchema(20_000), sealed: z.boolean(), ...evidence }),
  '报送',
)
export const receiveDuty = act(
  '/api/campaigns/duties/{id}/receipt',
  z.strictObject({ ...seen, note }),
  '收存',
)
export const returnDuty = act(
  '/api/campaigns/duties/{id}/return',
  z.strictObject({ ...seen, reason }),
  '退回补正',
)

export const giveHelp = act(
  '/api/campaigns/groups/{id}/helps',
  z.strictObject({
    enterprise: textSchema(200),
    expert: textSchema(60),
    givenOn: dateSchema,
    advice: textSchema(4000),
  }),
  '登记帮扶',
)
export const settleHelp = act(
  '/api/campaigns/helps/{id}/outcome',
  z.strictObject({ ...seen, taken: z.boolean(), outcome: textSchema(2000) }),
  '登记帮扶结果',
)

const lines = z.array(feedback.feedbackLine).min(1, { error: '请至少填写一个问题' }).max(200)
const signing = {
  way: z.enum(SIGNING_WAYS),
  names: z.array(textSchema(60)).min(1, { error: '请填写签字人' }).max(20),
  ...evidence,
}
export const draftFeedback = act(
  '/api/campaigns/groups/{id}/feedbacks',
  z.strictObject({ givenOn: dateSchema, lines }),
  '填写反馈交办清单',
)
export const readFeedback = read(
  '/api/campaigns/feedbacks/{id}',
  feedback.feedbackDetail,
  '反馈清单',
)
export const reviseFeedback = act(
  '/api/campaigns/feedbacks/{id}/revision',
  z.strictObject({ ...seen, givenOn: dateSchema, lines }),
  '修改反馈交办清单',
)
export const sendFeedback = act(
  '/api/campaigns/feedbacks/{id}/sending',
  z.strictObject({ ...seen, ...signing }),
  '签字并反馈',
)
export const voidFeedback = act(
  '/api/campaigns/feedbacks/{id}/voiding',
  z.strictObject({ ...seen, reason }),
  '作废反馈清单',
)
export const readNotice = read(
  '/api/campaigns/notices/{id}',
  feedback.noticeDetail,
  '收到的反馈清单',
)
export const signNotice = act(
  '/api/campaigns/notices/{id}/signing',
  z.strictObject({ ...seen, ...signing, agreed: z.boolean(), note }),
  '签字接收',
)
export const feedbackFile = file('/api/campaigns/feedbacks/{id}/document', '反馈交办清单的文件')

function file<const P extends string>(path: P, summary: string) {
  return face({ method: 'GET', path, query: fileQuery, body: none, answer: z.unknown(), summary })
}
export const readGroupSummary = read(
  '/api/campaigns/groups/{id}/summary',
  reports.groupReport,
  '专项行动组总结',
)
export const groupSummaryFile = file('/api/campaigns/groups/{id}/summary-file', '总结的文件')
export const readCampaignSummary = read(
  '/api/campaigns/{id}/summary',
  reports.campaignReport,
  '专项行动情况通报',
)
export const campaignSummaryFile = file('/api/campaigns/{id}/summary-file', '情况通报的文件')
