import * as z from 'zod'
import { dateSchema, face, idSchema, none, textSchema } from '#kernel/faces.ts'
import { doneSchema, jurSchema, loginSchema, roleSchema } from './shapes.ts'
import {
  COMMITTEE_PARTS,
  HOLDING_KINDS,
  ORGANIZATION_KINDS,
  SUCCESSION_KINDS,
} from './vocabulary.ts'

export const createOrganization = face({
  method: 'POST',
  path: '/api/organizations',
  query: none,
  body: z.strictObject({
    name: textSchema(100),
    shortName: textSchema(40).nullish(),
    kind: z.enum(ORGANIZATION_KINDS),
    place: jurSchema,
    lines: z.array(textSchema(40)).max(30).default([]),
    parent: idSchema.nullish(),
    creditCode: textSchema(18).nullish(),
    validFrom: dateSchema,
  }),
  answer: doneSchema,
  summary: 'Enter an organization (system administrator)',
})
export const succeedOrganization = face({
  method: 'POST',
  path: '/api/organizations/{id}/successions',
  query: none,
  body: z.strictObject({
    successor: idSchema,
    kind: z.enum(SUCCESSION_KINDS),
    on: dateSchema,
    basis: textSchema(200).nullish(),
  }),
  answer: doneSchema,
  summary: 'Record which body takes over (system administrator)',
})
export const joinCommittee = face({
  method: 'POST',
  path: '/api/organizations/{id}/members',
  query: none,
  body: z.strictObject({
    part: z.enum(COMMITTEE_PARTS),
    post: idSchema.nullish(),
    org: idSchema.nullish(),
    liaison: idSchema.nullish(),
    validFrom: dateSchema,
  }),
  answer: doneSchema,
  summary: 'Enter a director or member unit of a committee (system administrator)',
})
export const createPerson = face({
  method: 'POST',
  path: '/api/people',
  query: none,
  body: z.strictObject({
    name: textSchema(40),
    phone: textSchema(30).nullish(),
    login: loginSchema.nullish(),
  }),
  answer: z.strictObject({
    id: z.string(),
    account: z.string().nullable(),
    firstPassword: z.string().nullable(),
  }),
  summary:
    'Enter a person, and an account whose first password is shown once (system administrator)',
})
export const createPost = face({
  method: 'POST',
  path: '/api/posts',
  query: none,
  body: z.strictObject({
    org: idSchema,
    role: roleSchema,
    title: textSchema(60),
    place: jurSchema,
    validFrom: dateSchema,
  }),
  answer: doneSchema,
  summary: 'Enter a post (system administrator)',
})
export const createHolding = face({
  method: 'POST',
  path: '/api/holdings',
  query: none,
  body: z.strictObject({
    post: idSchema,
    person: idSchema,
    kind: z.enum(HOLDING_KINDS).default('regular'),
    standingInFor: idSchema.nullish(),
    from: dateSchema,
    to: dateSchema.nullish(),
  }),
  answer: doneSchema,
  summary: 'Let a person hold a post (system administrator)',
})
export const endHolding = face({
  method: 'POST',
  path: '/api/holdings/{id}/end',
  query: none,
  body: z.strictObject({ on: dateSchema }),
  answer: doneSchema,
  summary: 'End a holding (system administrator)',
})

const release = (path: string) =>
  ({ method: 'POST', path, query: none, body: none, answer: doneSchema }) as const
export const releasePost = face({
  ...release(''),
  path: '/api/posts/{id}/release',
  summary: 'Put a post into effect (security administrator)',
})
export const releaseHolding = face({
  ...release(''),
  path: '/api/holdings/{id}/release',
  summary: 'Put a holding into effect (security administrator)',
})
export const releaseAccount = face({
  ...release(''),
  path: '/api/accounts/{id}/release',
  summary: 'Put an account into effect (security administrator)',
})
export const unlockAccount = face({
  ...release(''),
  path: '/api/accounts/{id}/unlock',
  summary: 'Lift the lock of an account (security administrator)',
})
export const disableAccount = face({
  ...release(''),
  path: '/api/accounts/{id}/disable',
  summary: 'Switch an account off (security administrator)',
})
export const resetPassword = face({
  method: 'POST',
  path: '/api/accounts/{id}/password',
  query: none,
  body: none,
  answer: z.strictObject({ id: z.string(), firstPassword: z.string().nullable() }),
  summary: 'Give an account a new first password, shown once (security administrator)',
})
