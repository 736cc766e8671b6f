import { nextCode, within, type Scope } from '#kernel/index.ts'

/**
 * The exact filter of a scope over `finding f`. A scope of one county asks for the column `county`,
 * whose index gives the county's page in its order; any other asks for its ranges.
 */
export function scopeSql(scope: Scope, param: (value: unknown) => string): string {
  const county = countyOf(scope)
  return county === null ? within(scope, 'f', param) : `f.county = ${param(county)}`
}

/** The county that a scope is: its code, with which the codes of all its places begin. Else null. */
function countyOf({ from, to, plus, minus, party }: Scope): string | null {
  const one = from.length === 6 && to === nextCode(from)
  return one && plus.length === 0 && minus.length === 0 && party === null ? from : null
}
