import assert from 'node:assert/strict'
import { spawn, type StdioOptions } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Database, migrate, newId, rows } from '#kernel/index.ts'
import { openStore } from '#kernel/store/index.ts'
import { dataFolder, HOLD, postmasterOf, query, type Said } from '../start/holding.ts'
import { smallWorld } from '../world.ts'
import { assertKept, assertWhole, rounds, seeded, startWriter } from './crashes.ts'
import { take, wayOf, type Ack, type Step } from './life.ts'

/** What to undo after a test, in order. */
const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const undo of cleanUp.splice(0)) await undo()
})

/** The processes of a PostgreSQL server below its postmaster; none where there is no /proc. */
function childrenOf(postmaster: number): number[] {
  if (!existsSync('/proc/self/stat')) return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === postmaster
      } catch {
        return false
      }
    })
    .map(Number)
}

/** Kills PostgreSQL as a crash would: its postmaster alone, or everything at once. */
function killServer(data: string, everything: boolean): void {
  const postmaster = postmasterOf(data)
  assert.ok(postmaster, 'no PostgreSQL to kill')
  const children = everything ? childrenOf(postmaster) : []
  for (const pid of [postmaster, ...children]) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch (error) {
      assert.equal((error as NodeJS.ErrnoException).code, 'ESRCH')
    }
  }
}

test('kill -9 of PostgreSQL while acts are written: the next start has every answered act', async (t) => {
  const random = seeded((line) => t.diagnostic(line))
  const data = dataFolder(t)
  let store = await openStore({ dataDir: data, purpose: 'server' })
  const db = new Database(store.connection, 6)
  await migrate(db)
  const world = await smallWorld(undefined, db)
  cleanUp.unshift(
    () => world.close(),
    () => store.close(),
  )
  const { keysDir, orgs, journal } = world
  const acks: Ack[] = []
  const back: number[] = []
  for (let round = 0; round < rounds(2); round += 1) {
    const writer = startWriter({ connection: db.connection, keysDir, orgs })
    await writer.firstAck
    await sleep(random() * 500)
    killServer(data, round % 2 === 0)
    await writer.ended
    const begun = performance.now()
    await store.close()
    store = await openStore({ dataDir: data, purpose: 'server' })
    await rows(db.app, 'select count(*) from finding')
    back.push(performance.now() - begun)
    acks.push(...writer.acks)
    await assertKept(db, acks)
    await assertWhole(db, keysDir)
  }
  await journal.sequencer.drain()
  const entries = await assertWhole(db, keysDir)
  t.diagnostic(
    `${back.length} kills, ${acks.length} acts answered, 0 lost, ${entries} in the journal; ` +
      `answers again after ${Math.max(...back).toFixed(0)} ms at most`,
  )
})

test('a connection of PostgreSQL is killed in an act: the product goes on by itself', async (t) => {
  const data = dataFolder(t)
  const store = await openStore({ dataDir: data, purpose: 'server' })
  const db = new Database(store.connection, 6)
  await migrate(db)
  const world = await smallWorld(undefined, db)
  cleanUp.unshift(
    () => world.close(),
    () => store.close(),
  )
  const [register, handOver] = wayOf(world)
  const at = await take(world.runner, register!, undefined, newId())
  const key = newId()
  const killing = {
    ...handOver!,
    command: {
      ...handOver!.command,
      async load(client, input, given) {
        const [{ pid } = { pid: 0 }] = await rows<{ pid: number }>(
          client,
          'select pg_backend_pid() as pid',
        )
        process.kill(pid, 'SIGKILL')
        return handOver!.command.load(client, input, given)
      },
    } satisfies Step['command'],
  }
  await assert.rejects(take(world.runner, killing, at, key))
  const begun = performance.now()
  let done: Ack | undefined
  while (!done && performance.now() - begun < 20_000) {
    done = await take(world.runner, handOver!, at, key).catch(() => undefined)
    if (!done) await sleep(50)
  }
  t.diagnostic(`acts are done again after ${(performance.now() - begun).toFixed(0)} ms`)
  assert.equal(done?.revision, at.revision + 1)
  await assertWhole(db, world.keysDir)
})

test('kill -9 of PostgreSQL under a running product: it starts it again by itself', async (t) => {
  const data = dataFolder(t)
  const store = await openStore({ dataDir: data, purpose: 'server' })
  const db = new Database(store.connection, 6)
  await migrate(db)
  const world = await smallWorld(undefined, db)
  cleanUp.unshift(
    () => world.close(),
    () => store.close(),
  )
  const [register, handOver] = wayOf(world)
  const at = await take(world.runner, register!, undefined, newId())
  const key = newId()
  killServer(data, true)
  const begun = performance.now()
  let done: Ack | undefined
  while (!done && performance.now() - begun < 20_000) {
    done = await take(world.runner, handOver!, at, key).catch(() => undefined)
    if (!done) await sleep(50)
  }
  t.diagnostic(`acts are done again after ${(performance.now() - begun).toFixed(0)} ms`)
  assert.equal(done?.revision, at.revision + 1)
  await untilHeld(db)
  await assert.rejects(openStore({ dataDir: data, purpose: 'server' }), /已有一个服务在运行/)
  await assertWhole(db, world.keysDir)
})

test('another server that is quicker after kill -9 keeps the folder, and the first is told', async (t) => {
  const data = dataFolder(t)
  let tell: (refusal: Error) => void
  const told = new Promise<Error>((resolve) => (tell = resolve))
  let second: Quick | undefined
  const store = await openStore({
    dataDir: data,
    purpose: 'server',
    onLost: () => (second = holdWhileNothingElseRuns(data)),
    onTaken: (refusal) => tell(refusal),
  })
  cleanUp.unshift(() => second?.letGo())
  killServer(data, true)
  assert.match((await told).message, /已有一个服务在运行/)
  await store.close()
  assert.equal(second?.said.how, 'started')
  assert.deepEqual(await query(second?.said.url, 'select 1 as one'), [{ one: 1 }])
})

type Quick = { readonly said: Said; readonly letGo: () => Promise<unknown> }

/** Another process opens the store while this one stands still until that is done. */
function holdWhileNothingElseRuns(data: string): Quick {
  const file = join(data, 'said')
  const stdio: StdioOptions = ['pipe', openSync(file, 'w'), 'inherit']
  const child = spawn(process.execPath, [HOLD, data, 'server'], { stdio, detached: true })
  const ended = once(child, 'exit')
  const standing = new Int32Array(new SharedArrayBuffer(4))
  while (!readFileSync(file, 'utf8').endsWith('\n')) Atomics.wait(standing, 0, 0, 20)
  const letGo = () => {
    child.stdin?.end()
    return ended
  }
  return { said: JSON.parse(readFileSync(file, 'utf8')) as Said, letGo }
}

/** Waits until a server holds the store again: acts may be answered a moment before. */
async function untilHeld(db: Database): Promise<void> {
  const held = () =>
    rows(
      db.owner,
      `select from pg_locks where locktype = 'advisory' and granted
          and (classid, objid) = (8640, 2)`,
    )
  while ((await held()).length === 0) await sleep(20)
}
