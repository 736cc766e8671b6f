import type { Queryable } from '#kernel/index.ts'
import { fullNames, placeNames } from '#places/index.ts'
import { sideFacts, type WholeRecord } from '#findings/index.ts'
import { GRADE_LABELS, ORIGIN_LABELS, SECTOR_LABELS, STATE_LABELS } from '#findings/texts.ts'
import type { WrittenColumn } from '#sheets/index.ts'
import type { FormField } from '#law/words.ts'

/** Names of bodies and places, asked for once. */
export class Names {
  private readonly bodies = new Map<string, string>()
  private readonly places = new Map<string, string>()

  /** Learns the names that these findings need. */
  async learn(on: Queryable, findings: readonly WholeRecord[]): Promise<void> {
    const bodies = findings.flatMap((one) => [
      one.owner_org,
      one.rectifier_org,
      one.sector_org,
      one.territory_org,
      one.rechecker_org,
    ])
    const unknown = new Set(bodies.filter((id) => id !== null && !this.bodies.has(id)))
    if (unknown.size > 0) {
      const found = await fullNames(on, [...unknown])
      for (const [id, name] of Object.entries(found)) this.bodies.set(id, name)
    }
    const jurs = new Set(findings.map(({ jur }) => jur).filter((jur) => !this.places.has(jur)))
    const places = await placeNames(on, [...jurs])
    for (const jur of jurs) this.places.set(jur, places.get(jur)?.name ?? jur)
  }

  body(id: string | null): string | null {
    return id === null ? null : (this.bodies.get(id) ?? null)
  }

  place(jur: string): string {
    return this.places.get(jur) ?? jur
  }
}

/** Who reads the value, beside the finding: the place in the file, names, and the asker's body. */
export type Beside = { readonly nth: number; readonly names: Names; readonly org: string }

type Read = (finding: WholeRecord, beside: Beside) => string | null

/** A secret of the informant's; the office that took the tip-off keeps it. */
const SECRET = '（举报来源，保密）'

/** What each fact is, as text: dates as `YYYY-MM-DD`, amounts as decimals. */
const READ = {
  serial: (_, { nth }) => String(nth),
  number: ({ number }) => number,
  title: ({ title }) => title,
  text: ({ body, title }) => body ?? title,
  grade: ({ grade }) => label(GRADE_LABELS, grade),
  majorClause: (one) => one.major_clause,
  sector: ({ sector }) => label(SECTOR_LABELS, sector),
  place: ({ jur }, { names }) => names.place(jur),
  subjectName: (one) => one.subject_name,
  origin: ({ origin }) => label(ORIGIN_LABELS, origin),
  sourceNote: (one, { org }) =>
    one.origin === 'tipoff' && one.owner_org !== org && one.source_note !== null
      ? SECRET
      : one.source_note,
  foundOn: (one) => one.found_on,
  foundBy: (one) => one.found_by,
  registeredOn: (one) => one.registered_on,
  office: (one, { names }) => names.body(one.owner_org),
  rectifier: (one, { names }) => names.body(one.rectifier_org),
  rectifierName: (one) => one.rectifier_name,
  sectorParty: (one, { names }) => names.body(one.sector_org),
  sectorName: (one) => one.sector_name,
  territory: (one, { names }) => names.body(one.territory_org),
  territoryName: (one) => one.territory_name,
  sponsor: (one) => one.sponsor_name,
  dueOn: (one) => one.due_on,
  status: statusOf,
  nextLabel: (one) => (one.ended ? null : one.next_label),
  nextDueOn: (one) => (one.ended ? null : one.next_due_on),
  measures: ({ measures }) => measures,
  responsibility: ({ responsibility }) => responsibility,
  fundsAmount: fundsOf,
  timeLimit: (one) => one.time_limit,
  contingency: ({ contingency }) => contingency,
  five: fiveOf,
  result: ({ result }) => result,
  correctedOn: (one) => one.reported_on ?? (one.taken_over && one.ended ? one.ended_on : null),
  rechecker: (one, { names }) => names.body(one.rechecker_org),
  recheckerName: (one) => one.rechecker_name,
  recheckedOn: (one) => one.rechecked_on,
  endedOn: (one) => one.ended_on,
  extensions: ({ extensions }) => String(extensions),
} as const satisfies Record<FormField, Read>

/** One fact of a finding. */
export function valueOf(field: FormField, finding: WholeRecord, beside: Beside): string | null {
  const read: Read = READ[field]
  return read(finding, beside)
}

/** How a fact is written into a sheet. */
export function kindOf(field: FormField): WrittenColumn['kind'] {
  if (NUMBERS.has(field)) return 'number'
  return DAYS.has(field) ? 'day' : 'text'
}

const NUMBERS: ReadonlySet<FormField> = new Set(['serial', 'fundsAmount', 'extensions'] as const)
const DAYS: ReadonlySet<FormField> = new Set([
  'foundOn',
  'registeredOn',
  'dueOn',
  'nextDueOn',
  'timeLimit',
  'correctedOn',
  'recheckedOn',
  'endedOn',
] as const)

function label(labels: Readonly<Record<string, string>>, word: string): string {
  return labels[word] ?? word
}

/** The state with what it waits for, as the ledger shows them beneath each other. */
export function statusOf(one: WholeRecord): string {
  const word = label(STATE_LABELS, one.state)
  const side = sideFacts(one)
  return side.length === 0 ? word : `${word}（${side.join('、')}）`
}

/** An amount in the column's unit is a number; one in another keeps its own. */
function fundsOf({ funds_amount: amount, funds_unit: unit }: WholeRecord): string | null {
  if (amount === null) return null
  return unit === '万元' || unit === null ? amount : `${amount}${unit}`
}

function fiveOf(one: WholeRecord): string {
  const parts = [
    one.measures,
    one.responsibility,
    one.funds_amount,
    one.time_limit,
    one.contingency,
  ]
  return `${parts.filter((part) => part !== null).length}/${parts.length}`
}
