import type { Pool } from 'pg'
import { params, rows, scoped, within, type Actor, type Queryable } from '#kernel/index.ts'
import { cleanText } from '#sheets/index.ts'
import { takeOverFindings, takenIds, type TakeOverGround } from '#findings/index.ts'
import { openArchive } from './archive.ts'
import { NameMatcher, openDirectory } from './directory.ts'
import { offeredSector } from './findings-fields.ts'
import { numberForms } from './findings-number.ts'
import { matchLedgerRow, recordOf, type LedgerNames } from './findings-record.ts'
import type { LedgerRow } from './findings-row.ts'
import type { ImportProblem } from './report.ts'
import type { Agreed, Known, OpenTarget, Taken, Taking } from './target.ts'

/** Opens the ledger of findings for an office: its own source, so that its rows are known again. */
export const openFindings: OpenTarget<LedgerRow> = async (on, taking) => {
  const names = await openLedgerNames(on, taking)
  const source = sourceOf(taking.office.id)
  return {
    judge(row, chosen) {
      const problems: ImportProblem[] = []
      matchLedgerRow(names, row, chosen, problems)
      return problems
    },
    offered: (id) => names.matcher.offered(id) ?? names.archive.offered(id) ?? offeredSector(id),
    async known(pool, asked) {
      const own = await ownNumbers(pool, taking.actor, asked)
      return new Map([...(await knownIn(pool, source, asked)), ...own])
    },
    take: (ground, agreed) => takeFindings(ground, taking, names, agreed),
  }
}

/** Reads what the names in an office's ledger are matched against. */
export async function openLedgerNames(
  on: Pool,
  { actor, home }: Pick<Taking, 'actor' | 'home'>,
): Promise<LedgerNames> {
  const directory = await openDirectory(on, home)
  return {
    matcher: new NameMatcher(directory),
    archive: await openArchive(on, actor, directory),
  }
}

/** Under which findings from an office's spreadsheets are known. */
export function sourceOf(office: string): string {
  return `findings-sheet/${office}`
}

/**
 * Rows that name a finding of our own ledger by its number, however it came there: an exported
 * ledger that comes back adds nothing. Only what the actor may see is looked at.
 */
export async function ownNumbers(
  pool: Pool,
  { scope }: Actor,
  asked: readonly { readonly identity: string; readonly row: LedgerRow }[],
): Promise<Map<string, Known>> {
  const formsOf = ({ row }: { row: LedgerRow }) =>
    row.texts.number === undefined ? [] : numberForms(row.texts.number)
  const numbers = new Set(asked.flatMap(formsOf))
  if (numbers.size === 0) return new Map()
  const { param, values } = params()
  const where = `f.number = any(${param([...numbers])}::text[]) and ${within(scope, 'f', param)}`
  const found = await scoped(pool, scope, (client) =>
    rows<{ number: string; id: string; at: string; body: string | null }>(
      client,
      `select f.number, f.id, f.registered_at as at, f.body from finding f where ${where}`,
      values,
    ),
  )
  const byNumber = new Map(found.map((one) => [one.number, one]))
  const known = new Map<string, Known>()
  for (const one of asked) {
    const { identity, row } = one
    const here = formsOf(one).flatMap((form) => byNumber.get(form) ?? [])[0]
    if (!here) continue
    const changed = here.body !== null && cleanText(here.body) !== row.texts.text
    known.set(identity, { at: here.at, id: here.id, changed })
  }
  return known
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
  names: LedgerNames,
  agreed: readonly Agreed<LedgerRow>[],
): Promise<Taken[]> {
  const source = sourceOf(taking.office.id)
  const before = await knownIn(ground.db.app, source, agreed)
  const own = await ownNumbers(ground.db.app, taking.actor, agreed)
  const byPlace = new Map<string, ReturnType<typeof recordOf>[]>()
  // A row that was corrected may now be another one's double.
  const met = new Set<string>()
  for (const { row, chosen, identity } of agreed) {
    if (own.has(identity) || met.has(identity)) continue
    met.add(identity)
    const matched = matchLedgerRow(names, row, chosen, [])
    const record = recordOf(row, matched, taking.fileName)
    const { jur } = matched
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
    outcome: own.has(identity) || before.has(identity) ? 'repeated' : 'taken',
    say: null,
    id: own.get(identity)?.id ?? now.get(identity) ?? null,
  }))
}
