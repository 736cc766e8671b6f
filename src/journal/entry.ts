/** Entries as bytes, and sealed values. */
import { hash } from 'node:crypto'
import { canonicalJson, randomOf } from '#kernel/index.ts'
import type { EntryBody, Json } from '#kernel/index.ts'

/** A bundle gives the length of an entry in 16 bits. */
export const MAX_ENTRY_BYTES = 65_535
export const SEALED = 'sealed:'
/** The act that begins a log after a restore. */
export const ORIGIN_ACT = 'journal.origin'

/** One change of one ledger row: the fields it sets, all of them at revision 1. */
export type EntryEffect = {
  readonly kind: string
  readonly id: string
  /** Left out where it is the entry's. */
  readonly jur?: string
  readonly revision: number
  readonly set: { readonly [field: string]: Json }
  /** Whose row it is; stands where the effect creates the row or passes it on. */
  readonly owner?: {
    readonly org: string | null
    readonly party: string | null
    readonly demo: boolean
  }
}

/** What one act leaves in the journal (STORE.md “The journal”), version 1 of the form. */
export type Entry = Omit<EntryBody, 'effects' | 'actor'> & {
  readonly v: 1
  /** The act, under which its receipt is asked for. */
  readonly id: string
  /** The origin that the deployment had when the act was done. */
  readonly log: string
  readonly actor: {
    readonly post: string | null
    readonly person: string | null
    readonly onBehalfOf: string | null
  }
  readonly effects: readonly EntryEffect[]
}

export class EntryFault extends Error {}

/**
 * The canonical bytes of an entry: what is hashed and kept. Throws an EntryFault at 64 KiB and more:
 * larger content goes to the file store and enters by its hash.
 */
export function entryBytes(entry: Entry): Buffer {
  const bytes = Buffer.from(canonicalJson(entry))
  if (bytes.length > MAX_ENTRY_BYTES) {
    throw new EntryFault(
      `The entry of ${entry.act} has ${bytes.length} bytes, more than ${MAX_ENTRY_BYTES}: ` +
        'put larger content into the file store and name it by its hash.',
    )
  }
  return bytes
}

/** The entry in its bytes; undefined if they hold no entry. */
export function parseEntry(bytes: Uint8Array): Entry | undefined {
  try {
    const value: unknown = JSON.parse(utf8.decode(bytes))
    return isEntry(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** A fresh salt for one value, base64, kept in the ledger row's `salts` under the field's name. */
export function newSalt(random: (bytes: number) => Buffer = randomOf): string {
  return random(16).toString('base64')
}

/**
 * What stands in an entry instead of a person's words: `sealed:` and the HMAC-SHA256 of the value
 * under its salt. Without the salt it says nothing, so that destroying salt and value erases the
 * person from the journal while the log stays whole.
 */
export function seal(value: string, salt: string): string {
  return SEALED + hmacSha256(Buffer.from(salt, 'base64'), value)
}

const BLOCK = 64
const DIGEST = 32

/** HMAC of RFC 2104 by two plain hashes: an Hmac object costs six times as much, at every act. */
function hmacSha256(salt: Buffer, value: string): string {
  const key = salt.length > BLOCK ? hash('sha256', salt, 'buffer') : salt
  const inner = Buffer.alloc(BLOCK + Buffer.byteLength(value), 0x36)
  const outer = Buffer.alloc(BLOCK + DIGEST, 0x5c)
  for (const [at, byte] of key.entries()) {
    inner[at] = byte ^ 0x36
    outer[at] = byte ^ 0x5c
  }
  inner.write(value, BLOCK)
  hash('sha256', inner, 'buffer').copy(outer, BLOCK)
  return hash('sha256', outer, 'hex')
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function isEntry(value: unknown): value is Entry {
  if (!isRecord(value) || value.v !== 1 || !isRecord(value.subject)) return false
  const { id, log, at, jur, act, subject, effects } = value
  const texts = [id, log, at, jur, act, subject.kind, subject.id]
  if (!texts.every((text) => typeof text === 'string')) return false
  return Array.isArray(effects) && effects.every(isEffect)
}

function isEffect(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value.kind === 'string' &&
    typeof value.id === 'string' &&
    (value.jur === undefined || typeof value.jur === 'string') &&
    (value.owner === undefined || isRecord(value.owner)) &&
    Number.isSafeInteger(value.revision) &&
    isRecord(value.set)
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
