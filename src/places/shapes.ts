import * as z from 'zod'
import {
  ACCOUNT_STATES,
  CODE_KINDS,
  COMMITTEE_PARTS,
  HOLDING_KINDS,
  LEVELS,
  ORGANIZATION_KINDS,
  ROLES,
  SIGN_IN_EVENTS,
  SUCCESSION_KINDS,
} from './vocabulary.ts'

export const jurSchema = z.string().regex(/^[0-9A-Z]{1,16}$/, { error: '地区代码格式不正确' })
export const roleSchema = z.enum(ROLES, { error: '没有这种角色' })
export const loginSchema = z
  .string({ error: '请填写账号' })
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/, {
    error: '账号由 2 至 40 位小写字母、数字、点或短横线组成',
  })
export const passwordSchema = z
  .string({ error: '请填写密码' })
  .min(1, { error: '请填写密码' })
  .max(200)
export const q = z
  .string()
  .trim()
  .max(60)
  .refine((text) => !text.includes('\0'), { error: '含有不能使用的字符' })
  .optional()
export const cursor = z.string().max(200).optional()
export const limit = z.coerce.number().int().min(1).max(200).default(50)

export const rangeSchema = z.strictObject({ from: z.string(), to: z.string() })
export const scopeSchema = z.strictObject({
  from: z.string(),
  to: z.string(),
  plus: z.array(rangeSchema),
  minus: z.array(rangeSchema),
  party: z.string().nullable(),
})

export const placeSchema = z.strictObject({
  jur: z.string(),
  code: z.string().nullable(),
  codeKind: z.enum(CODE_KINDS),
  name: z.string(),
  level: z.enum(LEVELS),
  parent: z.string().nullable(),
  path: z.string(),
  hasChildren: z.boolean(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  demo: z.boolean(),
})
export type Place = z.output<typeof placeSchema>

export const organizationSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  shortName: z.string().nullable(),
  kind: z.enum(ORGANIZATION_KINDS),
  place: z.string(),
  placeName: z.string(),
  lines: z.array(z.string()),
  parent: z.string().nullable(),
  creditCode: z.string().nullable(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  revision: z.number(),
  demo: z.boolean(),
})
export type Organization = z.output<typeof organizationSchema>

export const heldPostSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  role: z.enum(ROLES),
  org: z.string(),
  orgName: z.string(),
  place: z.string(),
  placeName: z.string(),
  kind: z.enum(HOLDING_KINDS),
  standingInFor: z.string().nullable(),
  scope: scopeSchema,
})
export type HeldPost = z.output<typeof heldPostSchema>

export const sessionSchema = z.strictObject({
  person: z.strictObject({ id: z.string(), name: z.string() }),
  login: z.string(),
  posts: z.array(heldPostSchema),
  post: heldPostSchema.nullable(),
  mustChange: z.boolean(),
  locked: z.boolean(),
  expiresAt: z.string(),
  demo: z.boolean(),
})
export type SessionView = z.output<typeof sessionSchema>

export const doneSchema = z.strictObject({ id: z.string() })
export const endedSchema = z.strictObject({ ended: z.literal(true) })
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), next: z.string().nullable() })

export const memberSchema = z.strictObject({
  id: z.string(),
  part: z.enum(COMMITTEE_PARTS),
  post: z.string().nullable(),
  org: z.string().nullable(),
  name: z.string(),
  liaison: z.string().nullable(),
  liaisonName: z.string().nullable(),
})
export const successionSchema = z.strictObject({
  org: z.string(),
  name: z.string(),
  kind: z.enum(SUCCESSION_KINDS),
  on: z.string(),
})
export const postViewSchema = z.strictObject({
  id: z.string(),
  role: z.enum(ROLES),
  title: z.string(),
  released: z.boolean(),
  holders: z.array(
    z.strictObject({
      id: z.string(),
      person: z.string(),
      name: z.string(),
      kind: z.enum(HOLDING_KINDS),
      from: z.string(),
      to: z.string().nullable(),
    }),
  ),
  /** Holdings that are not in effect yet: not released, or beginning later. */
  coming: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      kind: z.enum(HOLDING_KINDS),
      from: z.string(),
      released: z.boolean(),
    }),
  ),
})
export type CommitteeMember = z.output<typeof memberSchema>
export type Succession = z.output<typeof successionSchema>
export type PostView = z.output<typeof postViewSchema>
export const personSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  posts: z.array(
    z.strictObject({ id: z.string(), title: z.string(), org: z.string(), orgName: z.string() }),
  ),
  demo: z.boolean(),
})
export type PersonView = z.output<typeof personSchema>

export const accountSchema = z.strictObject({
  id: z.string(),
  person: z.string(),
  name: z.string(),
  login: z.string(),
  state: z.enum(ACCOUNT_STATES),
  mustChange: z.boolean(),
  lockedUntil: z.string().nullable(),
})
export type AccountView = z.output<typeof accountSchema>

export const pendingSchema = z.strictObject({
  kind: z.enum(['post', 'holding', 'account']),
  id: z.string(),
  name: z.string(),
  role: z.enum(ROLES).nullable(),
  orgName: z.string().nullable(),
  login: z.string().nullable(),
  holdingKind: z.enum(HOLDING_KINDS).nullable(),
  from: z.string().nullable(),
})
export type PendingView = z.output<typeof pendingSchema>

export const signInEventSchema = z.strictObject({
  id: z.string(),
  at: z.string(),
  event: z.enum(SIGN_IN_EVENTS),
  login: z.string().nullable(),
  address: z.string().nullable(),
})
export type SignInLine = z.output<typeof signInEventSchema>
