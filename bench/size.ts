/** The installed size without development tools: a clone, `npm ci --omit=dev`. `node bench/size.ts` */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, lstatSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from './support/product.ts'
import { columns, figure, goal, heading, line } from './support/report.ts'

const GOAL_MB = 300
/** What a checkout brings besides the dependencies. */
const OWN = ['src', 'law', 'seeds', 'migrations', 'web', 'templates']

heading('installed size without development tools')
const folder = mkdtempSync(join(tmpdir(), 'bihuan-bench-size-'))
try {
  for (const name of ['package.json', 'package-lock.json']) {
    cpSync(join(ROOT, name), join(folder, name))
  }
  const ran = spawnSync('npm', ['ci', '--omit=dev', '--no-audit', '--no-fund'], {
    cwd: folder,
    encoding: 'utf8',
  })
  if (ran.status === 0) report()
  else line(`  skipped: npm ci did not succeed here: ${ran.stderr.trim().split('\n').at(-1)}`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function report(): void {
  const modules = join(folder, 'node_modules')
  const packages = readdirSync(modules)
    .flatMap((name) =>
      name.startsWith('@')
        ? readdirSync(join(modules, name)).map((inner) => `${name}/${inner}`)
        : [name],
    )
    .map((name) => ({ name, mb: megabytes(join(modules, name)) }))
    .toSorted((a, b) => b.mb - a.mb)
  const dependencies = packages.reduce((sum, { mb }) => sum + mb, 0)
  const own = OWN.reduce((sum, name) => sum + megabytes(join(ROOT, name)), 0)
  const largest = packages.slice(0, 8).map(({ name, mb }) => [`  ${name}`, figure(mb)])
  columns([
    ['', 'MB'],
    [`dependencies (${packages.length} packages)`, figure(dependencies)],
    ...largest,
    ['own files with the built web', figure(own)],
    ['together', figure(dependencies + own)],
  ])
  const together = dependencies + own
  goal(`installed ≤ ${GOAL_MB} MB: ${figure(together)} MB`, together <= GOAL_MB)
}

/** What the files of a folder take on the disk, linked ones once; nothing where it is absent. */
function megabytes(path: string, seen = new Set<number>()): number {
  const stat = lstatSync(path, { throwIfNoEntry: false })
  if (!stat || seen.has(stat.ino)) return 0
  seen.add(stat.ino)
  const own = (stat.blocks * 512) / 1024 ** 2
  if (!stat.isDirectory()) return own
  return readdirSync(path).reduce((sum, name) => sum + megabytes(join(path, name), seen), own)
}
