import type { NamedSubject } from '#enterprises/index.ts'
import { addressOf } from '#sheets/index.ts'
import { comesNear, sameCounty, writtenAs, type Archive } from './archive.ts'
import type { Chosen } from './directory.ts'
import type { EnterpriseRow } from './enterprises-kind.ts'
import type { ImportProblem } from './report.ts'

/** What a row of a list is about, beside itself. */
export type SameAsked = {
  readonly row: EnterpriseRow
  readonly place: string
  readonly chosen: Chosen
}

/**
 * The enterprise of the archive that a row of a list is already: chosen by somebody, of the same
 * code, or without a code of the same name in the same place. One that it may be is offered; a code
 * that belongs to another name keeps the row out until somebody settles it.
 */
export function alreadyHere(
  archive: Archive,
  { row, place, chosen }: SameAsked,
  problems: ImportProblem[],
): NamedSubject | null {
  const { name, code } = row
  const picked = archive.find((chosen.name ?? chosen.creditCode)?.id)
  if (picked) return picked
  const held = archive.withCode(code)
  if (held && comesNear(name, held)) return held
  const cellOf = (field: 'name' | 'creditCode') => row.cells[field] ?? addressOf(0, row.row)
  const say = (
    severity: ImportProblem['severity'],
    field: 'name' | 'creditCode',
    message: string,
    may: readonly NamedSubject[],
  ) => {
    const { sheet } = row
    const candidates = archive.offers(may)
    problems.push({ sheet, cell: cellOf(field), severity, field, message, candidates })
  }
  if (held) {
    const message = `代码 ${code} 已登记为“${held.name}”（${archive.placeOf(held)}），与 ${cellOf('name')} 的名称“${name}”不一致，本行未接收；请更正，或者选定为该企业。`
    say('error', 'creditCode', message, [held])
    return null
  }
  const other = (one: NamedSubject) => code !== null && one.code !== null
  const named = archive.named(name).filter((one) => sameCounty(place, one))
  const same = named.filter((one) => one.jur === place && writtenAs(name, one))
  if (code === null && same.length === 1) return same[0]!
  const near = [...named, ...archive.near(name).filter((one) => sameCounty(place, one))]
  const may = [...new Set(near)].filter((one) => !other(one))
  if (may.length > 0) {
    const message = `档案中已有名称相同或者相近的企业；与“${name}”为同一企业的请选定，未选定的另行登记。`
    say('warning', 'name', message, may)
  }
  return null
}
