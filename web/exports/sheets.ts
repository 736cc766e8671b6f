import type { PrintedLedger } from '#exports/words.ts'

type Row = PrintedLedger['rows'][number]

/** Lays rows of these heights onto pages of this room, in their order; a page holds one at least. */
export function paged(heights: readonly number[], room: number): readonly (readonly number[])[] {
  const pages: number[][] = []
  let left = 0
  for (const [nth, height] of heights.entries()) {
    const page = pages.at(-1)
    if (page && height <= left) {
      page.push(nth)
      left -= height
    } else {
      pages.push([nth])
      left = room - height
    }
  }
  return pages
}

/** 小计: how many, of which major and struck off, and money by its unit, never across units. */
export function totalOf(rows: readonly Row[]): string {
  const major = rows.filter((row) => row.major).length
  const closed = rows.filter((row) => row.closed).length
  const money = new Map<string, bigint>()
  for (const { funds } of rows) {
    if (funds) money.set(funds.unit, (money.get(funds.unit) ?? 0n) + millionths(funds.amount))
  }
  const sums = [...money].map(([unit, sum]) => `${decimal(sum)}${unit}`)
  const planned = sums.length > 0 ? `，资金 ${sums.join('、')}` : ''
  return `${rows.length} 条（重大 ${major}，已销号 ${closed}${planned}）`
}

/** Amounts have six decimals at most; whole millionths add up exactly. */
function millionths(amount: string): bigint {
  const [whole = '0', part = ''] = amount.split('.')
  return BigInt(whole) * 1_000_000n + BigInt(part.slice(0, 6).padEnd(6, '0'))
}

function decimal(sum: bigint): string {
  const part = String(sum % 1_000_000n)
    .padStart(6, '0')
    .replace(/0+$/, '')
  const whole = (sum / 1_000_000n).toLocaleString('en-US')
  return part === '' ? whole : `${whole}.${part}`
}
