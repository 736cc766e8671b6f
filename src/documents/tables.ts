import { hotRows, ledger, type Queryable } from '#kernel/index.ts'
import type { DocumentForm } from './words.ts'

/** An office's own Word template of a form. */
export const DOCUMENT_TEMPLATE = ledger({
  kind: 'document_template',
  table: 'document_template',
  fields: {
    form: { column: 'form', as: 'text' },
    name: { column: 'name', as: 'text', sealed: true },
    hash: { column: 'hash', as: 'text' },
    tags: { column: 'tags', as: 'texts' },
    at: { column: 'at', as: 'instant' },
    person: { column: 'person', as: 'uuid' },
    withdrawnAt: { column: 'withdrawn_at', as: 'instant' },
  },
})

export type TemplateRow = {
  readonly jur: string
  readonly id: string
  readonly revision: number
  readonly owner_org: string
  readonly form: DocumentForm
  readonly name: string | null
  readonly hash: string
  readonly at: string
  readonly withdrawn_at: string | null
}

/** The templates that an office uses instead of ours: of each form the latest not withdrawn. */
export function templatesOf(client: Queryable, jur: string, org: string): Promise<TemplateRow[]> {
  return hotRows<TemplateRow>(
    client,
    `select distinct on (form) jur, id, revision, owner_org, form, name, hash, at, withdrawn_at
       from document_template where jur = $1 and owner_org = $2 and withdrawn_at is null
      order by form, at desc, id desc`,
    [jur, org],
  )
}
