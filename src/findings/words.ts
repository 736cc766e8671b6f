import * as z from 'zod'
import { amount, deadlineView } from '#deadlines/words.ts'
import { attachmentShape, evidenceView } from '#files/words.ts'
import { dateSchema, face, idSchema, none, textSchema } from '#kernel/faces.ts'

/** 问题隐患: one record per problem, on the ledger until it is struck off. */
export const STATES = [
  'registered',
  'handed_over',
  'returned',
  'rectifying',
  'reported',
  'accepted',
  'recheck_failed',
  'passed',
  'pending_approval',
  'struck_off',
  'void',
  'merged',
] as const
export type FindingState = (typeof STATES)[number]

/** States in which nobody has anything left to do. */
export const ENDED = ['struck_off', 'void', 'merged'] as const satisfies readonly FindingState[]

/** 级别: an ordinary hazard 一般 or a major one 重大. */
export const GRADES = ['ordinary', 'major'] as const
export type Grade = (typeof GRADES)[number]

/** 来源: who found it; decides which steps apply. */
export const ORIGINS = ['government', 'enterprise_self', 'tipoff', 'audit', 'external'] as const
export type Origin = (typeof ORIGINS)[number]

/** The fourteen sectors of the 2023 inspection, fire and others. Codes are stable. */
export const SECTORS = [
  'mining',
  'chemicals',
  'transport',
  'construction',
  'fire',
  'gas',
  'self_built',
  'fishing',
  'special_equipment',
  'culture_tourism',
  'industry_trade',
  'campus',
  'health',
  'elderly_care',
  'other',
] as const
export type Sector = (typeof SECTORS)[number]

/** Every act on a finding. A verb that matters is also a noun with a row: see `finding_step`. */
export const ACTS = [
  'register',
  'hand_over',
  'reassign',
  'receive',
  'return',
  'plan',
  'add_task',
  'finish_task',
  'report',
  'accept',
  'send_back',
  'recheck_pass',
  'recheck_fail',
  'request_strike_off',
  'approve_strike_off',
  'refuse_strike_off',
  'strike_off',
  'close_on_spot',
  'request_extension',
  'grant_extension',
  'refuse_extension',
  'remind',
  'add_evidence',
  'pause',
  'resume',
  'regrade',
  'correct',
  'void',
  'merge',
  'relapse',
] as const
export type FindingAct = (typeof ACTS)[number]

/** Which steps of the way apply to one finding; resolved from the packs when it is registered. */
export const waySchema = z.strictObject({
  handOver: z.boolean(),
  firstAcceptance: z.boolean(),
  recheck: z.boolean(),
  approval: z.boolean(),
  five: z.enum(['required', 'when_time_needed', 'no']),
  onSpot: z.boolean(),
  rechecker: z.enum(['other_unit', 'other_person']),
  clauses: z.record(z.string(), z.string()),
})
export type Way = z.output<typeof waySchema>

/** One answerable party: a body, and the person named for it. */
export const partySchema = z.strictObject({ org: idSchema, name: textSchema(40) })
export type Party = z.output<typeof partySchema>

const attachments = z.array(attachmentShape).max(20, { error: '一次最多附20个文件' }).default([])
const seen = { revision: z.int().min(1) }

/** 五落实: measures, responsibility, funds, time limit, contingency. */
export const planSchema = z.strictObject({
  ...seen,
  measures: textSchema(2000),
  responsibility: textSchema(200),
  fundsAmount: z
    .string()
    .regex(/^\d{1,12}(\.\d{1,6})?$/, { error: '资金应为数字，如 3.60' })
    .nullable(),
  fundsUnit: z.enum(['元', '万元', '亿元']).nullable(),
  timeLimit: dateSchema,
  contingency: textSchema(2000),
})

export const registerSchema = z.strictObject({
  place: z.string().regex(/^[0-9A-Z]{2,12}$/, { error: '请选择所在地' }),
  subject: idSchema.nullable(),
  subjectName: textSchema(100),
  sector: z.enum(SECTORS, { error: '请选择行业领域' }),
  grade: z.enum(GRADES, { error: '请选择级别' }),
  majorClause: textSchema(200).nullable(),
  origin: z.enum(ORIGINS),
  /** 交办单位: the office that hands it over; null for the own one. */
  office: idSchema.nullable(),
  sourceNote: textSchema(200).nullable(),
  title: textSchema(80),
  text: textSchema(4000),
  foundOn: dateSchema,
  foundBy: textSchema(40),
  evidence: attachments,
})

export const handOverSchema = z.strictObject({
  ...seen,
  rectifier: partySchema,
  sectorParty: partySchema,
  territory: partySchema,
  rechecker: partySchema,
  sponsor: textSchema(40).nullable(),
  needsTime: z.boolean(),
  dueOn: dateSchema.nullable(),
  note: textSchema(1000).nullable(),
})

