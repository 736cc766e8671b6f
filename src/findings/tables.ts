import { ledger } from '#kernel/index.ts'

/** 问题隐患. */
export const FINDING = ledger({
  kind: 'finding',
  table: 'finding',
  fields: {
    number: { column: 'number', as: 'text' },
    state: { column: 'state', as: 'text' },
    ended: { column: 'ended', as: 'boolean' },
    grade: { column: 'grade', as: 'text' },
    majorClause: { column: 'major_clause', as: 'text', sealed: true },
    origin: { column: 'origin', as: 'text' },
    sourceNote: { column: 'source_note', as: 'text', sealed: true },
    sector: { column: 'sector', as: 'text' },
    subject: { column: 'subject_id', as: 'uuid' },
    subjectName: { column: 'subject_name', as: 'text', sealed: true },
    title: { column: 'title', as: 'text', sealed: true },
    text: { column: 'body', as: 'text', sealed: true },
    foundOn: { column: 'found_on', as: 'date' },
    foundBy: { column: 'found_by', as: 'text', sealed: true },
    registeredAt: { column: 'registered_at', as: 'instant' },
    registeredOrg: { column: 'registered_org', as: 'uuid' },
    registeredPerson: { column: 'registered_person', as: 'uuid' },
    rectifierOrg: { column: 'rectifier_org', as: 'uuid' },
    rectifierName: { column: 'rectifier_name', as: 'text', sealed: true },
    sectorOrg: { column: 'sector_org', as: 'uuid' },
    sectorName: { column: 'sector_name', as: 'text', sealed: true },
    territoryOrg: { column: 'territory_org', as: 'uuid' },
    territoryName: { column: 'territory_name', as: 'text', sealed: true },
    recheckerOrg: { column: 'rechecker_org', as: 'uuid' },
    recheckerName: { column: 'rechecker_name', as: 'text', sealed: true },
    sponsor: { column: 'sponsor_name', as: 'text', sealed: true },
    party: { column: 'party_id', as: 'uuid' },
    needsTime: { column: 'needs_time', as: 'boolean' },
    measures: { column: 'measures', as: 'text', sealed: true },
    responsibility: { column: 'responsibility', as: 'text', sealed: true },
    fundsAmount: { column: 'funds_amount', as: 'numeric' },
    fundsUnit: { column: 'funds_unit', as: 'text' },
    spentAmount: { column: 'spent_amount', as: 'numeric' },
    spentUnit: { column: 'spent_unit', as: 'text' },
    timeLimit: { column: 'time_limit', as: 'date' },
    contingency: { column: 'contingency', as: 'text', sealed: true },
    planned: { column: 'planned', as: 'boolean' },
    handedOverAt: { column: 'handed_over_at', as: 'instant' },
    receivedAt: { column: 'received_at', as: 'instant' },
    reportedAt: { column: 'reported_at', as: 'instant' },
    reportedOrg: { column: 'reported_org', as: 'uuid' },
    reportedPerson: { column: 'reported_person', as: 'uuid' },
    acceptedAt: { column: 'accepted_at', as: 'instant' },
    recheckedAt: { column: 'rechecked_at', as: 'instant' },
    recheckedOrg: { column: 'rechecked_org', as: 'uuid' },
    recheckedPerson: { column: 'rechecked_person', as: 'uuid' },
    endedAt: { column: 'ended_at', as: 'instant' },
    dueOn: { column: 'due_on', as: 'date' },
    nextDueOn: { column: 'next_due_on', as: 'date' },
    nextLabel: { column: 'next_label', as: 'text' },
    nextUnit: { column: 'next_unit', as: 'text' },
    nextOriginalOn: { column: 'next_original_on', as: 'date' },
    nextPaused: { column: 'next_paused', as: 'boolean' },
    extensions: { column: 'extensions', as: 'integer' },
    extensionTo: { column: 'extension_to', as: 'date' },
    extensionPerson: { column: 'extension_person', as: 'uuid' },
    returns: { column: 'returns', as: 'integer' },
    failures: { column: 'failures', as: 'integer' },
    paused: { column: 'paused', as: 'boolean' },
    mergedInto: { column: 'merged_into', as: 'uuid' },
    relapseOf: { column: 'relapse_of', as: 'uuid' },
    sourceKind: { column: 'source_kind', as: 'text' },
    sourceId: { column: 'source_id', as: 'uuid' },
    sourcePart: { column: 'source_part', as: 'text' },
    takenOver: { column: 'taken_over', as: 'boolean' },
    way: { column: 'way', as: 'json' },
  },
})

