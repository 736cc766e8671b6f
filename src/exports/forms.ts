import { covers, firstRow, isRefusal, type Actor, type Queryable } from '#kernel/index.ts'
import { clauseTitle, formsOf } from '#law/index.ts'
import { formFields, type FormField } from '#law/words.ts'
import { lineageOf, may } from '#places/index.ts'
import { packsOf } from '#deadlines/index.ts'
import { CLAUSES, columnRefusal, exportRefusal, type Rights } from './rules.ts'
import { FIELD_TITLES } from './texts.ts'
import { OWN_COLUMNS } from './words.ts'

/** The body that an actor acts for, as files name it. */
export type Body = { readonly id: string; readonly name: string; readonly place: string }

/** A set of columns with its title, where it stands, and who signs beneath it. */
export type Layout = {
  readonly key: string
  readonly title: string
  readonly paper: 'A4' | 'A3'
  readonly columns: readonly {
    readonly field: FormField
    readonly title: string
    readonly width: number
  }[]
  readonly signs: readonly string[]
  readonly basis: { readonly pack: string; readonly version: string; readonly article: string }
}

/** What the asker's role may do. */
export function rightsOf({ role }: Actor): Rights {
  return { read: may(role, 'cases.read'), act: may(role, 'cases.act') }
}

/** The asker's body. */
export async function bodyOf(on: Queryable, { org }: Actor): Promise<Body> {
  const found = await firstRow<Body>(on, 'select id, name, place from organization where id = $1', [
    org,
  ])
  return found ?? { id: org, name: '', place: '0' }
}

/** The ledger forms that hold for a body today. */
export async function ledgerForms(pool: Queryable, body: Body, on: string) {
  const packs = await packsOf(pool)
  const lineage = (await lineageOf(pool, body.place)).toReversed()
  return formsOf(packs, 'ledger', { on, lineage })
}

/** The columns asked for: those of a form, or the asker's own; undefined for an unknown form. */
export async function layoutOf(
  pool: Queryable,
  asked: { readonly form: string; readonly columns: readonly FormField[] },
  body: Body,
  on: string,
): Promise<Layout | undefined> {
  const packs = await packsOf(pool)
  if (asked.form === OWN_COLUMNS) {
    const [pack, article] = CLAUSES.export.split('#') as [string, string]
    const version = packs.find(({ head }) => head.id === pack)?.version ?? ''
    const columns = asked.columns.map((field) => ({
      field,
      title: FIELD_TITLES[field],
      width: widthOf(field),
    }))
    const basis = { pack, version, article }
    return { key: OWN_COLUMNS, title: '问题隐患台账', paper: 'A3', columns, signs: [], basis }
  }
  const found = (await ledgerForms(pool, body, on)).find(({ form }) => form.key === asked.form)
  if (!found) return undefined
  const { form, pack, version } = found
  const { key, title, paper, columns, signs, article } = form
  return { key, title, paper, columns, signs, basis: { pack, version, article } }
}

/** A layout without the columns that are not for the asker, and what was left out. */
export function permitted(layout: Layout, rights: Rights): { layout: Layout; left: string[] } {
  const refused = (field: FormField) => columnRefusal(field, rights) !== undefined
  return {
    layout: { ...layout, columns: layout.columns.filter(({ field }) => !refused(field)) },
    left: layout.columns.filter(({ field }) => refused(field)).map(({ title }) => title),
  }
}

/** What the export's layer shows: forms, columns, and what forbids them. */
export async function exportChoices(pool: Queryable, actor: Actor, on: string) {
  const rights = rightsOf(actor)
  const packs = await packsOf(pool)
  const forms = await ledgerForms(pool, await bodyOf(pool, actor), on)
  return {
    why: said(exportRefusal(rights)),
    forms: forms.map(({ form, ref }) => ({
      key: form.key,
      title: form.title,
      columns: form.columns.length,
      ref,
      clause: clauseTitle(packs, ref),
    })),
    columns: formFields.map((field) => ({
      field,
      title: FIELD_TITLES[field],
      refused: said(columnRefusal(field, rights)),
    })),
  }
}

function said(refusal: ReturnType<typeof exportRefusal>) {
  if (!refusal || !isRefusal(refusal)) return null
  return { say: refusal.refused, clause: refusal.clause }
}

const WIDE: ReadonlySet<FormField> = new Set(['text', 'measures', 'result', 'sourceNote'] as const)
const NARROW: ReadonlySet<FormField> = new Set(['serial', 'grade', 'five', 'extensions'] as const)

function widthOf(field: FormField): number {
  if (WIDE.has(field)) return 36
  if (field === 'number' || field === 'title' || field === 'subjectName') return 24
  return NARROW.has(field) ? 8 : 14
}

/**
 * Whether the reader sees the whole of the place that a report states figures of: of another, or of a
 * wider one, the figures would be too small and look true.
 */
export function answersFor({ scope }: Actor, place: string | undefined): boolean {
  if (place === undefined) return true
  return place === '0' ? scope.from <= '0' && scope.to >= '~' : covers(scope, place)
}

/** Statistical forms are filled by bodies that answer for a place; a party sees only what is its own. */
export function fillsForms(actor: Actor, place: string | undefined): boolean {
  return actor.scope.party === null && answersFor(actor, place)
}
