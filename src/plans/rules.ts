import { PLAN_SAYS } from './texts.ts'
import type {
  PlanClash,
  PlanLine,
  PlannedDepartment,
  PlannedEnterprise,
  PlanProblem,
  Slot,
  VisitLaw,
  VisitPlan,
} from './words.ts'

type Enterprise = VisitPlan['enterprises'][number]
type Department = VisitPlan['departments'][number]

/** An enterprise with the inspections that may be opened there; each holds who comes. */
type Room = {
  readonly enterprise: Enterprise
  readonly asked: ReadonlyMap<string, number>
  readonly sets: Set<string>[]
  /** Inspections that may still be opened; endless where there is no cap. */
  spare: number
}

/**
 * Holds a campaign's visits against the yearly caps of the enterprises. The cap wins: no enterprise
 * is inspected more often than its cap leaves. Departments that meet there come together in one
 * inspection, which counts once for the enterprise and once for each of them; who is then short of
 * its quota joins others' inspections, or takes those still open. Each line cites its clauses.
 */
export function planVisits(plan: VisitPlan, law: VisitLaw): PlanClash | readonly PlanProblem[] {
  const problems = judgePlan(plan)
  if (problems.length > 0) return problems
  const rooms = plan.enterprises.map((one) => roomOf(plan, law, one))
  const granted = new Map(plan.departments.map(({ id }) => [id, grantedTo(rooms, id)]))
  const gained = fillQuotas(plan, law, rooms, granted)
  const departments = plan.departments.map((one) =>
    plannedDepartment(plan, law, one, granted.get(one.id)!, gained.get(one.id) ?? 0),
  )
  const enterprises = rooms.map((room) => plannedEnterprise(law, room))
  const lines = [
    ...rooms.flatMap((room, n) => linesOfEnterprise(plan, law, room, enterprises[n]!)),
    ...departments.flatMap((one) => linesOfDepartment(plan, law, one)),
    ...notCovered(law, rooms),
  ]
  return {
    ok: lines.every(({ kind }) => !STOPS.has(kind)),
    slots: rooms.flatMap(({ enterprise, sets }) =>
      sets.map((set): Slot => ({ enterprise: enterprise.id, departments: [...set] })),
    ),
    enterprises,
    departments,
    lines,
  }
}

/** What leaves a demand unmet, so that a person must decide; the rest only tells. */
const STOPS: ReadonlySet<PlanLine['kind']> = new Set(['cap_used_up', 'quota_short', 'not_covered'])

/** Everything that a plan names and does not have, in the order of its text. */
export function judgePlan(plan: VisitPlan): PlanProblem[] {
  const departments = new Set(plan.departments.map(({ id }) => id))
  const enterprises = new Map(plan.enterprises.map((one) => [one.id, one]))
  return [
    ...twice(plan.departments, 'departments'),
    ...twice(plan.enterprises, 'enterprises'),
    ...plan.visits.flatMap(({ department, enterprise }, index): PlanProblem[] => {
      const at = `visits[${index}]`
      if (!departments.has(department)) return [{ at, message: `没有部门 ${department}。` }]
      const there = enterprises.get(enterprise)
      if (there === undefined) return [{ at, message: `没有企业 ${enterprise}。` }]
      if (competent(there, department)) return []
      return [{ at, message: `${department} 不在 ${enterprise} 的检查部门之列。` }]
    }),
  ]
}

function twice(rows: readonly { readonly id: string }[], at: string): PlanProblem[] {
  return rows.flatMap(({ id }, index) =>
    rows.findIndex((one) => one.id === id) === index
      ? []
      : [{ at: `${at}[${index}]`, message: `${id} 重复出现。` }],
  )
}

function competent({ competent: named }: Enterprise, department: string): boolean {
  return named.length === 0 || named.includes(department)
}

/** Opens as few inspections as the visits need and no more than the cap leaves. */
function roomOf({ visits }: VisitPlan, { caps }: VisitLaw, enterprise: Enterprise): Room {
  const asked = new Map<string, number>()
  for (const visit of visits) {
    if (visit.enterprise !== enterprise.id) continue
    asked.set(visit.department, (asked.get(visit.department) ?? 0) + visit.times)
  }
  const left = leftOf(caps.get(enterprise.id)?.most ?? null, enterprise.used)
  const all = [...asked.values()].reduce((sum, times) => sum + times, 0)
  const apart = all <= left
  const sets = apart ? alone(asked) : together(asked, left)
  return { enterprise, asked, sets, spare: left - sets.length }
}

function leftOf(cap: number | null, used: number): number {
  return cap === null ? Infinity : Math.max(0, cap - used)
}

function alone(asked: ReadonlyMap<string, number>): Set<string>[] {
  return [...asked].flatMap(([id, times]) => Array.from({ length: times }, () => new Set([id])))
}

/** All inspections that are left; each department comes to as many of them as it asked for. */
function together(asked: ReadonlyMap<string, number>, left: number): Set<string>[] {
  const sets = Array.from({ length: left }, () => new Set<string>())
  let next = 0
  for (const [id, times] of asked) {
    for (let n = 0; n < Math.min(times, left); n += 1) {
      sets[next % left]!.add(id)
      next += 1
    }
  }
  return sets
}

function grantedTo(rooms: readonly Room[], department: string): number {
  return rooms.reduce((sum, { sets }) => sum + sets.filter((set) => set.has(department)).length, 0)
}

