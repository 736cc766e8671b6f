import { SheetRefused } from './refused.ts'

/** Text of a file and the encoding that it turned out to have. */
export type Decoded = { readonly text: string; readonly encoding: string }

const MARKS: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0x84, 0x31, 0x95, 0x33], 'gb18030'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
]

/**
 * Decodes by the mark at the start, else as UTF-8, else as GB18030: UTF-8 first, because its bytes
 * are mostly valid GB18030 too, as other characters. Refuses what is valid in neither.
 */
export function decodeText(bytes: Buffer): Decoded {
  const mark = MARKS.find(([start]) => start.every((byte, at) => bytes[at] === byte))
  for (const encoding of mark ? [mark[1]] : ['utf-8', 'gb18030']) {
    const text = decodedAs(bytes, encoding)
    if (text !== null) return { text, encoding }
  }
  throw new SheetRefused('encoding')
}

function decodedAs(bytes: Buffer, encoding: string): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes).replace(/^\ufeff/, '')
    return encoding === 'gb18030' && text.includes('\u0080') ? null : text
  } catch {
    return null
  }
}
