import { codeDoubt } from '#enterprises/rules.ts'
import type { NamedSubject } from '#enterprises/index.ts'
import { addressOf, splitValues } from '#sheets/index.ts'
import { codeOf, comesNear, sameCounty, writtenAs, type Archive } from './archive.ts'
import type { Chosen } from './directory.ts'
import type { LedgerRow } from './findings-row.ts'
import type { ImportProblem } from './report.ts'

/**
 * The enterprise of the archive that a row is about: by its code, or by a name that stands there
 * once, and always within the county that the row names. Anything else is offered, with the cell
 * and the sentence, and the row comes in under its own words.
 */
export function matchSubject(
  archive: Archive,
  of: { readonly row: LedgerRow; readonly place: string | null; readonly chosen: Chosen },
  problems: ImportProblem[],
): NamedSubject | null {
  const match = new SubjectMatch(archive, of, problems)
  return match.chosen() ?? match.found()
}

type Field = 'subjectName' | 'creditCode'

class SubjectMatch {
  private readonly archive: Archive
  private readonly of: Parameters<typeof matchSubject>[1]
  private readonly problems: ImportProblem[]
  private readonly name: string | undefined

  constructor(archive: Archive, of: Parameters<typeof matchSubject>[1], problems: ImportProblem[]) {
    this.archive = archive
    this.of = of
    this.problems = problems
    this.name = of.row.texts.subjectName
  }

  chosen(): NamedSubject | null {
    const { chosen } = this.of
    const one = this.archive.find((chosen.subjectName ?? chosen.creditCode)?.id)
    return one && this.isHere(one) ? this.taken(one, '按选定') : null
  }

  found(): NamedSubject | null {
    const code = this.code()
    const held = this.archive.withCode(code)
    if (held) return this.byCode(code!, held)
    if (this.name !== undefined) return this.byName(this.name, code)
    if (code !== null) this.say('note', 'creditCode', `档案中没有代码 ${code}，不与档案对应。`)
    return null
  }

  private code(): string | null {
    const text = this.of.row.texts.creditCode
    if (text === undefined) return null
    const code = codeOf(text)
    if (code === null) this.say('warning', 'creditCode', `“${text}”不是代码，不按代码对应。`)
    const doubt = code === null ? null : codeDoubt(code)
    if (doubt !== null) this.say('note', 'creditCode', `${doubt}，请核对证照。`)
    return code
  }

  private byCode(code: string, held: NamedSubject): NamedSubject | null {
    const { archive, name } = this
    const whose = `代码 ${code} 在档案中属于“${held.name}”（${archive.placeOf(held)}）`
    if (!this.isHere(held)) {
      this.say('warning', 'creditCode', `${whose}，与本行地区不符，未对应；请核对代码和地区。`)
      return null
    }
    if (name === undefined || comesNear(name, held)) {
      return this.taken(held, name === undefined || writtenAs(name, held) ? '' : '按代码')
    }
    const here = archive.named(name).filter((one) => this.isHere(one))
    const message = `${whose}，与 ${this.cell('subjectName')} 的企业名称“${name}”不一致，未对应；请选定其一，或者更正代码、名称。`
    this.say('warning', 'creditCode', message, [held, ...here])
    return null
  }

  private byName(name: string, code: string | null): NamedSubject | null {
    const { archive } = this
    const named = archive.named(name)
    const here = named.filter((one) => this.isHere(one))
    const [first, second] = here
    if (first && !second && writtenAs(name, first) && archive.whole) {
      if (code === null || first.code === null) return this.taken(first, '')
      const message = `代码 ${code} 与档案中“${first.name}”的代码 ${first.code} 不一致，${this.cell('subjectName')} 的企业名称未对应；请核对证照后选定。`
      this.say('warning', 'creditCode', message, here)
      return null
    }
    if (first) {
      const why = second ? `档案中有 ${here.length} 家“${name}”` : `“${name}”与档案中的写法不同`
      this.say('warning', 'subjectName', `${why}，未对应；请选定。`, here)
      return null
    }
    const [elsewhere] = named
    if (elsewhere) {
      const message = `档案中的“${elsewhere.name}”在${archive.placeOf(elsewhere)}，与本行地区不符，未对应；请核对地区。`
      this.say('warning', 'subjectName', message)
      return null
    }
    return this.offered(name)
  }

  private offered(name: string): null {
    const values = splitValues(name)
    const near = (values.length > 1 ? values : [name])
      .flatMap((one) => [...this.archive.named(one), ...this.archive.near(one)])
      .filter((one) => this.isHere(one))
    if (near.length === 0) {
      this.say('note', 'subjectName', `档案中没有“${name}”，按原名接收。`)
    } else if (values.length > 1) {
      const message = `填有 ${values.length} 家企业，未与档案对应；请分行填写，或者选定其一。`
      this.say('warning', 'subjectName', message, near)
    } else {
      const message = `档案中没有“${name}”，有名称相近的企业；请选定，未选定的按原名接收。`
      this.say('warning', 'subjectName', message, near)
    }
    return null
  }

  private taken(one: NamedSubject, how: string): NamedSubject {
    const field = this.name === undefined ? 'creditCode' : 'subjectName'
    this.say('note', field, `${how}对应档案中的“${one.name}”（${this.archive.placeOf(one)}）。`)
    return one
  }

  private isHere(one: NamedSubject): boolean {
    return sameCounty(this.of.place, one)
  }

  private cell(field: Field): string {
    return this.of.row.cells[field] ?? addressOf(0, this.of.row.row)
  }

  private say(
    severity: ImportProblem['severity'],
    field: Field,
    message: string,
    may: readonly NamedSubject[] = [],
  ): void {
    const offered = this.archive.offers([...new Set(may)])
    const candidates = offered.length > 0 ? { candidates: offered } : {}
    const { sheet } = this.of.row
    const said = { sheet, cell: this.cell(field), severity, field, message }
    this.problems.push({ ...said, ...candidates })
  }
}
