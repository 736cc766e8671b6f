import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { DrawProblem } from './verify.ts'

/**
 * Compatibility mode: the selection of RFC 3797, whose worked example (and the one of 2022) is
 * reproduced by the tests through `draw run` and `draw verify`. Its MD5 stream, its remainder without
 * rejection and its dependence on the order of the list are why our own form (`bihuan-draw-1`)
 * shares none of its primitives; it is here so that draws of others can be checked.
 */
export const RFC_FORMAT = 'rfc3797'

const schema = z.strictObject({
  format: z.literal(RFC_FORMAT),
  /** Each public source's numbers; they are sorted, as the RFC says. */
  seeds: z.array(z.array(z.int().min(0)).min(1)).min(1),
  pool: z.array(z.string()).min(1).max(65_535),
  size: z.int().min(1),
  result: z
    .strictObject({
      hashes: z.array(z.string()),
      selected: z.array(z.strictObject({ number: z.int(), name: z.string() })),
    })
    .optional(),
})
type Rfc = z.output<typeof schema>

/** Whether a file asks for the compatibility mode. */
export function isRfc3797(text: string): boolean {
  try {
    return (JSON.parse(text) as { format?: unknown } | null)?.format === RFC_FORMAT
  } catch {
    return false
  }
}

/** The completed file, or why it cannot be drawn. */
export function runRfc3797(text: string): string | readonly DrawProblem[] {
  const read = schema.safeParse(JSON.parse(text))
  if (!read.success) return [{ code: 'form', message: '文件不符合 RFC 3797 抽取的格式。' }]
  const { data } = read
  if (data.size > data.pool.length) return [{ code: 'size', message: '抽取数量超过名单人数。' }]
  const done = { ...data, result: select(data) }
  if (data.result && JSON.stringify(data.result) !== JSON.stringify(done.result)) {
    return [{ code: 'result', message: '文件所载结果与重新抽取的结果不符。' }]
  }
  return `${JSON.stringify(done, null, 1)}\n`
}

/** The key string of the RFC: each source's numbers in order, each followed by a point. */
export function keyOf(seeds: readonly (readonly number[])[]): string {
  const source = (numbers: readonly number[]) =>
    numbers
      .toSorted((one, other) => one - other)
      .map((number) => `${number}.`)
      .join('')
  return seeds.map((numbers) => `${source(numbers)}/`).join('')
}

function select({ seeds, pool, size }: Rfc): NonNullable<Rfc['result']> {
  const key = keyOf(seeds)
  const left = pool.map((name, index) => ({ number: index + 1, name }))
  const hashes: string[] = []
  const selected: { number: number; name: string }[] = []
  for (let round = 0; round < size; round++) {
    const ends = Buffer.alloc(2)
    ends.writeUInt16BE(round)
    const hash = createHash('md5').update(ends).update(key, 'latin1').update(ends).digest('hex')
    hashes.push(hash.toUpperCase())
    const at = Number(BigInt(`0x${hash}`) % BigInt(left.length))
    selected.push(...left.splice(at, 1))
  }
  return { hashes, selected }
}
