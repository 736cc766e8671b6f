import { ledger } from '#kernel/index.ts'

/** 链接: one matter for a named person of the body that answers. */
export const INVITATION = ledger({
  kind: 'invitation',
  table: 'invitation',
  fields: {
    matterKind: { column: 'matter_kind', as: 'text' },
    matter: { column: 'matter_id', as: 'uuid' },
    org: { column: 'org', as: 'uuid' },
    name: { column: 'name', as: 'text', sealed: true },
    phone: { column: 'phone', as: 'text', sealed: true },
    tokenHash: { column: 'token_hash', as: 'text' },
    endsOn: { column: 'ends_on', as: 'date' },
    openedAt: { column: 'opened_at', as: 'instant' },
    verifiedAt: { column: 'verified_at', as: 'instant' },
    devices: { column: 'devices', as: 'integer' },
    revokedAt: { column: 'revoked_at', as: 'instant' },
    revokedReason: { column: 'revoked_reason', as: 'text', sealed: true },
  },
})

/** What happened to a link. */
export const INVITATION_STEP = ledger({
  kind: 'invitation_step',
  table: 'invitation_step',
  fields: {
    invitation: { column: 'invitation_id', as: 'uuid' },
    matter: { column: 'matter_id', as: 'uuid' },
    act: { column: 'act', as: 'text' },
    at: { column: 'at', as: 'instant' },
    org: { column: 'org', as: 'uuid' },
    person: { column: 'person', as: 'uuid' },
  },
})

export const INVITATION_LEDGERS = [INVITATION, INVITATION_STEP]

/** A row of `invitation` as the driver reads it. */
export type InvitationRecord = {
  readonly jur: string
  readonly id: string
  readonly revision: number
  readonly owner_org: string
  readonly party_id: string | null
  readonly demo: boolean
  readonly matter_kind: 'office_task' | 'finding'
  readonly matter_id: string
  readonly org: string
  readonly name: string | null
  readonly phone: string | null
  readonly token_hash: string
  readonly ends_on: string
  readonly opened_at: string | null
  readonly verified_at: string | null
  readonly devices: number
  readonly revoked_at: string | null
  readonly revoked_reason: string | null
}
