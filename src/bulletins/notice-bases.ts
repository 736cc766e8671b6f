import { SECTORS, type Sector } from '#findings/words.ts'

/** A filter of the ledger as it stands in an address. */
export type LedgerQuery = Readonly<Record<string, string>>

/** Whose notice it is, over which time, and what it is about. */
export type NoticeGround = {
  readonly office: { readonly id: string; readonly name: string; readonly fullName: string }
  readonly place: string
  readonly placeName: string
  /** The sectors that the office answers for; empty where it answers for all. */
  readonly lines: readonly Sector[]
  readonly from: string
  readonly to: string
  readonly asOf: string
}

/** States in which the rectifying unit has the next step. */
const WITH_RECTIFIER = 'handed_over,rectifying,recheck_failed'

/**
 * The figures that everything in a notice is made of, each by the filter that opens its records.
 * A table's cell is one of these with a place or a sector added.
 */
const BASES = {
  found: { label: '本期发现', counted: 'all', time: 'found' },
  foundMajor: { label: '本期发现的重大隐患', counted: 'all', time: 'found', grade: 'major' },
  handed: { label: '本期交办', counted: 'all', time: 'handed' },
  closed: { label: '本期销号', state: 'struck_off', time: 'ended' },
  closedMajor: { label: '本期销号的重大隐患', state: 'struck_off', time: 'ended', grade: 'major' },
  rateOf: { label: '本期发现，接收的存量不计', counted: 'own', time: 'found' },
  rateClosed: {
    label: '本期发现并已销号，接收的存量不计',
    state: 'struck_off',
    time: 'found',
    counted: 'own',
  },
  open: { label: '在办', due: 'open' },
  openMajor: { label: '在办的重大隐患', due: 'open', grade: 'major' },
  overdue: { label: '逾期', due: 'overdue' },
  overdueMajor: { label: '逾期的重大隐患', due: 'overdue', grade: 'major' },
  listed: { label: '挂牌督办', mark: 'listed' },
  late: { label: '逾期未整改', due: 'overdue', state: WITH_RECTIFIER },
} as const satisfies Record<
  string,
  {
    readonly label: string
    readonly time?: 'found' | 'handed' | 'ended'
    readonly state?: string
    readonly due?: string
    readonly grade?: string
    readonly mark?: string
    readonly counted?: string
  }
>
export type BaseKey = keyof typeof BASES
export const BASE_KEYS = Object.keys(BASES) as BaseKey[]

/** Which base figures count a record: one bit for each, in the order of their keys. */
export function maskOf(bases: readonly BaseKey[]): number {
  return bases.reduce((mask, base) => mask | bitOf(base), 0)
}

/** The bit of one base figure. */
export function bitOf(base: BaseKey): number {
  return 2 ** BASE_KEYS.indexOf(base)
}

/** What a base figure is called. */
export function labelOf(base: BaseKey): string {
  return BASES[base].label
}

/** The filter of the ledger that opens exactly the records of a base figure. */
export function filterOf(base: BaseKey, ground: NoticeGround): LedgerQuery {
  const { label: _, time, ...rest } = BASES[base] as { label: string; time?: string }
  const { place, lines, from, to } = ground
  return {
    place,
    ...(lines.length > 0 ? { sector: inOrder(lines).join(',') } : {}),
    ...(time === undefined ? {} : { [`${time}From`]: from, [`${time}To`]: to }),
    ...(rest as LedgerQuery),
  }
}

function inOrder(lines: readonly Sector[]): Sector[] {
  return SECTORS.filter((sector) => lines.includes(sector))
}
