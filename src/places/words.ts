import * as z from 'zod'
import { dateSchema, face, idSchema, none } from '#kernel/faces.ts'
import {
  accountSchema,
  cursor,
  endedSchema,
  jurSchema,
  limit,
  loginSchema,
  memberSchema,
  organizationSchema,
  pageOf,
  passwordSchema,
  pendingSchema,
  personSchema,
  placeSchema,
  postViewSchema,
  q,
  roleSchema,
  sessionSchema,
  signInEventSchema,
  successionSchema,
} from './shapes.ts'
import { ACCOUNT_STATES, ORGANIZATION_KINDS } from './vocabulary.ts'

export * from './vocabulary.ts'
export * from './admin-words.ts'
export { loginSchema } from './shapes.ts'
export type {
  AccountView,
  CommitteeMember,
  HeldPost,
  Organization,
  PendingView,
  PersonView,
  Place,
  PostView,
  SessionView,
  SignInLine,
  Succession,
} from './shapes.ts'

export const signIn = face({
  method: 'POST',
  path: '/api/session',
  query: none,
  body: z.strictObject({ login: loginSchema, password: passwordSchema }),
  answer: sessionSchema,
  summary: 'Sign in',
})
export const signOut = face({
  method: 'DELETE',
  path: '/api/session',
  query: none,
  body: none,
  answer: endedSchema,
  summary: 'Sign out',
})
export const whoAmI = face({
  method: 'GET',
  path: '/api/session',
  query: none,
  body: none,
  answer: sessionSchema,
  summary: 'Who is signed in, with which posts',
})
export const switchPost = face({
  method: 'POST',
  path: '/api/session/post',
  query: none,
  body: z.strictObject({ post: idSchema }),
  answer: sessionSchema,
  summary: 'Act from another of the posts held',
})
export const changePassword = face({
  method: 'POST',
  path: '/api/session/password',
  query: none,
  body: z.strictObject({ old: passwordSchema, new: passwordSchema }),
  answer: sessionSchema,
  summary: 'Change the own password',
})
export const lockSession = face({
  method: 'POST',
  path: '/api/session/lock',
  query: none,
  body: none,
  answer: sessionSchema,
  summary: 'Lock the session until the password is given again',
})
export const unlockSession = face({
  method: 'POST',
  path: '/api/session/unlock',
  query: none,
  body: z.strictObject({ password: passwordSchema }),
  answer: sessionSchema,
  summary: 'Unlock the session',
})

export const listPlaces = face({
  method: 'GET',
  path: '/api/places',
  query: z.strictObject({
    parent: jurSchema.optional(),
    jur: jurSchema.optional(),
    q,
    on: dateSchema.optional(),
    cursor,
    limit,
  }),
  body: none,
  answer: pageOf(placeSchema),
  summary:
    'Places below one place (without `parent`: the own place), one place by its code, or found by name or pinyin initials',
})
export const listOrganizations = face({
  method: 'GET',
  path: '/api/organizations',
  query: z.strictObject({
    q,
    kind: z.enum(ORGANIZATION_KINDS).optional(),
    place: jurSchema.optional(),
    on: dateSchema.optional(),
    cursor,
    limit,
  }),
  body: none,
  answer: pageOf(organizationSchema),
  summary:
    'Organizations by kind, name and place (of the place, below it, and the bodies above it)',
})
export const getOrganization = face({
  method: 'GET',
  path: '/api/organizations/{id}',
  query: none,
  body: none,
  answer: z.strictObject({
    ...organizationSchema.shape,
    subordinates: z.array(z.strictObject({ id: z.string(), name: z.string() })),
    members: z.array(memberSchema),
    predecessors: z.array(successionSchema),
    successors: z.array(successionSchema),
    posts: z.array(postViewSchema),
  }),
  summary: 'One organization with its members, posts and succession',
})

export const listPeople = face({
  method: 'GET',
  path: '/api/people',
  query: z.strictObject({
    q,
    org: idSchema.optional(),
    place: jurSchema.optional(),
    role: roleSchema.optional(),
    cursor,
    limit,
  }),
  body: none,
  answer: pageOf(personSchema),
  summary: 'People who hold a post within the scope',
})

export const listAccounts = face({
  method: 'GET',
  path: '/api/accounts',
  query: z.strictObject({ q, state: z.enum(ACCOUNT_STATES).optional(), cursor, limit }),
  body: none,
  answer: pageOf(accountSchema),
  summary: 'Accounts and what each is (security administrator)',
})
export const listPending = face({
  method: 'GET',
  path: '/api/releases',
  query: none,
  body: none,
  answer: z.strictObject({ items: z.array(pendingSchema) }),
  summary: 'Posts, holdings and accounts that wait for release (security administrator)',
})

export const listSignIns = face({
  method: 'GET',
  path: '/api/sign-ins',
  query: z.strictObject({ login: loginSchema.optional(), cursor, limit }),
  body: none,
  answer: pageOf(signInEventSchema),
  summary: 'The log of sign-ins, newest first (audit administrator)',
})
