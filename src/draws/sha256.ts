/**
 * SHA-256 and HMAC-SHA-256 (FIPS 180-4, RFC 2104) in plain integers, so that server, command line
 * and browser draw with the very same code; node:crypto is what the tests compare it with.
 */

/** 32 bytes as eight words. */
export type Words = Int32Array

const BLOCK = 64

const primes = (count: number): number[] => {
  const found: number[] = []
  for (let n = 2; found.length < count; n++) if (found.every((p) => n % p !== 0)) found.push(n)
  return found
}

/** The first 32 bits behind the point of a root, as the standard derives its constants. */
const fraction = (root: number) => ((root - Math.floor(root)) * 2 ** 32) | 0
const START = Int32Array.from(primes(8), (prime) => fraction(Math.sqrt(prime)))
const ROUND = Int32Array.from(primes(64), (prime) => fraction(Math.cbrt(prime)))

const schedule = new Int32Array(BLOCK)

/** One round function over the sixteen words that stand in `schedule`. */
function compress(state: Words): void {
  const w = schedule
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15]!
    const y = w[i - 2]!
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
    w[i] = (w[i - 16]! + s0 + w[i - 7]! + s1) | 0
  }
  let [a, b, c, d] = [state[0]!, state[1]!, state[2]!, state[3]!]
  let [e, f, g, h] = [state[4]!, state[5]!, state[6]!, state[7]!]
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUND[i]! + w[i]!) | 0
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  state[0] = state[0]! + a
  state[1] = state[1]! + b
  state[2] = state[2]! + c
  state[3] = state[3]! + d
  state[4] = state[4]! + e
  state[5] = state[5]! + f
  state[6] = state[6]! + g
  state[7] = state[7]! + h
}

/** Takes in `bytes` with padding, where `before` bytes were taken in already. */
function finish(state: Words, bytes: Uint8Array, before: number): void {
  const { length } = bytes
  const blocks = Math.ceil((length + 9) / BLOCK)
  const bits = (before + length) * 8
  const view = new DataView(bytes.buffer, bytes.byteOffset, length)
  for (let block = 0; block < blocks; block++) {
    for (let i = 0; i < 16; i++) schedule[i] = wordAt(view, block * BLOCK + i * 4)
    if (block === blocks - 1) {
      schedule[14] = Math.floor(bits / 2 ** 32)
      schedule[15] = bits | 0
    }
    compress(state)
  }
}

/** Four bytes of the padded message, whose end is marked by one bit. */
function wordAt(view: DataView, at: number): number {
  if (at + 4 <= view.byteLength) return view.getInt32(at)
  let word = 0
  for (let i = at; i < at + 4; i++) {
    const byte = i < view.byteLength ? view.getUint8(i) : i === view.byteLength ? 0x80 : 0
    word = (word << 8) | byte
  }
  return word
}

/** The bytes of eight words. */
export function bytesOf(words: Words): Uint8Array {
  const view = new DataView(new ArrayBuffer(32))
  words.forEach((word, index) => view.setInt32(index * 4, word))
  return new Uint8Array(view.buffer)
}

export function sha256(bytes: Uint8Array): Uint8Array {
  const state = Int32Array.from(START)
  finish(state, bytes, 0)
  return bytesOf(state)
}

/** HMAC under one key of at most 64 bytes; the key is taken in once, each message costs two rounds. */
export class Hmac {
  readonly #inner: Words
  readonly #outer: Words

  constructor(key: Uint8Array) {
    if (key.length > BLOCK) throw new Error('a key has at most 64 bytes')
    this.#inner = padded(key, 0x36)
    this.#outer = padded(key, 0x5c)
  }

  digest(message: Uint8Array): Words {
    const state = Int32Array.from(this.#inner)
    finish(state, message, BLOCK)
    return this.#close(state)
  }

  /** As `digest` of the label's UTF-8 bytes and one byte 1; short plain labels take the fast way. */
  ofLabel(label: string): Words {
    const { length } = label
    if (length <= 54) {
      schedule.fill(0, 0, 16)
      let at = 0
      for (; at < length; at++) {
        const code = label.charCodeAt(at)
        if (code > 0x7f) break
        put(at, code)
      }
      if (at === length) {
        put(at, 1)
        put(at + 1, 0x80)
        schedule[15] = (BLOCK + length + 1) * 8
        const state = Int32Array.from(this.#inner)
        compress(state)
        return this.#close(state)
      }
    }
    const text = new TextEncoder().encode(label)
    const message = new Uint8Array(text.length + 1)
    message.set(text)
    message[text.length] = 1
    return this.digest(message)
  }

  #close(inner: Words): Words {
    const state = Int32Array.from(this.#outer)
    schedule.set(inner)
    schedule[8] = 0x80000000 | 0
    schedule.fill(0, 9, 15)
    schedule[15] = (BLOCK + 32) * 8
    compress(state)
    return state
  }
}

function put(at: number, byte: number): void {
  schedule[at >> 2]! |= byte << (24 - (at & 3) * 8)
}

function padded(key: Uint8Array, pad: number): Words {
  const block = new DataView(new ArrayBuffer(BLOCK))
  for (let i = 0; i < BLOCK; i++) block.setUint8(i, (key[i] ?? 0) ^ pad)
  for (let i = 0; i < 16; i++) schedule[i] = block.getInt32(i * 4)
  const state = Int32Array.from(START)
  compress(state)
  return state
}

export function hexOf(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return text
}

/** The bytes of lower-case hexadecimal text. */
export function bytesOfHex(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2)
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16)
  return bytes
}

/** SHA-256 of a text's UTF-8 bytes, in lower-case hexadecimal. */
export function sha256Text(text: string): string {
  return hexOf(sha256(new TextEncoder().encode(text)))
}
