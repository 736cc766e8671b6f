import * as z from 'zod'
import { dateSchema, face, idSchema, none, textSchema } from '#kernel/faces.ts'

export const PARTS = ['first_director', 'director', 'deputy', 'office', 'member_unit'] as const

export const committeeMember = z.strictObject({
  id: z.string(),
  part: z.enum(PARTS),
  /** The body: a member unit, the office, or the body of a director's post. */
  org: z.string(),
  name: z.string(),
  place: z.string(),
  /** Who holds a director's post today. */
  holder: z.string().nullable(),
  /** Whether somebody of this part could sign minutes here: a director, or the office's head, with an account. */
  signs: z.boolean(),
  liaison: z.string().nullable(),
  liaisonName: z.string().nullable(),
  liaisonTitle: z.string().nullable(),
  /** Shown to the committee's own office alone. */
  liaisonPhone: z.string().nullable(),
  from: z.string(),
  to: z.string().nullable(),
})
export type CommitteeMember = z.output<typeof committeeMember>

export const committeeView = z.strictObject({
  id: z.string(),
  name: z.string(),
  jur: z.string(),
  /** Whether the acting body is the committee's office and keeps the list. */
  keeper: z.boolean(),
  today: z.string(),
  members: z.array(committeeMember),
  /** Earlier rows, the latest first: nothing is overwritten. */
  past: z.array(committeeMember),
})
export type CommitteeView = z.output<typeof committeeView>

const changed = z.strictObject({ id: z.string(), say: z.string() })

export const readCommittee = face({
  method: 'GET',
  path: '/api/committee',
  query: none,
  body: none,
  answer: committeeView,
  summary: '本级安委会',
})
export const liaisonSheet = face({
  method: 'GET',
  path: '/api/committee/liaisons/sheet',
  query: none,
  body: none,
  answer: z.unknown(),
  summary: '联络员名单（表格）',
})
/** Who could be a unit's liaison: those who hold a post there today. */
export const unitPeople = face({
  method: 'GET',
  path: '/api/committee/units/{id}/people',
  query: none,
  body: none,
  answer: z.strictObject({
    people: z.array(z.strictObject({ id: z.string(), name: z.string(), title: z.string() })),
  }),
  summary: '成员单位在岗人员',
})
export const addUnit = face({
  method: 'POST',
  path: '/api/committee/units',
  query: none,
  body: z.strictObject({ org: idSchema, from: dateSchema }),
  answer: changed,
  summary: '增加成员单位',
})
export const changeLiaison = face({
  method: 'POST',
  path: '/api/committee/members/{id}/liaison',
  query: none,
  body: z.strictObject({ person: idSchema, from: dateSchema }),
  answer: changed,
  summary: '变更联络员',
})
export const endUnit = face({
  method: 'POST',
  path: '/api/committee/members/{id}/end',
  query: none,
  body: z.strictObject({ on: dateSchema, reason: textSchema(500) }),
  answer: changed,
  summary: '退出成员单位',
})
