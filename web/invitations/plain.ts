import { Problem } from '../parts/api.ts'

/**
 * A refusal without the link to its clause: whoever has no account cannot open the page of clauses.
 */
export async function withoutClause<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (!(error instanceof Problem) || error.clause === undefined) throw error
    throw new Problem(error.status, { refused: error.message, changes: error.changes })
  }
}