/**
 * Who is short joins inspections that others open, then opens what the caps still leave; again as
 * long as somebody gains, since an inspection that one opens is one that another can join.
 */
function fillQuotas(
  { departments }: VisitPlan,
  { quota }: VisitLaw,
  rooms: readonly Room[],
  granted: ReadonlyMap<string, number>,
): Map<string, number> {
  const gained = new Map<string, number>()
  if (quota === null) return gained
  const bound = departments.filter((one) => one.quota)
  const round = () =>
    bound.reduce((sum, { id, done }) => {
      const before = gained.get(id) ?? 0
      const took = gain(rooms, id, quota.least - done - granted.get(id)! - before)
      gained.set(id, before + took)
      return sum + took
    }, 0)
  while (round() > 0) continue
  return gained
}

function gain(rooms: readonly Room[], department: string, missing: number): number {
  let left = missing
  for (const take of [join, open]) {
    for (const room of rooms) {
      if (left <= 0) return missing - left
      if (competent(room.enterprise, department)) left -= take(room, department, left)
    }
  }
  return missing - left
}

function join({ sets }: Room, department: string, most: number): number {
  const others = sets.filter((set) => !set.has(department)).slice(0, most)
  for (const set of others) set.add(department)
  return others.length
}

/** Opens inspections that the cap still leaves; where there is no cap, the first alone. */
function open(room: Room, department: string, most: number): number {
  const free = Number.isFinite(room.spare) ? room.spare : Number(room.sets.length === 0)
  const count = Math.min(most, free)
  for (let n = 0; n < count; n += 1) room.sets.push(new Set([department]))
  room.spare -= count
  return count
}

function plannedDepartment(
  { visits }: VisitPlan,
  { quota }: VisitLaw,
  { id, quota: bound, done }: Department,
  granted: number,
  gained: number,
): PlannedDepartment {
  const own = visits.filter(({ department }) => department === id)
  const least = bound && quota !== null ? quota.least : null
  return {
    id,
    quota: least,
    done,
    asked: own.reduce((sum, { times }) => sum + times, 0),
    granted,
    gained,
    short: least === null ? 0 : Math.max(0, least - done - granted - gained),
  }
}

function plannedEnterprise({ caps }: VisitLaw, room: Room): PlannedEnterprise {
  const { enterprise, sets } = room
  const asked = [...room.asked.values()].reduce((sum, times) => sum + times, 0)
  const cap = caps.get(enterprise.id)?.most ?? null
  return {
    id: enterprise.id,
    cap,
    used: enterprise.used,
    asked,
    opened: sets.length,
    clash: asked > leftOf(cap, enterprise.used),
  }
}

function linesOfEnterprise(
  { departments }: VisitPlan,
  { caps, quota }: VisitLaw,
  { enterprise, asked, sets }: Room,
  { cap, clash, used, asked: total }: PlannedEnterprise,
): PlanLine[] {
  const base = { department: null, enterprise: enterprise.id }
  if (cap === null) {
    return [{ ...base, kind: 'no_cap', message: PLAN_SAYS.noCap(enterprise.name), refs: [] }]
  }
  if (!clash) return []
  const refs = [caps.get(enterprise.id)!.ref, ...(quota === null ? [] : [quota.ref])]
  const left = leftOf(cap, used)
  if (left === 0) {
    const message = PLAN_SAYS.usedUp(enterprise.name, { cap, used, total })
    return [{ ...base, kind: 'cap_used_up', message, refs }]
  }
  const message = PLAN_SAYS.capWins(enterprise.name, { cap, used, total, left })
  const names = departments.filter(({ id }) => asked.has(id)).map(({ name }) => name)
  const joint = asked.size < 2 ? [] : sets.filter((set) => set.size > 1)
  return [
    { ...base, kind: 'cap_wins', message, refs },
    ...(joint.length === 0
      ? []
      : [
          {
            ...base,
            kind: 'joint_check' as const,
            message: PLAN_SAYS.joint(enterprise.name, names),
            refs,
          },
        ]),
  ]
}

function linesOfDepartment(
  { departments }: VisitPlan,
  { quota, caps }: VisitLaw,
  { id, gained, short, quota: least }: PlannedDepartment,
): PlanLine[] {
  if (least === null || quota === null) return []
  const { name } = departments.find((one) => one.id === id)!
  const base = { department: id, enterprise: null, refs: [quota.ref] }
  const lines: PlanLine[] = []
  if (gained > 0) {
    const message = PLAN_SAYS.byJoining(name, gained)
    lines.push({ ...base, kind: 'quota_by_joining', message })
  }
  if (short > 0) {
    const limits = [...caps.values()].flatMap((cap) => (cap === null ? [] : [cap.ref]))
    const refs = [...new Set([quota.ref, ...limits])]
    const message = PLAN_SAYS.short(name, least, short)
    lines.push({ ...base, kind: 'quota_short', message, refs })
  }
  return lines
}

function notCovered({ coverage, caps }: VisitLaw, rooms: readonly Room[]): PlanLine[] {
  if (coverage === null) return []
  return rooms.flatMap(({ enterprise, sets }): PlanLine[] => {
    if (!enterprise.highRisk || sets.length > 0 || enterprise.used > 0) return []
    const cap = caps.get(enterprise.id)
    const refs = [coverage.ref, ...(cap ? [cap.ref] : [])]
    const message = PLAN_SAYS.notCovered(enterprise.name)
    return [{ kind: 'not_covered', department: null, enterprise: enterprise.id, message, refs }]
  })
}