const noteOnly = z.strictObject({ ...seen, note: textSchema(1000).nullable() })
const reasoned = z.strictObject({ ...seen, note: textSchema(1000) })
const opinion = z.strictObject({
  ...seen,
  passed: z.boolean(),
  note: textSchema(2000),
  evidence: attachments,
})
const decisionBody = z.strictObject({ ...seen, granted: z.boolean(), note: textSchema(1000) })

/** What every act answers: where the finding now stands, and the receipt's number. */
export const movedSchema = z.strictObject({
  id: z.string(),
  number: z.string(),
  state: z.enum(STATES),
  revision: z.int(),
  say: z.string(),
})
export type Moved = z.output<typeof movedSchema>

/** 问题隐患台账 row. */
export const rowSchema = z.strictObject({
  id: z.string(),
  number: z.string(),
  revision: z.int(),
  title: z.string(),
  grade: z.enum(GRADES),
  state: z.enum(STATES),
  side: z.array(z.string()),
  jur: z.string(),
  placeName: z.string(),
  sector: z.enum(SECTORS),
  subjectName: z.string(),
  rectifierName: z.string().nullable(),
  recheckerName: z.string().nullable(),
  nextDueOn: z.string().nullable(),
  nextLabel: z.string().nullable(),
  originalDueOn: z.string().nullable(),
  /** What is left until the nearest date; negative when overdue; null when nothing runs. */
  left: amount.nullable(),
  endedOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  five: z.int(),
  foundOn: z.string().nullable(),
  takenOver: z.boolean(),
})
export type FindingRow = z.output<typeof rowSchema>

const csv = <T extends readonly [string, ...string[]]>(values: T) =>
  z
    .string()
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .pipe(z.array(z.enum(values)))
    .optional()

/** The filter of the ledger; it stands in the page's address under the same names. */
export const filterSchema = z.strictObject({
  place: z.string().max(12).optional(),
  sector: csv(SECTORS),
  grade: csv(GRADES),
  state: csv(STATES),
  origin: csv(ORIGINS),
  due: z.enum(['overdue', 'today', 'soon', 'open', 'ended']).optional(),
  foundFrom: dateSchema.optional(),
  foundTo: dateSchema.optional(),
  org: idSchema.optional(),
  role: z.enum(['rectifier', 'sector', 'territory', 'rechecker', 'office']).optional(),
  mark: z.string().max(40).optional(),
  q: z.string().trim().max(60).optional(),
})
export type FindingFilter = z.output<typeof filterSchema>

export const listQuerySchema = filterSchema.extend({
  sort: z.enum(['due', 'newest']).default('due'),
  after: z.string().max(200).optional(),
  before: z.string().max(200).optional(),
  size: z.coerce.number().int().min(1).max(100).default(50),
})

export const stepSchema = z.strictObject({
  id: z.string(),
  act: z.string(),
  at: z.string(),
  org: z.string().nullable(),
  orgName: z.string().nullable(),
  person: z.string().nullable(),
  personName: z.string().nullable(),
  note: z.string().nullable(),
  facts: z.record(z.string(), z.string()),
  /** Index in the journal, or null while the entry waits to be sequenced. */
  index: z.number().nullable(),
})
export type Step = z.output<typeof stepSchema>

export const taskSchema = z.strictObject({
  id: z.string(),
  revision: z.int(),
  org: z.string(),
  orgName: z.string(),
  content: z.string(),
  dueOn: z.string().nullable(),
  state: z.enum(['open', 'done', 'cancelled']),
})

const named = z.strictObject({ org: z.string(), orgName: z.string(), name: z.string().nullable() })

/** A deadline of the finding, with the names that the screen shows. */
export const findingDeadline = deadlineView.extend({
  ownerName: z.string().nullable(),
  basisTitle: z.string(),
})

/** What rules and buttons need to know of a finding. */
export const findingFacts = {
  id: z.string(),
  jur: z.string(),
  number: z.string(),
  revision: z.int(),
  state: z.enum(STATES),
  grade: z.enum(GRADES),
  origin: z.enum(ORIGINS),
  sector: z.enum(SECTORS),
  ownerOrg: z.string(),
  partyId: z.string().nullable(),
  rectifierOrg: z.string().nullable(),
  sectorOrg: z.string().nullable(),
  territoryOrg: z.string().nullable(),
  recheckerOrg: z.string().nullable(),
  reportedOrg: z.string().nullable(),
  reportedPerson: z.string().nullable(),
  registeredPerson: z.string().nullable(),
  recheckedPerson: z.string().nullable(),
  needsTime: z.boolean(),
  planned: z.boolean(),
  extensions: z.int(),
  extensionPending: z.boolean(),
  paused: z.boolean(),
  extensionPerson: z.string().nullable(),
  returns: z.int(),
  openTasks: z.int(),
  /** Units that assist in the rectification. */
  taskOrgs: z.array(z.string()),
  /** Names of the bodies that take part, by id. */
  names: z.record(z.string(), z.string()),
  takenOver: z.boolean(),
  dueOn: z.string().nullable(),
  way: waySchema,
}
export const factsSchema = z.strictObject(findingFacts)
export type FindingFacts = z.output<typeof factsSchema>

