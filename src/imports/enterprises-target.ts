import type { Pool } from 'pg'
import { perform, type Actor } from '#kernel/index.ts'
import { addressOf } from '#sheets/index.ts'
import { codeDoubt } from '#enterprises/rules.ts'
import { registrationSchema } from '#enterprises/words.ts'
import { registerSubject, takenCodes } from '#enterprises/index.ts'
import type { TakeOverGround } from '#findings/index.ts'
import { openArchive, writtenAs, type Archive } from './archive.ts'
import { NameMatcher, openDirectory, type Chosen } from './directory.ts'
import type { EnterpriseRow } from './enterprises-kind.ts'
import { alreadyHere } from './enterprises-same.ts'
import { offeredSector } from './findings-fields.ts'
import { outcomeOf } from './outcomes.ts'
import type { ImportProblem } from './report.ts'
import type { Agreed, Asked, Known, OpenTarget, Taken, TakeOptions } from './target.ts'

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
    offered: (id) => matcher.offered(id) ?? archive.offered(id) ?? offeredSector(id),
    refusals: (on, asked) => takenElsewhere(on, archive, asked),
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

/**
 * Codes that are registered where this office does not see: the registration would refuse them, so
 * the preview says it already. Whose they are is not told.
 */
async function takenElsewhere(
  on: Pool,
  archive: Archive,
  asked: readonly Asked<EnterpriseRow>[],
): Promise<Map<string, ImportProblem>> {
  const strange = asked.filter(({ row }) => row.code !== null && !archive.withCode(row.code))
  const taken = await takenCodes(
    on,
    strange.map(({ row }) => row.code!),
  )
  const refused = strange.filter(({ row }) => taken.has(row.code!))
  return new Map(refused.map(({ identity, row }) => [identity, elsewhere(row, archive)]))
}

function elsewhere({ sheet, row, cells, code }: EnterpriseRow, { whole }: Archive): ImportProblem {
  const cell = cells.creditCode ?? addressOf(0, row)
  const where = whole ? '在本单位管辖范围以外的地区' : ''
  const message = `代码 ${code} 已${where}登记，不得重复建档，本行不接收；请核对证照，或者由登记地安委办办理。`
  return { sheet, cell, severity: 'error', field: 'creditCode', message }
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
