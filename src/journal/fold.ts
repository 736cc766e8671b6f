/** Folds effects into the state that ledgers must have, and compares. */
import { once } from 'node:events'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Json, Ledger } from '#kernel/index.ts'
import type { Entry, EntryEffect } from './entry.ts'
import { differences, readRows } from './compare.ts'
import type { Folded, LedgerRow } from './compare.ts'
import type { Problems } from './problems.ts'
import { pages, Peek } from './stream.ts'

type EffectRow = { kind: string; id: string; jur: string; effect: string }

/**
 * Effects go to a temporary table, from which PostgreSQL returns them sorted by row; they are then
 * merged with the ledgers in the same order. So memory holds one row at a time.
 */
export class Fold {
  effects = 0
  private readonly client: PoolClient
  private readonly problems: Problems
  private lines: string[] = []

  private constructor(client: PoolClient, problems: Problems) {
    this.client = client
    this.problems = problems
  }

  static async open(client: PoolClient, problems: Problems): Promise<Fold> {
    await client.query(
      `create temporary table verify_fold (
         kind text collate "C", id text collate "C", jur text collate "C",
         idx bigint, nth integer, effect text) on commit drop`,
    )
    return new Fold(client, problems)
  }

  /** Notes the effects of the entry at `index` (waiting entries: beyond the last). */
  add(index: number, entry: Entry): void {
    entry.effects.forEach((effect, nth) => {
      const { kind, id, jur = entry.jur, ...change } = effect
      const fields = [kind, id, jur, String(index), String(nth), JSON.stringify(change)]
      this.lines.push(fields.map(escape).join('\t'))
      this.effects++
    })
  }

  /** Writes what was noted. */
  async flush(): Promise<void> {
    if (this.lines.length === 0) return
    const text = this.lines.join('\n') + '\n'
    this.lines = []
    const into = this.client.query(copyFrom('copy verify_fold from stdin'))
    into.end(text)
    await once(into, 'finish')
  }

  /** Compares with all ledgers, once, and answers how many rows they have. */
  async compare(ledgers: Iterable<Ledger>): Promise<{ ledgerRows: number }> {
    const effects = new Peek(
      pages<EffectRow>(
        this.client,
        'verify_effects',
        'select kind, id, jur, effect from verify_fold order by kind, id, jur, idx, nth',
      ),
    )
    let ledgerRows = 0
    for (const ledger of [...ledgers].toSorted((a, b) => (a.kind < b.kind ? -1 : 1))) {
      await this.skipUnknown(effects, ledger.kind)
      ledgerRows += await this.compareLedger(ledger, effects)
    }
    await this.skipUnknown(effects, undefined)
    await this.client.query('drop table verify_fold')
    return { ledgerRows }
  }

  private async compareLedger(ledger: Ledger, effects: Peek<EffectRow>): Promise<number> {
    const live = new Peek(readRows(this.client, ledger))
    let rowCount = 0
    for (;;) {
      const effect = await effects.fill()
      const row = await live.fill()
      const journalled = effect?.kind === ledger.kind ? effect : undefined
      if (!journalled && !row) return rowCount
      const order = journalled && row ? compareKeys(journalled, row) : journalled ? -1 : 1
      if (order >= 0) {
        live.take()
        rowCount++
      }
      if (order > 0) this.reportUnjournalled(ledger, row as LedgerRow)
      if (order > 0) continue
      const folded = await this.foldOne(effects, journalled as EffectRow)
      if (order < 0) this.reportMissing(ledger, folded)
      else this.reportDifferences(ledger, folded, row as LedgerRow)
    }
  }

  /** Folds all effects of the row that comes next. */
  private async foldOne(effects: Peek<EffectRow>, first: EffectRow): Promise<Folded> {
    const { kind, id, jur } = first
    const folded: Folded = { id, jur, revision: 0, set: new Map<string, Json>(), owner: undefined }
    for (let row = await effects.fill(); row; row = await effects.fill()) {
      if (row.kind !== kind || row.id !== id || row.jur !== jur) break
      effects.take()
      const change = JSON.parse(row.effect) as Omit<EntryEffect, 'kind' | 'id' | 'jur'>
      if (change.revision !== folded.revision + 1) {
        this.problems.add(
          'revision-gap',
          `${rowName(kind, id)}的存证从第${folded.revision}版跳到第${change.revision}版。`,
          { kind, id },
        )
      }
      folded.revision = change.revision
      for (const [field, value] of Object.entries(change.set)) folded.set.set(field, value)
      if (change.owner) folded.owner = change.owner
    }
    return folded
  }

  private async skipUnknown(effects: Peek<EffectRow>, until: string | undefined): Promise<void> {
    const seen = new Set<string>()
    for (let row = await effects.fill(); row; row = await effects.fill()) {
      if (until !== undefined && row.kind >= until) return
      effects.take()
      if (seen.has(row.kind)) continue
      seen.add(row.kind)
      this.problems.add('kind-unknown', `存证中的“${row.kind}”没有对应的台账。`, { kind: row.kind })
    }
  }

  private reportMissing({ kind }: Ledger, { id, revision }: Folded): void {
    const message = `${rowName(kind, id)}有存证（至第${revision}版），但台账中没有这一行。`
    this.problems.add('row-missing', message, { kind, id })
  }

  private reportUnjournalled({ kind }: Ledger, { id }: LedgerRow): void {
    this.problems.add('row-unjournalled', `${rowName(kind, id)}没有存证，是绕过系统写入的。`, {
      kind,
      id,
    })
  }

  private reportDifferences(ledger: Ledger, folded: Folded, row: LedgerRow): void {
    const { kind } = ledger
    for (const { code, field, message } of differences(ledger, folded, row)) {
      this.problems.add(code, `${rowName(kind, row.id)}${message}`, {
        kind,
        id: row.id,
        ...(field && { field }),
      })
    }
  }
}

function rowName(kind: string, id: string): string {
  return `台账“${kind}”的${id}`
}

function compareKeys(a: { id: string; jur: string }, b: { id: string; jur: string }): number {
  if (a.id !== b.id) return a.id < b.id ? -1 : 1
  return a.jur === b.jur ? 0 : a.jur < b.jur ? -1 : 1
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  // PostgreSQL has no text with NUL; only a forged entry has one in a kind or an id.
  '\0': '�',
}

function escape(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return /[\\\t\n\r\0]/u.test(text)
    ? text.replaceAll(/[\\\t\n\r\0]/gu, (c) => ESCAPES[c] ?? c)
    : text
}
