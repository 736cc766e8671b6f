import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import test, { type TestContext } from 'node:test'
import pg from 'pg'
import { clusterOf, crash, dataFolder, hold, isRunning, postmasterOf, query } from './holding.ts'

const isRoot = process.getuid?.() === 0
const modeOf = (path: string) => statSync(path).mode & 0o777
const socketOf = (url = '') => decodeURIComponent(new URL(url).hostname)

test('the first start makes a cluster that nobody else can enter', async (t) => {
  const data = dataFolder(t)
  const server = await hold(data, 'server')
  assert.equal(server.said.how, 'started')
  assert.equal(server.said.isNew, true)
  assert.equal(modeOf(join(data, 'secret')), 0o600)
  assert.equal(modeOf(data) & 0o007, 0, 'others stay out of the data folder')
  assert.equal(modeOf(clusterOf(data)), 0o700)
  const socket = socketOf(server.said.url)
  assert.equal(modeOf(socket), 0o700)
  assert.equal(statSync(socket).uid, statSync(clusterOf(data)).uid)
  const settings = await query(
    server.said.url,
    `select current_setting('TimeZone') as zone, current_setting('listen_addresses') as tcp,
            current_setting('fsync') || current_setting('synchronous_commit') as durable,
            pg_encoding_to_char(encoding) as encoding, datlocale as locale
       from pg_database where datname = current_database()`,
  )
  const expected = { zone: 'UTC', tcp: '', durable: 'onon', encoding: 'UTF8', locale: 'C.UTF-8' }
  assert.deepEqual(settings, [expected])
  await server.letGo()
  assert.equal(postmasterOf(data), undefined, 'stopped')
})

test('a wrong password is refused', async (t) => {
  const data = dataFolder(t)
  const server = await hold(data, 'server')
  const address = new URL(server.said.url ?? '')
  address.password = 'wrong'
  await assert.rejects(query(address.toString(), 'select 1'), /password authentication failed/)
  writeFileSync(join(data, 'secret'), 'another\n')
  const next = await hold(data, 'command')
  assert.match(next.said.refused ?? '', /secret 与数据库的密码不符/)
  await server.letGo()
})

test('another user of the machine cannot reach the socket', { skip: !isRoot }, async (t) => {
  const server = await hold(dataFolder(t), 'server')
  const socket = socketOf(server.said.url)
  const nobody = { uid: 65534, gid: 65534 }
  const enters = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', socket], { ...nobody, cwd: '/' })
  assert.notEqual(enters.status, 0)
  await server.letGo()
})

test('a second server is refused with a sentence and the first goes on', async (t) => {
  const data = dataFolder(t)
  const first = await hold(data, 'server')
  const second = await hold(data, 'server')
  const pid = first.child.pid
  assert.match(second.said.refused ?? '', new RegExp(`已有一个服务在运行（进程 ${pid}）`))
  assert.match(second.said.refused ?? '', /Another server/)
  assert.deepEqual(await query(first.said.url, 'select 1 as one'), [{ one: 1 }])
  await first.letGo()
})

test('two first starts at once: one serves, one is refused', async (t) => {
  const data = dataFolder(t)
  const both = await Promise.all([hold(data, 'server'), hold(data, 'server')])
  const served = both.filter((holder) => holder.said.how)
  assert.equal(served.length, 1)
  assert.equal(both.filter((holder) => holder.said.refused).length, 1)
  await served[0]?.letGo()
})

test('after a kill -9 the next start adopts, with every row, and ends what was left', async (t) => {
  const data = dataFolder(t)
  const first = await hold(data, 'server')
  await query(first.said.url, 'create table kept (n int); insert into kept values (7)')
  const postmaster = postmasterOf(data)
  const left = new pg.Client({ connectionString: first.said.url })
  const ended = new Promise((resolve) => left.once('end', resolve))
  left.on('error', () => undefined)
  await left.connect()
  await crash(first)
  const next = await hold(data, 'server')
  assert.equal(next.said.how, 'adopted')
  assert.match(next.said.say?.join('') ?? '', /已接管仍在运行的数据库，并断开其遗留的 1 个连接/)
  await ended
  assert.equal(postmasterOf(data), postmaster)
  assert.deepEqual(await query(next.said.url, 'select n from kept'), [{ n: 7 }])
  await next.letGo()
  assert.equal(postmasterOf(data), undefined)
})

test('after a kill -9 of everything the next start recovers', async (t) => {
  const data = dataFolder(t)
  const first = await hold(data, 'server')
  await query(first.said.url, 'create table kept (n int); insert into kept values (7)')
  process.kill(postmasterOf(data) ?? 0, 'SIGKILL')
  await crash(first)
  const next = await hold(data, 'server')
  assert.equal(next.said.how, 'started')
  assert.deepEqual(await query(next.said.url, 'select n from kept'), [{ n: 7 }])
  await next.letGo()
})

