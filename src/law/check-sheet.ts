import { Decimal } from 'decimal.js'
import { at } from './check-pack.ts'
import type { Pack } from './formats.ts'
import type { Read } from './load.ts'
import { campaignFindings } from './sheet-findings-campaign.ts'
import { levelWorks, sheetFindings } from './sheet-findings.ts'
import type { LawProblem } from './words.ts'

type Sheet = NonNullable<Pack['scoring']>

/**
 * A score sheet adds up, and its inconsistencies are on record: each one that can be computed is
 * reported under the class it is declared with. One that is computed and not declared is an error,
 * and so is one that is declared and not found.
 */
export function checkSheet(read: Read): LawProblem[] {
  return [...checkTotals(read), ...checkSequence(read), ...checkInconsistencies(read)]
}

function checkTotals(read: Read): LawProblem[] {
  const { scoring } = read.pack
  if (scoring === undefined) return []
  const problems: LawProblem[] = []
  const differ = (path: PropertyKey[], said: string, counted: Decimal, what: string) => {
    if (counted.equals(said)) return
    const message = `${what}合计 ${counted.toString()} 分，与标明的 ${said} 分不符`
    problems.push(at(read, 'scoring', path, message))
  }
  scoring.categories.forEach((category, c) => {
    const path = ['categories', c]
    differ([...path, 'points'], category.points, sum(category.items), `第${category.id}类各项`)
    category.items.forEach((item, i) => {
      const clauses = item.criteria.flatMap((criterion) => criterion.clauses)
      const here = [...path, 'items', i]
      if (clauses.length === 0) {
        problems.push(at(read, 'scoring', here, `第${item.id}项没有评分标准，无从扣分`))
      } else if (clauses.every((clause) => clause.unit === 'once') && !bounded(item, clauses)) {
        differ([...here, 'points'], item.points, sum(clauses), `第${item.id}项各扣分条`)
      }
      for (const bound of ['cap', 'floor'] as const) {
        if (!new Decimal(item[bound]?.points ?? 0).gt(item.points)) continue
        const said = bound === 'cap' ? '扣分上限' : '保底分'
        problems.push(at(read, 'scoring', [...here, bound], `第${item.id}项${said}高于本项分值`))
      }
      for (const { points } of [item, ...clauses]) {
        if (new Decimal(points).mod(scoring.sheet.step).isZero()) continue
        problems.push(at(read, 'scoring', here, `${points} 分不是最小分值的整数倍`))
      }
    })
  })
  scoring.sheet.levels.forEach(({ level, points, heading }, index) => {
    const mine = scoring.categories.filter((category) => category.level === level)
    differ(['sheet', 'levels', index, 'points'], points, weighed(mine), heading)
  })
  differ(['sheet', 'points'], scoring.sheet.points, weighed(scoring.categories), '全表')
  return problems
}

type Item = Sheet['categories'][number]['items'][number]

/** Whether cap or floor says how clauses come to the item: a cap for more, a floor for less. */
function bounded({ points, cap, floor }: Item, clauses: readonly { points: string }[]): boolean {
  const total = sum(clauses)
  if (total.gt(points)) return cap !== undefined
  return floor !== undefined && total.equals(new Decimal(points).minus(floor.points))
}

/** Categories count in the whole by their weight. */
function weighed(categories: readonly { points: string; weight?: string | undefined }[]): Decimal {
  return categories.reduce(
    (total, { points, weight }) => total.plus(new Decimal(points).times(weight ?? 1)),
    new Decimal(0),
  )
}

function sum(parts: readonly { points: string }[]): Decimal {
  return parts.reduce((total, { points }) => total.plus(points), new Decimal(0))
}

/** Ids and printed numbers run without gap; keys are unique and agree with the printed number. */
function checkSequence(read: Read): LawProblem[] {
  const { scoring } = read.pack
  if (scoring === undefined) return []
  const problems: LawProblem[] = []
  const seen = new Set<string>()
  let item = 0
  let number = 0
  scoring.categories.forEach((category, c) => {
    const path = ['categories', c]
    if (category.id !== c + 1) {
      problems.push(at(read, 'scoring', [...path, 'id'], `类号应为 ${c + 1}，现为 ${category.id}`))
    }
    category.items.forEach((one, i) => {
      item += 1
      const here = [...path, 'items', i]
      if (one.id !== item) {
        problems.push(at(read, 'scoring', [...here, 'id'], `项号应为 ${item}，现为 ${one.id}`))
      }
      one.criteria.forEach(({ key, number: printed }, k) => {
        const where = [...here, 'criteria', k]
        if (seen.has(key)) problems.push(at(read, 'scoring', where, `${key} 重复出现`))
        seen.add(key)
        if (Number(key.slice(1, 3)) !== printed) {
          problems.push(at(read, 'scoring', where, `${key} 与印出的编号（${printed}）不符`))
        }
        if (printed > number + 1) {
          problems.push(at(read, 'scoring', where, `编号（${number + 1}）缺失`))
        }
        number = Math.max(number, printed)
      })
    })
  })
  return [
    ...problems,
    ...levelWorks(read.pack).map((one) => at(read, 'scoring', one.path, one.message)),
  ]
}

function checkInconsistencies(read: Read): LawProblem[] {
  const declared = read.pack.inconsistencies?.inconsistencies ?? []
  const found = [...sheetFindings(read.pack), ...campaignFindings(read.pack)]
  const undeclared = found.filter(
    (one) => !declared.some((entry) => entry.found === one.code && entry.at.includes(one.at)),
  )
  return [
    ...undeclared.map((one) =>
      at(read, one.part, one.path, `${one.message}（未登记的不一致：${one.code} ${one.at}）`),
    ),
    ...declared.flatMap((entry, index) => {
      const path = ['inconsistencies', index]
      if (entry.class === null) return []
      const more = { severity: 'note', class: entry.class, entry: entry.entry } as const
      if (entry.found === undefined) return [at(read, 'inconsistencies', path, entry.about, more)]
      return entry.at.map((place) => {
        const one = found.find((other) => other.code === entry.found && other.at === place)
        if (one !== undefined) return at(read, one.part, one.path, one.message, more)
        const message = `登记的不一致未能算出：${entry.found} ${place}`
        return at(read, 'inconsistencies', path, message)
      })
    }),
  ]
}
