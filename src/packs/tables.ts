import { ledger } from '#kernel/index.ts'
import type { ImportProblem, PackState } from './words.ts'

/** A score sheet that an office brings. */
export const PACK_DRAFT = ledger({
  kind: 'pack_draft',
  table: 'pack_draft',
  fields: {
    state: { column: 'state', as: 'text' },
    pack: { column: 'pack', as: 'text' },
    version: { column: 'version', as: 'text' },
    title: { column: 'title', as: 'text' },
    fileName: { column: 'file_name', as: 'text', sealed: true },
    format: { column: 'format', as: 'text' },
    problems: { column: 'problems', as: 'json' },
    errors: { column: 'errors', as: 'integer' },
    madeAt: { column: 'made_at', as: 'instant' },
    madePerson: { column: 'made_person', as: 'uuid' },
    proposedAt: { column: 'proposed_at', as: 'instant' },
    proposedPerson: { column: 'proposed_person', as: 'uuid' },
    releasedAt: { column: 'released_at', as: 'instant' },
    releasedPerson: { column: 'released_person', as: 'uuid' },
    withdrawnAt: { column: 'withdrawn_at', as: 'instant' },
    withdrawnPerson: { column: 'withdrawn_person', as: 'uuid' },
    reason: { column: 'reason', as: 'text', sealed: true },
  },
})

export type PackRow = {
  readonly jur: string
  readonly id: string
  readonly revision: number
  readonly owner_org: string
  readonly state: PackState
  readonly pack: string
  readonly version: string
  readonly title: string
  readonly file_name: string | null
  readonly problems: readonly ImportProblem[]
  readonly errors: number
  readonly made_at: string
  readonly made_person: string
  readonly proposed_at: string | null
  readonly proposed_person: string | null
  readonly released_at: string | null
  readonly released_person: string | null
  readonly reason: string | null
}
