import { openProduct, type Product } from './product.ts'

export type Json = { readonly json?: boolean }

/** Runs work on the product from the command line, beside a running server or alone. */
export async function withProduct<T>(work: (product: Product) => Promise<T>): Promise<T> {
  const product = await openProduct({
    purpose: 'command',
    size: 4,
    say: (sentence) => process.stderr.write(`${sentence}\n`),
  })
  try {
    return await work(product)
  } finally {
    await product.close()
  }
}

/** Prints an answer: one JSON document with `--json`, otherwise lines; sets the exit code. */
export function print(
  answer: object,
  good: boolean,
  { json }: Json,
  lines: readonly string[],
): void {
  process.stdout.write(json ? `${JSON.stringify(answer)}\n` : `${lines.join('\n')}\n`)
  process.exitCode = good ? 0 : 1
}
