import { Decimal } from 'decimal.js'
import type { Pack } from './formats.ts'
import type { Found } from './sheet-findings.ts'

type Scoring = NonNullable<Pack['scoring']>
type Band = NonNullable<Scoring['sheet']['bands']>[number]
type Placed = Band & { readonly index: number }

/** Results that no grade covers, or two: said, never guessed. */
export function bandFindings({ sheet }: Scoring): Found[] {
  const upward = (sheet.bands ?? [])
    .map((band, index) => ({ ...band, index }))
    .toSorted((a, b) => new Decimal(a.from).comparedTo(b.from))
  const between = upward.flatMap((band, n) => {
    const next = upward[n + 1]
    return next === undefined ? [] : meeting(band, next, sheet)
  })
  return [...lowest(upward), ...between, ...highest(upward, sheet)]
}

function meeting(band: Placed, next: Placed, sheet: Scoring['sheet']): Found[] {
  const { label, to, below, index } = band
  const from = new Decimal(next.from)
  const shared = below === undefined ? to === undefined || from.lte(to) : from.lt(below)
  if (shared) return [found('band-overlap', label, index, `“${label}”与“${next.label}”重叠`)]
  if (below !== undefined) return from.equals(below) ? [] : [gap(band, next, `${below} 起`)]
  const follows = new Decimal(to!).plus(sheet.step)
  const inSteps = sheet.result !== 'percent' && sheet.coefficients === undefined
  if (inSteps) return from.equals(follows) ? [] : [gap(band, next, `${follows.toString()} 起`)]
  return [gap(band, next, `${to} 以上`)]
}

function gap({ label, index }: Placed, next: Placed, open: string): Found {
  const message = `“${label}”与“${next.label}”之间（${open}、不足 ${next.from}）没有等次`
  return found('band-gap', label, index, message)
}

function lowest(upward: readonly Placed[]): Found[] {
  const first = upward[0]
  if (first === undefined || new Decimal(first.from).isZero()) return []
  const message = `不足 ${first.from}（“${first.label}”以下）没有等次`
  return [found('band-gap', `${first.label}以下`, first.index, message)]
}

/** The best result without a bonus: the sheet's points, or a hundred of a hundred. */
function highest(upward: readonly Placed[], { result, points }: Scoring['sheet']): Found[] {
  const last = upward.at(-1)
  const end = last?.below ?? last?.to
  if (last === undefined || end === undefined) return []
  const most = new Decimal(result === 'percent' ? 100 : points)
  const reached = last.below === undefined ? most.lte(end) : most.lt(end)
  if (reached) return []
  const message = `“${last.label}”以上没有等次，满分 ${most.toString()} 未被覆盖`
  return [found('band-gap', `${last.label}以上`, last.index, message)]
}

function found(code: string, at: string, index: number, message: string): Found {
  return { code, at, part: 'scoring', path: ['sheet', 'bands', index], message }
}
