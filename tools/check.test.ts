import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const folder = mkdtempSync(join(tmpdir(), 'check-'))
mkdirSync(join(folder, 'tools'))
after(() => rmSync(folder, { recursive: true }))

/** Runs the check in a folder where the SQL lint is this script. */
function check(lint: string, ...names: string[]): { status: number | null; output: string } {
  writeFileSync(join(folder, 'tools', 'sql-lint.ts'), lint)
  const script = join(import.meta.dirname, 'check.ts')
  const ran = spawnSync(process.execPath, [script, ...names], { cwd: folder, encoding: 'utf8' })
  return { status: ran.status, output: ran.stdout + ran.stderr }
}

test('a check that fails is named, with all it said, and the exit code is 1', () => {
  const { status, output } = check(`console.log('planted breach'); process.exitCode = 1`, 'sql')
  assert.equal(status, 1)
  assert.match(output, /✗ {2}sql[^]*planted breach[^]*not good: sql/)
})

test('a check that dies without a word fails too', () => {
  assert.equal(check(`process.kill(process.pid, 'SIGKILL')`, 'sql').status, 1)
})

test('what a good check says is left out', () => {
  const { status, output } = check(`console.log('0 errors')`, 'sql')
  assert.equal(status, 0)
  assert.match(output, /✓ {2}sql[^]*all good/)
  assert.doesNotMatch(output, /0 errors/)
})

test('a missing tool is a failure, not a pass', () => {
  assert.equal(check('', 'types').status, 1)
})

test('an unknown name is a wrong use and names the ones there are', () => {
  const { status, output } = check('', 'sequel')
  assert.equal(status, 2)
  assert.match(output, /sequel.*types.*sql/)
})

test('a check whose subject does not exist yet says so', () => {
  const { status, output } = check('', 'law')
  assert.equal(status, 0)
  assert.match(output, /law +left out/)
})
