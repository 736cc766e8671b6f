import { articleLabel, articleTitle, clauseTitle } from './clauses.ts'
import type { Pack, PackPart } from './formats.ts'
import { rulesOf } from './rulebook.ts'
import type { LawValue, Mark, PackLine, PackSummary } from './words.ts'

/** A pack as it stands in a list. */
export function summaryOf(pack: Pack, on: string): PackSummary {
  const { head, version } = pack
  return {
    id: head.id,
    version,
    title: head.title,
    short: head.short ?? null,
    number: head.number ?? null,
    issuer: head.issuer,
    place: head.place,
    rank: head.rank,
    issued: head.issued ?? null,
    from: head.effective.from,
    to: head.effective.to ?? null,
    mark: head.mark,
    demo: head.demo,
    inForce: inForce(pack, on),
    counts: countsOf(pack),
  }
}

/** Whether a pack is in force on a date; `to` is its last day. */
export function inForce(pack: Pack, on: string): boolean {
  const { from, to } = pack.head.effective
  return from <= on && (to === undefined || on <= to)
}

/** How much a pack holds; a score sheet answers items, criteria, clauses and points alone. */
export function countsOf(pack: Pack): Record<string, number> {
  return pack.scoring ? sheetCounts(pack.scoring) : contentsOf(pack)
}

/** How many entries each part of a pack holds. */
export function contentsOf(pack: Pack): Record<string, number> {
  const all: Record<string, number> = {
    clocks: pack.clocks?.clocks.length ?? 0,
    values: pack.values?.values.length ?? 0,
    steps: pack.steps?.steps.length ?? 0,
    gradeSources: pack.grading?.sources.length ?? 0,
    gradeCriteria: pack.grading?.criteria.length ?? 0,
    grounds: pack.grounds?.grounds.length ?? 0,
    duties: pack.duties?.duties.length ?? 0,
    continuing: pack.duties?.continuing.length ?? 0,
    gaps: pack.duties?.gaps.length ?? 0,
    obligations: pack.obligations?.obligations.length ?? 0,
    milestones: pack.campaign?.milestones.length ?? 0,
    groups: pack.campaign?.groups.length ?? 0,
    industries: pack.campaign?.industries.length ?? 0,
    campaignRules: pack.campaign?.rules.length ?? 0,
    inconsistencies: pack.inconsistencies?.inconsistencies.length ?? 0,
    forms: pack.forms?.forms.length ?? 0,
  }
  return Object.fromEntries(Object.entries(all).filter(([, count]) => count > 0))
}

/** How many lines of a pack carry each mark. */
export function marksOf(pack: Pack): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { mark } of linesOf(pack)) counts[mark] = (counts[mark] ?? 0) + 1
  return counts
}

function sheetCounts({ categories }: NonNullable<Pack['scoring']>): Record<string, number> {
  const items = categories.flatMap((category) => category.items)
  const criteria = items.flatMap((item) => item.criteria)
  return {
    items: items.length,
    criteria: criteria.length,
    clauses: criteria.flatMap((criterion) => criterion.clauses).length,
    points: items.reduce((sum, item) => sum + Number(item.points), 0),
  }
}

/** The articles that a pack cites or names, in the order of the text. */
export function articlesOf(pack: Pack): { article: string; label: string; title: string | null }[] {
  const cited = linesOf(pack).map((line) => line.article)
  const { titles, named } = pack.head.articles
  return [...new Set([...Object.keys(named), ...Object.keys(titles), ...cited])]
    .toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }))
    .map((article) => ({
      article,
      label: articleLabel(pack, article) ?? article,
      title: articleTitle(pack, article) ?? null,
    }))
}

type Told = { key: string; label: string; article: string; mark: Mark; note?: string | undefined }

/** Every value, ground, duty and rule of a pack, one line each. */
export function linesOf(pack: Pack): PackLine[] {
  const line = (part: PackPart, told: Told, value: LawValue | null = null): PackLine => ({
    part,
    key: told.key,
    label: told.label,
    value,
    unit: null,
    event: null,
    when: {},
    article: told.article,
    clause: clauseTitle([pack], `${pack.head.id}#${told.article}`),
    mark: told.mark,
    note: told.note ?? null,
  })
  const resolved = rulesOf(pack).map((rule) => ({
    ...line(partOf(rule.key, rule.event), rule, rule.value),
    unit: rule.unit,
    event: rule.event,
    when: Object.fromEntries(Object.entries(rule.when).map(([fact, words]) => [fact, [...words]])),
  }))
  return [
    ...resolved,
    ...(pack.grading?.grades ?? []).map((grade) =>
      line('grading', { ...grade, key: grade.grade }, grade.definition),
    ),
    ...(pack.grading?.sources ?? []).map((source) =>
      line('grading', { ...source, key: source.id, label: source.title }, source.number ?? null),
    ),
    ...(pack.grading?.criteria ?? []).map((one) => line('grading', one, one.sector)),
    ...(pack.grounds?.grounds ?? []).map((one) => line('grounds', one, one.measures)),
    ...(pack.duties?.duties ?? []).map((duty) =>
      line('duties', { ...duty, key: duty.id, label: `${duty.role}：${duty.activity}` }, duty.min),
    ),
    ...(pack.obligations?.obligations ?? []).map((one) =>
      line('obligations', { ...one, label: `${one.who}：${one.what}` }, one.serves),
    ),
    ...(pack.campaign?.rules ?? []).map((rule) => line('campaign', rule)),
    ...(pack.campaign?.milestones ?? []).map((one) =>
      line('campaign', { ...one, label: `${one.by}：${one.what}` }, one.on ?? one.to ?? null),
    ),
    ...(pack.forms?.forms ?? []).map((form) =>
      line(
        'forms',
        { ...form, label: form.title },
        form.columns.map((column) => column.title),
      ),
    ),
    ...sheetLines(pack, line),
  ]
}

function sheetLines(
  pack: Pack,
  line: (part: PackPart, told: Told, value: LawValue | null) => PackLine,
): PackLine[] {
  if (!pack.scoring) return []
  const { mark } = pack.scoring.sheet
  return pack.scoring.categories
    .flatMap((category) => category.items)
    .flatMap((item) => [
      line(
        'scoring',
        { key: `item-${item.id}`, label: item.label, article: `item-${item.id}`, mark },
        item.points,
      ),
      ...item.criteria.flatMap(({ key, clauses, note }) =>
        clauses.map(({ label, points }) =>
          line('scoring', { key, label, article: key, mark, note }, points),
        ),
      ),
    ])
}

function partOf(key: string, event: string | null): PackPart {
  if (event !== null) return 'clocks'
  return key.startsWith('finding.step.') ? 'steps' : 'values'
}
