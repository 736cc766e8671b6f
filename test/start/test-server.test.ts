import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'

const script = `
  const { testServer } = await import(process.argv[1])
  const server = await testServer()
  const pg = (await import('pg')).default
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query('select pg_sleep(0.2)')
  await client.end()
  console.log(server.how, server.url)`

test('test processes share one server, and it is gone after the last', async (t) => {
  const temporary = mkdtempSync(join(tmpdir(), 'bh-shared-'))
  t.after(() => rmSync(temporary, { recursive: true, force: true }))
  const store = join(import.meta.dirname, '../../src/kernel/store/index.ts')
  const env = { ...process.env, TMPDIR: temporary, DATABASE_URL: '', BIHUAN_TEST_URL: '' }
  const lines = await Promise.all(
    [1, 2, 3].map(async () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script, store], {
        cwd: import.meta.dirname,
        env,
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const said = (await once(child.stdout, 'data')) as [Buffer]
      assert.deepEqual(await once(child, 'exit'), [0, null])
      return said[0].toString().trim().split(' ')
    }),
  )
  assert.equal(new Set(lines.map(([, url]) => url)).size, 1)
  assert.equal(lines.filter(([how]) => how === 'started').length, 1)
  const [folder = ''] = readdirSync(temporary)
  const cluster = readdirSync(join(temporary, folder, 'postgres'))
  assert.ok(cluster.includes('PG_VERSION') && !cluster.includes('postmaster.pid'))
})
