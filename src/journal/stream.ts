import type { PoolClient } from 'pg'
import { rows } from '#kernel/index.ts'

const PAGE = 2000

/** Pages of a query through a cursor of the open transaction, so that memory stays bounded. */
export async function* pages<T extends object>(
  client: PoolClient,
  cursor: string,
  query: string,
  values: readonly unknown[] = [],
): AsyncGenerator<T[]> {
  await client.query(`declare ${cursor} no scroll cursor for ${query}`, values as unknown[])
  for (;;) {
    const page = await rows<T>(client, `fetch ${PAGE} from ${cursor}`)
    if (page.length > 0) yield page
    if (page.length < PAGE) break
  }
  await client.query(`close ${cursor}`)
}

/** Reads a sequence of pages one item at a time, with a look at the next. */
export class Peek<T> {
  private readonly source: AsyncIterator<readonly T[]>
  private page: readonly T[] = []
  private at = 0

  constructor(source: AsyncIterable<readonly T[]>) {
    this.source = source[Symbol.asyncIterator]()
  }

  /** The next item, which stays; undefined at the end. Call fill before. */
  get next(): T | undefined {
    return this.page[this.at]
  }

  /** Fetches a page where the last is used up. */
  async fill(): Promise<T | undefined> {
    while (this.at >= this.page.length) {
      const { value, done } = await this.source.next()
      if (done) return undefined
      this.page = value
      this.at = 0
    }
    return this.next
  }

  /** Takes the item that fill answered. */
  take(): void {
    this.at++
  }
}
