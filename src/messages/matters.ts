/** What messages and calls are about. The modules that own these rows come later in the order. */
import type { Actor, Queryable } from '#kernel/index.ts'
import type { MatterKind } from './vocabulary.ts'

/** What is known here of a finding, a task or a paper. */
export type Matter = {
  readonly jur: string
  readonly kind: MatterKind
  readonly id: string
  readonly number: string
  readonly demo: boolean
}

/**
 * Finds a matter as the actor may see it, and locks it where `lock` says so; undefined where there
 * is nothing to be seen. The application gives one, since the rows belong to other modules.
 */
export type FindMatter = (
  client: Queryable,
  actor: Actor,
  asked: { readonly kind: MatterKind; readonly id: string; readonly lock: boolean },
) => Promise<Matter | undefined>
