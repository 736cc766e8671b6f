import { covers, params, rows, type Actor, type Queryable } from '#kernel/index.ts'
import type { Day } from '#deadlines/index.ts'
import { EVIDENCE_COLUMNS, viewEvidence, type EvidenceRow } from '#files/index.ts'
import { personNames, shortNames } from '#places/index.ts'
import { besideOf, getPack, sampleOf } from './ground.ts'
import { findSheet, type Filled } from './rows.ts'
import { missingOf } from './rules.ts'
import type { EarlierScore, FoundRow, ItemView, SheetDetail, SheetMoved } from './shapes.ts'
import { listed } from './tables.ts'

/** One sheet with every item, for whoever has to do with it; undefined for anybody else. */
export async function sheetDetail(
  pool: Queryable,
  client: Queryable,
  actor: Actor,
  id: string,
  day: Day,
): Promise<SheetDetail | undefined> {
  const filled = await findSheet(pool, client, actor, id, day)
  if (!filled) return undefined
  const { record, pack, answers } = filled
  const { head } = await getPack(pool, record.pack_version)
  const sample = sampleOf(record)
  const beside = besideOf(record)
  const names = await personNames(client, [
    ...record.members,
    ...Object.values(record.shares),
    ...filled.items.map((item) => item.scored_person),
  ])
  return {
    ...filled.row,
    members: record.members.map((one) => ({ id: one, name: names[one] ?? '' })),
    sample,
    beside,
    openedAt: record.opened_at,
    moves: listed<SheetMoved>(record.moves),
    scoring: pack.scoring,
    packTitle: head.short ?? head.title,
    packMark: head.mark,
    items: await itemViews(client, actor, filled, names),
    keeper: await keeperOf(client, record.jur, day.today),
    lacking: missingOf(pack.scoring, { items: answers, sample, beside }),
  }
}

async function itemViews(
  client: Queryable,
  actor: Actor,
  { record, items, answers, score }: Filled,
  names: Readonly<Record<string, string>>,
): Promise<ItemView[]> {
  const ids = items.map(({ id }) => id)
  const evidence = await rows<EvidenceRow>(
    client,
    `select ${EVIDENCE_COLUMNS} from evidence e where e.jur = $1
        and e.subject_kind = 'score_item' and e.subject_id = any ($2::uuid[])
      order by e.uploaded_at, e.id`,
    [record.jur, ids],
  )
  const findings = await foundFrom(client, actor, ids)
  const capped = new Set(score.items.filter((one) => one.capped).map(({ id }) => id))
  const name = (id: string | null) => (id === null ? null : (names[id] ?? null))
  return items.map((row, index): ItemView => {
    const assignee = record.shares[String(row.item)] ?? null
    return {
      ...answers[index]!,
      deductions: [...answers[index]!.deductions],
      notApplicable: [...row.not_applicable],
      id: row.id,
      revision: row.revision,
      assignee,
      assigneeName: name(assignee),
      score: row.score,
      capped: capped.has(row.item),
      scoredAt: row.scored_at,
      scoredPerson: row.scored_person,
      scoredName: name(row.scored_person),
      history: listed<EarlierScore>(row.history),
      evidence: evidence.filter(({ subjectId }) => subjectId === row.id).map(viewEvidence),
      findings: findings.filter(({ item }) => item === row.id).map(({ item: _, ...one }) => one),
    }
  })
}

type FoundRecord = {
  readonly id: string
  readonly jur: string
  readonly number: string
  readonly title: string | null
  readonly state: FoundRow['state']
  readonly source_id: string
  readonly source_part: string | null
  readonly rechecked_at: string | null
  readonly ended_at: string | null
}

/** The findings that were registered from items, with how far each has come. */
async function foundFrom(
  client: Queryable,
  actor: Actor,
  items: readonly string[],
): Promise<(FoundRow & { readonly item: string })[]> {
  const found = await rows<FoundRecord>(
    client,
    `select f.id, f.jur, f.number, f.title, f.state, f.source_id, f.source_part, f.rechecked_at,
        f.ended_at
       from finding f where f.source_kind = 'score_item' and f.source_id = any ($1::uuid[])
      order by f.number collate "C"`,
    [items],
  )
  return found.map((row) => ({
    item: row.source_id,
    id: row.id,
    number: row.number,
    title: row.title ?? row.number,
    state: row.state,
    criterion: row.source_part ?? '',
    recheckedAt: row.rechecked_at,
    endedAt: row.ended_at,
    open: covers(actor.scope, row.jur),
  }))
}

/** The committee office of the inspected place, which hands its findings over. */
async function keeperOf(client: Queryable, jur: string, today: string) {
  const { param, values } = params()
  const [row] = await rows<{ id: string }>(
    client,
    `select o.id from organization o where o.kind = 'committee_office'
        and o.place = left(${param(jur)}, 6) and o.valid_from <= ${param(today)}::date
        and (o.valid_to is null or o.valid_to > ${param(today)}::date) order by o.id limit 1`,
    values,
  )
  if (!row) return null
  const names = await shortNames(client, [row.id])
  return { org: row.id, orgName: names[row.id] ?? '' }
}
