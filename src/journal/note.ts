/** C2SP signed notes and checkpoints: write, read, check. Ed25519 through node:crypto. */
import { createHash, createPublicKey, sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { HASH_BYTES } from './merkle.ts'
import type { Hash } from './merkle.ts'

const ED25519 = 1
const RAW_KEY_BYTES = 32
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')

/** Signs under a key name, which for a log is its origin. */
export type Signer = {
  readonly name: string
  readonly privateKey: KeyObject
  readonly vkey: string
}

/** A public key as a C2SP verifier key: `name+hash+base64`. */
export type Verifier = { readonly name: string; readonly id: Buffer; readonly publicKey: KeyObject }

export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Hash }

/** A signer under `name` with its verifier key. The key must be an Ed25519 private key. */
export function createSigner(name: string, privateKey: KeyObject): Signer {
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  const typed = Buffer.concat([Buffer.from([ED25519]), spki.subarray(-RAW_KEY_BYTES)])
  const vkey = `${name}+${keyId(name, typed).toString('hex')}+${typed.toString('base64')}`
  return { name, privateKey, vkey }
}

/** Reads a verifier key; undefined if it is malformed or of another kind than Ed25519. */
export function parseVerifier(vkey: string): Verifier | undefined {
  const [, name, id, key] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(vkey) ?? []
  if (!name || !id || !key) return undefined
  const typed = Buffer.from(key, 'base64')
  if (typed.length !== 1 + RAW_KEY_BYTES || typed[0] !== ED25519) return undefined
  if (keyId(name, typed).toString('hex') !== id) return undefined
  const spki = Buffer.concat([SPKI_PREFIX, typed.subarray(1)])
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' })
  return { name, id: Buffer.from(id, 'hex'), publicKey }
}

/** The checkpoint `origin, size, root` signed by the origin's key. */
export function signCheckpoint(signer: Signer, size: number, root: Hash): string {
  const text = `${signer.name}\n${size}\n${root.toString('base64')}\n`
  const verifier = parseVerifier(signer.vkey) as Verifier
  const signature = Buffer.concat([verifier.id, sign(null, Buffer.from(text), signer.privateKey)])
  return `${text}\n— ${signer.name} ${signature.toString('base64')}\n`
}

/** The checkpoint in a note whatever its signatures; undefined if it is not a well-formed one. */
export function parseCheckpoint(note: string): Checkpoint | undefined {
  const [origin, size, root, ...rest] = splitNote(note)?.text.split('\n') ?? []
  if (!origin || !size || !root || rest.length === 0) return undefined
  if (!/^(0|[1-9]\d{0,15})$/u.test(size) || !Number.isSafeInteger(Number(size))) return undefined
  const hash = Buffer.from(root, 'base64')
  if (hash.length !== HASH_BYTES || hash.toString('base64') !== root) return undefined
  return { origin, size: Number(size), root: hash }
}

/**
 * The checkpoint in a note that the key signed: the origin must be the key's name. Signatures by
 * other keys are ignored, as C2SP wants; one by this key that does not hold refuses the note.
 */
export function openCheckpoint(note: string, verifier: Verifier): Checkpoint | undefined {
  const parts = splitNote(note)
  const checkpoint = parseCheckpoint(note)
  if (!parts || checkpoint?.origin !== verifier.name) return undefined
  const ours = parts.signatures.filter(
    ({ name, bytes }) => name === verifier.name && bytes.subarray(0, 4).equals(verifier.id),
  )
  const text = Buffer.from(parts.text)
  const holds = (bytes: Buffer) => verify(null, text, verifier.publicKey, bytes.subarray(4))
  return ours.length > 0 && ours.every(({ bytes }) => holds(bytes)) ? checkpoint : undefined
}

type NoteParts = { text: string; signatures: { name: string; bytes: Buffer }[] }

function splitNote(note: string): NoteParts | undefined {
  const end = note.lastIndexOf('\n\n')
  if (end < 0 || !note.endsWith('\n')) return undefined
  const signatures: NoteParts['signatures'] = []
  for (const line of note.slice(end + 2, -1).split('\n')) {
    const [, name, base64] = /^— ([^+\s]+) ([A-Za-z0-9+/]+=*)$/u.exec(line) ?? []
    if (!name || !base64) return undefined
    const bytes = Buffer.from(base64, 'base64')
    if (bytes.toString('base64') !== base64 || bytes.length < 5) return undefined
    signatures.push({ name, bytes })
  }
  return { text: note.slice(0, end + 1), signatures }
}

function keyId(name: string, typed: Buffer): Buffer {
  return createHash('sha256').update(`${name}\n`).update(typed).digest().subarray(0, 4)
}
