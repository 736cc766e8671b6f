import type { AnswerRecord } from './tables.ts'
import { parsed } from './tables.ts'
import type { AnswerView, Figure, Said } from './shapes.ts'
import type { AnswerState } from './vocabulary.ts'

/** An answer row with the names that a page shows. */
export type NamedAnswer = AnswerRecord & {
  readonly org_name: string
  readonly answered_name: string | null
}

/** An answer as pages and the record of a round show it. */
export function viewOf(row: NamedAnswer): AnswerView {
  return {
    id: row.id,
    revision: row.revision,
    state: row.state as AnswerState,
    org: row.org,
    orgName: row.org_name,
    figures: row.figures as Figure[],
    said: parsed<Said | null>(row.said, null),
    answeredAt: row.answered_at,
    answeredName: row.answered_name,
    phone: row.phone,
    phoneAt: row.phone_at,
  }
}
