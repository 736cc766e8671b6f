import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Database, migrate, newId } from '#kernel/index.ts'
import { openStore } from '#kernel/store/index.ts'
import { registration } from '../world.ts'
import { served, type Caller, type Served } from '../served.ts'
import { assertKept, assertWhole } from './crashes.ts'
import type { Ack } from './life.ts'

const SIZE_MIB = 400
const NO_DISK = 'mounting a small disk takes root'

/** What to undo after a test, the last first. */
const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const undo of cleanUp.splice(0)) await undo()
})

/** A small disk of its own; undefined where this machine or user cannot mount one. */
function smallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'bh-disk-'))
  chmodSync(folder, 0o711)
  const options = `size=${SIZE_MIB}m,mode=0711`
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder])
  cleanUp.unshift(() => {
    if (mounted.status === 0) execFileSync('umount', ['-l', folder])
    rmSync(folder, { recursive: true, force: true })
  })
  return mounted.status === 0 ? folder : undefined
}

/** Takes all but `left` bytes of the disk. */
function fillDisk(disk: string, left = 0): void {
  const { bavail, bsize } = statfsSync(disk)
  const size = Math.max(1, bavail * bsize - left)
  execFileSync('fallocate', ['-l', String(size), join(disk, `filler-${newId()}`)])
}

function freeDisk(disk: string): void {
  execFileSync('/bin/sh', ['-c', 'rm "$1"/filler-*', 'sh', disk])
}

type Disk = {
  readonly disk: string
  readonly db: Database
  readonly product: Served
  readonly clerk: Caller
  readonly acks: Ack[]
  /** Registers a finding; answers the HTTP status, and keeps what was acknowledged. */
  readonly register: (key?: string) => Promise<number>
}

/** The product over HTTP on a small disk of its own, with five findings. */
async function onSmallDisk(disk: string): Promise<Disk> {
  const store = await openStore({ dataDir: join(disk, 'data'), purpose: 'server' })
  cleanUp.unshift(() => store.close())
  const db = new Database(store.connection, 6)
  cleanUp.unshift(() => db.close())
  await migrate(db)
  const product = await served(undefined, db)
  cleanUp.unshift(() => product.close())
  const clerk = await product.as('qy.anwei')
  const acks: Ack[] = []
  async function register(key = newId()): Promise<number> {
    const finding = registration({ text: '文'.repeat(1500) })
    const reply = await clerk.post('/api/findings', finding, { 'idempotency-key': key })
    if (reply.status === 200) {
      acks.push({ ...(reply.body as Ack), actId: String(reply.headers['bihuan-act']) })
    }
    return reply.status
  }
  for (let n = 0; n < 5; n += 1) assert.equal(await register(), 200)
  return { disk, db, product, clerk, acks, register }
}

async function assertSound({ db, product, acks }: Disk): Promise<void> {
  await assertKept(db, acks)
  await product.product.journal.sequencer.drain()
  await assertWhole(db, join(product.product.dataDir, 'keys'))
}

test('a full disk: acts say so, nothing answered is lost, and all goes on once there is room', async (t) => {
  const disk = smallDisk()
  if (!disk) {
    t.skip(NO_DISK)
    return
  }
  const on = await onSmallDisk(disk)
  fillDisk(disk)
  const refused: string[] = []
  for (let n = 0; n < 400 && refused.length < 20; n += 1) {
    const key = newId()
    const status = await on.register(key)
    assert.ok(status === 200 || status === 507, `status ${status}`)
    if (status === 507) refused.push(key)
  }
  assert.equal(refused.length, 20)
  assert.equal((await on.clerk.get('/api/findings')).status, 200, 'reading goes on')
  freeDisk(disk)
  assert.equal(await on.register(refused[0]), 200, 'the same submission, once there is room')
  await assertSound(on)
  t.diagnostic(`${on.acks.length} acts answered, ${refused.length} refused with 507, 0 lost`)
})

test('no room for the write-ahead log: PostgreSQL stops itself and is started again once there is room', async (t) => {
  const disk = smallDisk()
  if (!disk) {
    t.skip(NO_DISK)
    return
  }
  const on = await onSmallDisk(disk)
  fillDisk(disk)
  await assert.rejects(async () => {
    for (let mib = 0; mib < 64; mib += 1) {
      await on.db.owner.query(`select pg_logical_emit_message(false, 'test', repeat('x', 1048576))`)
    }
  })
  await sleep(1500)
  assert.equal(await on.register(), 503, 'without PostgreSQL')
  freeDisk(disk)
  const begun = performance.now()
  let status = 0
  while (status !== 200 && performance.now() - begun < 10_000) {
    status = await on.register()
    await sleep(100)
  }
  assert.equal(status, 200, 'the product starts its PostgreSQL again')
  t.diagnostic(
    `acts are done again ${(performance.now() - begun).toFixed(0)} ms after there is room`,
  )
  await assertSound(on)
})
