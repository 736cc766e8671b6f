import { ledger } from '#kernel/index.ts'

/** 不重复的认定: two findings that look alike and are two matters. */
export const DUPLICATE_VERDICT = ledger({
  kind: 'duplicate_verdict',
  table: 'duplicate_verdict',
  fields: {
    finding: { column: 'finding_id', as: 'uuid' },
    other: { column: 'other_id', as: 'uuid' },
    note: { column: 'note', as: 'text', sealed: true },
    decidedAt: { column: 'decided_at', as: 'instant' },
    decidedOrg: { column: 'decided_org', as: 'uuid' },
    decidedPerson: { column: 'decided_person', as: 'uuid' },
  },
})
