import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'

const root = join(import.meta.dirname, '../..')

/** A checkout of nothing but what the script reads, with a stand-in for npm. */
function checkout(t: TestContext, npm = ''): { folder: string; env: NodeJS.ProcessEnv } {
  const folder = mkdtempSync(join(tmpdir(), 'bh-ready-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'tools'))
  cpSync(join(root, 'tools/ready.mjs'), join(folder, 'tools/ready.mjs'))
  writeFileSync(join(folder, 'package-lock.json'), '{}')
  writeFileSync(join(folder, 'npm-cli.js'), npm)
  const npmPath = join(folder, 'npm-cli.js')
  const env = { ...process.env, npm_execpath: npmPath, NODE_TO_INSTALL: process.execPath }
  return { folder, env }
}

// Installs a Node and native packages that do nothing, and notes each installation.
const installs = `
  const fs = require('node:fs')
  fs.appendFileSync('installs', process.argv.slice(2).join(' ') + '\\n')
  setTimeout(() => {
    for (const name of ['@node-rs/argon2', 'sharp', '.bin']) {
      fs.mkdirSync('node_modules/' + name, { recursive: true })
      if (name !== '.bin') fs.writeFileSync('node_modules/' + name + '/index.js', '')
    }
    fs.symlinkSync(process.env.NODE_TO_INSTALL, 'node_modules/.bin/node')
  }, 300)`

async function ready(folder: string, env: NodeJS.ProcessEnv): Promise<[number, string]> {
  const child = spawn(process.execPath, [join(folder, 'tools/ready.mjs'), 'web'], { env })
  let text = ''
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const [status] = (await once(child, 'close')) as [number]
  return [status, text]
}

test('two at once on a clean clone install once, and both succeed', async (t) => {
  const { folder, env } = checkout(t, installs)
  const both = await Promise.all([ready(folder, env), ready(folder, env)])
  assert.deepEqual(
    both.map(([status]) => status),
    [0, 0],
  )
  const [line, ...more] = readFileSync(join(folder, 'installs'), 'utf8').trim().split('\n')
  assert.deepEqual(more, [])
  for (const option of ['ci', '--include=dev', '--ignore-scripts=false', '--no-audit']) {
    assert.ok(line?.split(' ').includes(option), option)
  }
  assert.ok(!existsSync(join(folder, '.ready.lock')))
  assert.deepEqual(await ready(folder, env), [0, ''], 'the third has nothing to do')
})

test('a changed lockfile is installed again', async (t) => {
  const { folder, env } = checkout(
    t,
    installs
      .replace('fs.symlinkSync', 'try { fs.symlinkSync')
      .replace("/node')", "/node') } catch {}"),
  )
  await ready(folder, env)
  writeFileSync(join(folder, 'package-lock.json'), '{"changed":true}')
  assert.equal((await ready(folder, env))[0], 0)
  assert.equal(readFileSync(join(folder, 'installs'), 'utf8').trim().split('\n').length, 2)
})

test('a lock whose owner died is taken over', async (t) => {
  const { folder, env } = checkout(t, installs)
  mkdirSync(join(folder, '.ready.lock'))
  const dead = spawnSync(process.execPath, ['-e', '']).pid
  writeFileSync(join(folder, '.ready.lock/owner'), `${hostname()}\n${dead} 1\n`)
  assert.equal((await ready(folder, env))[0], 0)
})

test('a failed installation is a sentence and is not taken for done', async (t) => {
  const { folder, env } = checkout(t, 'process.exit(1)')
  const [status, text] = await ready(folder, env)
  assert.equal(status, 1)
  assert.match(text, /依赖安装失败/)
  assert.ok(!existsSync(join(folder, '.ready.lock')))
  writeFileSync(join(folder, 'npm-cli.js'), installs)
  assert.equal((await ready(folder, env))[0], 0)
})

test('native packages that do not load are named', async (t) => {
  const { folder, env } = checkout(t, installs.replace("'sharp', ", ''))
  const [status, text] = await ready(folder, env)
  assert.equal(status, 1)
  assert.match(text, /sharp: Cannot find module/)
  assert.match(text, /请删除 node_modules 后重试/)
})

test('an old Node is refused with a sentence', (t) => {
  const { folder, env } = checkout(t)
  const asVersion = (version: string) => {
    const change = `Object.defineProperty(process, 'versions', { value: { node: '${version}' } })`
    const preload = `--import=data:text/javascript,${encodeURIComponent(change)}`
    const args = [preload, join(folder, 'tools/ready.mjs')]
    return spawnSync(process.execPath, args, { env, encoding: 'utf8' })
  }
  for (const old of ['16.20.2', '18.20.4', '20.18.3', '21.7.3', '22.11.0']) {
    const ran = asVersion(old)
    assert.equal(ran.status, 1)
    assert.match(ran.stderr, /^需要 Node 20\.19 以上/, old)
  }
  for (const fit of ['20.19.0', '22.12.0', '23.0.0', '24.1.0']) {
    assert.doesNotMatch(asVersion(fit).stderr, /^需要 Node/, fit)
  }
})

test(
  'two starts at once in a real clean clone',
  { skip: !process.env['BIHUAN_SLOW'] },
  async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'bh-clone-'))
    t.after(() => rmSync(folder, { recursive: true, force: true }))
    spawnSync('git', ['clone', '-q', root, folder])
    const env = { ...process.env, NODE_ENV: 'production', npm_config_ignore_scripts: 'true' }
    const run = async (...words: string[]): Promise<unknown> => {
      const child = spawn('npm', ['run', ...words], { cwd: folder, env, stdio: 'ignore' })
      return (await once(child, 'exit'))[0]
    }
    const both = [run('check', 'shape'), run('test', '--', 'journal/merkle')]
    assert.deepEqual(await Promise.all(both), [0, 0])
    assert.ok(existsSync(join(folder, 'node_modules/.ready')))
  },
)
