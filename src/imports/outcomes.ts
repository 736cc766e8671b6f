import type { Outcome } from '#kernel/index.ts'
import type { Taken } from './target.ts'

/** What became of a row, from the outcome of its command; a refusal is told in its own words. */
export function outcomeOf(outcome: Outcome): Taken {
  if ('done' in outcome) {
    const { id } = outcome.done as { readonly id: string }
    return { outcome: 'taken', say: null, id }
  }
  if ('refused' in outcome) return { outcome: 'failed', say: outcome.refused, id: null }
  return { outcome: 'failed', say: '所在地区或单位不在本岗位的管辖范围内。', id: null }
}
