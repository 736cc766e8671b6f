import * as z from 'zod'
import type { FigureBook } from './notice-book.ts'
import { noticeSchema, type NoticeContent } from './notice-words.ts'

/**
 * What an issued notice is for ever: its sections, its figures, and the records behind each by
 * their place in one list. No title or name of a record stands in it: these are read from the
 * ledger when the figure is opened, and may have been erased by then.
 */
const snapshotSchema = z.strictObject({
  v: z.literal(1),
  notice: z.string(),
  number: z.string(),
  content: noticeSchema.shape.content,
  /** id, number and state at that time. */
  records: z.array(z.tuple([z.string(), z.string(), z.string()])),
  behind: z.record(z.string(), z.array(z.int())),
})
export type Snapshot = z.output<typeof snapshotSchema>

/** Freezes a notice: the file that its entry in the journal names by hash. */
export function freeze(
  notice: string,
  number: string,
  content: NoticeContent,
  book: FigureBook,
): Buffer {
  const snapshot: Snapshot = {
    v: 1,
    notice,
    number,
    content,
    records: book.records.map((record) => [record.id, record.number, record.state]),
    behind: Object.fromEntries(
      [...book.behind].map(([key, behind]) => [key, [...behind]] as const),
    ),
  }
  return Buffer.from(JSON.stringify(snapshot))
}

/** Reads a frozen notice back. */
export function thaw(bytes: Buffer): Snapshot {
  return snapshotSchema.parse(JSON.parse(bytes.toString('utf8')))
}
