import { ledger } from '#kernel/index.ts'

/** 导出登记: what left the ledger. */
export const FINDING_EXPORT = ledger({
  kind: 'finding_export',
  table: 'finding_export',
  fields: {
    form: { column: 'form', as: 'text' },
    type: { column: 'type', as: 'text' },
    filter: { column: 'filter', as: 'json' },
    words: { column: 'words', as: 'text', sealed: true },
    columns: { column: 'columns', as: 'texts' },
    count: { column: 'count', as: 'integer' },
    purpose: { column: 'purpose', as: 'text', sealed: true },
    at: { column: 'at', as: 'instant' },
    person: { column: 'person', as: 'uuid' },
    party: { column: 'party_id', as: 'uuid' },
  },
})
