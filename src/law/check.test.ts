import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lawCheck } from './check.ts'
const c = lawCheck(new URL('../../law', import.meta.url).pathname)
for (const p of c.problems)
  console.log(`${p.file}:${p.line} ${p.severity} ${p.class ?? ''} ${p.entry ?? ''} ${p.message}`)
test('x', () => {
  console.log(c.packs.map((p) => [p.id, JSON.stringify(p.counts)]))
  assert.equal(c.ok, true)
})
