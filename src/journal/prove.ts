/** Proofs and receipts from the stored tiles. */
import { rows } from '#kernel/index.ts'
import type { Queryable } from '#kernel/index.ts'
import { parseEntry } from './entry.ts'
import { logs } from './grow.ts'
import type { Log } from './grow.ts'
import { inclusionProof, leafHash, verifyInclusion } from './merkle.ts'
import type { Hash, NodeReader, Range } from './merkle.ts'
import { openCheckpoint, parseVerifier } from './note.ts'
import { edgeOf, TILE_WIDTH, tileReader } from './tiles.ts'
import type { Receipt } from './words.ts'

const PROOF_HEADER = 'c2sp.org/tlog-proof@v1'

/** A receipt, or why there is none yet: `waiting` is a matter of moments, `missing` of a wrong id. */
export type ReceiptAnswer =
  | { readonly receipt: Receipt }
  | { readonly waiting: true }
  | { readonly missing: true }

/** The receipt of an act, against the last checkpoint of its log. */
export async function receiptOf(client: Queryable, actId: string): Promise<ReceiptAnswer> {
  const [row] = await rows<{ idx: bigint | null; leaf: Buffer }>(
    client,
    `select idx, leaf from journal_entry where act_id = $1
     union all select null, leaf from journal_pending where act_id = $1`,
    [actId],
  )
  if (!row) return { missing: true }
  const log = row.idx === null ? undefined : await logAt(client, Number(row.idx))
  if (row.idx === null || !log?.note) return { waiting: true }
  const index = Number(row.idx) - log.base
  const proof = await proveInclusion(client, log, index)
  const leaf = leafHash(row.leaf)
  return {
    receipt: {
      format: 'bihuan-receipt@1',
      act: actId,
      index,
      entry: row.leaf.toString('utf8'),
      leafHash: leaf.toString('base64'),
      vkey: log.vkey,
      proof: formatProof(index, proof, log.note),
    },
  }
}

/** A receipt as `receiptOf`, by position in the whole journal. */
export async function receiptAt(client: Queryable, idx: number): Promise<ReceiptAnswer> {
  const [row] = await rows<{ act_id: string }>(
    client,
    'select act_id from journal_entry where idx = $1',
    [idx],
  )
  return row ? receiptOf(client, row.act_id) : { missing: true }
}

/**
 * Checks a receipt offline; answers undefined if it holds, else a sentence saying what does not.
 * `vkey` is the key that the reader has from elsewhere (an export, a witness, a notice): a receipt
 * that brings its own key proves only that it agrees with itself.
 */
export function refuteReceipt(receipt: Receipt, vkey: string): string | undefined {
  const verifier = parseVerifier(vkey)
  const proof = parseProof(receipt.proof)
  if (!verifier) return '公钥格式不正确。'
  if (receipt.vkey !== vkey) return '回执所附公钥与核验所用公钥不一致。'
  if (!proof) return '回执中的证明格式不正确。'
  const checkpoint = openCheckpoint(proof.checkpoint, verifier)
  if (!checkpoint) return '存证签名不成立。'
  const leaf = leafHash(Buffer.from(receipt.entry, 'utf8'))
  if (leaf.toString('base64') !== receipt.leafHash) return '存证内容与回执所载摘要不一致。'
  if (proof.index !== receipt.index) return '回执所载序号前后不一致。'
  if (!verifyInclusion(proof.index, checkpoint.size, leaf, proof.hashes, checkpoint.root)) {
    return '存证内容不在所签存证之中。'
  }
  if (parseEntry(Buffer.from(receipt.entry))?.id !== receipt.act) return '回执与操作编号不一致。'
  return undefined
}

/** The hashes from entry `index` of a log to the root of its last checkpoint. */
export async function proveInclusion(
  client: Queryable,
  log: Pick<Log, 'generation' | 'size'>,
  index: number,
): Promise<Hash[]> {
  const node = await storedNodes(client, log, [
    { start: index, end: index + 1 },
    { start: 0, end: log.size },
  ])
  return inclusionProof(index, log.size, node)
}

/**
 * Reads the nodes of stored tiles. Fetches at once the tiles above the ends of each range, and the
 * right edge: enough for every proof from or to those positions.
 */
export async function storedNodes(
  client: Queryable,
  log: Pick<Log, 'generation' | 'size'>,
  ranges: readonly Range[],
): Promise<NodeReader> {
  const wanted = new Map<string, { level: number; index: number }>()
  const want = (level: number, index: number) => wanted.set(`${level}/${index}`, { level, index })
  for (const { level, index } of edgeOf(log.size)) want(level, index)
  for (const position of ranges.flatMap(({ start, end }) => [start, Math.max(0, end - 1), end])) {
    for (let level = 0; TILE_WIDTH ** level <= log.size; level++) {
      want(level, Math.floor(position / TILE_WIDTH ** (level + 1)))
    }
  }
  const list = [...wanted.values()]
  const tiles = await rows<{ level: number; idx: bigint; data: Buffer }>(
    client,
    `select level, idx, data from journal_tile
      where generation = $1 and (level, idx) in (select * from unnest($2::int[], $3::bigint[]))`,
    [log.generation, list.map((tile) => tile.level), list.map((tile) => tile.index)],
  )
  const found = new Map(tiles.map(({ level, idx, data }) => [`${level}/${idx}`, data]))
  return tileReader((level, index) => {
    const tile = found.get(`${level}/${index}`)
    if (!tile) throw new Error(`tile ${level}/${index} is missing`)
    return tile
  })
}

/** C2SP tlog-proof: header, index, hashes, an empty line, the checkpoint. */
export function formatProof(index: number, hashes: readonly Hash[], checkpoint: string): string {
  const lines = [PROOF_HEADER, `index ${index}`, ...hashes.map((one) => one.toString('base64'))]
  return `${lines.join('\n')}\n\n${checkpoint}`
}

/** Reads what formatProof wrote; undefined if it is malformed. */
export function parseProof(
  text: string,
): { index: number; hashes: Hash[]; checkpoint: string } | undefined {
  const end = text.indexOf('\n\n')
  const [header, indexLine, ...lines] = text.slice(0, Math.max(0, end)).split('\n')
  const index = Number(/^index (0|[1-9]\d*)$/u.exec(indexLine ?? '')?.[1])
  if (header !== PROOF_HEADER || !Number.isSafeInteger(index)) return undefined
  const hashes = lines.map((line) => Buffer.from(line, 'base64'))
  if (!hashes.every((one, n) => one.toString('base64') === lines[n])) return undefined
  return { index, hashes, checkpoint: text.slice(end + 2) }
}

async function logAt(client: Queryable, idx: number): Promise<Log | undefined> {
  return (await logs(client)).findLast((log) => log.base <= idx && idx < log.base + log.size)
}
