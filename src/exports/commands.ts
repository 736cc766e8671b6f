import { covers, type Actor, type Command, type Effect } from '#kernel/index.ts'
import type { Body, Layout } from './forms.ts'
import { rightsOf } from './forms.ts'
import { countRefusal, exportRefusal } from './rules.ts'
import type { ExportType, WrittenFilter } from './words.ts'

/** What left the ledger, as it is entered before anybody gets it. */
export type Exported = {
  readonly layout: Pick<Layout, 'key' | 'basis'> & {
    readonly columns: readonly { readonly field: string }[]
  }
  readonly type: ExportType
  readonly query: WrittenFilter
  readonly count: number
  readonly purpose: string
  readonly body: Body
}

/** 导出: enters filter, columns, count and purpose. The id of the act stands on the file. */
export const exportFindings: Command<Exported, { readonly ready: true }> = {
  act: 'finding.export',
  version: 1,
  load: async () => ({ ready: true }),
  decide: (_loaded, given, at) => {
    const no = exportRefusal(rightsOf(at.actor)) ?? countRefusal(given.count)
    if (no) return no
    const jur = jurOf(at.actor, given.body)
    const { q, ...filter } = given.query
    const columns = given.layout.columns.map(({ field }) => field)
    const entry: Effect = {
      kind: 'finding_export',
      jur,
      id: at.newId(),
      revision: 1,
      owner: { org: at.actor.org, party: at.actor.scope.party, demo: at.actor.demo },
      set: {
        form: given.layout.key,
        type: given.type,
        filter,
        words: q ?? null,
        columns,
        count: given.count,
        purpose: given.purpose,
        at: at.now,
        person: at.actor.person,
      },
    }
    return {
      jur,
      subject: { kind: 'finding_export', id: entry.id },
      effects: [entry],
      basis: [given.layout.basis],
      inputs: { role: at.actor.role, count: given.count },
      decision: { form: given.layout.key, type: given.type },
      answer: { id: entry.id },
    }
  },
}

/** Where the entry stands: the body's place, or the asker's range where that lies elsewhere. */
function jurOf({ scope }: Actor, { place }: Body): string {
  return scope.party !== null || covers(scope, place) ? place : scope.from
}
