import { hotRow, params, rows, within, type Actor, type Queryable } from '#kernel/index.ts'
import { packVersions, type Pack } from '#law/index.ts'
import type { PackRow } from './tables.ts'
import type { PackDetail, PackDraft, SheetRow } from './words.ts'

type Named = PackRow & {
  readonly office_name: string
  readonly made_by: string
  readonly proposed_by: string | null
  readonly released_by: string | null
}

const NAMED = `select t.*, o.name as office_name, m.name as made_by, p.name as proposed_by,
       r.name as released_by
  from pack_draft t
  join organization o on o.id = t.owner_org
  join person m on m.id = t.made_person
  left join person p on p.id = t.proposed_person
  left join person r on r.id = t.released_person`

/** The drafts of the actor's own office, the newest first. */
export async function listDrafts(
  client: Queryable,
  { org, scope, person }: Actor,
): Promise<PackDraft[]> {
  const { param, values } = params()
  const found = await rows<Named>(
    client,
    `${NAMED} where t.owner_org = ${param(org)}::uuid and ${within(scope, 't', param)}
      order by t.made_at desc, t.id desc limit 200`,
    values,
  )
  return found.map((row) => draftView(row, person))
}

/** A draft within the actor's places; undefined where there is none. */
export async function findDraft(
  client: Queryable,
  { scope }: Actor,
  id: string,
): Promise<Named | undefined> {
  const { param, values } = params()
  return hotRow<Named>(
    client,
    `${NAMED} where t.id = ${param(id)}::uuid and ${within(scope, 't', param)}`,
    values,
  )
}

/** A draft as a page shows it: the sheet in its columns, and beside it what does not add up. */
export async function draftDetail(
  client: Queryable,
  actor: Actor,
  id: string,
): Promise<PackDetail | undefined> {
  const row = await findDraft(client, actor, id)
  if (row === undefined) return undefined
  const [pack] = await packVersions(client, [row.version])
  if (pack?.scoring === undefined) return undefined
  const { sheet } = pack.scoring
  return {
    draft: draftView(row, actor.person),
    columns: sheet.columns,
    points: sheet.points,
    rows: sheetRows(pack.scoring),
    beside: besideOf(sheet),
    problems: [...row.problems],
  }
}

function draftView(row: Named, person: string): PackDraft {
  return {
    id: row.id,
    revision: row.revision,
    state: row.state,
    pack: row.pack,
    version: row.version,
    title: row.title,
    fileName: row.file_name,
    errors: row.errors,
    office: row.owner_org,
    officeName: row.office_name,
    madeAt: row.made_at,
    madeBy: row.made_by,
    proposedAt: row.proposed_at,
    mine: row.proposed_person === person,
    proposedBy: row.proposed_by,
    releasedAt: row.released_at,
    releasedBy: row.released_by,
    reason: row.reason,
  }
}

type Scoring = NonNullable<Pack['scoring']>

/** One row an item; the headings of level and category stand at the first item under them. */
function sheetRows({ sheet, categories }: Scoring): SheetRow[] {
  let level = ''
  return categories.flatMap((category) => {
    const opens = category.level !== level
    level = category.level
    const named = sheet.levels.find((one) => one.level === category.level && one.level !== 'whole')
    return category.items.map((item, n): SheetRow => ({
      level: n === 0 && opens && named ? `${named.heading}（${named.points} 分）` : null,
      category: n === 0 ? `${category.id}. ${category.label}（${category.points} 分）` : null,
      item: `${item.id}. ${item.label}`,
      points: item.points,
      bounds: boundsOf(item),
      criteria: item.criteria.map(({ key, number, notApplicable, clauses }) => ({
        key,
        number,
        notApplicable,
        clauses: clauses.map(({ label, points, unit }) => ({ label, points, unit })),
      })),
    }))
  })
}

function boundsOf({ cap, floor }: Scoring['categories'][number]['items'][number]): string | null {
  const said = [
    ...(cap ? [`最多扣 ${cap.points} 分${cap.mark === 'assumption' ? '（待确认）' : ''}`] : []),
    ...(floor ? [`保底 ${floor.points} 分`] : []),
  ]
  return said.length === 0 ? null : said.join('，')
}

function besideOf({ result, coefficients, adjustments, bands }: Scoring['sheet']): string[] {
  return [
    ...(result === 'percent' ? ['结果按适用项目的得分率计算'] : []),
    ...(coefficients ?? []).map(({ label, value }) => `系数：${label} × ${value}`),
    ...(adjustments ?? []).map(
      ({ kind, label, points, most }) =>
        `${kind === 'bonus' ? '加分' : '减分'}：${label} ${points} 分，最多 ${most ?? 1} 次`,
    ),
    ...(bands ?? []).map(({ label, from, to, below }) => {
      const end = below ? `、不足 ${below}` : to ? ` 至 ${to}` : ' 以上'
      return `等次：${label}，${from}${end}`
    }),
  ]
}
