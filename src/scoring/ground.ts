/** What the commands on score sheets load, and have in common. */
import {
  hotRow,
  hotRows,
  itself,
  params,
  scoped,
  subtree,
  within,
  type Actor,
  type Queryable,
  type Runner,
  type Signed,
} from '#kernel/index.ts'
import { packVersions, type Pack } from '#law/index.ts'
import { placeNames, shortNames } from '#places/index.ts'
import { NO_BESIDE, type SheetPack } from './reckon.ts'
import type { ItemAnswer, SheetFacts } from './rules.ts'
import type { Beside, KeptDeduction, Sampled } from './shapes.ts'
import { listed, type ItemRecord, type SheetRecord } from './tables.ts'
import type { ItemState, SheetState } from './vocabulary.ts'

type Param = (value: unknown) => string

/** Who has to do with a sheet wherever it lies: the scoring body, the office, the named members. */
function tied(actor: Actor, param: Param): string {
  const org = `${param(actor.org)}::uuid`
  return (
    `(s.owner_org = ${org} or s.office_org = ${org} ` +
    `or ${param(actor.person)}::uuid = any (s.members))`
  )
}

/**
 * Whose sheet it is to see: whoever has to do with it and, once it is confirmed, whoever answers
 * for the inspected place. Until then the inspected side does not watch it being scored.
 */
export function seen(actor: Actor, param: Param): string {
  if (actor.role === 'system') return within(actor.scope, 's', param)
  return `(${tied(actor, param)} or (s.state = 'confirmed' and ${within(actor.scope, 's', param)}))`
}

/**
 * Reads as the product itself: a sheet that somebody scores lies in another place than his own. The
 * exact filter, by tie or by place, stands in each statement.
 */
export function reading<T>(
  { db }: Pick<Runner, 'db'>,
  work: Parameters<typeof scoped<T>>[2],
): Promise<T> {
  return scoped(db.app, itself('0').scope, work)
}

/**
 * The caller as he acts on one sheet. Who scores comes from another place than the inspected one;
 * his tie to the sheet, which the product looks up, opens that place to him for this act alone.
 */
export async function reached(
  { actor, runner }: Pick<Signed, 'actor' | 'runner'>,
  of: 'sheet' | 'item',
  id: string,
): Promise<Actor> {
  const { param, values } = params()
  const which =
    of === 'sheet'
      ? `s.id = ${param(id)}::uuid`
      : `exists (select 1 from score_item i where i.jur = s.jur and i.sheet_id = s.id
          and i.id = ${param(id)}::uuid)`
  const found = await reading(runner, (client) =>
    hotRow<{ jur: string }>(
      client,
      `select s.jur from score_sheet s where ${which} and ${tied(actor, param)}`,
      values,
    ),
  )
  if (!found) return actor
  return { ...actor, scope: { ...actor.scope, plus: [...actor.scope.plus, subtree(found.jur)] } }
}

/** Locks a sheet that the actor sees: to change it, or against changes while an item does. */
export function lockSheet(
  client: Queryable,
  id: string,
  actor: Actor,
  lock: 'update' | 'share' = 'update',
): Promise<SheetRecord | undefined> {
  const { param, values } = params()
  const where = `s.id = ${param(id)}::uuid and ${seen(actor, param)}`
  return hotRow<SheetRecord>(
    client,
    lock === 'update'
      ? `select s.* from score_sheet s where ${where} for update of s`
      : `select s.* from score_sheet s where ${where} for share of s`,
    values,
  )
}

/** All items of a sheet, in the order of their numbers. */
export function itemRows(
  client: Queryable,
  sheet: { readonly jur: string; readonly id: string },
): Promise<ItemRecord[]> {
  return hotRows<ItemRecord>(
    client,
    'select i.* from score_item i where i.jur = $1 and i.sheet_id = $2 order by i.item',
    [sheet.jur, sheet.id],
  )
}

/** A version that somebody names; undefined where there is none. */
export async function findPack(pool: Queryable, version: string): Promise<Pack | undefined> {
  const known = READ.get(version)
  if (known) return known
  const [pack] = await packVersions(pool, [version])
  if (!pack) return undefined
  if (READ.size > MOST_READ) READ.clear()
  READ.set(version, pack)
  return pack
}

/** A version never changes: what was read once stays. */
const READ = new Map<string, Pack>()
const MOST_READ = 50

/** The version that a sheet is bound to, for ever. */
export async function getPack(pool: Queryable, version: string): Promise<Pack> {
  const pack = await findPack(pool, version)
  if (!pack) throw new Error(`no pack has the version ${version}`)
  return pack
}

/** A pack's sheet, or undefined where it has none. */
export function sheetPackOf(pack: Pack | undefined): SheetPack | undefined {
  if (!pack?.scoring) return undefined
  return { id: pack.head.id, version: pack.version, scoring: pack.scoring }
}

/** The sheet of a version that has one. */
export async function boundPack(pool: Queryable, version: string): Promise<SheetPack> {
  const pack = sheetPackOf(await getPack(pool, version))
  if (!pack) throw new Error(`the version ${version} has no sheet`)
  return pack
}

export function answerOf(row: ItemRecord): ItemAnswer {
  return {
    item: row.item,
    state: row.state as ItemState,
    done: row.done,
    deductions: listed<KeptDeduction>(row.deductions),
    notApplicable: row.not_applicable,
  }
}

export const sampleOf = (row: SheetRecord): Sampled[] => listed<Sampled>(row.sample)

export const besideOf = (row: SheetRecord): Beside =>
  row.beside === null ? NO_BESIDE : (JSON.parse(row.beside) as Beside)

/** A sheet in the words of the rules. */
export async function factsOf(client: Queryable, row: SheetRecord): Promise<SheetFacts> {
  const names = await shortNames(client, [row.owner_org, row.office_org])
  return {
    state: row.state as SheetState,
    ownerOrg: row.owner_org,
    ownerName: names[row.owner_org] ?? '评分单位',
    officeOrg: row.office_org,
    officeName: names[row.office_org] ?? '接收单位',
    members: row.members,
    submittedBefore: row.submitted_at !== null,
  }
}

/** 县区…打分表（平岗县）: what a desk says of a sheet. */
export async function deskTitle(
  client: Queryable,
  pack: SheetPack | undefined,
  jur: string,
): Promise<string> {
  const place = (await placeNames(client, [jur])).get(jur)?.name ?? jur
  return `${pack?.scoring.sheet.title ?? ''}（${place}）`
}
