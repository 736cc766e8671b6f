import { ledger } from '#kernel/index.ts'

/** 请假外出. */
export const POST_LEAVE = ledger({
  kind: 'post_leave',
  table: 'post_leave',
  fields: {
    state: { column: 'state', as: 'text' },
    post: { column: 'post', as: 'uuid' },
    person: { column: 'person', as: 'uuid' },
    kind: { column: 'kind', as: 'text' },
    fromOn: { column: 'from_on', as: 'date' },
    toOn: { column: 'to_on', as: 'date' },
    standIn: { column: 'stand_in', as: 'uuid' },
    note: { column: 'note', as: 'text', sealed: true },
    enteredBy: { column: 'entered_by', as: 'uuid' },
  },
})

/** 交接清单. */
export const HANDOVER_LIST = ledger({
  kind: 'handover_list',
  table: 'handover_list',
  fields: {
    state: { column: 'state', as: 'text' },
    post: { column: 'post', as: 'uuid' },
    person: { column: 'person', as: 'uuid' },
    items: { column: 'items', as: 'text', sealed: true },
    notes: { column: 'notes', as: 'text', sealed: true },
    drawnAt: { column: 'drawn_at', as: 'instant' },
    drawnPerson: { column: 'drawn_person', as: 'uuid' },
    takenAt: { column: 'taken_at', as: 'instant' },
    takenPerson: { column: 'taken_person', as: 'uuid' },
    remark: { column: 'remark', as: 'text', sealed: true },
  },
})

export const HANDOVER_LEDGERS = [POST_LEAVE, HANDOVER_LIST]
