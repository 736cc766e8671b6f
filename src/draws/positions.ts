import { bytesOf, bytesOfHex, hexOf, Hmac } from './sha256.ts'

/**
 * The chance of a draw. HKDF (RFC 5869) takes the frozen frame's hash as salt and the reveals with
 * the public value as input; each *label* has its own position, so that the order of a list decides
 * nothing (after draft-thomson-elegy-vrs).
 */
export class Chance {
  readonly #key: Hmac

  constructor(frozenHash: string, reveals: readonly string[], publicValue: string) {
    const value = new TextEncoder().encode(publicValue)
    const parts = [...reveals.map(bytesOfHex), value]
    const input = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
    let at = 0
    for (const part of parts) {
      input.set(part, at)
      at += part.length
    }
    this.#key = new Hmac(bytesOf(new Hmac(bytesOfHex(frozenHash)).digest(input)))
  }

  /** HKDF-Expand for one label, 32 bytes, in hexadecimal. */
  position(label: string): string {
    return hexOf(bytesOf(this.#key.ofLabel(label)))
  }

  /** An integer from 0 up to, not including, `below`, each equally likely: by rejection, no modulo bias. */
  uniform(label: string, below: number): number {
    const most = BigInt(below)
    const limit = (ALL / most) * most
    for (let attempt = 0; ; attempt++) {
      const drawn = BigInt(`0x${this.position(`${label}#${attempt}`)}`)
      if (drawn < limit) return Number(drawn % most)
    }
  }

  /** Indices of the ids by the position of `prefix` and id: a random order of the set. */
  order(prefix: string, ids: readonly string[]): Uint32Array {
    const words = new Uint32Array(ids.length * 8)
    ids.forEach((id, index) => words.set(this.#key.ofLabel(prefix + id), index * 8))
    return sorted(words, ids.length)
  }
}

const ALL = 2n ** 256n
const MOST_BUCKET_BITS = 16

/** Sorts positions of eight words each: into buckets by their first bits, then within each. */
function sorted(words: Uint32Array, count: number): Uint32Array {
  const bits = Math.min(MOST_BUCKET_BITS, Math.floor(Math.log2(count + 1)))
  const starts = new Uint32Array((1 << bits) + 1)
  // A shift by 32 would be none at all, so a single bucket is asked for apart.
  const bucket = (index: number) => (bits === 0 ? 0 : words[index * 8]! >>> (32 - bits))
  for (let index = 0; index < count; index++) starts[bucket(index) + 1]! += 1
  for (let at = 1; at < starts.length; at++) starts[at]! += starts[at - 1]!
  const filled = Uint32Array.from(starts)
  const order = new Uint32Array(count)
  for (let index = 0; index < count; index++) order[filled[bucket(index)]!++] = index
  for (let at = 0; at + 1 < starts.length; at++) {
    if (starts[at + 1]! - starts[at]! > 1)
      order.subarray(starts[at], starts[at + 1]).sort((one, other) => compare(words, one, other))
  }
  return order
}

function compare(words: Uint32Array, one: number, other: number): number {
  for (let word = 0; word < 8; word++) {
    const [a, b] = [words[one * 8 + word]!, words[other * 8 + word]!]
    if (a !== b) return a < b ? -1 : 1
  }
  return 0
}
