import { refuse, type Refusal } from '#kernel/refusal.ts'
import { CLAUSES } from './clauses.ts'
import type { Role } from './vocabulary.ts'

/** What a role may do at all; which case it may touch is decided by the tables of moves. */
export const RIGHT_NAMES = [
  'cases.read',
  'cases.act',
  'subjects.register',
  'law.read',
  'organizations.manage',
  'people.manage',
  'calendar.manage',
  'store.backup',
  'accounts.release',
  'posts.release',
  'accounts.unlock',
  'journal.read',
  'sign_ins.read',
  'figures.check',
  'nights.run',
] as const
export type Right = (typeof RIGHT_NAMES)[number]

const OFFICER = ['cases.read', 'cases.act', 'subjects.register', 'law.read'] as const
const READER = ['cases.read', 'law.read'] as const

/**
 * Who may do what. The three administrators have no right in common with each other or with
 * anybody who sees cases (GB/T 22239: system, security and audit administration apart).
 */
export const RIGHTS = {
  committee_clerk: OFFICER,
  committee_head: OFFICER,
  leader: ['cases.read', 'cases.act', 'law.read'],
  regulator_clerk: OFFICER,
  section_head: OFFICER,
  inspector: OFFICER,
  safety_officer: ['cases.read', 'cases.act', 'law.read'],
  village_contact: OFFICER,
  legal_reviewer: ['cases.read', 'cases.act', 'law.read'],
  auditor: OFFICER,
  archivist: READER,
  reader: READER,
  system_admin: [
    'organizations.manage',
    'people.manage',
    'calendar.manage',
    'store.backup',
    'figures.check',
    'nights.run',
  ],
  security_admin: ['accounts.release', 'posts.release', 'accounts.unlock'],
  audit_admin: ['journal.read', 'sign_ins.read'],
} as const satisfies Record<Role, readonly Right[]>

/** Rights that change nothing. */
export const READING: readonly Right[] = ['cases.read', 'law.read', 'journal.read', 'sign_ins.read']

/** The family a role belongs to. One person never holds posts of two families. */
export const FAMILIES = {
  committee_clerk: 'cases',
  committee_head: 'cases',
  leader: 'cases',
  regulator_clerk: 'cases',
  section_head: 'cases',
  inspector: 'cases',
  safety_officer: 'cases',
  village_contact: 'cases',
  legal_reviewer: 'cases',
  auditor: 'cases',
  archivist: 'cases',
  reader: 'cases',
  system_admin: 'system',
  security_admin: 'security',
  audit_admin: 'audit',
} as const satisfies Record<Role, 'cases' | 'system' | 'security' | 'audit'>

/** Whether a role has a right; a word that is no role has none. */
export function may(role: string, right: Right): boolean {
  const rights: Readonly<Record<string, readonly Right[]>> = RIGHTS
  return (Object.hasOwn(rights, role) ? rights[role]! : []).includes(right)
}

/** Refuses a holding that would give one person posts of two families. */
export function judgeFamilies(held: readonly Role[], next: Role): Refusal | null {
  const other = held.find((role) => FAMILIES[role] !== FAMILIES[next])
  if (other === undefined) return null
  return refuse(
    '系统管理员、安全管理员、审计管理员的职权相互分离，也不兼任业务岗位；请为该岗位另行指定人员。',
    CLAUSES.administrators,
  )
}

/** Refuses a release by the person who entered the row or whom it concerns. */
export function judgeRelease(
  releaser: string,
  concerned: string | null,
  releasedAt: string | null,
): Refusal | null {
  if (releasedAt !== null) return refuse('该事项已经审核启用，无需重复办理。', CLAUSES.release)
  if (releaser === concerned) {
    return refuse('审核启用应当由本人以外的安全管理员办理。', CLAUSES.release)
  }
  return null
}
