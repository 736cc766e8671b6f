/** A body as the rules of addressing see it. */
export type Body = {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly place: string
  readonly lines: readonly string[]
  /** The committee whose office it is. */
  readonly parent: string | null
  /** Committees that it is a member unit of. */
  readonly committees: readonly string[]
}

/** Party committees, governments and bodies that answer to neither: no office writes down to them. */
export const HIGH_BODIES: readonly string[] = [
  'party',
  'government',
  'committee',
  'congress',
  'court',
  'procuratorate',
]
const ENTERPRISES = ['enterprise', 'soe_group']

type Way = {
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly where: readonly Where[]
  /** A further condition, where the kinds alone do not say it. */
  readonly when?: (issuer: Body, to: Body) => boolean
}
type Where = 'same' | 'below'

/** Who directs whom: one line a way. What has no line is not directed. */
const DOWN: readonly Way[] = [
  { from: ['committee_office'], to: ['committee_office'], where: ['below'] },
  {
    from: ['committee_office'],
    to: ['department', 'rescue', 'township', 'institution', 'soe_group'],
    where: ['same', 'below'],
    when: (issuer, to) => issuer.parent !== null && to.committees.includes(issuer.parent),
  },
  {
    from: ['department', 'rescue'],
    to: ['department', 'rescue'],
    where: ['below'],
    when: sameLine,
  },
  { from: ['department', 'rescue'], to: ENTERPRISES, where: ['same', 'below'] },
  { from: ['department', 'rescue'], to: ['institution'], where: ['same', 'below'] },
  { from: ['government'], to: ['department', 'rescue', 'committee_office'], where: ['same'] },
  { from: ['government'], to: ['government', 'township'], where: ['below'] },
  { from: ['government'], to: ['institution', ...ENTERPRISES], where: ['same', 'below'] },
  { from: ['township'], to: ['village', 'institution', ...ENTERPRISES], where: ['same', 'below'] },
]

/** Whom a body answers to, seen from above: the superior's kinds come first. */
const UP: readonly Way[] = [
  {
    from: ['party', 'government', 'committee'],
    to: ['department', 'rescue', 'committee_office', 'institution', 'township'],
    where: ['same', 'below'],
  },
  { from: ['party', 'government'], to: ['government', 'committee'], where: ['below'] },
  { from: ['committee_office'], to: ['committee_office'], where: ['below'] },
  {
    from: ['department', 'rescue'],
    to: ['department', 'rescue'],
    where: ['below'],
    when: sameLine,
  },
  { from: ['township'], to: ['village'], where: ['below'] },
]

/** Whether a body may direct another: write down to it. */
export function directs(issuer: Body, to: Body): boolean {
  return open(DOWN, issuer, to)
}

/** Whether a body answers to another: writes up to it. */
export function answersTo(own: Body, above: Body): boolean {
  return open(UP, above, own)
}

function open(ways: readonly Way[], from: Body, to: Body): boolean {
  const where = placed(from.place, to.place)
  return ways.some(
    (way) =>
      where !== null &&
      way.from.includes(from.kind) &&
      way.to.includes(to.kind) &&
      way.where.includes(where) &&
      (way.when?.(from, to) ?? true),
  )
}

/** Whether a place is the same as another or below it; null elsewhere and above. */
export function placed(own: string, other: string): Where | null {
  if (own === other) return 'same'
  return own === '0' || other.startsWith(own) ? 'below' : null
}

/** Departments correspond by their lines of work; one that lists none corresponds to all. */
function sameLine(issuer: Body, to: Body): boolean {
  if (issuer.lines.length === 0 || to.lines.length === 0) return true
  return issuer.lines.some((line) => to.lines.includes(line))
}
