/** The parts in which somebody answers for a place or an enterprise. */
export const PARTS = [
  'place_leader',
  'city_head',
  'county_leader',
  'sponsor',
  'contact',
  'supervisor',
  'grid_member',
] as const
export type Part = (typeof PARTS)[number]

/** 重点企业, 高危企业, and those that are both. */
export const TIERS = ['key', 'high_risk', 'key_high_risk'] as const
export type Tier = (typeof TIERS)[number]

/** What a grid member answers for; an assumption of ours, `bihuan-house-rules#grid`. */
export const DUTIES = ['lead', 'patrol', 'report', 'notify', 'roster'] as const
export type Duty = (typeof DUTIES)[number]

/** The duties that each cell of a level needs somebody for. */
export const DUTIES_OF = {
  township: ['lead', 'report', 'roster'],
  village: ['patrol', 'report', 'notify'],
} as const satisfies Record<'township' | 'village', readonly Duty[]>

/** Subjects of these kinds are production units, which need contact, sponsor and supervisor. */
export const ENTERPRISE_KINDS = ['enterprise', 'sole_trader'] as const

/** Which enterprises a list shows: each figure of the coverage opens one of them. */
export const ENTERPRISE_SHOWS = [
  'all',
  'key',
  'high_risk',
  'joint',
  'others',
  'contacted',
  'no_contact',
  'key_contacted',
  'key_no_contact',
  'joint_covered',
  'joint_gap',
  'others_covered',
  'others_gap',
  'supervised_once',
  'supervised_none',
  'supervised_twice',
  'uncovered',
] as const
export type EnterpriseShow = (typeof ENTERPRISE_SHOWS)[number]

export const PLACE_SHOWS = ['all', 'covered', 'gap'] as const
export type PlaceShow = (typeof PLACE_SHOWS)[number]

export const GRID_SHOWS = ['all', 'covered', 'no_member', 'duty_gap', 'overlap'] as const
export type GridShow = (typeof GRID_SHOWS)[number]
