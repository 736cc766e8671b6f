import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const dist = join(dirname(fileURLToPath(import.meta.url)), 'dist')
const KB = 1024

/** Limits in KB of brotli, everything together that the page needs before it can be used. */
const SHELL_MOST = 220
const PAGE_MOST = 350

type Chunk = {
  readonly file: string
  readonly name?: string
  readonly isDynamicEntry?: boolean
  readonly isEntry?: boolean
  readonly imports?: readonly string[]
  readonly css?: readonly string[]
}

/** One page of the build and what it weighs, in KB of brotli. */
export type Weight = { readonly page: string; readonly kb: number; readonly most: number }

/** Weighs the shell and each page of the build in `web/dist`; a missing build is a fault. */
export function weights(): Weight[] {
  const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Record<
    string,
    Chunk
  >
  const entry = Object.entries(manifest).find(([, chunk]) => chunk.isEntry)
  if (!entry) throw new Error('the build has no entry')
  const shell = filesOf(manifest, entry[0])
  const pages = Object.entries(manifest).filter(
    ([key, chunk]) => chunk.isDynamicEntry && key.endsWith('-page.tsx'),
  )
  return [
    { page: 'shell', kb: sizeOf(shell), most: SHELL_MOST },
    ...pages.map(([key]) => ({
      page: key,
      kb: sizeOf(new Set([...shell, ...filesOf(manifest, key)])),
      most: /sign-in|link-page/.test(key) ? SHELL_MOST : PAGE_MOST,
    })),
  ]
}

function filesOf(manifest: Record<string, Chunk>, key: string, seen = new Set<string>()) {
  const files = new Set<string>()
  const chunk = manifest[key]
  if (!chunk || seen.has(key)) return files
  seen.add(key)
  for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file)
  for (const next of chunk.imports ?? [])
    for (const file of filesOf(manifest, next, seen)) files.add(file)
  return files
}

function sizeOf(files: ReadonlySet<string>): number {
  let bytes = 0
  for (const file of files) bytes += statSync(join(dist, `${file}.br`)).size
  return Math.round((bytes / KB) * 10) / 10
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const all = weights()
  for (const { page, kb, most } of all) {
    process.stdout.write(`${kb > most ? '✗' : '✓'} ${page} ${kb} KB of ${most}\n`)
  }
  if (all.some(({ kb, most }) => kb > most)) process.exitCode = 1
}
