/** RFC 6962 Merkle trees: hashes, proofs and their checks. Pure; a hash is 32 bytes of SHA-256. */
import { createHash, hash } from 'node:crypto'

export type Hash = Buffer
export const HASH_BYTES = 32

/** The hash of the complete subtree of 2^level leaves that starts at leaf index × 2^level. */
export type NodeReader = (level: number, index: number) => Hash

/** Half-open range of leaves. */
export type Range = { readonly start: number; readonly end: number }

/** The root of a tree without leaves. */
export const EMPTY_ROOT: Hash = createHash('sha256').digest()

/** SHA-256(0x00 ‖ entry): RFC 6962 §2.1. */
export function leafHash(entry: Uint8Array): Hash {
  const bytes = Buffer.allocUnsafe(entry.length + 1)
  bytes[0] = 0
  bytes.set(entry, 1)
  return hash('sha256', bytes, 'buffer')
}

const pair = Buffer.allocUnsafe(1 + 2 * HASH_BYTES)
pair[0] = 1

/** SHA-256(0x01 ‖ left ‖ right): RFC 6962 §2.1. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Hash {
  pair.set(left, 1)
  pair.set(right, 1 + HASH_BYTES)
  return hash('sha256', pair, 'buffer')
}

/** The root over the leaves of a range, from complete subtrees; the range must start aligned. */
export function rangeHash({ start, end }: Range, node: NodeReader): Hash {
  const count = end - start
  if (count === 0) return EMPTY_ROOT
  const level = Math.log2(count)
  if (Number.isInteger(level) && start % count === 0) return node(level, start / count)
  const middle = start + largestPowerBelow(count)
  return nodeHash(rangeHash({ start, end: middle }, node), rangeHash({ start: middle, end }, node))
}

/** The hashes that lead from leaf `index` to the root of a tree of `size`; RFC 6962 §2.1.1. */
export function inclusionProof(index: number, size: number, node: NodeReader): Hash[] {
  if (index < 0 || index >= size) throw new RangeError(`no leaf ${index} in a tree of ${size}`)
  const proof: Hash[] = []
  let range: Range = { start: 0, end: size }
  while (range.end - range.start > 1) {
    const middle = range.start + largestPowerBelow(range.end - range.start)
    const left = { start: range.start, end: middle }
    const right = { start: middle, end: range.end }
    const inLeft = index < middle
    proof.push(rangeHash(inLeft ? right : left, node))
    range = inLeft ? left : right
  }
  return proof.reverse()
}

/** The hashes that show the tree of `oldSize` to be a prefix of that of `size`; RFC 6962 §2.1.2. */
export function consistencyProof(oldSize: number, size: number, node: NodeReader): Hash[] {
  if (oldSize < 1 || oldSize > size) {
    throw new RangeError(`no proof from size ${oldSize} to size ${size}`)
  }
  const proof: Hash[] = []
  let range: Range = { start: 0, end: size }
  let onLeftEdge = true
  while (oldSize !== range.end) {
    const middle = range.start + largestPowerBelow(range.end - range.start)
    const left = { start: range.start, end: middle }
    const right = { start: middle, end: range.end }
    const inLeft = oldSize <= middle
    proof.push(rangeHash(inLeft ? right : left, node))
    if (!inLeft) onLeftEdge = false
    range = inLeft ? left : right
  }
  if (!onLeftEdge) proof.push(rangeHash(range, node))
  return proof.reverse()
}

/** True if `proof` leads from `leaf` at `index` to `root` in a tree of `size`. */
export function verifyInclusion(
  index: number,
  size: number,
  leaf: Hash,
  proof: readonly Hash[],
  root: Hash,
): boolean {
  return verifySubtreeInclusion(index, { start: 0, end: size }, leaf, proof, root)
}

/** True if the tree `oldRoot` is a prefix of `root`. From size 0 nothing can be shown: false. */
export function verifyConsistency(
  oldSize: number,
  size: number,
  oldRoot: Hash,
  root: Hash,
  proof: readonly Hash[],
): boolean {
  if (oldSize < 1) return false
  return verifySubtreeConsistency({ start: 0, end: oldSize }, size, oldRoot, root, proof)
}

/** As verifyInclusion, for the root of an aligned part of the tree (Merkle tree certificates). */
export function verifySubtreeInclusion(
  index: number,
  range: Range,
  leaf: Hash,
  proof: readonly Hash[],
  root: Hash,
): boolean {
  if (!isSubtree(range) || !Number.isSafeInteger(index)) return false
  if (index < range.start || index >= range.end || !areHashes([leaf, root, ...proof])) return false
  let at = index - range.start
  let last = range.end - range.start - 1
  let result = leaf
  for (const sibling of proof) {
    if (last === 0) return false
    if (isOdd(at) || at === last) {
      result = nodeHash(sibling, result)
      while (!isOdd(at)) {
        at = half(at)
        last = half(last)
      }
    } else {
      result = nodeHash(result, sibling)
    }
    at = half(at)
    last = half(last)
  }
  return last === 0 && result.equals(root)
}

/**
 * True if the aligned part `range` with root `rangeRoot` lies in the tree of `size` with `root`. An
 * empty part lies in every tree that reaches it.
 */
export function verifySubtreeConsistency(
  range: Range,
  size: number,
  rangeRoot: Hash,
  root: Hash,
  proof: readonly Hash[],
): boolean {
  if (!Number.isSafeInteger(size) || range.end > size || !areHashes(proof)) return false
  if (range.start === range.end) return proof.length === 0 && rangeRoot.equals(EMPTY_ROOT)
  if (!isSubtree(range)) return false
  let first = range.start
  let inner = range.end - 1
  let last = size - 1
  const shift = () => {
    first = half(first)
    inner = half(inner)
    last = half(last)
  }
  if (inner === last) while (first !== inner) shift()
  else while (first !== inner && isOdd(inner)) shift()
  const seeded = first !== inner
  const seed = seeded ? proof[0] : rangeRoot
  if (!seed) return false
  let part = seed
  let whole = seed
  for (const sibling of seeded ? proof.slice(1) : proof) {
    if (last === 0) return false
    if (isOdd(inner) || inner === last) {
      if (first < inner) part = nodeHash(sibling, part)
      whole = nodeHash(sibling, whole)
      while (!isOdd(inner)) shift()
    } else {
      whole = nodeHash(whole, sibling)
    }
    shift()
  }
  return last === 0 && part.equals(rangeRoot) && whole.equals(root)
}

/** A range that is a node of some tree: not empty, and its start a multiple of its width. */
function isSubtree({ start, end }: Range): boolean {
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end)) return false
  if (start < 0 || start >= end) return false
  return start % (end - start === 1 ? 1 : 2 * largestPowerBelow(end - start)) === 0
}

function areHashes(hashes: readonly Hash[]): boolean {
  return hashes.every((one) => one.length === HASH_BYTES)
}

// Sizes may exceed 2^31, so no bit operators.
function half(n: number): number {
  return Math.floor(n / 2)
}

function isOdd(n: number): boolean {
  return n % 2 === 1
}

/** The largest power of two that is smaller than n; n ≥ 2. */
function largestPowerBelow(n: number): number {
  let power = 1
  while (power * 2 < n) power *= 2
  return power
}
