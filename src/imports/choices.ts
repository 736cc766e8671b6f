import { createHash } from 'node:crypto'
import { rows, type Queryable } from '#kernel/index.ts'
import { comparable, splitValues, type FieldCell } from '#sheets/index.ts'
import type { DraftRecord, Settled } from './tables.ts'
import type { Target } from './target.ts'

type Of = Pick<DraftRecord, 'org' | 'kind'>
const MOST = 100_000

/** Whom an office meant by names in its earlier spreadsheets. */
export class Choices {
  private readonly meant: ReadonlyMap<string, string>

  constructor(meant: ReadonlyMap<string, string>) {
    this.meant = meant
  }

  /** What was chosen before for the names of a row, as far as it may still be chosen. */
  recall(
    fields: Iterable<readonly [string, FieldCell]>,
    target: Pick<Target<never>, 'offered'>,
  ): Record<string, Settled> {
    const recalled: Record<string, Settled> = {}
    if (this.meant.size === 0) return recalled
    for (const [field, { text }] of fields) {
      const id = this.meant.get(`${field} ${digestOf(saidIn(text))}`)
      const name = id === undefined ? null : target.offered(id)
      if (id !== undefined && name !== null) recalled[field] = { id, name }
    }
    return recalled
  }
}

/** What a cell says, as names are compared: of several joined names the first counts. */
export function saidIn(text: string): string {
  return comparable(splitValues(text)[0] ?? text)
}

export async function choicesOf(on: Queryable, { org, kind }: Of): Promise<Choices> {
  const found = await rows<{ field: string; said: string; meant: string }>(
    on,
    `select field, said, meant from import_choice where org = $1 and kind = $2
      order by at desc limit $3`,
    [org, kind, MOST],
  )
  return new Choices(new Map(found.map(({ field, said, meant }) => [`${field} ${said}`, meant])))
}

/** Remembers whom a name means for this office; null forgets it. */
export async function rememberChoice(
  on: Queryable,
  { org, kind }: Of,
  of: { readonly field: string; readonly said: string; readonly id: string | null },
  at: string,
): Promise<void> {
  const key = [org, kind, of.field, digestOf(of.said)]
  if (of.id === null) {
    await on.query(
      'delete from import_choice where org = $1 and kind = $2 and field = $3 and said = $4',
      key,
    )
    return
  }
  await on.query(
    `insert into import_choice (org, kind, field, said, meant, at) values ($1, $2, $3, $4, $5, $6)
     on conflict (org, kind, field, said) do update set meant = excluded.meant, at = excluded.at`,
    [...key, of.id, at],
  )
}

function digestOf(said: string): string {
  return createHash('sha256').update(said).digest('hex')
}
