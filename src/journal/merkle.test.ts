import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import {
  consistencyProof,
  EMPTY_ROOT,
  inclusionProof,
  leafHash,
  nodeHash,
  rangeHash,
  verifyConsistency,
  verifyInclusion,
  verifySubtreeConsistency,
  verifySubtreeInclusion,
} from './merkle.ts'
import type { Hash, NodeReader } from './merkle.ts'
import { Edge, edgeOf, rootOf, tilePath, tileReader, tilesOf } from './tiles.ts'
import type { Tile } from './tiles.ts'

const shared = process.env.BIHUAN_SHARED ?? join(import.meta.dirname, '../../../shared')
const cases = join(shared, 'data/merkle')
const skip = existsSync(cases) ? false : `no proof cases at ${cases} (set BIHUAN_SHARED)`
if (skip) console.log(`skipped: ${skip}`)

type Case = { file: string; wantErr: boolean; [field: string]: unknown }

function* casesIn(folder: string): Generator<Case> {
  for (const one of readdirSync(join(cases, folder), { recursive: true, withFileTypes: true })) {
    const file = join(one.parentPath, one.name)
    if (one.isFile()) yield { ...JSON.parse(readFileSync(file, 'utf8')), file }
  }
}

const hash = (text: unknown): Hash => Buffer.from(typeof text === 'string' ? text : '', 'base64')
const proofOf = (one: Case) => ((one.proof ?? []) as string[]).map(hash)
const range = (one: Case) => ({ start: Number(one.start), end: Number(one.end) })

function tryAll(folder: string, count: number, holds: (one: Case) => boolean) {
  it(`${folder}: each as its file says`, { skip }, () => {
    const all = [...casesIn(folder)]
    assert.equal(all.length, count)
    assert.ok(all.some((one) => !one.wantErr))
    for (const one of all) assert.equal(holds(one), !one.wantErr, one.file)
  })
}

describe('proof cases of transparency-dev/merkle', () => {
  tryAll('inclusion', 98, (one) =>
    verifyInclusion(
      Number(one.leafIdx),
      Number(one.treeSize),
      hash(one.leafHash),
      proofOf(one),
      hash(one.root),
    ),
  )
  tryAll('consistency', 98, (one) =>
    verifyConsistency(
      Number(one.size1),
      Number(one.size2),
      hash(one.root1),
      hash(one.root2),
      proofOf(one),
    ),
  )
  tryAll('subtreeinclusion', 204, (one) =>
    verifySubtreeInclusion(
      Number(one.leafIdx),
      range(one),
      hash(one.leafHash),
      proofOf(one),
      hash(one.root),
    ),
  )
  tryAll('subtreeconsistency', 118, (one) =>
    verifySubtreeConsistency(
      range(one),
      Number(one.size),
      hash(one.root1),
      hash(one.root2),
      proofOf(one),
    ),
  )
})

describe('roots of the eight leaves of Certificate Transparency', () => {
  const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657']
    .concat('606162636465666768696a6b6c6d6e6f')
    .map((hex) => Buffer.from(hex, 'hex'))
  const roots = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ]
  it('are those published', () => {
    assert.equal(
      EMPTY_ROOT.toString('hex'),
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    )
    roots.forEach((root, n) => assert.equal(rootOf(leaves.slice(0, n + 1)).toString('hex'), root))
  })
})

describe('a log of 70,000 entries', () => {
  const size = 70_000
  const leaves = Array.from({ length: size }, (_, n) => leafHash(Buffer.from(`entry ${n}`)))
  const tiles = new Map<string, Tile>()
  const keep = (tile: Tile) => tiles.set(`${tile.level}/${tile.index}`, tile)
  const edge = new Edge()
  for (const leaf of leaves) edge.add(leaf, keep)
  edge.partial().forEach(keep)
  const stored = tileReader((level, index) => tiles.get(`${level}/${index}`)!.data)
  const nodes = new Map<string, Hash>()
  const plain: NodeReader = (level, index) => {
    if (level === 0) return leaves[index]!
    const key = `${level}/${index}`
    const known = nodes.get(key)
    if (known) return known
    const node = nodeHash(plain(level - 1, 2 * index), plain(level - 1, 2 * index + 1))
    nodes.set(key, node)
    return node
  }

  it('has the tiles that the specification works out for this size', () => {
    const all = [...tilesOf(size)]
    assert.equal(all.filter((t) => t.level === 0 && t.width === 256).length, 273)
    const partial = all.filter((t) => t.width < 256).map((t) => `${t.level}:${t.width}`)
    assert.deepEqual(partial, ['0:112', '1:17', '2:1'])
    assert.equal(tiles.size, all.length)
    for (const { level, index, width } of all) {
      assert.equal(tiles.get(`${level}/${index}`)?.data.length, width * 32)
    }
  })

  it('has one root from the edge, from the tiles and from the leaves', () => {
    const root = rangeHash({ start: 0, end: size }, plain)
    assert.deepEqual(edge.root(), root)
    assert.deepEqual(rangeHash({ start: 0, end: size }, stored), root)
  })

  it('proves inclusion and consistency from its tiles', () => {
    const root = edge.root()
    for (const index of [0, 1, 255, 256, 65_535, 65_536, 69_999]) {
      const proof = inclusionProof(index, size, stored)
      assert.ok(verifyInclusion(index, size, leaves[index]!, proof, root))
      assert.ok(!verifyInclusion(index, size, leaves[index ^ 1]!, proof, root))
      assert.ok(!verifyInclusion(index ^ 1, size, leaves[index]!, proof, root))
    }
    for (const old of [1, 2, 255, 256, 257, 65_536, 65_537, 69_999, size]) {
      const oldRoot = rangeHash({ start: 0, end: old }, plain)
      const proof = consistencyProof(old, size, stored)
      assert.ok(verifyConsistency(old, size, oldRoot, root, proof), String(old))
      assert.ok(!verifyConsistency(old, size, leaves[0]!, root, proof) || old === 1)
    }
  })

  it('goes on from any size with nothing but the partial tiles', () => {
    for (const stop of [1, 255, 256, 257, 511, 65_536, 65_792, 69_999]) {
      const first = new Edge()
      const seen = new Map<string, Tile>()
      const note = (tile: Tile) => seen.set(`${tile.level}/${tile.index}`, tile)
      for (const leaf of leaves.slice(0, stop)) first.add(leaf, note)
      first.partial().forEach(note)
      const again = Edge.load(
        stop,
        edgeOf(stop).map(({ level, index }) => seen.get(`${level}/${index}`)!),
      )
      assert.deepEqual(again.root(), first.root(), String(stop))
      for (const leaf of leaves.slice(stop, stop + 600)) again.add(leaf, note)
      const end = Math.min(size, stop + 600)
      assert.deepEqual(again.root(), rangeHash({ start: 0, end }, plain), String(stop))
    }
  })
})

it('writes tile paths as the specification does', () => {
  assert.equal(tilePath(0, 1_234_067, 256), 'tile/0/x001/x234/067')
  assert.equal(tilePath(1, 0, 17), 'tile/1/000.p/17')
  assert.equal(tilePath('entries', 273, 112), 'tile/entries/273.p/112')
})
