import { itself, params, rows, within, type Effect, type Queryable } from '#kernel/index.ts'
import { takeOverFindings, type TakenFinding, type TakingOffice } from '#findings/index.ts'
import { lineageOf, placeScope } from '#places/index.ts'
import { addressOf, findByName, splitValues, type Candidate } from '#sheets/index.ts'
import { deploymentKind } from './deployment.ts'
import { FIELD_NAMES, type LedgerField } from './import-findings-fields.ts'
import { contentOf, identityOf, LedgerFile, ledgerRows } from './import-findings-read.ts'
import type { LedgerReport } from './import-findings-read.ts'
import type { LedgerRow } from './import-findings-row.ts'
import { ImportRefused, type ImportProblem } from './import-report.ts'
import type { Product } from './product.ts'
import { foldCounts } from './work.ts'

/** What came of an import, beside what the file holds. */
export type LedgerBrought = LedgerReport & {
  readonly findings: { readonly taken: number; readonly repeated: number }
  /** Rows that read otherwise now than when they came in; the ledger keeps the old. */
  readonly changed: readonly string[]
}

/** What a row's names mean among the places and bodies of the office. */
export type Matched = {
  readonly jur: string
  readonly facts: Effect['set']
  readonly problems: readonly ImportProblem[]
}

/** The office that takes a ledger in, and how names are matched in its area. */
export type LedgerOffice = {
  readonly taking: TakingOffice
  readonly match: (row: LedgerRow) => Matched
}

type Ground = Pick<Product, 'db' | 'runner' | 'journal'>
type Body = Candidate & { readonly place: string }

const BATCH = 500

/** Finds the office by name within a place; refuses with the names that come near. */
export async function openOffice(
  { db }: Pick<Product, 'db'>,
  { office, place }: { readonly office: string; readonly place: string },
): Promise<LedgerOffice> {
  const lineage = await lineageOf(db.owner, place)
  if (lineage.length === 0) throw new ImportRefused(`没有代码为 ${place} 的地区。`)
  const bodies = await bodiesOf(db.owner, place, lineage)
  const here = bodies.filter((body) => body.place.startsWith(place))
  const { sure, candidates } = findByName(office, here)
  if (!sure) {
    const near = candidates.map(({ name }) => name).join('、')
    throw new ImportRefused(
      `${place} 没有名称为“${office}”的单位${near === '' ? '' : `，相近的有：${near}`}。`,
    )
  }
  const demo = (await deploymentKind(db.owner)) !== 'production'
  const matcher = new Matcher(place, bodies, await placesOf(db.owner, place))
  return {
    taking: {
      source: `findings-sheet/${sure.id}`,
      jur: place,
      actor: { ...itself(place, demo), org: sure.id },
      office: { id: sure.id, name: sure.name },
    },
    match: (row) => matcher.match(row),
  }
}

/**
 * Brings a ledger in: reads the whole file first and writes only when all of it could be read; then
 * one transaction per 500 rows of a place. Rows with errors stay out, each with its cell; rows
 * that came in before bring nothing, and those that read otherwise now are named.
 */
