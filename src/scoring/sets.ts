/** What a set of sheets comes to, how strictly each was filled in, and one under another version. */
import { rows, type Actor, type Queryable } from '#kernel/index.ts'
import { lawOn, packsOf, type Day } from '#deadlines/index.ts'
import { versionsOf } from '#law/index.ts'
import { rejudge } from './compare.ts'
import { besideOf, findPack, getPack, sampleOf, sheetPackOf } from './ground.ts'
import { answersOf, itemsOf } from './reckon.ts'
import { findSheet, sheetsOfSet, type Filled } from './rows.ts'
import { strictnessOf, type RulerRule } from './ruler.ts'
import { opensSheets } from './rules.ts'
import { endOf, rankedOf, summaryOf } from './summary.ts'

type Set = { readonly pack: string; readonly of?: string | undefined }

/** Every version of every pack that has a sheet, those that hold now first. */
export async function sheetPacks(pool: Queryable) {
  const packs = (await packsOf(pool)).filter(({ scoring }) => scoring !== undefined)
  const found = []
  for (const { head, version } of packs) {
    const versions = await versionsOf(pool, head.id)
    for (const one of versions) {
      const current = one.version === version
      const pack = current ? undefined : await getPack(pool, one.version)
      if (!current && !sheetPackOf(pack)) continue
      const title = head.short ?? head.title
      found.push({ id: head.id, title, version: one.version, current, enteredAt: one.enteredAt })
    }
  }
  return { packs: found.toSorted((one, other) => Number(other.current) - Number(one.current)) }
}

/** Totals, levels, categories, ties; an order by score only where the office asks for it. */
export async function summarize(
  pool: Queryable,
  client: Queryable,
  actor: Actor,
  { ranked, ...set }: Set & { readonly ranked?: string | undefined },
  day: Day,
) {
  const all = await sheetsOfSet(pool, client, actor, set, day)
  const sums = all.map(({ row }) => ({ id: row.id, figures: row.figures }))
  const summary = summaryOf(sums)
  const { sheet, categories } = all[0]?.pack.scoring ?? { sheet: { levels: [] }, categories: [] }
  const office = opensSheets(actor.role) && all.every(({ row }) => row.officeOrg === actor.org)
  return {
    rows: all.map(({ row }) => row),
    levels: sheet.levels.map(({ level, heading, points }) => ({ level, heading, points })),
    categories: categories.map(({ id, level, label, points }) => ({ id, level, label, points })),
    summary: {
      ...summary,
      incomplete: [...summary.incomplete],
      levels: { ...summary.levels },
      categories: summary.categories.map((one) => ({ ...one })),
      ties: summary.ties.map(({ score, sheets }) => ({ score, sheets: [...sheets] })),
    },
    ranking: ranked && office ? rankedOf(sums).map((one) => ({ ...one })) : null,
  }
}

/** The rule by which something stands out, from the packs of the place. */
export async function rulerRule(pool: Queryable, place: string, today: string) {
  const law = await lawOn(pool, { on: today, place })
  const least = law.number('scoring.ruler.least')
  const rule: RulerRule = {
    least: least.value,
    sharePercent: law.number('scoring.ruler.share').value,
    deviationPercent: law.number('scoring.ruler.deviation').value,
  }
  return { ...rule, clause: least.ref }
}

/**
 * Compares the sheets of a set that lie with this office. Sheets of one version are compared with
 * each other: of several versions the one that most of them have.
 */
export async function measure(
  pool: Queryable,
  client: Queryable,
  actor: Actor,
  set: Set,
  day: Day,
) {
  const own = (await sheetsOfSet(pool, client, actor, set, day)).filter(
    ({ row }) => row.officeOrg === actor.org,
  )
  const [first] = own
  const rule = await rulerRule(pool, first?.row.jur ?? '0', day.today)
  const byVersion = Map.groupBy(own, ({ row }) => row.packVersion)
  const groups = [...byVersion.values()].toSorted((one, other) => other.length - one.length)
  const sheets = groups[0] ?? []
  const empty = { compared: false, criteria: [], sheets: [], mean: null, standardDeviation: null }
  const found = sheets[0]
    ? strictnessOf(
        sheets[0].pack,
        sheets.map(({ row, answers }) => ({ id: row.id, items: answers })),
        rule,
      )
    : empty
  const labels = new Map(
    (sheets[0] ? itemsOf(sheets[0].pack.scoring) : []).map(({ id, label }) => [id, label]),
  )
  return {
    rows: sheets.map(({ row }) => ({
      id: row.id,
      number: row.number,
      ownerName: row.ownerName,
      placeName: row.placeName,
      subjectName: row.subjectName,
      figures: row.figures,
    })),
    ...found,
    sheets: [...found.sheets],
    criteria: found.criteria.map((one) => ({
      ...one,
      label: labels.get(one.item) ?? '',
      deducted: [...one.deducted],
      stricter: [...one.stricter],
      milder: [...one.milder],
    })),
    rule,
    reviews: await reviewsOf(client, sheets),
    versions: groups.length,
  }
}

async function reviewsOf(client: Queryable, sheets: readonly Filled[]) {
  const found = await rows<{
    id: string
    sheet_id: string
    criterion: string | null
    note: string | null
    reviewed_at: string
    name: string
  }>(
    client,
    `select r.id, r.sheet_id, r.criterion, r.note, r.reviewed_at, coalesce(p.name, '') as name
       from score_review r left join person p on p.id = r.reviewed_person
      where r.jur = any ($1::text[]) and r.sheet_id = any ($2::uuid[])
      order by r.reviewed_at, r.id`,
    [sheets.map(({ record }) => record.jur), sheets.map(({ record }) => record.id)],
  )
  return found.map((row) => ({
    id: row.id,
    sheet: row.sheet_id,
    criterion: row.criterion,
    note: row.note,
    at: row.reviewed_at,
    byName: row.name,
  }))
}

/** One sheet's answers under another version or pack; undefined where either is not there. */
export async function rejudged(
  pool: Queryable,
  client: Queryable,
  actor: Actor,
  { id, version }: { readonly id: string; readonly version: string },
  day: Day,
) {
  const filled = await findSheet(pool, client, actor, id, day)
  const other = await findPack(pool, version)
  const then = sheetPackOf(other)
  if (!filled || !other || !then) return undefined
  const { record, pack, answers, row } = filled
  const said = answersOf(pack, answers, {
    enterprises: sampleOf(record).length,
    beside: besideOf(record),
  })
  const found = rejudge(pack, then, said)
  const own = await getPack(pool, pack.version)
  return {
    number: row.number,
    now: {
      title: own.head.short ?? own.head.title,
      version: pack.version,
      score: endOf(found.now),
    },
    other: {
      title: other.head.short ?? other.head.title,
      version,
      score: found.other && endOf(found.other),
    },
    levels: found.levels.map((one) => ({ ...one })),
    items: found.items.map((one) => ({ ...one })),
    leftOut: [...found.leftOut],
    problems: [...found.problems],
  }
}
