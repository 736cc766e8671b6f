import * as z from 'zod'
import { fileQuery } from '#documents/words.ts'
import { dateSchema, face, idSchema, none, textSchema } from '#kernel/faces.ts'

/** 通报 by the time it covers; how often each is due is a value of the packs. */
export const NOTICE_KINDS = ['month', 'quarter', 'half_year'] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** A notice waits for its signature, is issued, or was given back and stands void. */
export const NOTICE_STATES = ['proposed', 'issued', 'void'] as const
export type NoticeState = (typeof NOTICE_STATES)[number]

/** 公开属性: 主动公开, 依申请公开, 不予公开. */
export const PUBLICITY = ['open', 'on_request', 'closed'] as const
export type Publicity = (typeof PUBLICITY)[number]

/** What a notice may contain; which of them a kind has is a value of the packs. */
export const SECTION_KEYS = [
  'overview',
  'major',
  'closing',
  'outstanding',
  'overdue',
  'funds',
  'counties',
  'sectors',
] as const
export type SectionKey = (typeof SECTION_KEYS)[number]

/** One figure: its number, and the filter of the ledger that opens exactly its records. */
export const figureSchema = z.strictObject({
  key: z.string(),
  label: z.string(),
  count: z.int(),
  filter: z.record(z.string(), z.string()),
})
export type Figure = z.output<typeof figureSchema>

/** A piece of a sentence: words, or words that stand for a figure. */
const partSchema = z.union([z.string(), z.strictObject({ figure: z.string(), show: z.string() })])
export type Part = z.output<typeof partSchema>

export const sectionSchema = z.strictObject({
  key: z.string(),
  heading: z.string(),
  paragraphs: z.array(z.array(partSchema)),
  table: z
    .strictObject({
      columns: z.array(z.string()),
      rows: z.array(z.strictObject({ label: z.string(), cells: z.array(partSchema) })),
    })
    .nullable(),
})
export type Section = z.output<typeof sectionSchema>

const contentSchema = z.strictObject({
  title: z.string(),
  officeName: z.string(),
  placeName: z.string(),
  from: z.string(),
  to: z.string(),
  /** The day on which the figures stood so. */
  asOf: z.string(),
  sections: z.array(sectionSchema),
  figures: z.array(figureSchema),
  clause: z.string(),
  clauseTitle: z.string(),
})
export type NoticeContent = z.output<typeof contentSchema>

const named = z.strictObject({ id: z.string(), number: z.string() })

const rowSchema = z.strictObject({
  id: z.string(),
  revision: z.int(),
  kind: z.enum(NOTICE_KINDS),
  state: z.enum(NOTICE_STATES),
  from: z.string(),
  to: z.string(),
  title: z.string(),
  number: z.string().nullable(),
  officeName: z.string(),
  own: z.boolean(),
  publicity: z.enum(PUBLICITY),
  issuedOn: z.string().nullable(),
  proposedOn: z.string(),
  correctedBy: named.nullable(),
})
export type NoticeRow = z.output<typeof rowSchema>

export const noticeSchema = z.strictObject({
  ...rowSchema.shape,
  jur: z.string(),
  ownerOrg: z.string(),
  remark: z.string().nullable(),
  proposedBy: z.string().nullable(),
  proposedPerson: z.string(),
  issuedBy: z.string().nullable(),
  corrects: named.nullable(),
  voidReason: z.string().nullable(),
  signers: z.array(z.string()),
  /** Whether its signer must be somebody else than who proposed it, and who may sign then. */
  separate: z.boolean(),
  others: z.array(z.string()),
  standing: named.nullable(),
  /** Index in the journal of the latest act, or null while it waits to be sequenced. */
  index: z.int().nullable(),
  /** Null while it waits and counts more findings than a request computes: a task makes it. */
  content: contentSchema.nullable(),
})
export type NoticeDetail = z.output<typeof noticeSchema>

const asked = { kind: z.enum(NOTICE_KINDS), on: dateSchema }

export const draftNotice = face({
  method: 'GET',
  path: '/api/notices/draft',
  query: z.strictObject(asked),
  body: none,
  answer: z.strictObject({
    /** Null where it counts more findings than a request computes: a task makes it. */
    content: contentSchema.nullable(),
    /** The notice that stands for this time already; a new one must correct it. */
    standing: named.nullable(),
    signers: z.array(z.string()),
  }),
  summary: '通报草稿',
})

const taken = z.strictObject({ job: z.string() })

/** Makes a draft as a task, whose file is what a page shows, or the Word file of a proposed one. */
export const makeDraft = face({
  method: 'POST',
  path: '/api/notices/tasks',
  query: none,
  body: z.strictObject({
    ...asked,
    /** The proposed notice that is meant, or null for a draft of one's own office. */
    notice: idSchema.nullable(),
    as: z.enum(['page', 'word']),
  }),
  answer: taken,
  summary: '后台拟办通报',
})

export const listNotices = face({
  method: 'GET',
  path: '/api/notices',
  query: z.strictObject({
    kind: z.enum(NOTICE_KINDS).optional(),
    state: z.enum(NOTICE_STATES).optional(),
    after: z.string().max(200).optional(),
    before: z.string().max(200).optional(),
  }),
  body: none,
  answer: z.strictObject({
    rows: z.array(rowSchema),
    next: z.string().nullable(),
    previous: z.string().nullable(),
  }),
  summary: '通报',
})

const noticeMoved = z.strictObject({
  id: z.string(),
  state: z.enum(NOTICE_STATES),
  number: z.string().nullable(),
  revision: z.int(),
  say: z.string(),
})
export type NoticeMoved = z.output<typeof noticeMoved>

export const proposeNotice = face({
  method: 'POST',
  path: '/api/notices',
  query: none,
  body: z.strictObject({
    ...asked,
    publicity: z.enum(PUBLICITY),
    remark: textSchema(2000).nullable(),
    corrects: idSchema.nullable(),
  }),
  answer: noticeMoved,
  summary: '通报送签',
})

export const getNotice = face({
  method: 'GET',
  path: '/api/notices/{id}',
  query: none,
  body: none,
  answer: noticeSchema,
  summary: '一件通报',
})

export const issueNotice = face({
  method: 'POST',
  path: '/api/notices/{id}/issue',
  query: none,
  body: z.strictObject({ revision: z.int() }),
  /** Signed, or the task that computes the figures once more and signs. */
  answer: z.union([noticeMoved, taken]),
  summary: '签发通报',
})

export const voidNotice = face({
  method: 'POST',
  path: '/api/notices/{id}/voidance',
  query: none,
  body: z.strictObject({ revision: z.int(), reason: textSchema(500) }),
  answer: noticeMoved,
  summary: '退回通报',
})

export const openFigure = face({
  method: 'GET',
  path: '/api/notices/{id}/figures',
  query: z.strictObject({ key: z.string().max(80) }),
  body: none,
  answer: z.strictObject({
    figure: figureSchema,
    number: z.string().nullable(),
    asOf: z.string(),
    /** Records behind the figure that lie outside the reader's scope. */
    hidden: z.int(),
    records: z.array(
      z.strictObject({
        id: z.string(),
        number: z.string(),
        title: z.string(),
        placeName: z.string(),
        before: z.string(),
        now: z.string(),
      }),
    ),
    /** How many of the records that may be seen are not listed here. */
    more: z.int(),
  }),
  summary: '通报数字的明细',
})

export const noticeDocument = face({
  method: 'GET',
  path: '/api/notices/{id}/document',
  query: fileQuery,
  body: none,
  answer: z.unknown(),
  summary: '通报的Word或者PDF文件',
})
