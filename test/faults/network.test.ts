import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId, rows, type Command } from '#kernel/index.ts'
import { smallWorld, type World } from '../world.ts'
import { assertKept, assertWhole } from './crashes.ts'
import { openLife, take, wayOf, type Ack, type Life, type Step } from './life.ts'
import { proxyTo, type Proxy } from './proxy.ts'

const PATIENCE_MS = 700

let world: World
let proxy: Proxy
let life: Life
const acks: Ack[] = []
before(async () => {
  world = await smallWorld()
  proxy = await proxyTo(String(world.db.connection.connectionString))
  const connection = { ...proxy.connection, query_timeout: PATIENCE_MS }
  life = await openLife({ connection, keysDir: world.keysDir, orgs: world.orgs }, 4)
})
after(async () => {
  proxy.set('whole')
  await life.journal.sequencer.stop()
  await life.db.close()
  await proxy.close()
  await world.close()
})

async function acted(step: Step, at: Ack | undefined, key: string): Promise<Ack> {
  const ack = await take(life.runner, step, at, key)
  acks.push(ack)
  return ack
}

/** How many acts of the journal are about a finding's revision, however often it was asked for. */
async function actsOf(id: string): Promise<string[]> {
  const found = await rows<{ act: string }>(
    world.db.owner,
    `select act from (select id as n, act, subject_id, 1 as later from journal_pending
        union all select idx, act, subject_id, 0 from journal_entry) a
      where subject_id = $1 order by later, n`,
    [id],
  )
  return found.map(({ act }) => act)
}

test('the answer to a commit is lost: the same key tells it, and nothing is done twice', async () => {
  const [register, handOver] = wayOf(life)
  const at = await acted(register!, undefined, newId())
  const key = newId()
  proxy.set('cut after commit')
  await assert.rejects(acted(handOver!, at, key))
  proxy.set('whole')
  const told = await acted(handOver!, at, key)
  assert.equal(told.revision, at.revision + 1)
  assert.deepEqual(await actsOf(at.id), ['finding.register', 'finding.hand_over'])
})

test('a commit that never arrived: nothing was done, and the same key does it', async () => {
  const [register, handOver] = wayOf(life)
  const at = await acted(register!, undefined, newId())
  const key = newId()
  proxy.set('cut before commit')
  await assert.rejects(acted(handOver!, at, key))
  assert.deepEqual(await actsOf(at.id), ['finding.register'])
  proxy.set('whole')
  await acted(handOver!, at, key)
  assert.deepEqual(await actsOf(at.id), ['finding.register', 'finding.hand_over'])
})

/** A command whose loading is interrupted between two statements, while its connection is idle. */
function interrupted(step: Step, fault: () => void): Step {
  const command: Command<never, never> = {
    ...step.command,
    async load(client, input, at) {
      const loaded = await step.command.load(client, input, at)
      fault()
      await new Promise((resolve) => setTimeout(resolve, 50))
      return loaded
    },
  }
  return { ...step, command }
}

test('all connections are cut in the midst of an act: it fails, the product lives on', async () => {
  const [register, handOver] = wayOf(life)
  const at = await acted(register!, undefined, newId())
  const key = newId()
  const cut = interrupted(handOver!, () => proxy.cut())
  await assert.rejects(acted(cut, at, key))
  assert.deepEqual(await actsOf(at.id), ['finding.register'])
  await acted(handOver!, at, key)
})

test('connections that fell silent: the act gives up, others go on, its lock is let go', async () => {
  const [register, handOver] = wayOf(life)
  const at = await acted(register!, undefined, newId())
  const key = newId()
  const silent = interrupted(handOver!, () => proxy.set('silent'))
  await assert.rejects(acted(silent, at, key), /timeout|Connection terminated/)
  proxy.set('whole')
  await acted(register!, undefined, newId())
  await acted(handOver!, at, key)
  assert.deepEqual(await actsOf(at.id), ['finding.register', 'finding.hand_over'])
})

test('a crowd larger than the pool, with nothing in memory, is served', async () => {
  const { connection, keysDir, orgs } = { ...world, connection: world.db.connection }
  const small = await openLife({ connection, keysDir, orgs }, 4)
  try {
    const all = Array.from({ length: 24 }, () =>
      take(small.runner, wayOf(small)[0]!, undefined, newId()),
    )
    acks.push(...(await Promise.all(all)))
  } finally {
    await small.db.close()
  }
})

test('the sequencer goes on after every such fault and seals each entry once', async () => {
  const { sequencer } = life.journal
  for (const fault of ['cut after commit', 'cut before commit', 'cut after commit'] as const) {
    await acted(wayOf(life)[0]!, undefined, newId())
    proxy.set(fault)
    await assert.rejects(sequencer.run())
    proxy.set('whole')
    await assertWhole(world.db, world.keysDir)
  }
  await sequencer.drain()
  const [{ n } = { n: -1 }] = await rows<{ n: number }>(
    world.db.owner,
    'select count(*)::int as n from journal_pending',
  )
  assert.equal(n, 0)
  await assertWhole(world.db, world.keysDir)
  await assertKept(world.db, acks)
})
