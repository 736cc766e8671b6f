/** C2SP tlog-tiles: the tree cut into tiles of 256 hashes, entry bundles, and the growing edge. */
import { EMPTY_ROOT, HASH_BYTES, leafHash, nodeHash } from './merkle.ts'
import type { Hash, NodeReader } from './merkle.ts'

export const TILE_WIDTH = 256
const TILE_LEVELS = 8

/** Up to 256 neighbouring hashes of one tile level: `data` is their concatenation. */
export type Tile = { readonly level: number; readonly index: number; readonly data: Buffer }

/** `tile/0/x001/x234/067` or, narrower than 256, `tile/0/000.p/17`; level `entries` for bundles. */
export function tilePath(level: number | 'entries', index: number, width: number): string {
  const path = `tile/${level}/${numberPath(index)}`
  return width === TILE_WIDTH ? path : `${path}.p/${width}`
}

/** The tiles of a tree of `size`, each with its width, lowest level first. */
export function* tilesOf(size: number): Generator<{ level: number; index: number; width: number }> {
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / TILE_WIDTH)) {
    for (let index = 0; index * TILE_WIDTH < count; index++) {
      yield { level, index, width: Math.min(TILE_WIDTH, count - index * TILE_WIDTH) }
    }
  }
}

/** The partial tiles at the right edge of a tree of `size`: what a sequencer must load to go on. */
export function edgeOf(size: number): { level: number; index: number }[] {
  const edge: { level: number; index: number }[] = []
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / TILE_WIDTH)) {
    if (count % TILE_WIDTH > 0) edge.push({ level, index: Math.floor(count / TILE_WIDTH) })
  }
  return edge
}

/** Reads nodes out of tiles; `tile` throws for one it does not have. */
export function tileReader(tile: (level: number, index: number) => Buffer): NodeReader {
  return (level, index) => {
    const height = level % TILE_LEVELS
    const perTile = TILE_WIDTH / 2 ** height
    const data = tile((level - height) / TILE_LEVELS, Math.floor(index / perTile))
    return nodeInTile(data, height, index % perTile)
  }
}

/** One bundle of entries: each preceded by its length as uint16, big-endian. */
export function bundle(entries: readonly Uint8Array[]): Buffer {
  const parts: Uint8Array[] = []
  for (const entry of entries) {
    const length = Buffer.alloc(2)
    length.writeUInt16BE(entry.length)
    parts.push(length, entry)
  }
  return Buffer.concat(parts)
}

/** The right edge of a growing tree: one compact range and the unfinished tile of each level. */
export class Edge {
  size = 0
  // Complete subtrees by height, present where the bit of `size` is set.
  private readonly frontier: Hash[] = []
  private readonly open: { index: number; width: number; data: Buffer }[] = []

  /** The edge of a tree of `size` whose partial tiles (edgeOf) are given. */
  static load(size: number, partial: readonly Tile[]): Edge {
    const edge = new Edge()
    edge.size = size
    for (const { level, index, data } of partial) {
      const width = Math.floor(size / TILE_WIDTH ** level) % TILE_WIDTH
      if (data.length !== width * HASH_BYTES) throw new Error(`tile ${level}/${index} is damaged`)
      data.copy(edge.tileAt(level, index).data)
      edge.tileAt(level, index).width = width
      for (let height = 0, end = width; height < TILE_LEVELS; height++) {
        if (Math.floor(width / 2 ** height) % 2 === 0) continue
        end -= 2 ** height
        const subtree = nodeInTile(data, height, end / 2 ** height)
        edge.frontier[level * TILE_LEVELS + height] = Buffer.from(subtree)
      }
    }
    return edge
  }

  /** Adds one leaf; `full` is called with every tile that this completes. */
  add(leaf: Hash, full: (tile: Tile) => void): void {
    let node = leaf
    let height = 0
    for (let rest = this.size; ; rest = Math.floor(rest / 2), height++) {
      if (height % TILE_LEVELS === 0) this.put(height / TILE_LEVELS, node, full)
      if (rest % 2 === 0) break
      node = nodeHash(this.frontier[height] as Hash, node)
    }
    this.frontier[height] = node
    this.size++
  }

  /** The unfinished tiles, copied. */
  partial(): Tile[] {
    return this.open.flatMap(({ index, width, data }, level) =>
      width === 0
        ? []
        : [{ level, index, data: Buffer.from(data.subarray(0, width * HASH_BYTES)) }],
    )
  }

  root(): Hash {
    let root: Hash | undefined
    for (let rest = this.size, height = 0; rest > 0; rest = Math.floor(rest / 2), height++) {
      if (rest % 2 === 0) continue
      const subtree = this.frontier[height] as Hash
      root = root ? nodeHash(subtree, root) : subtree
    }
    return root ?? EMPTY_ROOT
  }

  private put(level: number, node: Hash, full: (tile: Tile) => void): void {
    const count = Math.floor(this.size / TILE_WIDTH ** level)
    const tile = this.tileAt(level, Math.floor(count / TILE_WIDTH))
    node.copy(tile.data, tile.width * HASH_BYTES)
    tile.width++
    if (tile.width < TILE_WIDTH) return
    full({ level, index: tile.index, data: Buffer.from(tile.data) })
    tile.index++
    tile.width = 0
  }

  private tileAt(level: number, index: number): { index: number; width: number; data: Buffer } {
    return (this.open[level] ??= { index, width: 0, data: Buffer.alloc(TILE_WIDTH * HASH_BYTES) })
  }
}

/** The root over a list of entries, for small trees and tests. */
export function rootOf(entries: readonly Uint8Array[]): Hash {
  const edge = new Edge()
  for (const entry of entries) edge.add(leafHash(entry), () => undefined)
  return edge.root()
}

function nodeInTile(data: Buffer, height: number, index: number): Hash {
  if (height === 0) {
    const node = data.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES)
    if (node.length !== HASH_BYTES) throw new Error(`the tile has no hash ${index}`)
    return node
  }
  const left = nodeInTile(data, height - 1, 2 * index)
  return nodeHash(left, nodeInTile(data, height - 1, 2 * index + 1))
}

/** 1234067 → x001/x234/067 */
function numberPath(index: number): string {
  const digits = String(index)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/gu) ?? []
  return groups.map((group, n) => (n < groups.length - 1 ? `x${group}` : group)).join('/')
}
