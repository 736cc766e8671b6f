import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'

const script = `
  const { testServer } = await import(process.argv[1])
  const server = await testServer()
  const pg = (await import('pg')).default
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  console.log(server.how, server.url)
  process.stdin.resume().on('end', () => client.end())`

test('test processes share one server, and it is gone after the last', async (t) => {
  const temporary = mkdtempSync(join(tmpdir(), 'bh-shared-'))
  chmodSync(temporary, 0o711)
  t.after(() => rmSync(temporary, { recursive: true, force: true }))
  const store = join(import.meta.dirname, '../../src/kernel/store/index.ts')
  const env = { ...process.env, TMPDIR: temporary, DATABASE_URL: '', BIHUAN_TEST_URL: '' }
  const children = [1, 2, 3].map(() =>
    spawn(process.execPath, ['--input-type=module', '-e', script, store], {
      cwd: import.meta.dirname,
      env,
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  )
  t.after(() => children.forEach((child) => child.kill()))
  const said = await Promise.all(children.map((child) => once(child.stdout, 'data')))
  const lines = said.map(([chunk]) => (chunk as Buffer).toString().trim().split(' '))
  const ends = children.map((child) => once(child, 'exit'))
  for (const child of children) child.stdin.end()
  assert.deepEqual(await Promise.all(ends), [
    [0, null],
    [0, null],
    [0, null],
  ])
  assert.equal(new Set(lines.map(([, url]) => url)).size, 1)
  assert.equal(lines.filter(([how]) => how === 'started').length, 1)
  const [folder = ''] = readdirSync(temporary)
  const cluster = readdirSync(join(temporary, folder, 'postgres'))
  assert.ok(cluster.includes('PG_VERSION') && !cluster.includes('postmaster.pid'))
})
