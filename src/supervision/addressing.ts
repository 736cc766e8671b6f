import { refuse, type Refusal } from '#kernel/refusal.ts'

/** A body as the rule of addressing sees it. */
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

const CLAUSE = 'bihuan-house-rules#addressing'

/** Party committees, governments and bodies that answer to neither: no office writes down to them. */
const HIGH = ['party', 'government', 'committee', 'congress', 'court', 'procuratorate']
const ENTERPRISES = ['enterprise', 'soe_group']

type Way = {
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly where: readonly Where[]
  /** A further condition, where the kinds alone do not say it. */
  readonly when?: (issuer: Body, to: Body) => boolean
}
type Where = 'same' | 'below'

/**
 * Who may be addressed by whom: one line a way, in the order in which they are looked at. What has
 * no line may not be addressed.
 */
const WAYS: readonly Way[] = [
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

/** What is said where a kind of issuer may not, by what it wrote to. */
const SENTENCES: Readonly<Record<string, string>> = {
  committee_office:
    '安委会办公室应向下级安委会办公室或者本委员会成员单位行文，由其督促有关单位和企业。',
  department: '部门应向下级对口部门或者本行业企业行文；涉及同级部门的，由安委会办公室协调。',
  rescue: '消防救援机构应向下级消防救援机构或者有关单位行文。',
  government: '人民政府应向本级部门、下级人民政府或者本地单位行文。',
  township: '乡镇（街道）应向所辖村（社区）和本地单位行文。',
}

/**
 * Why a body may not be addressed by another, or null where it may. A coordinating office writes
 * to its counterpart offices and its committee's member units, never to a party committee or a
 * government; a department to lower departments of its line and enterprises; nobody upward.
 */
export function addressRefused(issuer: Body, to: Body): Refusal | null {
  if (issuer.id === to.id) return refuse('受文单位应为本单位以外的单位。', CLAUSE)
  if (HIGH.includes(to.kind) && issuer.kind !== 'government') {
    return refuse('不得向党委、政府及其委员会下达督办；应由本级党委、政府行文。', CLAUSE)
  }
  const where = placed(issuer.place, to.place)
  const open = WAYS.some(
    (way) =>
      where !== null &&
      way.from.includes(issuer.kind) &&
      way.to.includes(to.kind) &&
      way.where.includes(where) &&
      (way.when?.(issuer, to) ?? true),
  )
  if (open) return null
  if (where === null) return refuse('受文单位应为本地区本级或者下级的单位。', CLAUSE)
  return refuse(SENTENCES[issuer.kind] ?? '本单位不签发督办文书。', CLAUSE)
}

/** Whether a place is the same as another or below it; null elsewhere and above. */
function placed(own: string, other: string): Where | null {
  if (own === other) return 'same'
  return own === '0' || other.startsWith(own) ? 'below' : null
}

/** Departments correspond by their lines of work; one that lists none corresponds to all. */
function sameLine(issuer: Body, to: Body): boolean {
  if (issuer.lines.length === 0 || to.lines.length === 0) return true
  return issuer.lines.some((line) => to.lines.includes(line))
}
