import { rows, type Queryable } from '#kernel/index.ts'
import { takeOverFindings, takenIds, type TakeOverGround } from '#findings/index.ts'
import { NameMatcher, openDirectory } from './directory.ts'
import { matchLedgerRow, recordOf } from './findings-record.ts'
import type { LedgerRow } from './findings-row.ts'
import type { ImportProblem } from './report.ts'
import type { Agreed, Known, OpenTarget, Taken, Taking } from './target.ts'

/** Opens the ledger of findings for an office: its own source, so that its rows are known again. */
export const openFindings: OpenTarget<LedgerRow> = async (on, taking) => {
  const matcher = new NameMatcher(await openDirectory(on, taking.home))
  const source = sourceOf(taking.office.id)
  return {
    judge(row, chosen) {
      const problems: ImportProblem[] = []
      matchLedgerRow(matcher, row, chosen, problems)
      return problems
    },
    offers: (id) => matcher.offers(id),
    known: (client, asked) => knownIn(client, source, asked),
    take: (ground, agreed) => takeFindings(ground, taking, matcher, agreed),
  }
}

/** Under which findings from an office's spreadsheets are known. */
export function sourceOf(office: string): string {
  return `findings-sheet/${office}`
}

async function knownIn(
  on: Queryable,
  source: string,
  asked: readonly { readonly identity: string; readonly content: string }[],
): Promise<Map<string, Known>> {
  const found = await rows<{ source_id: string; subject_id: string; at: string; changed: boolean }>(
    on,
    `select t.source_id, t.subject_id, t.at,
        t.content <> encode(sha256(convert_to(n.content, 'UTF8')), 'hex') as changed
       from taken_over t join unnest($2::text[], $3::text[]) as n (source_id, content)
         using (source_id) where t.source = $1`,
    [source, asked.map(({ identity }) => identity), asked.map(({ content }) => content)],
  )
  return new Map(
    found.map((row) => [row.source_id, { at: row.at, id: row.subject_id, changed: row.changed }]),
  )
}

/** One transaction for the rows of each place; the place decides who sees the record. */
async function takeFindings(
  ground: TakeOverGround,
  taking: Taking,
  matcher: NameMatcher,
  agreed: readonly Agreed<LedgerRow>[],
): Promise<Taken[]> {
  const source = sourceOf(taking.office.id)
  const before = await knownIn(ground.db.app, source, agreed)
  const byPlace = new Map<string, ReturnType<typeof recordOf>[]>()
  for (const { row, chosen } of agreed) {
    const { jur, facts, party } = matchLedgerRow(matcher, row, chosen, [])
    const record = recordOf(row, { facts, party }, taking.fileName)
    const known = byPlace.get(jur)
    if (known) known.push(record)
    else byPlace.set(jur, [record])
  }
  for (const [jur, records] of byPlace) {
    await takeOverFindings(
      ground,
      { source, jur, actor: taking.actor, office: taking.office },
      records,
    )
  }
  const now = await takenIds(
    ground,
    source,
    agreed.map(({ identity }) => identity),
  )
  return agreed.map(({ identity }) => ({
    outcome: before.has(identity) ? 'repeated' : 'taken',
    say: null,
    id: now.get(identity) ?? null,
  }))
}