/** Leaves a postmaster.pid that names `pid`, as if the machine had gone down and come up again. */
async function staleFile(data: string, pid: number): Promise<void> {
  const server = await hold(data, 'server')
  const file = join(clusterOf(data), 'postmaster.pid')
  const text = readFileSync(file, 'utf8').replace(/^\d+/, String(pid))
  await server.letGo()
  writeFileSync(file, text, { mode: 0o600 })
  if (isRoot) spawnSync('chown', [`--reference=${clusterOf(data)}`, file])
}

test('a postmaster.pid of some other living process is cleared', async (t) => {
  const data = dataFolder(t)
  await staleFile(data, process.pid)
  const server = await hold(data, 'server')
  assert.equal(server.said.how, 'started')
  assert.ok(isRunning(process.pid))
  await server.letGo()
})

test('a postmaster.pid of a zombie is cleared', async (t) => {
  const data = dataFolder(t)
  await staleFile(data, await zombie(t))
  const server = await hold(data, 'server')
  assert.equal(server.said.how, 'started')
  await server.letGo()
})

/** A process that has ended and that its parent never collects. */
async function zombie(t: TestContext): Promise<number> {
  const parent = spawn('/bin/sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'])
  t.after(() => parent.kill())
  const [line] = (await once(parent.stdout, 'data')) as [Buffer]
  return Number.parseInt(line.toString(), 10)
}

test('a command leaves a running server alone', async (t) => {
  const data = dataFolder(t)
  const server = await hold(data, 'server')
  const command = await hold(data, 'command')
  assert.equal(command.said.how, 'adopted')
  await command.letGo()
  assert.deepEqual(await query(server.said.url, 'select 1 as one'), [{ one: 1 }])
  await server.letGo()
  assert.equal(postmasterOf(data), undefined)
})

test('of commands without a server the last to leave stops what was started', async (t) => {
  const data = dataFolder(t)
  const first = await hold(data, 'command')
  const second = await hold(data, 'command')
  assert.deepEqual([first.said.how, second.said.how], ['started', 'adopted'])
  await first.letGo()
  assert.deepEqual(await query(second.said.url, 'select 1 as one'), [{ one: 1 }])
  await second.letGo()
  assert.equal(postmasterOf(data), undefined)
})

test('a server adopts what a command started, which then leaves it alone', async (t) => {
  const data = dataFolder(t)
  const command = await hold(data, 'command')
  const server = await hold(data, 'server')
  assert.equal(server.said.how, 'adopted')
  await command.letGo()
  assert.deepEqual(await query(server.said.url, 'select 1 as one'), [{ one: 1 }])
  await server.letGo()
  assert.equal(postmasterOf(data), undefined)
})

test('Ctrl-C in the terminal does not reach PostgreSQL before the store is closed', async (t) => {
  const data = dataFolder(t)
  const server = await hold(data, 'server')
  process.kill(-(server.child.pid ?? 0), 'SIGINT')
  assert.deepEqual(await query(server.said.url, 'select 1 as one'), [{ one: 1 }])
  await server.letGo()
  assert.equal(postmasterOf(data), undefined)
})

test('a signal that the program does not handle stops PostgreSQL too', async (t) => {
  const data = dataFolder(t)
  const server = await hold(data, 'server')
  const ended = once(server.child, 'exit')
  server.child.kill('SIGTERM')
  await ended
  assert.equal(postmasterOf(data), undefined)
})

test(
  'a data folder where its account cannot go is kept under /var/lib',
  { skip: !isRoot },
  async (t) => {
    const data = dataFolder(t)
    chmodSync(dirname(data), 0o700)
    const first = await hold(data, 'server')
    const cluster = clusterOf(data)
    t.after(() => rmSync(cluster, { recursive: true, force: true }))
    assert.match(cluster, /^\/var\/lib\/bihuan\/[0-9a-f]{16}$/)
    assert.match(first.said.say?.[0] ?? '', new RegExp(`数据在 ${cluster}`))
    assert.equal(modeOf(cluster), 0o700)
    assert.equal(modeOf(data), 0o700)
    await query(first.said.url, 'create table kept (n int)')
    await first.letGo()
    const next = await hold(data, 'server')
    assert.deepEqual(await query(next.said.url, 'select from kept'), [])
    await next.letGo()
  },
)

test('a half-made cluster of a killed start is cleared away', async (t) => {
  const data = dataFolder(t)
  const left = join(data, 'postgres.new-4194999')
  mkdirSync(left, { recursive: true })
  chmodSync(data, 0o711)
  const server = await hold(data, 'server')
  assert.equal(server.said.isNew, true)
  assert.throws(() => statSync(left), { code: 'ENOENT' })
  await server.letGo()
})
