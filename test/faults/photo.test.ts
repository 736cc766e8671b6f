import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { isRefusal, newId, type Actor, type Outcome } from '#kernel/index.ts'
import { openFileStore, receiveUpload, type FileStore } from '#files/index.ts'
import { makePhoto } from '../../src/files/trial.ts'
import { smallWorld, type World } from '../world.ts'
import { assertWhole } from './crashes.ts'
import { take, wayOf, type Ack } from './life.ts'

let world: World
let folder: string
let store: FileStore
before(async () => {
  world = await smallWorld()
  folder = await mkdtemp(join(tmpdir(), 'bihuan-photo-'))
  store = await openFileStore(folder)
})
after(async () => {
  await world.close()
  await rm(folder, { recursive: true })
})

async function uploaded(bytes: Buffer, actor: Actor): Promise<string> {
  const upload = { filename: '整改后.jpg', stream: Readable.from([bytes]) }
  const said = { declaredUnclassified: true, position: 'none' }
  const given = { db: world.db.app, store, now: world.clock.now() }
  const view = await receiveUpload(given, actor, upload, said)
  assert.ok(!isRefusal(view))
  return view.id
}

/** A finding that the plant has received, and who of the plant reports it. */
async function received(): Promise<{ at: Ack; plant: Actor }> {
  const [register, handOver, receive] = wayOf(world)
  let at = await take(world.runner, register!, undefined, newId())
  at = await take(world.runner, handOver!, at, newId())
  at = await take(world.runner, receive!, at, newId())
  return { at, plant: receive!.by }
}

test('the same photo as “after” in two findings at once: one of the two is refused', async () => {
  for (let turn = 0; turn < 4; turn += 1) {
    const photo = await makePhoto(turn + 1)
    const both = [await received(), await received()]
    const uploads = [await uploaded(photo, both[0]!.plant), await uploaded(photo, both[1]!.plant)]
    const outcomes: Outcome[] = await Promise.all(
      both.map(({ at, plant }, nth) => {
        const evidence = [{ upload: uploads[nth], phase: 'after' }]
        const body = { revision: at.revision, note: '已整改', evidence }
        return world.act(world.commands.report as never, { id: at.id, body }, plant)
      }),
    )
    assert.equal(outcomes.filter((one) => 'done' in one).length, 1, JSON.stringify(outcomes))
    const refused = outcomes.find((one) => 'refused' in one)
    assert.match(refused && 'refused' in refused ? refused.refused : '', /整改后照片/)
  }
  await assertWhole(world.db, world.keysDir)
})
