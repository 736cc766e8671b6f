import { perform } from '#kernel/index.ts'
import { createOrganization } from '#places/index.ts'
import { comparable } from '#sheets/index.ts'
import { NameMatcher, openDirectory, type Chosen } from './directory.ts'
import type { OrganizationRow } from './organizations-kind.ts'
import { outcomeOf } from './outcomes.ts'
import type { ImportProblem } from './report.ts'
import type { Known, OpenTarget, Taken } from './target.ts'

/** Opens the directory of bodies: one of the same name in the same place is there already. */
export const openOrganizations: OpenTarget<OrganizationRow> = async (on, taking) => {
  const matcher = new NameMatcher(await openDirectory(on, taking.home))
  return {
    judge(row, chosen) {
      const problems: ImportProblem[] = []
      matched(matcher, row, chosen, problems)
      return problems
    },
    offered: (id) => matcher.offered(id),
    async known(_client, asked) {
      const known = new Map<string, Known>()
      for (const { identity, row } of asked) {
        const { place } = matched(matcher, row, {}, [])
        const here = matcher.directory.bodies.find(
          (body) => body.place === place && comparable(body.name) === comparable(row.name),
        )
        if (here) known.set(identity, { at: null, id: here.id, changed: false })
      }
      return known
    },
    async take(ground, agreed) {
      const runner = { ...ground, journal: ground.journal.sink }
      const taken: Taken[] = []
      for (const { row, key, chosen } of agreed) {
        const { place, parent } = matched(matcher, row, chosen, [])
        const body = {
          name: row.name,
          shortName: row.shortName,
          kind: row.orgKind,
          place,
          lines: [],
          parent,
          creditCode: row.code,
          validFrom: row.from ?? ground.clock.today(),
        }
        const { actor } = taking
        taken.push(outcomeOf(await perform(runner, createOrganization, body, { actor, key })))
      }
      return taken
    },
  }
}

function matched(
  matcher: NameMatcher,
  row: OrganizationRow,
  chosen: Chosen,
  problems: ImportProblem[],
): { readonly place: string; readonly parent: string | null } {
  const asked = { row, chosen, problems }
  const place = matcher.place({
    ...asked,
    field: 'place',
    label: '地区',
    text: row.place ?? undefined,
    kept: '按本级地区登记。',
  })
  const parent = matcher.body({
    ...asked,
    field: 'parent',
    label: '上级机构',
    text: row.parent ?? undefined,
    kept: '上级机构不填。',
  })
  return { place: place ?? matcher.directory.home, parent }
}
