/** Clauses of our own house rules that these decisions rest on; no instrument sets the numbers. */
export const CLAUSES = {
  signIn: 'bihuan-house-rules#sign-in',
  lockOut: 'bihuan-house-rules#sign-in-lock-out',
  password: 'bihuan-house-rules#password',
  session: 'bihuan-house-rules#session',
  release: 'bihuan-house-rules#release',
  administrators: 'bihuan-house-rules#three-administrators',
  posts: 'bihuan-house-rules#posts',
} as const
