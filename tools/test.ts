// The runner of `npm test`: every test that needs no browser, on one shared PostgreSQL.
//   npm test                    everything
//   npm test -- src/findings    the files whose path contains the words
//   npm test -- --test-only …   options go to node --test
// BIHUAN_SEED repeats a run's random choices; DATABASE_URL tests against a given server;
// NO_START_TESTS leaves out the tests that start and kill servers.
import { spawn, spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { globSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { StoreRefused, testServer } from '#kernel/store/index.ts'

const root = join(import.meta.dirname, '..')
/** A file that takes longer hangs: it is killed and named, and the others go on. */
const FILE_SECONDS = 400
const everything = [
  'src/**/*.test.{ts,tsx}',
  'web/**/*.test.{ts,tsx}',
  'tools/**/*.test.ts',
  'law/**/*.test.ts',
  'test/*.test.ts',
  'test/faults/*.test.ts',
  ...(process.env['NO_START_TESTS'] ? [] : ['test/start/*.test.ts']),
]

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof StoreRefused ? error.message : error)
  return 1
})

async function main(args: readonly string[]): Promise<number> {
  const options = args.filter((arg) => arg.startsWith('-'))
  const words = args.filter((arg) => !arg.startsWith('-'))
  const files = globSync(everything, { cwd: root, exclude: ['**/node_modules/**'] })
    .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
    .sort()
  if (files.length === 0) {
    console.error(`No test file matches ${words.join(' ')}`)
    return 2
  }
  const seed = process.env['BIHUAN_SEED'] || String(randomInt(2 ** 31))
  const server = await testServer()
  if (server.how === 'started') await dropLeftovers(server.url)
  console.log(`seed ${seed} (repeat with BIHUAN_SEED=${seed}) · PostgreSQL ${server.how}`)
  const env = { ...process.env, BIHUAN_SEED: seed, BIHUAN_TEST_URL: server.url }
  try {
    return await runTests(files, options, env)
  } finally {
    await server.close()
  }
}

/** Test databases of runs that were killed: nobody uses a server that we started ourselves. */
async function dropLeftovers(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ datname: string }>(
    `select datname from pg_database where datname like 'bihuan\\_%'`,
  )
  for (const { datname } of rows) {
    await client.query(`drop database if exists ${client.escapeIdentifier(datname)} with (force)`)
  }
  await client.end()
}

/** Runs node's test runner, whose summary is the last thing printed; answers its exit code. */
function runTests(
  files: readonly string[],
  options: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const concurrency = `--test-concurrency=${Math.max(2, availableParallelism())}`
  const defaults = [concurrency, '--test-timeout=300000', '--test-reporter=spec']
  const child = spawn(process.execPath, ['--test', ...defaults, ...options, ...files], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const forward = (name: NodeJS.Signals) => child.kill(name)
  process.on('SIGINT', forward)
  process.on('SIGTERM', forward)
  const watching = setInterval(() => endHanging(child.pid ?? 0), 5000)
  return new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (status) => resolve(status ?? 130))
  }).finally(() => clearInterval(watching))
}

/** Kills the runner's processes that are older than a test file may be; the runner calls them failed. */
function endHanging(runner: number): void {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,etime=,args='], { encoding: 'utf8' })
  for (const line of (stdout ?? '').split('\n')) {
    const [pid, parent, age = '', ...args] = line.trim().split(/\s+/)
    if (Number(parent) !== runner || secondsOf(age) < FILE_SECONDS) continue
    console.error(`Killed after ${FILE_SECONDS} s, it hangs: ${args.at(-1)}`)
    process.kill(Number(pid), 'SIGKILL')
  }
}

/** Seconds of what ps calls elapsed time: [[days-]hours:]minutes:seconds. */
function secondsOf(elapsed: string): number {
  const [rest = '', days = '0'] = elapsed.split('-').reverse()
  const clock = rest.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
  return Number(days) * 86_400 + clock
}