export const detailSchema = z.strictObject({
  ...findingFacts,
  side: z.array(z.string()),
  title: z.string(),
  text: z.string(),
  majorClause: z.string().nullable(),
  sourceNote: z.string().nullable(),
  subject: z.string().nullable(),
  subjectName: z.string(),
  placeName: z.string(),
  placePath: z.string(),
  foundOn: z.string().nullable(),
  foundBy: z.string().nullable(),
  officeName: z.string(),
  rectifier: named.nullable(),
  sectorParty: named.nullable(),
  territory: named.nullable(),
  rechecker: named.nullable(),
  sponsor: z.string().nullable(),
  plan: z
    .strictObject({
      measures: z.string().nullable(),
      responsibility: z.string().nullable(),
      fundsAmount: z.string().nullable(),
      fundsUnit: z.string().nullable(),
      timeLimit: z.string().nullable(),
      contingency: z.string().nullable(),
    })
    .nullable(),
  mergedInto: z.strictObject({ id: z.string(), number: z.string() }).nullable(),
  relapseOf: z.strictObject({ id: z.string(), number: z.string() }).nullable(),
  stages: z.array(
    z.strictObject({
      key: z.enum(['found', 'handed_over', 'rectified', 'rechecked', 'struck_off']),
      state: z.enum(['done', 'now', 'ahead', 'skipped']),
      on: z.string().nullable(),
      by: z.string().nullable(),
    }),
  ),
  deadlines: z.array(findingDeadline),
  tasks: z.array(taskSchema),
  evidence: z.array(evidenceView),
  marks: z.array(
    z.strictObject({ code: z.string(), clause: z.string(), note: z.string().nullable() }),
  ),
  /** Titles of every clause named in `way` and in the deadlines. */
  clauseTitles: z.record(z.string(), z.string()),
  /** The packs' limits for this finding today. */
  limits: z.strictObject({ extensionsMost: z.int(), returnsMost: z.int() }),
})
export type FindingDetail = z.output<typeof detailSchema>

/** Who looks: what the rules need to know of the actor. */
export type Viewer = {
  readonly person: string
  readonly org: string
  readonly role: string
  readonly party: string | null
}

function act<const P extends string, B extends z.ZodType>(path: P, body: B, summary: string) {
  return face({ method: 'POST', path, query: none, body, answer: movedSchema, summary })
}

export const listFindings = face({
  method: 'GET',
  path: '/api/findings',
  query: listQuerySchema,
  body: none,
  answer: z.strictObject({
    rows: z.array(rowSchema),
    next: z.string().nullable(),
    previous: z.string().nullable(),
  }),
  summary: '问题隐患台账',
})

export const countFindings = face({
  method: 'GET',
  path: '/api/findings/count',
  query: filterSchema,
  body: none,
  answer: z.strictObject({ count: z.int(), at: z.string() }),
  summary: '台账条数',
})

export const rollUpFindings = face({
  method: 'GET',
  path: '/api/findings/rollup',
  query: z.strictObject({ place: z.string().max(12).optional() }),
  body: none,
  answer: z.strictObject({
    cells: z.array(
      z.strictObject({
        place: z.string(),
        placeName: z.string(),
        grade: z.enum(GRADES),
        state: z.enum(STATES),
        count: z.int(),
      }),
    ),
    at: z.string(),
  }),
  summary: '地区、级别、状态汇总',
})

export const getFinding = face({
  method: 'GET',
  path: '/api/findings/{id}',
  query: none,
  body: none,
  answer: detailSchema,
  summary: '一条隐患',
})

export const findingTimeline = face({
  method: 'GET',
  path: '/api/findings/{id}/timeline',
  query: none,
  body: none,
  answer: z.strictObject({ steps: z.array(stepSchema) }),
  summary: '办理记录',
})

