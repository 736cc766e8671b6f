import { ledger } from '#kernel/index.ts'

/** 发文. */
export const DISPATCH = ledger({
  kind: 'dispatch',
  table: 'dispatch',
  fields: {
    state: { column: 'state', as: 'text' },
    kind: { column: 'kind', as: 'text' },
    urgency: { column: 'urgency', as: 'text' },
    title: { column: 'title', as: 'text', sealed: true },
    text: { column: 'body', as: 'text', sealed: true },
    issuerOrg: { column: 'issuer_org', as: 'uuid' },
    toOrgs: { column: 'to_orgs', as: 'uuids' },
    copyOrgs: { column: 'copy_orgs', as: 'uuids' },
    toOutside: { column: 'to_outside', as: 'text', sealed: true },
    copyOutside: { column: 'copy_outside', as: 'text', sealed: true },
    publicity: { column: 'publicity', as: 'text' },
    publicityReason: { column: 'publicity_reason', as: 'text', sealed: true },
    sourceKind: { column: 'source_kind', as: 'text' },
    sourceId: { column: 'source_id', as: 'uuid' },
    drafter: { column: 'drafter', as: 'uuid' },
    draftedOn: { column: 'drafted_on', as: 'date' },
    version: { column: 'version', as: 'integer' },
    checker: { column: 'checker', as: 'uuid' },
    checkedVersion: { column: 'checked_version', as: 'integer' },
    countersignOrgs: { column: 'countersign_orgs', as: 'uuids' },
    countersignedVersion: { column: 'countersigned_version', as: 'integer' },
    returns: { column: 'returns', as: 'integer' },
    signerRole: { column: 'signer_role', as: 'text' },
    signer: { column: 'signer', as: 'uuid' },
    signedOn: { column: 'signed_on', as: 'date' },
    number: { column: 'number', as: 'text' },
    series: { column: 'series', as: 'text' },
    seriesYear: { column: 'series_year', as: 'integer' },
    seriesValue: { column: 'series_value', as: 'integer' },
    documentHash: { column: 'document_hash', as: 'text' },
    sealWay: { column: 'seal_way', as: 'text' },
    sealedHash: { column: 'sealed_hash', as: 'text' },
    sealedMime: { column: 'sealed_mime', as: 'text' },
    sealedName: { column: 'sealed_name', as: 'text', sealed: true },
    sealedAt: { column: 'sealed_at', as: 'instant' },
    distributedAt: { column: 'distributed_at', as: 'instant' },
    retention: { column: 'retention', as: 'text' },
    archiveYear: { column: 'archive_year', as: 'integer' },
    archiveValue: { column: 'archive_value', as: 'integer' },
    archivedOn: { column: 'archived_on', as: 'date' },
    endReason: { column: 'end_reason', as: 'text', sealed: true },
    endedAt: { column: 'ended_at', as: 'instant' },
  },
})

/** One version of the text, as it was written. */
export const DISPATCH_VERSION = ledger({
  kind: 'dispatch_version',
  table: 'dispatch_version',
  fields: {
    dispatch: { column: 'dispatch_id', as: 'uuid' },
    version: { column: 'version', as: 'integer' },
    title: { column: 'title', as: 'text', sealed: true },
    text: { column: 'body', as: 'text', sealed: true },
    at: { column: 'at', as: 'instant' },
    person: { column: 'person', as: 'uuid' },
  },
})

/** What lies with another body: a request to countersign, or the paper itself. */
export const DISPATCH_SLIP = ledger({
  kind: 'dispatch_slip',
  table: 'dispatch_slip',
  fields: {
    state: { column: 'state', as: 'text' },
    part: { column: 'part', as: 'text' },
    dispatch: { column: 'dispatch_id', as: 'uuid' },
    dispatchJur: { column: 'dispatch_jur', as: 'text' },
    version: { column: 'version', as: 'integer' },
    org: { column: 'org', as: 'uuid' },
    name: { column: 'name', as: 'text', sealed: true },
    kind: { column: 'kind', as: 'text' },
    urgency: { column: 'urgency', as: 'text' },
    title: { column: 'title', as: 'text', sealed: true },
    text: { column: 'body', as: 'text', sealed: true },
    number: { column: 'number', as: 'text' },
    issuerOrg: { column: 'issuer_org', as: 'uuid' },
    signedOn: { column: 'signed_on', as: 'date' },
    dueOn: { column: 'due_on', as: 'date' },
    sentAt: { column: 'sent_at', as: 'instant' },
    opinion: { column: 'opinion', as: 'text', sealed: true },
    answeredAt: { column: 'answered_at', as: 'instant' },
    answeredPerson: { column: 'answered_person', as: 'uuid' },
    documentHash: { column: 'document_hash', as: 'text' },
    sealedHash: { column: 'sealed_hash', as: 'text' },
    sealedMime: { column: 'sealed_mime', as: 'text' },
    sealedName: { column: 'sealed_name', as: 'text', sealed: true },
    incoming: { column: 'incoming_id', as: 'uuid' },
    heededAt: { column: 'heeded_at', as: 'instant' },
    party: { column: 'party_id', as: 'uuid' },
  },
})

export const DISPATCH_LEDGERS = [DISPATCH, DISPATCH_VERSION, DISPATCH_SLIP]

type Own = {
  readonly jur: string
  readonly id: string
  readonly revision: number
  readonly owner_org: string
  readonly party_id: string | null
  readonly demo: boolean
  readonly state: string
  readonly kind: string
  readonly urgency: string
  readonly title: string | null
  readonly body: string | null
  readonly number: string | null
  readonly issuer_org: string
  readonly signed_on: string | null
  readonly version: number
  readonly document_hash: string | null
  readonly sealed_hash: string | null
  readonly sealed_mime: string | null
  readonly sealed_name: string | null
}

/** A row of `dispatch` as the driver reads it. */
export type DispatchRecord = Own & {
  readonly to_orgs: readonly string[]
  readonly copy_orgs: readonly string[]
  readonly to_outside: string | null
  readonly copy_outside: string | null
  readonly publicity: string
  readonly publicity_reason: string | null
  readonly source_kind: string | null
  readonly source_id: string | null
  readonly drafter: string
  readonly drafted_on: string
  readonly checker: string | null
  readonly checked_version: number | null
  readonly countersign_orgs: readonly string[] | null
  readonly returns: number
  readonly signer: string | null
  readonly series: string | null
  readonly series_year: number | null
  readonly series_value: number | null
  readonly seal_way: string | null
  readonly retention: string | null
  readonly archive_year: number | null
  readonly archive_value: number | null
  readonly archived_on: string | null
  readonly end_reason: string | null
  readonly ended_at: string | null
}

/** A row of `dispatch_slip` as the driver reads it. */
export type SlipRecord = Own & {
  readonly part: string
  readonly dispatch_id: string
  readonly dispatch_jur: string
  readonly org: string | null
  readonly name: string | null
  readonly due_on: string | null
  readonly sent_at: string
  readonly opinion: string | null
  readonly answered_at: string | null
  readonly answered_person: string | null
  readonly incoming_id: string | null
  readonly heeded_at: string | null
}
