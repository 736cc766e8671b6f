import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { sharedFolder } from '../../test/served.ts'
import { keyOf, runRfc3797 } from './rfc3797.ts'
import { trialDraw, trialFile, trialFrame } from './trial.ts'

const folder = mkdtempSync(join(tmpdir(), 'bihuan-draws-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const CHECKER = join(import.meta.dirname, 'foreign/verify.py')
const MAIN = join(import.meta.dirname, '../app/main.ts')

function fileOf(text: string): string {
  const file = join(folder, 'draw.json')
  writeFileSync(file, text)
  return file
}

function python(text: string) {
  return spawnSync('python3', [CHECKER, fileOf(text)], { encoding: 'utf8' })
}

function bihuan(...words: string[]) {
  return spawnSync(process.execPath, [MAIN, 'draw', ...words], { encoding: 'utf8' })
}

const noPython =
  spawnSync('python3', ['-V']).status === 0 ? false : 'python3 is not on this machine'

test('the checker in Python has fewer than fifty lines', () => {
  assert.ok(readFileSync(CHECKER, 'utf8').split('\n').length <= 50)
})

test('the checker in Python draws the same, byte for byte', { skip: noPython }, () => {
  const weighted = trialFrame(40, { size: 9, substitutes: 4 })
  const frames = [
    trialFrame(1, { size: 1 }),
    trialFrame(40, { size: 9, substitutes: 4, publicSource: '双色球“第2026026期” \\ é' }),
    {
      ...weighted,
      units: weighted.units.map((unit, index) => ({ ...unit, weight: 1 + index ** 2 })),
    },
    trialFrame(9, { size: 9 }),
    trialFrame(11, { kind: 'cycle', size: 11, ceremony: 'three_party' }),
    trialFrame(11, {
      kind: 'permutation',
      size: 11,
      forbidden: [
        ['试0000000', '试0000001'],
        ['试0000003', '试0000002'],
      ],
    }),
  ]
  for (const [index, frozen] of frames.entries()) {
    const published = trialDraw(frozen, `${index}`)
    for (const given of [published, trialFile(frozen, `${index}`)]) {
      const again = python(given)
      assert.equal(again.status, 0, again.stderr)
      assert.equal(again.stdout, published)
    }
    for (const changed of [
      published.replace('"publicValue":"07', '"publicValue":"08'),
      published.replace('演示对象0', '演示对象9'),
      published.replace(
        /"value":"./,
        (text) => text.slice(0, -1) + (text.endsWith('e') ? 'f' : 'e'),
      ),
      ` ${published}`,
    ]) {
      assert.equal(python(changed).status, 1, `frame ${index}`)
    }
  }
})

test('the command line runs and verifies: 0 good, 1 no, 2 nothing to read', () => {
  const frozen = trialFrame(20, { size: 5 })
  const run = bihuan('run', fileOf(trialFile(frozen, 'x')))
  assert.equal(run.status, 0, run.stderr)
  assert.equal(run.stdout, trialDraw(frozen, 'x'))
  const good = bihuan('verify', fileOf(run.stdout), '--json')
  assert.equal(good.status, 0)
  const { ok, kind, problems } = JSON.parse(good.stdout) as Record<string, unknown>
  assert.deepEqual({ ok, kind, problems }, { ok: true, kind: 'selection', problems: [] })
  const bad = bihuan('verify', fileOf(run.stdout.replace('"size":5', '"size":6')), '--json')
  assert.equal(bad.status, 1)
  assert.equal((JSON.parse(bad.stdout) as { ok: boolean }).ok, false)
  assert.equal(bihuan('run', fileOf('{}')).status, 1)
  assert.equal(bihuan('verify', join(folder, 'absent.json')).status, 2)
  assert.equal(bihuan('verify').status, 2)
})

const examples = join(sharedFolder(), 'data/rfc3797')
const noExamples = existsSync(examples) ? false : `the RFC's material is not at ${examples}`

for (const [name, size] of [
  ['ref', 16],
  ['2022', 10],
] as const)
  test(
    `RFC 3797's example ${name} comes out of the compatibility mode`,
    { skip: noExamples },
    () => {
      const text = (end: string) => readFileSync(join(examples, `${name}.${end}`), 'utf8')
      const lines = (end: string) =>
        text(end)
          .split('\n')
          .filter((line) => line !== '')
      const seeds = lines('seeds')
        .filter((line) => !line.startsWith('#'))
        .map((line) => line.trim().split(/\s+/).map(Number))
      const done = runRfc3797(
        JSON.stringify({ format: 'rfc3797', seeds, pool: lines('names'), size }),
      )
      assert.ok(typeof done === 'string', JSON.stringify(done))
      const { result } = JSON.parse(done) as {
        result: { hashes: string[]; selected: { number: number; name: string }[] }
      }
      const rows = [...text('results').matchAll(/^ +\d+ +([0-9A-F]{32}) +\d+ +-> +(\d+) <-(.*)$/gm)]
      assert.equal(rows.length, size)
      for (const [index, [, hash, number, person]] of rows.entries()) {
        assert.equal(result.hashes[index], hash)
        assert.equal(result.selected[index]!.number, Number(number))
        if (person !== '') assert.equal(` ${result.selected[index]!.name}`, person)
      }
      const key = /^Key string is '?([^'\s]+)/m.exec(text('results'))
      if (key) assert.equal(keyOf(seeds), key[1])
    },
  )
