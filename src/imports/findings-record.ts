import type { Effect } from '#kernel/index.ts'
import type { TakenFinding } from '#findings/index.ts'
import type { Archive } from './archive.ts'
import type { Chosen, NameMatcher } from './directory.ts'
import { FIELD_NAMES, type LedgerField } from './findings-fields.ts'
import { FINDINGS } from './findings-kind.ts'
import type { LedgerRow } from './findings-row.ts'
import { matchSubject } from './findings-subject.ts'
import type { ImportProblem } from './report.ts'

/** What the names in a ledger are matched against: places and bodies, and the archive. */
export type LedgerNames = { readonly matcher: NameMatcher; readonly archive: Archive }

/** What a row's names mean among the places, bodies and enterprises of the office. */
export type MatchedLedgerRow = {
  readonly jur: string
  /** The enterprise of the archive that it is about. */
  readonly subject: string | null
  /** Its name there, under which the finding stands; the written one goes into the note. */
  readonly subjectName: string | null
  readonly facts: Effect['set']
  /** The enterprise that puts it right, and so sees it. */
  readonly party: string | null
}

const KEPT = '原文保留在来源说明中。'

/**
 * Matches the names of a row; what matches nothing is said, and stays in the source note. A row that
 * names no place lies where its enterprise lies.
 */
export function matchLedgerRow(
  { matcher, archive }: LedgerNames,
  row: LedgerRow,
  chosen: Chosen,
  problems: ImportProblem[],
): MatchedLedgerRow {
  const asked = (field: LedgerField) => ({
    row,
    field,
    label: FIELD_NAMES[field],
    text: row.texts[field],
    chosen,
    problems,
    kept: KEPT,
  })
  const place = matcher.place(asked('place'))
  const subject = matchSubject(archive, { row, place, chosen }, problems)
  const jur = place ?? subject?.jur ?? matcher.directory.home
  const rectifierOrg = matcher.body(asked('rectifier'))
  const facts = {
    rectifierOrg,
    rectifierName: row.texts.rectifierName ?? null,
    sectorOrg: matcher.body(asked('sectorParty')),
    territoryOrg: matcher.body(asked('territory')),
    recheckerOrg: matcher.body(asked('rechecker')),
  }
  const kind = matcher.bodyById(rectifierOrg)?.kind
  const ownsItself = kind === 'enterprise' || kind === 'soe_group'
  return {
    jur,
    subject: subject?.id ?? null,
    subjectName: subject?.name ?? null,
    facts,
    party: ownsItself ? rectifierOrg : null,
  }
}

/** A row as a finding to be taken over; what our ledger has no field for stays in the source note. */
export function recordOf(
  row: LedgerRow,
  { subject, subjectName, facts, party }: Omit<MatchedLedgerRow, 'jur'>,
  fileName: string,
): TakenFinding {
  const { texts, correctedOn, recheckedOn, closed, dueOn, funds } = row
  const text = texts.text!
  return {
    sourceId: FINDINGS.identity(row),
    content: FINDINGS.content(row),
    title: titleOf(text),
    text,
    subjectName: subjectName ?? texts.subjectName ?? texts.rectifier ?? '（未填写）',
    subject,
    sector: row.sector,
    grade: row.grade,
    foundOn: row.foundOn,
    correctedOn: closed ? (recheckedOn ?? correctedOn) : null,
    marks: row.marks.map(({ code, note }) => ({ code, note })),
    sourceNote: noteOf(row, fileName, subjectName),
    party,
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
  'creditCode',
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

function noteOf(
  { sheet, row, texts, foundOn, dueOn, correctedOn, recheckedOn }: LedgerRow,
  file: string,
  archived: string | null,
): string {
  const written = texts.subjectName
  const said = IN_NOTE.flatMap((field) =>
    texts[field] === undefined ? [] : [`${FIELD_NAMES[field]}：${texts[field]}`],
  )
  if (archived !== null && written !== undefined && written !== archived) {
    said.unshift(`${FIELD_NAMES.subjectName}：${written}`)
  }
  if (dueOn !== null && foundOn !== null && dueOn < foundOn) {
    said.push(`${FIELD_NAMES.dueOn}：${dueOn}`)
  }
  if (correctedOn !== null) said.push(`${FIELD_NAMES.correctedOn}：${correctedOn}`)
  if (recheckedOn !== null) said.push(`${FIELD_NAMES.recheckedOn}：${recheckedOn}`)
  return [`《${file}》${sheet} 第 ${row} 行`, ...said].join('；')
}
