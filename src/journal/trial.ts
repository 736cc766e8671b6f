/** What the journal's tests share: sample entries and an independent look at the stored tree. */
import assert from 'node:assert/strict'
import { newId, rows } from '#kernel/index.ts'
import type { Queryable } from '#kernel/index.ts'
import type { Entry } from './entry.ts'
import { logs } from './grow.ts'
import { leafHash } from './merkle.ts'
import { openCheckpoint, parseVerifier } from './note.ts'
import { Edge } from './tiles.ts'

/** An entry without effects. */
export function sample(about: { subject?: string; revision?: number } = {}): Entry {
  return {
    v: 1,
    id: newId(),
    log: 'bihuan/trial',
    at: '2026-08-25T01:02:03.456Z',
    jur: '980121',
    act: 'finding.register',
    actVersion: 1,
    actor: { post: newId(), person: newId(), onBehalfOf: null },
    subject: { kind: 'finding', id: about.subject ?? newId() },
    basis: [{ pack: 'cn-work-safety-law-2021', version: '1', article: '41' }],
    inputs: { revision: about.revision ?? 1 },
    decision: { state: 'registered' },
    effects: [],
    cause: null,
  }
}

/** Recomputes the tree of every log from its entries and asserts tiles and every checkpoint. */
export async function checkTree(client: Queryable): Promise<void> {
  for (const log of await logs(client)) {
    const entries = await rows<{ leaf: Buffer }>(
      client,
      'select leaf from journal_entry where idx >= $1 and idx < $2 order by idx',
      [log.base, log.base + log.size],
    )
    const notes = await rows<{ size: bigint; note: string }>(
      client,
      'select size, note from journal_checkpoint where generation = $1',
      [log.generation],
    )
    const bySize = new Map(notes.map(({ size, note }) => [Number(size), note]))
    const verifier = parseVerifier(log.vkey)
    assert.ok(verifier)
    const edge = new Edge()
    const tiles = new Map<string, string>()
    for (const { leaf } of entries) {
      edge.add(leafHash(leaf), (tile) =>
        tiles.set(`${tile.level}/${tile.index}`, tile.data.toString('hex')),
      )
      const note = bySize.get(edge.size)
      if (!note) continue
      assert.deepEqual(openCheckpoint(note, verifier)?.root, edge.root())
      bySize.delete(edge.size)
    }
    assert.equal(bySize.size, 0)
    for (const tile of edge.partial()) {
      tiles.set(`${tile.level}/${tile.index}`, tile.data.toString('hex'))
    }
    const stored = await rows<{ place: string; hex: string }>(
      client,
      `select level || '/' || idx as place, encode(data, 'hex') as hex
         from journal_tile where generation = $1`,
      [log.generation],
    )
    assert.deepEqual(new Map(stored.map(({ place, hex }) => [place, hex])), tiles)
  }
}
