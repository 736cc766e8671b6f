import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ROLES } from '#places/words.ts'
import { menuOf, type Entry } from './menu.ts'

test('no role has more than eight entries, none has more than seven lines, no page stands twice', () => {
  for (const role of ROLES) {
    const entries: readonly Entry[] = menuOf[role]
    assert.ok(entries.length <= 8, `${role}: ${entries.length}`)
    for (const { label, under = [] } of entries) assert.ok(under.length <= 7, `${role} ${label}`)
    const lines = entries.flatMap((entry) => (entry.under ?? [entry]).map(({ to }) => to))
    assert.equal(new Set(lines).size, lines.length, `${role}: ${lines.join(' ')}`)
  }
})

test('every page of an office is within reach of its clerk', () => {
  const entries: readonly Entry[] = menuOf.committee_clerk
  const lines = new Set(entries.flatMap(({ under = [] }) => under.map(({ to }) => to)))
  for (const page of [
    ...['/', '/tasks', '/incoming', '/outgoing', '/outgoing/arrived', '/progress', '/handovers'],
    ...['/messages', '/meetings', '/meetings/notices', '/committee', '/norms', '/warnings'],
  ]) {
    assert.ok(lines.has(page), page)
  }
})
