import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { smallWorld, type World } from '../world.ts'
import { assertKept, assertWhole, rounds, seeded, startWriter } from './crashes.ts'
import type { Ack } from './life.ts'

let world: World
before(async () => {
  world = await smallWorld()
})
after(() => world.close())

test('kill -9 of the product while it writes: every answered act is there, none by half', async (t) => {
  const random = seeded((line) => t.diagnostic(line))
  const { db, keysDir, orgs } = world
  const acks: Ack[] = []
  const opened: number[] = []
  let entries = 0
  for (let round = 0; round < rounds(4); round += 1) {
    const writer = startWriter({ connection: db.connection, keysDir, orgs }, 1 + (round % 4))
    opened.push(await writer.firstAck)
    await sleep(random() * 500)
    writer.kill()
    await writer.ended
    acks.push(...writer.acks)
    await assertKept(db, writer.acks)
    entries = await assertWhole(db, keysDir)
  }
  await assertKept(db, acks)
  await world.journal.sequencer.drain()
  entries = await assertWhole(db, keysDir)
  t.diagnostic(
    `${opened.length} kills, ${acks.length} acts answered, 0 lost, ${entries} in the journal; ` +
      `first act ${Math.max(...opened).toFixed(0)} ms after opening at most`,
  )
})
