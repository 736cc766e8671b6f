import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

for (const zone of ['UTC', 'Asia/Shanghai', 'America/New_York']) {
  test(`calendar and clocks are the same in ${zone}`, () => {
    const { NODE_TEST_CONTEXT: _, ...env } = process.env
    const run = spawnSync(
      process.execPath,
      ['--test', here('calendar.test.ts'), here('rules.test.ts')],
      { env: { ...env, TZ: zone }, encoding: 'utf8' },
    )
    assert.equal(run.status, 0, run.stdout)
  })
}
