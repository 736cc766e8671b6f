import { perform, type Actor } from '#kernel/index.ts'
import { codeDoubt } from '#enterprises/rules.ts'
import { registrationSchema } from '#enterprises/words.ts'
import { registerSubject } from '#enterprises/index.ts'
import type { TakeOverGround } from '#findings/index.ts'
import { openArchive, writtenAs } from './archive.ts'
import { NameMatcher, openDirectory, type Chosen } from './directory.ts'
import type { EnterpriseRow } from './enterprises-kind.ts'
import { alreadyHere } from './enterprises-same.ts'
import { outcomeOf } from './outcomes.ts'
import type { ImportProblem } from './report.ts'
import type { Agreed, Known, OpenTarget, Taken, TakeOptions } from './target.ts'

/** Opens the archive of enterprises: what stands there already is known again, and never doubled. */
export const openEnterprises: OpenTarget<EnterpriseRow> = async (on, taking) => {
  const directory = await openDirectory(on, taking.home)
  const matcher = new NameMatcher(directory)
  const archive = await openArchive(on, taking.actor, directory)
  const hereOf = (row: EnterpriseRow, chosen: Chosen, problems: ImportProblem[]) => {
    const place = placeOf(matcher, row, chosen, problems)
    return { place, here: alreadyHere(archive, { row, place, chosen }, problems) }
  }
  return {
    judge(row, chosen) {
      const problems: ImportProblem[] = []
      hereOf(row, chosen, problems)
      return problems
    },
    offered: (id) => matcher.offered(id) ?? archive.offered(id),
    async known(_pool, asked) {
      const known = new Map<string, Known>()
      for (const { identity, row, chosen } of asked) {
        const { here } = hereOf(row, chosen, [])
        if (!here) continue
        const changed = !writtenAs(row.name, here)
        known.set(identity, { at: null, id: here.id, changed })
      }
      return known
    },
    async take(ground, agreed, options) {
      const taken: Taken[] = []
      for (const one of agreed) {
        const { place, here } = hereOf(one.row, one.chosen, [])
        if (here) {
          taken.push({ outcome: 'repeated', say: null, id: here.id })
          continue
        }
        const now = await register(ground, taking.actor, { ...one, place }, options)
        taken.push(now)
        const { name, code } = one.row
        if (now.id !== null) archive.add({ id: now.id, jur: place, name, code })
      }
      return taken
    },
  }
}

function placeOf(
  matcher: NameMatcher,
  row: EnterpriseRow,
  chosen: Chosen,
  problems: ImportProblem[],
): string {
  const asked = {
    row,
    field: 'place',
    label: '地区',
    text: row.place ?? undefined,
    chosen,
    problems,
    kept: '按本级地区登记。',
  }
  return matcher.place(asked) ?? matcher.directory.home
}

async function register(
  ground: TakeOverGround,
  actor: Actor,
  { row, key, place }: Agreed<EnterpriseRow> & { readonly place: string },
  { keepCodesBecause }: TakeOptions,
): Promise<Taken> {
  const doubtful = row.code !== null && codeDoubt(row.code) !== null
  const given = registrationSchema.safeParse({
    jur: place,
    kind: row.subjectKind,
    name: row.name,
    creditCode: row.code,
    sector: row.sector,
    address: row.address,
    keepCodeBecause: doubtful ? keepCodesBecause : null,
  })
  if (!given.success) {
    const say = given.error.issues[0]?.message ?? '内容不正确'
    return { outcome: 'failed', say, id: null }
  }
  const runner = { ...ground, journal: ground.journal.sink }
  return outcomeOf(await perform(runner, registerSubject, given.data, { actor, key }))
}
