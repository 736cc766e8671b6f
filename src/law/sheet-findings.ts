import { Decimal } from 'decimal.js'
import type { Pack, PackPart } from './formats.ts'
import { bandFindings } from './sheet-findings-bands.ts'

/** An inconsistency that was computed: its code, the place it is at, and where that stands. */
export type Found = {
  readonly code: string
  readonly at: string
  readonly part: PackPart
  readonly path: readonly PropertyKey[]
  readonly message: string
}

type Scoring = NonNullable<Pack['scoring']>
type Item = Scoring['categories'][number]['items'][number]

/** Everything in which a score sheet disagrees with itself or leaves a rule unsaid. */
export function sheetFindings(pack: Pack): Found[] {
  if (pack.scoring === undefined) return []
  return [
    ...repeatedNumbers(pack.scoring),
    ...printedPoints(pack.scoring),
    ...labelCollisions(pack.scoring),
    ...printedHeadings(pack.scoring),
    ...shiftedCells(pack.scoring),
    ...missingCaps(pack.scoring),
    ...missingWindows(pack.scoring),
    ...bandFindings(pack.scoring),
  ]
}

/** The works that the body counts per level are the categories of the sheet (no inconsistency). */
export function levelWorks(pack: Pack): { path: PropertyKey[]; message: string }[] {
  const { scoring } = pack
  if (scoring === undefined) return []
  return scoring.sheet.levels.flatMap(({ level, works, heading }, index) => {
    const count = scoring.categories.filter((category) => category.level === level).length
    if (works === undefined || count === works) return []
    const path = ['sheet', 'levels', index, 'works']
    return [{ path, message: `${heading}正文列 ${works} 项重点工作，打分表有 ${count} 类` }]
  })
}

type Place = { readonly item: Item; readonly category: number; readonly path: PropertyKey[] }

function items(scoring: Scoring): Place[] {
  return scoring.categories.flatMap((category, c) =>
    category.items.map((item, i) => ({
      item,
      category: category.id,
      path: ['categories', c, 'items', i],
    })),
  )
}

function found(code: string, at: string, path: readonly PropertyKey[], message: string): Found {
  return { code, at, part: 'scoring', path, message }
}

function repeatedNumbers(scoring: Scoring): Found[] {
  const first = new Map<number, string>()
  return items(scoring).flatMap(({ item, path }) =>
    item.criteria.flatMap(({ key, number }, k) => {
      const before = first.get(number)
      if (before === undefined) {
        first.set(number, key)
        return []
      }
      const message = `编号（${number}）印了两次：${before} 和 ${key}`
      return [found('number-repeated', key, [...path, 'criteria', k, 'number'], message)]
    }),
  )
}

function printedPoints(scoring: Scoring): Found[] {
  return scoring.categories.flatMap((category, c) => {
    const sum = category.items.reduce((total, item) => total.plus(item.points), new Decimal(0))
    return (category.printed?.points ?? []).flatMap((printed, n) => {
      if (sum.equals(printed)) return []
      const message = `第${category.id}类标题印作 ${printed} 分，各项合计 ${sum.toString()} 分`
      const path = ['categories', c, 'printed', 'points', n]
      return [found('category-points', `category-${category.id}`, path, message)]
    })
  })
}

function labelCollisions(scoring: Scoring): Found[] {
  return scoring.categories.flatMap(({ id, printed }, c) => {
    const label = printed?.label
    const other = label === undefined ? id : ordinal(label)
    if (label === undefined || other === id) return []
    const path = ['categories', c, 'printed', 'label']
    const message = `第${id}类标号印作“${label}”，与第${other}类相同`
    return [found('label-repeated', `category-${id}`, path, message)]
  })
}

const ordinals = '一二三四五六七八九十'

function ordinal(label: string): number {
  return ordinals.indexOf(label.replace(/[（）()]/g, '')) + 1
}

function printedHeadings(scoring: Scoring): Found[] {
  const levels = scoring.sheet.levels.flatMap(({ level, heading, printed }, index) => {
    if (printed === undefined || printed === heading) return []
    const says = printed === null ? '没有印出' : `印作“${printed}”`
    const path = ['sheet', 'levels', index, 'printed']
    return [found('level-heading', level, path, `层级标题“${heading}”${says}`)]
  })
  const categories = scoring.categories.flatMap(({ id, printed }, c) => {
    if (printed?.heading === undefined) return []
    const says = printed.heading === 'split' ? '跨页断开' : '部分缺失'
    const path = ['categories', c, 'printed', 'heading']
    return [found('category-heading', `category-${id}`, path, `第${id}类标题${says}`)]
  })
  return [...levels, ...categories]
}

function shiftedCells(scoring: Scoring): Found[] {
  return items(scoring).flatMap(({ item, category, path }) =>
    item.criteria.flatMap(({ key, number, printedIn }, k) => {
      if (printedIn === undefined || printedIn === category) return []
      const message = `评分标准（${number}）排在第${printedIn}类，按分值属第${category}类第${item.id}项`
      return [found('cell-shifted', key, [...path, 'criteria', k, 'printedIn'], message)]
    }),
  )
}

/** An item whose clauses are counted per enterprise, place or person may exceed its points. */
function missingCaps(scoring: Scoring): Found[] {
  return items(scoring).flatMap(({ item, path }) => {
    const counted = item.criteria.flatMap(({ clauses }) =>
      clauses.filter((clause) => clause.unit !== 'once'),
    )
    if (counted.length === 0 || (item.cap !== undefined && item.cap.mark !== 'assumption'))
      return []
    const where = `item-${item.id}`
    const cap = `第${item.id}项有按数量扣分的条款而未定上限`
    const assumed = item.cap === undefined ? '' : `，暂以本项 ${item.cap.points} 分为限`
    const missing = found('cap-missing', where, path, cap + assumed)
    const persons = counted.some((clause) => clause.unit === 'per_missing_person')
    if (!persons) return [missing]
    const others = item.criteria.flatMap((one) => one.clauses).filter(({ unit }) => unit === 'once')
    const rest = others.reduce((total, { points }) => total.plus(points), new Decimal(0))
    const message = `第${item.id}项按人数扣分，加上其余 ${rest.toString()} 分可超过本项 ${item.points} 分`
    return [missing, found('persons-exceed', where, path, message)]
  })
}

function missingWindows(scoring: Scoring): Found[] {
  return items(scoring).flatMap(({ item, path }) =>
    item.criteria.flatMap(({ key, number, clauses }, k) =>
      clauses.flatMap(({ unit, window }, n) => {
        if (unit !== 'per_missing_occurrence' || window !== undefined) return []
        const where = [...path, 'criteria', k, 'clauses', n]
        const message = `评分标准（${number}）按缺少次数扣分，应有次数的起止期间未写明`
        return [found('window-missing', key, where, message)]
      }),
    ),
  )
}
