import { params, rows, within, type Queryable } from '#kernel/index.ts'
import { lineageOf, placeScope } from '#places/index.ts'
import { addressOf, findByName, splitValues, type Candidate } from '#sheets/index.ts'
import type { KindRow } from './kind.ts'
import type { ImportProblem } from './report.ts'

/** A body that a name in a cell may mean. */
export type Body = Candidate & { readonly place: string; readonly kind: string }

/** What names in a spreadsheet are matched against: the places and bodies of one area. */
export type Directory = {
  readonly home: string
  readonly places: readonly Candidate[]
  readonly bodies: readonly Body[]
}

/** What somebody chose for the names of a row, by field: an id among the candidates. */
export type Chosen = Readonly<Record<string, { readonly id: string; readonly name: string }>>

/** Reads the places within a place, its bodies, and the public bodies of the places above. */
export async function openDirectory(on: Queryable, home: string): Promise<Directory> {
  const lineage = await lineageOf(on, home)
  return { home, places: await placesOf(on, home), bodies: await bodiesOf(on, home, lineage) }
}

/** Matches names of places and bodies; the same name is looked for once. */
export class NameMatcher {
  readonly directory: Directory
  private readonly known = new Map<string, ReturnType<typeof findByName<Candidate>>>()
  private readonly placeNames: ReadonlyMap<string, string>
  private readonly bodyOf: ReadonlyMap<string, Body>

  constructor(directory: Directory) {
    this.directory = directory
    this.placeNames = new Map(directory.places.map(({ id, name }) => [id, name]))
    this.bodyOf = new Map(directory.bodies.map((body) => [body.id, body]))
  }

  /** The place that a cell names, or null; what is to be said goes to `problems`. */
  place(asked: Asked): string | null {
    return this.one(asked, this.directory.places, (id) => this.placeNames.has(id))
  }

  /** The body that a cell names, or null; what is to be said goes to `problems`. */
  body(asked: Asked): string | null {
    return this.one(asked, this.directory.bodies, (id) => this.bodyOf.has(id))
  }

  bodyById(id: string | null): Body | null {
    return id === null ? null : (this.bodyOf.get(id) ?? null)
  }

  /** The name of a place or body that may be chosen here, or null. */
  offered(id: string): string | null {
    return this.placeNames.get(id) ?? this.bodyOf.get(id)?.name ?? null
  }

  private one(
    { row, field, label, text, chosen, problems, kept }: Asked,
    among: readonly Candidate[],
    is: (id: string) => boolean,
  ): string | null {
    if (text === undefined) return null
    const choice = chosen[field]
    if (choice && is(choice.id)) return choice.id
    const [first = text, ...more] = splitValues(text)
    const { sure, candidates } = this.find(first, among)
    const cell = row.cells[field] ?? addressOf(0, row.row)
    const say = (message: string, may: readonly Candidate[]) =>
      problems.push({
        sheet: row.sheet,
        cell,
        severity: 'warning',
        field,
        message,
        candidates: may.map(({ id, name }) => ({ id, name })),
      })
    if (!sure) {
      const near = candidates.map(({ name }) => name).join('、')
      const hint = near === '' ? '' : `，可能是：${near}`
      say(`没有与“${first}”对应的${label}${hint}；${kept}`, candidates)
    } else if (more.length > 0) {
      say(`填有多个${label}，以“${first}”为准，其余保留在来源说明中。`, [])
    }
    return sure?.id ?? null
  }

  private find(name: string, among: readonly Candidate[]) {
    const key = `${among === this.directory.places ? 'place' : 'body'} ${name}`
    const known = this.known.get(key) ?? findByName(name, among)
    this.known.set(key, known)
    return known
  }
}

type Asked = {
  readonly row: KindRow
  readonly field: string
  readonly label: string
  readonly text: string | undefined
  readonly chosen: Chosen
  readonly problems: ImportProblem[]
  /** What becomes of a name that matches nothing. */
  readonly kept: string
}

/** The bodies of a place, and the public ones of the places above. */
async function bodiesOf(on: Queryable, place: string, lineage: readonly string[]): Promise<Body[]> {
  const { param, values } = params()
  const below = within(await placeScope(on, place), 'o', param)
  return rows<Body>(
    on,
    `select o.id, o.name, o.short_name as "shortName", o.place, o.kind
       from (select g.*, g.place as jur, g.id as party_id from organization g) o
      where o.valid_to is null and (${below} or (o.place = any(${param(lineage)}::text[])
        and o.kind not in ('enterprise', 'soe_group'))) order by o.place, o.id limit 100000`,
    values,
  )
}

/** The places within a place, itself included; the short name is the name without its kind. */
async function placesOf(on: Queryable, place: string): Promise<Candidate[]> {
  const { param, values } = params()
  const below = within(await placeScope(on, place), 'r', param)
  const found = await rows<{ jur: string; name: string }>(
    on,
    `select r.jur, r.name from region r where r.valid_to is null and
      ${below.replaceAll('r.party_id', 'null')} order by r.jur limit 100000`,
    values,
  )
  return found.map(({ jur, name }) => ({
    id: jur,
    name,
    shortName: name.length > 2 ? name.replace(/(自治[县州区]|街道|[省市县区镇乡])$/, '') : null,
  }))
}
