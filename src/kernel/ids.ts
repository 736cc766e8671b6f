import { randomBytes } from 'node:crypto'

/** A source of new identifiers; rules receive it as an argument so that they can be replayed. */
export type NewId = () => string

/** A new UUID of version 7: the first 48 bits are the time in milliseconds. */
export function newId(): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes[6] = 0x70 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = bytes.toString('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}
