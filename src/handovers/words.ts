import * as z from 'zod'
import { dateSchema, face, idSchema, none, textSchema } from '#kernel/faces.ts'
import { deadlineStates, deadlineView } from '#deadlines/words.ts'

/** Why somebody is away. */
export const LEAVE_KINDS = ['leave', 'trip', 'training', 'sick'] as const
export type LeaveKind = (typeof LEAVE_KINDS)[number]

/** 请假外出: entered, ended before its day, or entered in error. */
export const LEAVE_STATES = ['entered', 'ended', 'void'] as const
export type LeaveState = (typeof LEAVE_STATES)[number]

/** 交接清单: drawn up, taken over, or drawn up in error. */
export const LIST_STATES = ['drawn', 'taken', 'void'] as const
export type ListState = (typeof LIST_STATES)[number]

/** Who looks, in the words of the rules. */
export type Viewer = {
  readonly org: string
  readonly post: string
  readonly person: string
  readonly role: string
}

const seen = { revision: z.int().min(1) }
const reason = z.strictObject({ ...seen, reason: textSchema(500) })
const moved = z.strictObject({ id: z.string(), revision: z.int(), say: z.string() })
export type HandoverMoved = z.output<typeof moved>

/** What rules and buttons need to know of a leave. */
export const leaveView = z.strictObject({
  id: z.string(),
  revision: z.int(),
  state: z.enum(LEAVE_STATES),
  org: z.string(),
  post: z.string(),
  postTitle: z.string(),
  person: z.string(),
  personName: z.string(),
  kind: z.enum(LEAVE_KINDS),
  fromOn: z.string(),
  toOn: z.string(),
  standIn: z.string().nullable(),
  standInName: z.string().nullable(),
  note: z.string().nullable(),
})
export type Leave = z.output<typeof leaveView>

/** One matter on a list: what the deadline said then, and how it stands now. */
export const listItem = z.strictObject({
  deadline: z.string(),
  side: z.enum(['own', 'waiting']),
  label: z.string(),
  title: z.string().nullable(),
  number: z.string().nullable(),
  route: z.string(),
  dueOn: z.string(),
})
export type ListItem = z.output<typeof listItem>

export const listRow = z.strictObject({
  id: z.string(),
  revision: z.int(),
  state: z.enum(LIST_STATES),
  org: z.string(),
  post: z.string(),
  postTitle: z.string(),
  person: z.string(),
  personName: z.string(),
  count: z.int(),
  drawnAt: z.string(),
  drawnName: z.string().nullable(),
  takenAt: z.string().nullable(),
  takenName: z.string().nullable(),
})
export type ListRow = z.output<typeof listRow>

export const listDetail = listRow.extend({
  orgName: z.string(),
  items: z.array(
    listItem.extend({ now: z.enum(deadlineStates).nullable(), doneOn: z.string().nullable() }),
  ),
  notes: z.string().nullable(),
  remark: z.string().nullable(),
  /** The acts on it that stand in the journal. */
  entries: z.array(z.strictObject({ act: z.string(), index: z.number() })),
})
export type ListDetail = z.output<typeof listDetail>

const postLine = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** Whoever holds it today, has held it, or is about to, with the last day. */
  people: z.array(
    z.strictObject({
      person: z.string(),
      name: z.string(),
      kind: z.string(),
      fromOn: z.string(),
      toOn: z.string().nullable(),
    }),
  ),
})
export type PostLine = z.output<typeof postLine>

const owedLine = z.strictObject({
  post: z.string(),
  postTitle: z.string(),
  person: z.string(),
  personName: z.string(),
  toOn: z.string(),
})
export type Owed = z.output<typeof owedLine>

export const readHandovers = face({
  method: 'GET',
  path: '/api/handovers',
  query: none,
  body: none,
  answer: z.strictObject({
    posts: z.array(postLine),
    leaves: z.array(leaveView),
    lists: z.array(listRow),
    /** Holdings that ended within the last year and left no list behind. */
    owed: z.array(owedLine),
  }),
  summary: '本单位请假外出与工作交接',
})

export const readPresence = face({
  method: 'GET',
  path: '/api/presence',
  query: none,
  body: none,
  answer: z.strictObject({
    /** Whom the signed-in person stands in for today. */
    standingIn: z.array(leaveView),
    /** What lies on a desk without anybody. */
    unowned: z.array(deadlineView.extend({ ownerName: z.string().nullable() })),
    more: z.boolean(),
  }),
  summary: '代办与无人办理的事项',
})

export const enterLeave = face({
  method: 'POST',
  path: '/api/leaves',
  query: none,
  body: z.strictObject({
    post: idSchema,
    person: idSchema,
    kind: z.enum(LEAVE_KINDS),
    fromOn: dateSchema,
    toOn: dateSchema,
    standIn: idSchema.nullable().default(null),
    note: textSchema(200).nullable().default(null),
  }),
  answer: moved,
  summary: '登记请假外出',
})
export const endLeave = face({
  method: 'POST',
  path: '/api/leaves/{id}/end',
  query: none,
  body: z.strictObject({ ...seen, on: dateSchema }),
  answer: moved,
  summary: '销假',
})
export const voidLeave = face({
  method: 'POST',
  path: '/api/leaves/{id}/voiding',
  query: none,
  body: reason,
  answer: moved,
  summary: '作废请假登记',
})

export const readHandover = face({
  method: 'GET',
  path: '/api/handovers/{id}',
  query: none,
  body: none,
  answer: listDetail,
  summary: '一份交接清单',
})
export const drawHandover = face({
  method: 'POST',
  path: '/api/handovers',
  query: none,
  body: z.strictObject({
    post: idSchema,
    person: idSchema,
    notes: textSchema(4000).nullable().default(null),
  }),
  answer: moved,
  summary: '填制交接清单',
})
export const takeHandover = face({
  method: 'POST',
  path: '/api/handovers/{id}/taking',
  query: none,
  body: z.strictObject({ ...seen, remark: textSchema(2000).nullable().default(null) }),
  answer: moved,
  summary: '接收交接清单',
})
export const voidHandover = face({
  method: 'POST',
  path: '/api/handovers/{id}/voiding',
  query: none,
  body: reason,
  answer: moved,
  summary: '作废交接清单',
})
