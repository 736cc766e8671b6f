import { setImmediate as pause } from 'node:timers/promises'
import * as z from 'zod'
import type { FileStore } from '#files/index.ts'
import type { FigureBook } from './notice-book.ts'
import { noticeSchema, type NoticeContent } from './notice-words.ts'

const content = noticeSchema.shape.content.unwrap()
const head = { notice: z.string(), number: z.string(), content }

/**
 * What an issued notice is for ever: its sections and its figures, and in a file beside them the
 * records behind each. No title or name of a record stands in it: these are read from the ledger
 * when the figure is opened, and may have been erased by then.
 */
const snapshotSchema = z.union([
  z.strictObject({ v: z.literal(2), ...head, recordsHash: z.string() }),
  /** The first form held the records itself: id, number and state, and their places by figure. */
  z.strictObject({
    v: z.literal(1),
    ...head,
    records: z.array(z.tuple([z.string(), z.string(), z.string()])),
    behind: z.record(z.string(), z.array(z.int())),
  }),
])
export type Snapshot = z.output<typeof snapshotSchema>

/** A record as it was counted. */
export type Counted = { readonly id: string; readonly number: string; readonly state: string }

const AT_ONCE = 5000

/** Freezes a notice: the file that its entry in the journal names by hash. */
export function freeze(
  notice: string,
  number: string,
  content: NoticeContent,
  recordsHash: string,
): Buffer {
  return Buffer.from(JSON.stringify({ v: 2, notice, number, content, recordsHash }))
}

/**
 * The records of a notice, one a line in the order of the ledger: id, number, state, and the
 * figures that count it by their places in the notice.
 */
export async function freezeRecords({ records, figures, behind }: FigureBook): Promise<Buffer> {
  const lists = [...figures.keys()].map((key) => ({ next: 0, of: behind.get(key) ?? [] }))
  const parts: Buffer[] = []
  for (let from = 0; from < records.length; from += AT_ONCE) {
    let text = ''
    for (let index = from; index < Math.min(from + AT_ONCE, records.length); index += 1) {
      const counting = lists.flatMap((list, nth) => {
        if (list.of[list.next] !== index) return []
        list.next += 1
        return [nth]
      })
      const { id, number, state } = records[index]!
      text += `${id}\t${number}\t${state}\t${counting.join(',')}\n`
    }
    parts.push(Buffer.from(text))
    await pause()
  }
  return Buffer.concat(parts)
}

/** Reads a frozen notice back. */
export function thaw(bytes: Buffer): Snapshot {
  return snapshotSchema.parse(JSON.parse(bytes.toString('utf8')))
}

/** The records behind a figure as they were counted. */
export async function recordsBehind(
  files: FileStore,
  snapshot: Snapshot,
  key: string,
): Promise<Counted[]> {
  if (snapshot.v === 1) {
    const indexes = snapshot.behind[key] ?? []
    return indexes.map((index) => {
      const [id, number, state] = snapshot.records[index]!
      return { id, number, state }
    })
  }
  const nth = String(snapshot.content.figures.findIndex((figure) => figure.key === key))
  return linesCounting(await files.read(snapshot.recordsHash), nth)
}

async function linesCounting(bytes: Buffer, nth: string): Promise<Counted[]> {
  const found: Counted[] = []
  for (let from = 0, lines = 1; from < bytes.length; lines += 1) {
    const end = bytes.indexOf(10, from)
    const [id, number, state, counting] = bytes.toString('utf8', from, end).split('\t')
    if (counting!.split(',').includes(nth)) {
      found.push({ id: id!, number: number!, state: state! })
    }
    from = end + 1
    if (lines % AT_ONCE === 0) await pause()
  }
  return found
}