/** One act on a finding, with its words. */
export const FINDING_STEP = ledger({
  kind: 'finding_step',
  table: 'finding_step',
  fields: {
    finding: { column: 'finding_id', as: 'uuid' },
    act: { column: 'act', as: 'text' },
    at: { column: 'at', as: 'instant' },
    org: { column: 'org', as: 'uuid' },
    person: { column: 'person', as: 'uuid' },
    note: { column: 'note', as: 'text', sealed: true },
    facts: { column: 'facts', as: 'json' },
    corrects: { column: 'corrects', as: 'uuid' },
    party: { column: 'party_id', as: 'uuid' },
  },
})

/** A part of the rectification that an assisting unit does. */
export const FINDING_TASK = ledger({
  kind: 'finding_task',
  table: 'finding_task',
  fields: {
    finding: { column: 'finding_id', as: 'uuid' },
    org: { column: 'org', as: 'uuid' },
    content: { column: 'content', as: 'text', sealed: true },
    dueOn: { column: 'due_on', as: 'date' },
    state: { column: 'state', as: 'text' },
    doneAt: { column: 'done_at', as: 'instant' },
  },
})

export const FINDING_LEDGERS = [FINDING, FINDING_STEP, FINDING_TASK]

/** A row of `finding` as the driver reads it: dates and instants are strings. */
export type FindingRecord = {
  readonly jur: string
  readonly id: string
  readonly revision: number
  readonly owner_org: string
  readonly party_id: string | null
  readonly demo: boolean
  readonly number: string
  readonly state: string
  readonly ended: boolean
  readonly grade: string
  readonly major_clause: string | null
  readonly origin: string
  readonly source_note: string | null
  readonly sector: string
  readonly subject_id: string | null
  readonly subject_name: string | null
  readonly title: string | null
  readonly body: string | null
  readonly found_on: string | null
  readonly found_by: string | null
  readonly registered_at: string
  readonly registered_org: string | null
  readonly registered_person: string | null
  readonly rectifier_org: string | null
  readonly rectifier_name: string | null
  readonly sector_org: string | null
  readonly sector_name: string | null
  readonly territory_org: string | null
  readonly territory_name: string | null
  readonly rechecker_org: string | null
  readonly rechecker_name: string | null
  readonly sponsor_name: string | null
  readonly needs_time: boolean
  readonly measures: string | null
  readonly responsibility: string | null
  readonly funds_amount: string | null
  readonly funds_unit: string | null
  readonly spent_amount: string | null
  readonly spent_unit: string | null
  readonly time_limit: string | null
  readonly contingency: string | null
  readonly planned: boolean
  readonly handed_over_at: string | null
  readonly received_at: string | null
  readonly reported_at: string | null
  readonly reported_org: string | null
  readonly reported_person: string | null
  readonly accepted_at: string | null
  readonly rechecked_at: string | null
  readonly rechecked_org: string | null
  readonly rechecked_person: string | null
  readonly ended_at: string | null
  readonly due_on: string | null
  readonly next_due_on: string | null
  readonly next_label: string | null
  readonly next_unit: string | null
  readonly next_original_on: string | null
  readonly next_paused: boolean
  readonly extensions: number
  readonly extension_to: string | null
  readonly extension_person: string | null
  readonly returns: number
  readonly failures: number
  readonly paused: boolean
  readonly merged_into: string | null
  readonly relapse_of: string | null
  readonly source_kind: string | null
  readonly source_id: string | null
  readonly source_part: string | null
  readonly taken_over: boolean
  /** Not a column: whether an open mark lists it. */
  readonly listed: boolean
  readonly way: unknown
}
