/**
 * The signing key and what this deployment knows beside the database: `journal.key` (0600),
 * `journal.vkeys` (a verifier key per origin) and `journal.checkpoint` (the last one signed), all in
 * `<data>/keys`. They are in no backup of the database, so that it alone cannot forge them.
 */
import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { createSigner } from './note.ts'
import type { Signer } from './note.ts'

export class JournalKeyFault extends Error {}

/** The signer for an origin. `create` makes the key where there is none; else that is a fault. */
export async function loadSigner(
  keysDir: string,
  origin: string,
  { create }: { create: boolean },
): Promise<Signer> {
  const file = join(keysDir, 'journal.key')
  const pem = await readIfThere(file)
  if (pem !== undefined) return createSigner(origin, createPrivateKey(pem))
  if (!create) {
    throw new JournalKeyFault(
      `The signing key ${file} is missing, so the log ${origin} cannot go on. ` +
        'Put the key back, or run restore, which starts a new origin.',
    )
  }
  const { privateKey } = generateKeyPairSync('ed25519')
  await mkdir(keysDir, { recursive: true, mode: 0o700 })
  await writeNew(file, privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())
  return createSigner(origin, privateKey)
}

/** The verifier keys of all origins that this deployment has had; empty where none is noted. */
export async function knownVkeys(keysDir: string): Promise<string[]> {
  return (await readIfThere(join(keysDir, 'journal.vkeys')))?.split('\n').filter(Boolean) ?? []
}

/** Notes the verifier key of an origin; once noted it stays. */
export async function noteVkey(keysDir: string, vkey: string): Promise<void> {
  const known = await knownVkeys(keysDir)
  if (known.includes(vkey)) return
  await replace(join(keysDir, 'journal.vkeys'), [...known, vkey, ''].join('\n'))
}

/** The last checkpoint signed here, which a database put back to an older state cannot know. */
export async function lastCheckpoint(keysDir: string): Promise<string | undefined> {
  return readIfThere(join(keysDir, 'journal.checkpoint'))
}

/** Notes the last checkpoint signed here, in place of the one before. */
export async function noteCheckpoint(keysDir: string, note: string): Promise<void> {
  await replace(join(keysDir, 'journal.checkpoint'), note)
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

async function replace(file: string, text: string): Promise<void> {
  const next = `${file}.next`
  const handle = await open(next, 'w', 0o600)
  try {
    await handle.writeFile(text)
  } finally {
    await handle.close()
  }
  await rename(next, file)
}

/** Never overwrites a key that another process made meanwhile. */
async function writeNew(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
