/** What a post lets its holder be. The last three administer the product and see no cases. */
export const ROLES = [
  'committee_clerk',
  'committee_head',
  'leader',
  'regulator_clerk',
  'section_head',
  'inspector',
  'safety_officer',
  'village_contact',
  'legal_reviewer',
  'auditor',
  'archivist',
  'reader',
  'system_admin',
  'security_admin',
  'audit_admin',
] as const
export type Role = (typeof ROLES)[number]

/** Rank of a place, which is not the length of its code: 定州 is a city with a county's code. */
export const LEVELS = ['nation', 'province', 'city', 'county', 'township', 'village'] as const
export type Level = (typeof LEVELS)[number]

/** Where the code of a place comes from; a grouping (市辖区, 县) is a code that nobody governs. */
export const CODE_KINDS = ['official', 'statistical', 'grouping', 'own'] as const
export type CodeKind = (typeof CODE_KINDS)[number]

export const ORGANIZATION_KINDS = [
  'party',
  'government',
  'committee',
  'committee_office',
  'department',
  'township',
  'village',
  'institution',
  'enterprise',
  'soe_group',
  'audit',
  'discipline',
  'procuratorate',
  'court',
  'congress',
  'rescue',
] as const
export type OrganizationKind = (typeof ORGANIZATION_KINDS)[number]

export const SUCCESSION_KINDS = ['renamed', 'merged', 'split', 'transferred'] as const
export type SuccessionKind = (typeof SUCCESSION_KINDS)[number]

export const COMMITTEE_PARTS = [
  'first_director',
  'director',
  'deputy',
  'member_unit',
  'office',
] as const
export type CommitteePart = (typeof COMMITTEE_PARTS)[number]

/** How a post is held: by its holder, by an acting one (代理), or for a colleague (A/B角). */
export const HOLDING_KINDS = ['regular', 'acting', 'stand_in'] as const
export type HoldingKind = (typeof HOLDING_KINDS)[number]

/** What administrators do, as it stands in the journal. */
export const ADMIN_ACTS = [
  'organization.create',
  'organization.succeed',
  'committee.join',
  'person.create',
  'post.create',
  'post.release',
  'holding.create',
  'holding.release',
  'holding.end',
  'account.release',
  'account.unlock',
  'account.disable',
  'account.reset',
] as const
export type AdminAct = (typeof ADMIN_ACTS)[number]

/** What an account is: waiting for release, usable, locked after wrong passwords, switched off. */
export const ACCOUNT_STATES = ['pending', 'active', 'locked', 'disabled'] as const
export type AccountState = (typeof ACCOUNT_STATES)[number]

/** What the sign-in log knows of. */
export const SIGN_IN_EVENTS = [
  'signed_in',
  'refused',
  'locked_out',
  'signed_out',
  'unlocked',
  'password_changed',
] as const
export type SignInEvent = (typeof SIGN_IN_EVENTS)[number]