export async function bringLedger(
  ground: Ground,
  { taking, match }: LedgerOffice,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<LedgerBrought> {
  const today = ground.runner.clock.today()
  const ledger = new LedgerFile({ today, fileName: file.name })
  const byPlace = new Map<string, TakenFinding[]>()
  const rowOf = new Map<string, string>()
  for await (const row of ledgerRows(ledger, file.bytes)) {
    const matched = match(row)
    for (const problem of matched.problems) ledger.add(problem)
    const record = recordOf(row, matched, file.name)
    rowOf.set(record.sourceId, `${row.sheet} 第 ${row.row} 行`)
    const known = byPlace.get(matched.jur)
    if (known) known.push(record)
    else byPlace.set(matched.jur, [record])
  }
  const findings = { taken: 0, repeated: 0 }
  const changed: string[] = []
  const ways = { ...ground.runner, journal: ground.journal }
  for (const [jur, records] of byPlace) {
    for (let at = 0; at < records.length; at += BATCH) {
      const batch = records.slice(at, at + BATCH)
      const came = await takeOverFindings(ways, { ...taking, jur }, batch)
      findings.taken += came.taken
      findings.repeated += came.repeated
      changed.push(...came.changed.map((id) => rowOf.get(id) ?? id))
    }
  }
  await ground.journal.sequencer.drain()
  await foldCounts(ground)
  return { ...ledger.report(), findings, changed }
}

/** A row as a finding to be taken over; what our ledger has no field for stays in the source note. */
function recordOf(row: LedgerRow, { facts }: Matched, fileName: string): TakenFinding {
  const { texts, correctedOn, recheckedOn, closed, dueOn, funds } = row
  const text = texts.text!
  const ended = closed ? (recheckedOn ?? correctedOn) : null
  return {
    sourceId: identityOf(row),
    content: contentOf(row),
    title: titleOf(text),
    text,
    subjectName: texts.subjectName ?? texts.rectifier ?? '（未填写）',
    subject: null,
    sector: row.sector,
    grade: row.grade,
    foundOn: row.foundOn,
    correctedOn: ended,
    marks: row.marks.map(({ code, note }) => ({ code, note })),
    sourceNote: noteOf(row, fileName),
    facts: {
      ...facts,
      foundBy: texts.foundBy ?? null,
      sponsor: texts.sponsor ?? null,
      dueOn,
      measures: texts.measures ?? null,
      responsibility: texts.responsibility ?? null,
      contingency: texts.contingency ?? null,
      fundsAmount: funds?.amount ?? null,
      fundsUnit: funds?.unit ?? null,
    },
  }
}

const LONGEST_TITLE = 40

function titleOf(text: string): string {
  const first = text.split(/[。；;\n]/).find((part) => part.trim() !== '') ?? text
  const title = first.replace(/^\s*\d+[.、．]\s*/, '').trim()
  return title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE - 1)}…` : title
}

const IN_NOTE = [
  'number',
  'place',
  'sector',
  'grade',
  'rectifier',
  'rectifierName',
  'sectorParty',
  'territory',
  'origin',
  'result',
  'rechecker',
  'status',
  'note',
] as const satisfies readonly LedgerField[]

function noteOf({ sheet, row, texts, correctedOn, recheckedOn }: LedgerRow, file: string): string {
  const said = IN_NOTE.flatMap((field) =>
    texts[field] === undefined ? [] : [`${FIELD_NAMES[field]}：${texts[field]}`],
  )
  if (correctedOn !== null) said.push(`${FIELD_NAMES.correctedOn}：${correctedOn}`)
  if (recheckedOn !== null) said.push(`${FIELD_NAMES.recheckedOn}：${recheckedOn}`)
  return [`《${file}》${sheet} 第 ${row} 行`, ...said].join('；')
}

/** Matches names of places and bodies; the same name is looked for once. */
class Matcher {
  private readonly home: string
  private readonly bodies: readonly Body[]
  private readonly places: readonly Candidate[]
  private readonly known = new Map<string, ReturnType<typeof findByName<Candidate>>>()

  constructor(home: string, bodies: readonly Body[], places: readonly Candidate[]) {
    this.home = home
    this.bodies = bodies
    this.places = places
  }

  match(row: LedgerRow): Matched {
    const problems: ImportProblem[] = []
    const jur = this.one(row, 'place', this.places, problems) ?? this.home
    const party = (field: LedgerField) => this.one(row, field, this.bodies, problems)
    const facts = {
      rectifierOrg: party('rectifier'),
      rectifierName: row.texts.rectifierName ?? null,
      sectorOrg: party('sectorParty'),
      territoryOrg: party('territory'),
      recheckerOrg: party('rechecker'),
    }
    return { jur, facts, problems }
  }

  private one(
    row: LedgerRow,
    field: LedgerField,
    among: readonly Candidate[],
    problems: ImportProblem[],
  ): string | null {
    const text = row.texts[field]
    if (text === undefined) return null
    const [first = text, ...more] = splitValues(text)
    const { sure, candidates } = this.find(first, among)
    const cell = row.cells[field] ?? addressOf(0, row.row)
    const say = (message: string) =>
      problems.push({ sheet: row.sheet, cell, severity: 'warning', field, message })
    if (!sure) {
      const near = candidates.map(({ name }) => name).join('、')
      const hint = near === '' ? '' : `，可能是：${near}`
      say(`没有与“${first}”对应的${FIELD_NAMES[field]}${hint}；原文保留在来源说明中。`)
    } else if (more.length > 0) {
      say(`填有多个${FIELD_NAMES[field]}，以“${first}”为准，其余保留在来源说明中。`)
    }
    return sure?.id ?? null
  }

  private find(name: string, among: readonly Candidate[]) {
    const key = `${among === this.places ? 'place' : 'body'} ${name}`
    const known = this.known.get(key) ?? findByName(name, among)
    this.known.set(key, known)
    return known
  }
}

/** The bodies of a place, and the public ones of the places above. */
async function bodiesOf(on: Queryable, place: string, lineage: readonly string[]): Promise<Body[]> {
  const { param, values } = params()
  const below = within(await placeScope(on, place), 'o', param)
  return rows<Body>(
    on,
    `select o.id, o.name, o.short_name as "shortName", o.place
       from (select g.*, g.place as jur, g.id as party_id from organization g) o
      where o.valid_to is null and (${below} or (o.place = any(${param(lineage)}::text[])
        and o.kind not in ('enterprise', 'soe_group'))) order by o.place, o.id limit 100000`,
    values,
  )
}

/** The places within a place, itself included; the short name is the name without its kind. */
async function placesOf(on: Queryable, place: string): Promise<Candidate[]> {
  const { param, values } = params()
  const below = within(await placeScope(on, place), 'r', param)
  const found = await rows<{ jur: string; name: string }>(
    on,
    `select r.jur, r.name from region r where r.valid_to is null and
      ${below.replaceAll('r.party_id', 'null')} order by r.jur limit 100000`,
    values,
  )
  return found.map(({ jur, name }) => ({
    id: jur,
    name,
    shortName: name.length > 2 ? name.replace(/(自治[县州区]|街道|[省市县区镇乡])$/, '') : null,
  }))
}
