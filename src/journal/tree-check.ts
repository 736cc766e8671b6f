/** Computes every tree of the deployment again and compares tiles, checkpoints and outside notes. */
import type { PoolClient } from 'pg'
import { firstRow, rows } from '#kernel/index.ts'
import type { Log } from './grow.ts'
import { EMPTY_ROOT, leafHash } from './merkle.ts'
import type { Hash } from './merkle.ts'
import { openCheckpoint, parseCheckpoint, parseVerifier } from './note.ts'
import type { Verifier } from './note.ts'
import type { Problems } from './problems.ts'
import { pages, Peek } from './stream.ts'
import { Edge } from './tiles.ts'
import type { Tile } from './tiles.ts'

const TILES_AT_ONCE = 64

type CheckpointRow = { size: bigint; note: string }
type Outside = { readonly vkeys?: readonly string[]; readonly known?: readonly string[] }

/** The state of the check of one log. */
type Open = {
  readonly log: Log
  readonly verifier: Verifier | undefined
  readonly edge: Edge
  readonly checkpoints: Peek<CheckpointRow>
  /** Roots that the outside holds, by size. */
  readonly known: Map<number, Hash>
  tiles: Tile[]
  tileCount: number
  lastChecked: number
  /** After a gap positions no longer agree, and comparing on would only repeat it. */
  broken: boolean
}

/** Fed with the entries in order; call end after the last. */
export class TreeCheck {
  private readonly client: PoolClient
  private readonly logs: readonly Log[]
  private readonly problems: Problems
  private readonly outside: Outside
  private open: Open | undefined
  private nextLog = 0
  private expected = 0

  constructor(client: PoolClient, logs: readonly Log[], problems: Problems, outside: Outside) {
    this.client = client
    this.logs = logs
    this.problems = problems
    this.outside = outside
  }

  /** Takes the next entry; answers a promise only where the database must be asked meanwhile. */
  add(index: number, leaf: Buffer): Promise<void> | undefined {
    const log = this.logs[this.nextLog]
    if (log && index >= log.base) return this.addAtTurn(index, leaf)
    const { open } = this
    if (index !== this.expected) this.reportGap(index)
    this.expected = index + 1
    if (!open || open.broken) return undefined
    open.edge.add(leafHash(leaf), (tile) => open.tiles.push(tile))
    if (open.known.size > 0) this.compareKnown(open)
    const due = open.checkpoints.next
    const isDue = due !== undefined && Number(due.size) <= open.edge.size
    if (isDue || open.tiles.length >= TILES_AT_ONCE) return this.compare(open)
    return undefined
  }

  private async addAtTurn(index: number, leaf: Buffer): Promise<void> {
    for (let log = this.logs[this.nextLog]; log && index >= log.base;) {
      this.nextLog++
      await this.turnTo(log)
      log = this.logs[this.nextLog]
    }
    await this.add(index, leaf)
  }

  private async compare(open: Open): Promise<void> {
    if (open.tiles.length >= TILES_AT_ONCE) await this.compareTiles(open)
    this.compareCheckpoints(open)
    await open.checkpoints.fill()
  }

  /** Closes the last log, and those that have no entry at all. */
  async end(): Promise<void> {
    while (this.nextLog < this.logs.length) await this.turnTo(this.logs[this.nextLog++] as Log)
    await this.finish()
    if (this.logs.length === 0 && this.expected > 0) {
      this.problems.add('origin-missing', '存证缺少来源登记，无法核对签名。')
    }
  }

  /** Root of the present log. */
  root(): Hash {
    return this.open?.edge.root() ?? EMPTY_ROOT
  }

  private async turnTo(log: Log): Promise<void> {
    const before = this.open?.log
    await this.finish()
    const verifier = parseVerifier(log.vkey)
    const { vkeys = [], known = [] } = this.outside
    if (!verifier || (vkeys.length > 0 && !vkeys.includes(log.vkey))) {
      this.problems.add('key-unknown', `存证来源${log.origin}的公钥不是本单位留存的公钥。`)
    }
    if (log.base !== (before ? before.base + before.size : 0)) {
      this.problems.add('origin-base', `存证来源${log.origin}与前一来源不相衔接。`)
    }
    const notes = known.flatMap((note) => (verifier && openCheckpoint(note, verifier)) || [])
    this.open = {
      log,
      verifier,
      edge: new Edge(),
      checkpoints: new Peek(
        pages<CheckpointRow>(
          this.client,
          `verify_checkpoints_${log.generation}`,
          `select size, note from journal_checkpoint
            where generation = ${log.generation} order by size`,
        ),
      ),
      known: new Map(notes.map(({ size, root }) => [size, root])),
      tiles: [],
      tileCount: 0,
      lastChecked: 0,
      broken: false,
    }
    await this.open.checkpoints.fill()
  }

