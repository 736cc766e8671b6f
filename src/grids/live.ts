import { inEffect } from '#places/index.ts'
import { DUTIES_OF, type EnterpriseShow, type GridShow, type PlaceShow } from './words.ts'

/**
 * The condition under which an assignment `a` counts on the day `$day`: not ended, within its term,
 * and the person still holds the post. Whoever moved on leaves a gap, although nobody ended the row.
 */
export function live(day: string): string {
  return (
    `a.ended_on is null and a.from_on <= ${day}::date ` +
    `and (a.to_on is null or a.to_on >= ${day}::date) ` +
    `and (a.post_id is null or exists (select 1 from holding h join post p on p.id = h.post_id ` +
    `where h.post_id = a.post_id and h.person_id = a.person_id and ${inEffect(day)}))`
  )
}

/** A condition: somebody holds the part, given as an SQL literal, in the enterprise `s`. */
function has(part: string, day: string): string {
  return (
    `exists (select 1 from assignment a where a.jur = s.jur and a.subject_id = s.id ` +
    `and a.part = ${part} and ${live(day)})`
  )
}

function contact(day: string): string {
  return has(`'contact'`, day)
}

/** Both who must stand in for a key high-risk enterprise together. */
function jointly(day: string): string {
  return `(${has(`'city_head'`, day)} and ${has(`'county_leader'`, day)})`
}

function sponsored(day: string): string {
  return `(${has(`'city_head'`, day)} or ${has(`'county_leader'`, day)} or ${has(`'sponsor'`, day)})`
}

/** How many departments supervise the enterprise `s`. */
function supervisors(day: string): string {
  return (
    `(select count(distinct a.org) from assignment a where a.jur = s.jur and a.subject_id = s.id ` +
    `and a.part = 'supervisor' and ${live(day)})`
  )
}

const IS_JOINT = `coalesce(k.tier = 'key_high_risk', false)`
const IS_KEY = `coalesce(k.tier in ('key', 'key_high_risk'), false)`
const IS_HIGH = `coalesce(k.tier in ('high_risk', 'key_high_risk'), false)`

const ENTERPRISES = {
  all: () => 'true',
  key: () => IS_KEY,
  high_risk: () => IS_HIGH,
  joint: () => IS_JOINT,
  others: () => `not ${IS_JOINT}`,
  contacted: (day) => contact(day),
  no_contact: (day) => `not ${contact(day)}`,
  key_contacted: (day) => `${IS_KEY} and ${contact(day)}`,
  key_no_contact: (day) => `${IS_KEY} and not ${contact(day)}`,
  joint_covered: (day) => `${IS_JOINT} and ${jointly(day)}`,
  joint_gap: (day) => `${IS_JOINT} and not ${jointly(day)}`,
  others_covered: (day) => `not ${IS_JOINT} and ${sponsored(day)}`,
  others_gap: (day) => `not ${IS_JOINT} and not ${sponsored(day)}`,
  supervised_once: (day) => `${supervisors(day)} = 1`,
  supervised_none: (day) => `${supervisors(day)} = 0`,
  supervised_twice: (day) => `${supervisors(day)} > 1`,
  uncovered: (day) =>
    `${IS_HIGH} and not ${contact(day)} and not ${sponsored(day)} and ${supervisors(day)} = 0`,
} as const satisfies Record<EnterpriseShow, (day: string) => string>

/**
 * The condition of each list of enterprises `s` with their listing `k`. Figures and lists are made
 * from the same conditions, so that a figure equals the number of records behind it.
 */
export function enterpriseCondition(show: EnterpriseShow, day: string): string {
  return ENTERPRISES[show](day)
}

function led(day: string): string {
  return (
    `exists (select 1 from assignment a where a.jur = r.jur and a.subject_id is null ` +
    `and a.part = 'place_leader' and ${live(day)})`
  )
}

const PLACES = {
  all: () => 'true',
  covered: (day) => led(day),
  gap: (day) => `not ${led(day)}`,
} as const satisfies Record<PlaceShow, (day: string) => string>

/** The condition of each list of places `r` by their 包联 leader. */
export function placeCondition(show: PlaceShow, day: string): string {
  return PLACES[show](day)
}

function members(day: string): string {
  return (
    `from assignment a where a.jur = r.jur and a.subject_id is null ` +
    `and a.part = 'grid_member' and ${live(day)}`
  )
}

const TOWNSHIP_DUTIES = `array[${DUTIES_OF.township.map((duty) => `'${duty}'`).join(', ')}]`
const VILLAGE_DUTIES = `array[${DUTIES_OF.village.map((duty) => `'${duty}'`).join(', ')}]`

/** A duty of the cell's level that nobody has. */
function lacking(day: string): string {
  return (
    `exists (select 1 from unnest(case r.level when 'township' then ${TOWNSHIP_DUTIES} ` +
    `else ${VILLAGE_DUTIES} end) as d(duty) ` +
    `where not exists (select 1 ${members(day)} and a.duty = d.duty))`
  )
}

const CELLS = {
  all: () => 'true',
  covered: (day) => `exists (select 1 ${members(day)})`,
  no_member: (day) => `not exists (select 1 ${members(day)})`,
  duty_gap: (day) => `exists (select 1 ${members(day)}) and ${lacking(day)}`,
  overlap: (day) =>
    `exists (select 1 ${members(day)} group by a.duty having count(distinct a.person_id) > 1)`,
} as const satisfies Record<GridShow, (day: string) => string>

/** The condition of each list of cells `r` by their members and duties. */
export function gridCondition(show: GridShow, day: string): string {
  return CELLS[show](day)
}

/** Enterprises `s` with their listing `k` as key or high-risk that is in force on the day. */
export function enterprisesOn(day: string): string {
  return (
    `subject s left join key_enterprise k on k.jur = s.jur and k.subject_id = s.id ` +
    `and k.ended_on is null and k.from_on <= ${day}::date`
  )
}
