import { ledger } from '#kernel/ledger.ts'

/** 期限: everything that somebody must still do, by when and under which clause. */
export const DEADLINE = ledger({
  kind: 'deadline',
  table: 'deadline',
  fields: {
    subjectKind: { column: 'subject_kind', as: 'text' },
    subjectId: { column: 'subject_id', as: 'uuid' },
    kind: { column: 'kind', as: 'text' },
    label: { column: 'label', as: 'text' },
    title: { column: 'title', as: 'text', sealed: true },
    number: { column: 'number', as: 'text' },
    route: { column: 'route', as: 'text' },
    clock: { column: 'clock', as: 'json' },
    basis: { column: 'basis', as: 'text' },
    startedOn: { column: 'started_on', as: 'date' },
    dueOn: { column: 'due_on', as: 'date' },
    originalDueOn: { column: 'original_due_on', as: 'date' },
    unit: { column: 'unit', as: 'text' },
    ownerPost: { column: 'owner_post', as: 'uuid' },
    ownerRole: { column: 'owner_role', as: 'text' },
    waitedByOrg: { column: 'waited_by_org', as: 'uuid' },
    state: { column: 'state', as: 'text' },
    pausedOn: { column: 'paused_on', as: 'date' },
    left: { column: 'left_days', as: 'integer' },
    doneOn: { column: 'done_on', as: 'date' },
    provisional: { column: 'provisional', as: 'boolean' },
    changes: { column: 'changes', as: 'json' },
  },
})
