import { ledger } from '#kernel/index.ts'

/** 规范性文件. */
export const NORM = ledger({
  kind: 'norm',
  table: 'norm',
  fields: {
    number: { column: 'number', as: 'text' },
    state: { column: 'state', as: 'text' },
    kind: { column: 'kind', as: 'text' },
    title: { column: 'title', as: 'text', sealed: true },
    authority: { column: 'authority', as: 'text', sealed: true },
    summary: { column: 'summary', as: 'text', sealed: true },
    reviewOrg: { column: 'review_org', as: 'uuid' },
    drafter: { column: 'drafter', as: 'uuid' },
    opinion: { column: 'opinion', as: 'text' },
    opinionText: { column: 'opinion_text', as: 'text', sealed: true },
    reviewedAt: { column: 'reviewed_at', as: 'instant' },
    reviewer: { column: 'reviewer', as: 'uuid' },
    deliberatedOn: { column: 'deliberated_on', as: 'date' },
    deliberation: { column: 'deliberation', as: 'text', sealed: true },
    issuedOn: { column: 'issued_on', as: 'date' },
    validFrom: { column: 'valid_from', as: 'date' },
    validUntil: { column: 'valid_until', as: 'date' },
    filedOn: { column: 'filed_on', as: 'date' },
    filedTo: { column: 'filed_to', as: 'text', sealed: true },
    filingNumber: { column: 'filing_number', as: 'text' },
    publishedOn: { column: 'published_on', as: 'date' },
    publishedAt: { column: 'published_at', as: 'text', sealed: true },
    cleaned: { column: 'cleaned', as: 'text' },
    cleanedOn: { column: 'cleaned_on', as: 'date' },
    cleanReason: { column: 'clean_reason', as: 'text', sealed: true },
  },
})

export const NORM_LEDGERS = [NORM]

/** A row of `norm` as the driver reads it. */
export type NormRecord = {
  readonly jur: string
  readonly id: string
  readonly revision: number
  readonly owner_org: string
  readonly party_id: string | null
  readonly demo: boolean
  readonly number: string | null
  readonly state: string
  readonly kind: string
  readonly title: string | null
  readonly authority: string | null
  readonly summary: string | null
  readonly review_org: string
  readonly drafter: string | null
  readonly opinion: string | null
  readonly opinion_text: string | null
  readonly reviewer: string | null
  readonly deliberated_on: string | null
  readonly deliberation: string | null
  readonly issued_on: string | null
  readonly valid_from: string | null
  readonly valid_until: string | null
  readonly filed_on: string | null
  readonly filed_to: string | null
  readonly filing_number: string | null
  readonly published_on: string | null
  readonly published_at: string | null
  readonly cleaned: string | null
  readonly cleaned_on: string | null
  readonly clean_reason: string | null
}
