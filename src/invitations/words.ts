import * as z from 'zod'
import { attachmentShape, uploadEvidence, uploadView } from '#files/words.ts'
import { planSchema } from '#findings/words.ts'
import { face, idSchema, none, textSchema } from '#kernel/faces.ts'

/** What a link can lead to. */
export const MATTER_KINDS = ['office_task', 'finding'] as const
export type MatterKind = (typeof MATTER_KINDS)[number]

/** 链接: from when it was made until nobody can use it any more. */
export const LINK_STATES = ['unopened', 'opened', 'done', 'expired', 'revoked'] as const
export type LinkState = (typeof LINK_STATES)[number]

/** What happens to a link, as its record says. */
export const LINK_ACTS = [
  'make',
  'ask',
  'code',
  'sms',
  'verify',
  'other_device',
  'renew',
  'revoke',
] as const
export type LinkAct = (typeof LINK_ACTS)[number]

/** What somebody may do by a link; the rules of the matter decide whether. */
export const BY_LINK_ACTS = ['receive', 'return', 'plan', 'answer'] as const
export type ByLinkAct = (typeof BY_LINK_ACTS)[number]

const seen = { revision: z.int().min(1) }

export const linkStep = z.strictObject({
  id: z.string(),
  act: z.enum(LINK_ACTS),
  at: z.string(),
  who: z.string().nullable(),
})

/** A link as the office sees it; never the token, never a code. */
export const linkRow = z.strictObject({
  id: z.string(),
  revision: z.int(),
  state: z.enum(LINK_STATES),
  orgName: z.string(),
  name: z.string(),
  phone: z.string(),
  issuerName: z.string(),
  endsOn: z.string(),
  openedAt: z.string().nullable(),
  devices: z.int(),
  /** A code was asked for and none has been shown since. */
  asking: z.boolean(),
  revokedReason: z.string().nullable(),
  steps: z.array(linkStep),
})
export type LinkRow = z.output<typeof linkRow>

export const linkList = z.strictObject({
  rows: z.array(linkRow),
  matter: z.strictObject({
    kind: z.enum(MATTER_KINDS),
    number: z.string(),
    title: z.string(),
    orgName: z.string(),
    dueOn: z.string().nullable(),
  }),
  /** Why this post makes no link for it now, or null. */
  refusal: z.strictObject({ refused: z.string(), clause: z.string() }).nullable(),
  /** Whether this post has to do with links of this matter at all. */
  keeper: z.boolean(),
})
export type LinkList = z.output<typeof linkList>

export const listLinks = face({
  method: 'GET',
  path: '/api/links',
  query: z.strictObject({ kind: z.enum(MATTER_KINDS), matter: idSchema }),
  body: none,
  answer: linkList,
  summary: '一件事项的链接',
})

/** A person's telephone: a mobile number, or a fixed one with its area code. */
export const phoneSchema = z
  .string()
  .trim()
  .regex(/^(1\d{10}|0\d{2,3}-?\d{7,8})$/, { error: '请填写11位手机号，或带区号的座机号' })

/** Where the link leads, told once; a repeated answer no longer has it. */
export const linkMade = z.strictObject({
  id: z.string(),
  revision: z.int(),
  endsOn: z.string(),
  token: z.string().nullable(),
  address: z.string().nullable(),
  say: z.string(),
})
export type LinkMade = z.output<typeof linkMade>

export const makeLink = face({
  method: 'POST',
  path: '/api/links',
  query: none,
  body: z.strictObject({
    kind: z.enum(MATTER_KINDS),
    matter: idSchema,
    name: textSchema(40),
    phone: phoneSchema,
  }),
  answer: linkMade,
  summary: '生成链接',
})
export type MakeLink = z.output<(typeof makeLink)['body']>

export const renewLink = face({
  method: 'POST',
  path: '/api/links/{id}/renewal',
  query: none,
  body: z.strictObject(seen),
  answer: linkMade,
  summary: '换发链接',
})

export const linkMoved = z.strictObject({ id: z.string(), revision: z.int(), say: z.string() })
export const revokeLink = face({
  method: 'POST',
  path: '/api/links/{id}/revocation',
  query: none,
  body: z.strictObject({ ...seen, reason: textSchema(500) }),
  answer: linkMoved,
  summary: '撤销链接',
})

/**
 * The code is shown once and read out by telephone; it is kept nowhere. No version is asked for:
 * whoever asks for the code moves the link at that very moment.
 */
export const showCode = face({
  method: 'POST',
  path: '/api/links/{id}/code',
  query: none,
  body: none,
  answer: z.strictObject({
    id: z.string(),
    code: z.string().nullable(),
    minutes: z.int(),
    say: z.string(),
  }),
  summary: '出示验证码',
})

const token = z.string().regex(/^[A-Za-z0-9_-]{32}$/, { error: '链接不完整，请从原处重新打开' })

/** What the receiver's page knows before the code: nothing of the matter. */
export const openLink = face({
  method: 'POST',
  path: '/api/link/opening',
  query: none,
  body: z.strictObject({ token }),
  answer: z.strictObject({ verified: z.boolean(), way: z.enum(['sms', 'telephone']) }),
  summary: '打开链接',
})
export const askCode = face({
  method: 'POST',
  path: '/api/link/code',
  query: none,
  body: z.strictObject({ token }),
  answer: z.strictObject({ say: z.string() }),
  summary: '索取验证码',
})
export const enterCode = face({
  method: 'POST',
  path: '/api/link/session',
  query: none,
  body: z.strictObject({
    token,
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/, { error: '验证码为6位数字' }),
  }),
  answer: z.strictObject({ say: z.string() }),
  summary: '填写验证码',
})

const refusal = z.strictObject({ refused: z.string(), clause: z.string() }).nullable()

/** The one matter, in plain words, and what may be done with it now. */
export const linkMatter = z.strictObject({
  kind: z.enum(MATTER_KINDS),
  revision: z.int(),
  number: z.string(),
  title: z.string(),
  content: z.string(),
  issuerName: z.string(),
  orgName: z.string(),
  name: z.string(),
  dueOn: z.string().nullable(),
  stateName: z.string(),
  answer: z.string().nullable(),
  /** What the office said when it sent the answer back. */
  lacking: z.string().nullable(),
  files: z.array(z.string()),
  acts: z.array(z.strictObject({ act: z.enum(BY_LINK_ACTS), refusal })),
})
export type LinkMatter = z.output<typeof linkMatter>

export const readLinkMatter = face({
  method: 'GET',
  path: '/api/link/matter',
  query: none,
  body: none,
  answer: linkMatter,
  summary: '凭链接查看事项',
})

const evidence = z.array(attachmentShape).max(20, { error: '一次最多附20个文件' }).default([])
export const byLinkBody = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('receive'), ...seen }),
  z.strictObject({ act: z.literal('return'), ...seen, text: textSchema(1000) }),
  z.strictObject({ act: z.literal('answer'), ...seen, text: textSchema(2000), evidence }),
  z.strictObject({ act: z.literal('plan'), ...planSchema.shape }),
])
export type ByLink = z.output<typeof byLinkBody>

export const actByLink = face({
  method: 'POST',
  path: '/api/link/act',
  query: none,
  body: byLinkBody,
  answer: z.strictObject({
    id: z.string(),
    number: z.string(),
    state: z.string(),
    revision: z.int(),
    say: z.string(),
  }),
  summary: '凭链接办理',
})

export const uploadByLink = face({
  method: 'POST',
  path: '/api/link/evidence',
  query: none,
  body: uploadEvidence.body,
  answer: uploadView,
  summary: '凭链接上传照片、文件',
})