export const registerFinding = act('/api/findings', registerSchema, '登记隐患')
export const handOverFinding = act('/api/findings/{id}/handover', handOverSchema, '交办')
export const reassignFinding = act('/api/findings/{id}/reassignment', handOverSchema, '改派')
export const receiveFinding = act('/api/findings/{id}/receipt', noteOnly, '签收')
export const returnFinding = act('/api/findings/{id}/return', reasoned, '退办')
export const planFinding = act('/api/findings/{id}/plan', planSchema, '填报五落实')
export const addTask = act(
  '/api/findings/{id}/tasks',
  z.strictObject({
    ...seen,
    org: idSchema,
    content: textSchema(500),
    dueOn: dateSchema.nullable(),
  }),
  '分派子任务',
)
export const finishTask = act(
  '/api/findings/{id}/tasks/{task}/completion',
  z.strictObject({ ...seen, note: textSchema(1000) }),
  '完成子任务',
)
export const reportFinding = act(
  '/api/findings/{id}/report',
  z.strictObject({ ...seen, note: textSchema(2000), evidence: attachments }),
  '提交整改',
)
export const acceptFinding = act('/api/findings/{id}/acceptance', opinion, '属地初验')
export const recheckFinding = act('/api/findings/{id}/recheck', opinion, '复查')
export const requestClosure = act('/api/findings/{id}/closure-request', noteOnly, '申请销号')
export const decideClosure = act('/api/findings/{id}/closure-decision', decisionBody, '销号审批')
export const strikeOffFinding = act('/api/findings/{id}/closure', noteOnly, '销号')
export const closeOnSpot = act(
  '/api/findings/{id}/spot-closure',
  z.strictObject({ ...seen, note: textSchema(1000), evidence: attachments }),
  '立行立改销号',
)
export const requestExtension = act(
  '/api/findings/{id}/extension',
  z.strictObject({ ...seen, dueOn: dateSchema, note: textSchema(1000) }),
  '申请延期',
)
export const decideExtension = act(
  '/api/findings/{id}/extension-decision',
  decisionBody,
  '审批延期',
)
export const remindFinding = act('/api/findings/{id}/reminder', reasoned, '催办')
export const attachEvidence = act(
  '/api/findings/{id}/evidence',
  z.strictObject({
    ...seen,
    note: textSchema(1000).nullable(),
    evidence: z.array(attachmentShape).min(1, { error: '请先上传文件' }).max(20),
  }),
  '补充证据',
)
export const pauseFinding = act('/api/findings/{id}/pause', reasoned, '暂停计时')
export const resumeFinding = act('/api/findings/{id}/resumption', reasoned, '恢复计时')
export const regradeFinding = act(
  '/api/findings/{id}/grade',
  z.strictObject({
    ...seen,
    grade: z.enum(GRADES),
    majorClause: textSchema(200).nullable(),
    note: textSchema(1000),
  }),
  '调整级别',
)
export const correctFinding = act(
  '/api/findings/{id}/correction',
  z.strictObject({ ...seen, step: idSchema, note: textSchema(1000) }),
  '更正说明',
)
export const voidFinding = act('/api/findings/{id}/void', reasoned, '作废')
export const mergeFinding = act(
  '/api/findings/{id}/merger',
  z.strictObject({ ...seen, into: idSchema, note: textSchema(1000) }),
  '并入',
)
export const relapseFinding = act(
  '/api/findings/{id}/relapse',
  z.strictObject({ ...seen, foundOn: dateSchema, text: textSchema(4000) }),
  '复发重开',
)

/** Acts that may be done to many findings at once. */
export const BULK_ACTS = ['hand_over', 'remind', 'request_extension'] as const

export const bulkFindings = face({
  method: 'POST',
  path: '/api/findings/bulk',
  query: none,
  body: z.discriminatedUnion('act', [
    z.strictObject({
      act: z.literal('remind'),
      ids: z.array(idSchema).min(1).max(200),
      note: textSchema(1000),
    }),
    z.strictObject({
      act: z.literal('hand_over'),
      ids: z.array(idSchema).min(1).max(200),
      handOver: handOverSchema.omit({ revision: true }),
    }),
    z.strictObject({
      act: z.literal('request_extension'),
      ids: z.array(idSchema).min(1).max(200),
      dueOn: dateSchema,
      note: textSchema(1000),
    }),
  ]),
  answer: z.strictObject({
    results: z.array(
      z.strictObject({
        id: z.string(),
        ok: z.boolean(),
        say: z.string(),
        clause: z.string().nullable(),
      }),
    ),
  }),
  summary: '批量办理',
})

const viewSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  query: z.string(),
  shared: z.boolean(),
  mine: z.boolean(),
})

export const listViews = face({
  method: 'GET',
  path: '/api/findings/views',
  query: none,
  body: none,
  answer: z.strictObject({ views: z.array(viewSchema) }),
  summary: '已存视图',
})

export const saveView = face({
  method: 'POST',
  path: '/api/findings/views',
  query: none,
  body: z.strictObject({
    name: textSchema(20),
    query: z.string().max(1000),
    shared: z.boolean(),
  }),
  answer: viewSchema,
  summary: '保存当前视图',
})

/** Whether a text in an address can be the id of a finding at all. */
export function isFindingId(text: string): boolean {
  return idSchema.safeParse(text).success
}