  private reportGap(index: number): void {
    const [from, to] = [this.expected, index - 1]
    const what = from >= to ? `第${from}条存证` : `第${from}条至第${to}条存证`
    this.problems.add('entry-missing', `${what}缺失，其后的存证无法逐一核对。`, { index: from })
    if (this.open) this.open.broken = true
  }

  private compareCheckpoints(open: Open): void {
    for (let due = open.checkpoints.next; due; due = open.checkpoints.next) {
      const size = Number(due.size)
      if (size > open.edge.size) return
      open.checkpoints.take()
      const checkpoint = open.verifier && openCheckpoint(due.note, open.verifier)
      const name = `${open.log.origin}共${size}条时的存证点`
      if (!checkpoint) {
        this.problems.add('checkpoint-signature', `${name}签名不成立。`, { index: size })
      } else if (checkpoint.size !== size) {
        this.problems.add('checkpoint-size', `${name}所签条数为${checkpoint.size}。`, {
          index: size,
        })
      } else if (size !== open.edge.size || !checkpoint.root.equals(open.edge.root())) {
        this.problems.add('checkpoint-root', `${name}与现存内容不一致，内容在签名后被改动。`, {
          index: size,
        })
      }
      open.lastChecked = size
    }
  }

  private compareKnown(open: Open): void {
    const root = open.known.get(open.edge.size)
    if (!root) return
    open.known.delete(open.edge.size)
    if (root.equals(open.edge.root())) return
    const { size } = open.edge
    this.problems.add('known-root', `现存前${size}条与库外留存的存证点不一致，存证曾被整体改写。`, {
      index: size,
    })
  }

  private async finish(): Promise<void> {
    const { open } = this
    if (!open) return
    const { log, edge } = open
    if (!open.broken) {
      open.tiles.push(...edge.partial())
      await this.compareTiles(open)
      await this.countTiles(open)
    }
    await this.finishCheckpoints(open)
    // What a restore forgot, the first entry of the next log admits.
    const next = this.logs.find((one) => one.generation === log.generation + 1)
    const admitted = parseCheckpoint(next?.previousNote ?? '')?.size ?? 0
    for (const size of open.known.keys()) {
      if (size <= admitted || size === 0 || open.broken) continue
      this.problems.add(
        'rolled-back',
        `库外留存的存证点为${size}条，而${log.origin}现存只有${edge.size}条，数据库曾被退回。`,
        { index: size },
      )
    }
  }

  private async finishCheckpoints(open: Open): Promise<void> {
    const { log, edge } = open
    if (open.broken) return
    for (let due = await open.checkpoints.fill(); due; due = await open.checkpoints.fill()) {
      open.checkpoints.take()
      const size = Number(due.size)
      const signed = parseCheckpoint(due.note)?.size ?? size
      this.problems.add(
        'entry-truncated',
        `${log.origin}曾签存${signed}条，现存只有${edge.size}条，其后的存证缺失。`,
        { index: log.base + edge.size },
      )
    }
    if (open.lastChecked < edge.size) {
      this.problems.add(
        'entry-unsigned',
        `${log.origin}第${log.base + open.lastChecked}条起的存证没有签名的存证点。`,
        { index: log.base + open.lastChecked },
      )
    }
  }

  private async compareTiles(open: Open): Promise<void> {
    const { tiles, log } = open
    open.tiles = []
    open.tileCount += tiles.length
    const stored = await rows<{ level: number; idx: bigint; data: Buffer }>(
      this.client,
      `select level, idx, data from journal_tile
        where generation = $1 and (level, idx) in (select * from unnest($2::int[], $3::bigint[]))`,
      [log.generation, tiles.map((tile) => tile.level), tiles.map((tile) => tile.index)],
    )
    const found = new Map(stored.map((tile) => [`${tile.level}/${tile.idx}`, tile.data]))
    for (const { level, index, data } of tiles) {
      const there = found.get(`${level}/${index}`)
      const name = `${log.origin}第${level}层第${index}个摘要块`
      if (!there) this.problems.add('tile-missing', `${name}缺失。`, { index })
      else if (!there.equals(data)) {
        this.problems.add('tile-altered', `${name}与存证内容不一致。`, { index })
      }
    }
  }

  private async countTiles({ log, tileCount }: Open): Promise<void> {
    const row = await firstRow<{ n: number }>(
      this.client,
      'select count(*)::int as n from journal_tile where generation = $1',
      [log.generation],
    )
    if ((row?.n ?? 0) > tileCount) {
      this.problems.add('tile-surplus', `${log.origin}有多余的摘要块，超出现存内容。`)
    }
  }
}
