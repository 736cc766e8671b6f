import type { Pool } from 'pg'
import type { Actor } from '#kernel/index.ts'
import { placeScope } from '#places/index.ts'
import { cleanText, coreOfName, nameKey } from '#sheets/index.ts'
import { namedSubjects, type NamedSubject } from '#enterprises/index.ts'
import type { Candidate } from '#sheets/index.ts'

/** More than these are not held at once; then no name alone is sure, for its double may be left out. */
const MOST = 200_000
const SHOWN = 5

/** Reads the archive of enterprises that an actor sees within a place: once for a whole spreadsheet. */
export async function openArchive(
  pool: Pool,
  { scope }: Pick<Actor, 'scope'>,
  { home, places }: { readonly home: string; readonly places: readonly Candidate[] },
): Promise<Archive> {
  const found = await namedSubjects(pool, [scope, await placeScope(pool, home)], MOST + 1)
  const names = new Map(places.map(({ id, name }) => [id, name]))
  return new Archive(found.slice(0, MOST), { whole: found.length <= MOST, names })
}

/** Enterprises by id, code and name; what a name comes near to is offered and never taken. */
export class Archive {
  /** Whether all of the archive is held, so that a name found once stands there once. */
  readonly whole: boolean
  private readonly placeNames: ReadonlyMap<string, string>
  private readonly byId = new Map<string, NamedSubject>()
  private readonly byCode = new Map<string, NamedSubject>()
  private readonly byName = new Map<string, NamedSubject[]>()
  private cores: Cores | null = null

  constructor(
    subjects: readonly NamedSubject[],
    of: { readonly whole: boolean; readonly names: ReadonlyMap<string, string> },
  ) {
    this.whole = of.whole
    this.placeNames = of.names
    for (const one of subjects) this.add(one)
  }

  add(one: NamedSubject): void {
    this.byId.set(one.id, one)
    if (one.code !== null) this.byCode.set(one.code, one)
    into(this.byName, nameKey(one.name), one)
    this.cores?.add(one)
  }

  find(id: string | undefined): NamedSubject | null {
    return (id !== undefined && this.byId.get(id)) || null
  }

  /** The name under which an enterprise may be chosen, or null. */
  offered(id: string): string | null {
    const one = this.find(id)
    return one && this.offer(one).name
  }

  withCode(code: string | null): NamedSubject | null {
    return (code !== null && this.byCode.get(code)) || null
  }

  /** Those whose name reads the same, whatever its brackets and spaces. */
  named(name: string): readonly NamedSubject[] {
    return this.byName.get(nameKey(name)) ?? []
  }

  /** Those that a short or otherwise written name may mean, the nearest first. */
  near(name: string): readonly NamedSubject[] {
    this.cores ??= new Cores([...this.byId.values()])
    return this.cores.near(name)
  }

  /** An enterprise as it is offered: with its place and code, which tell two of one name apart. */
  private offer(one: NamedSubject): { readonly id: string; readonly name: string } {
    const code = one.code === null ? '无代码' : `代码 ${one.code}`
    return { id: one.id, name: `${one.name}（${this.placeOf(one)}，${code}）` }
  }

  offers(all: readonly NamedSubject[]): readonly { readonly id: string; readonly name: string }[] {
    return all.slice(0, SHOWN).map((one) => this.offer(one))
  }

  placeOf({ jur }: { readonly jur: string }): string {
    return this.placeNames.get(jur) ?? jur
  }
}

/** Whether a name is written as the archive has it; the mark of a demonstration is none of it. */
export function writtenAs(name: string, { name: other }: NamedSubject): boolean {
  return bare(name) === bare(other)
}

/** Whether a name may be that of this enterprise, short or otherwise written. */
export function comesNear(name: string, { name: other }: NamedSubject): boolean {
  if (nameKey(name) === nameKey(other)) return true
  const [one, two] = [coreOfName(name), coreOfName(other)]
  return one.length >= 2 && two.length >= 2 && (two.includes(one) || one.includes(two))
}

/** Whether two places lie in one county, or one within the other. */
export function sameCounty(place: string | null, { jur }: { readonly jur: string }): boolean {
  if (place === null || place.startsWith(jur) || jur.startsWith(place)) return true
  return place.length >= 6 && place.slice(0, 6) === jur.slice(0, 6)
}

/** The code that a cell holds, or null where what stands there is none. */
export function codeOf(text: string): string | null {
  const code = text.replaceAll(/[\s\-—–]/g, '').toUpperCase()
  return /^[0-9A-Z]{8,30}$/.test(code) ? code : null
}

/** The titles under which codes are kept. */
export const CODE_TITLES =
  '统一社会信用代码 信用代码 社会信用代码 统一信用代码 统一代码 注册号 工商注册号 营业执照号 营业执照注册号 ' +
  '登记注册号 组织机构代码 统一社会信用代码/注册号 统一社会信用代码(注册号)'

function bare(name: string): string {
  return cleanText(name).replaceAll(/\s|（演示）/g, '')
}

function into<V>(map: Map<string, V[]>, key: string, value: V): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}

/** Cores of names by their pairs of characters, so that a short name does not read all of them. */
class Cores {
  private readonly byPair = new Map<string, { core: string; one: NamedSubject }[]>()
  private readonly byHead = new Map<string, { core: string; one: NamedSubject }[]>()
  private readonly known = new Map<string, readonly NamedSubject[]>()

  constructor(subjects: readonly NamedSubject[]) {
    for (const one of subjects) this.add(one)
  }

  add(one: NamedSubject): void {
    const core = coreOfName(one.name)
    for (const pair of pairsOf(core)) into(this.byPair, pair, { core, one })
    if (core.length >= 3) into(this.byHead, core.slice(0, 2), { core, one })
    this.known.clear()
  }

  near(name: string): readonly NamedSubject[] {
    const core = coreOfName(name)
    const known = this.known.get(core) ?? this.look(core)
    this.known.set(core, known)
    return known
  }

  private look(wanted: string): readonly NamedSubject[] {
    const pairs = pairsOf(wanted)
    const [rarest = []] = pairs
      .map((pair) => this.byPair.get(pair) ?? [])
      .toSorted((a, b) => a.length - b.length)
    const holding = rarest.filter(({ core }) => core.includes(wanted))
    const held = pairs
      .flatMap((pair) => this.byHead.get(pair) ?? [])
      .filter(({ core }) => wanted.includes(core))
    const far = ({ core }: { core: string }) => Math.abs(core.length - wanted.length)
    const nearest = [...holding, ...held].toSorted((a, b) => far(a) - far(b))
    return [...new Set(nearest.map(({ one }) => one))]
  }
}

function pairsOf(text: string): string[] {
  const pairs = new Set<string>()
  for (let at = 0; at + 2 <= text.length; at += 1) pairs.add(text.slice(at, at + 2))
  return [...pairs]
}
