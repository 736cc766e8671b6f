import { notFound, serve, type Queryable, type Route } from '#kernel/index.ts'
import { articleTitle, articleLabel, clauseTitle, parseRef } from './clauses.ts'
import type { Conflict, Pack } from './formats.ts'
import { articlesOf, inForce, linesOf, summaryOf } from './lines.ts'
import { regimeOn, regimeView } from './regimes.ts'
import { judgeConflict, resolve } from './resolve.ts'
import { rulesOf } from './rulebook.ts'
import { lawConflicts, packVersions, releasedPacks, versionsOf } from './tables.ts'
import { getClause, getPack, listConflicts, listPacks, listValues } from './words.ts'

/** What the law browser needs from the modules above it. */
export type LawSurroundings = {
  /** Codes from the nation down to a place, by its own level: ['0', '13', '130682']. */
  readonly lineage: (on: Queryable, place: string, date: string) => Promise<readonly string[]>
  /** Whether packs of the demonstration take part. */
  readonly demo: boolean
}

/** The faces of the law browser, for anybody signed in. */
export function lawRoutes({ lineage, demo }: LawSurroundings): Route[] {
  const lineageOf = async (db: Queryable, place: string | undefined, on: string) =>
    place === undefined ? ['0'] : await lineage(db, place, on)
  return [
    serve(listPacks)(async ({ query }, { runner }) => {
      const on = query.on ?? runner.clock.today()
      const packs = await releasedPacks(runner.db.app, { demo })
      const at = await lineageOf(runner.db.app, query.place, on)
      const here = query.place === undefined ? packs : packs.filter((pack) => reaches(pack, at))
      return { on, packs: here.map((pack) => summaryOf(pack, on)) }
    }),
    serve(getPack)(async ({ params, query }, { runner }) => {
      const pack =
        query.version === undefined
          ? (await releasedPacks(runner.db.app, { demo })).find((one) => one.head.id === params.id)
          : (await packVersions(runner.db.app, [query.version]))[0]
      if (pack === undefined || pack.head.id !== params.id) return notFound
      const on = query.on ?? runner.clock.today()
      const versions = await versionsOf(runner.db.app, params.id)
      const packs = await releasedPacks(runner.db.app, { demo: true })
      const here = await lineageOf(runner.db.app, pack.head.place, on)
      const regime = regimeView(packs, pack, regimeOn(packs, { on, lineage: here }))
      return { ...packPage(pack, on), regime, versions }
    }),
    serve(listValues)(async ({ query }, { runner }) => {
      const on = query.on ?? runner.clock.today()
      const packs = await releasedPacks(runner.db.app, { demo })
      const at = await lineageOf(runner.db.app, query.place, on)
      const facts: Record<string, string> = {}
      if (query.grade !== undefined) facts.grade = query.grade
      if (query.origin !== undefined) facts.origin = query.origin
      const keys = query.key === undefined ? keysOf(packs) : [query.key]
      const values = keys.flatMap((key) => resolve(packs, { key, on, lineage: at, facts }) ?? [])
      return { on, lineage: [...at], values }
    }),
    serve(listConflicts)(async ({ query }, { runner }) => {
      const on = query.on ?? runner.clock.today()
      const packs = await releasedPacks(runner.db.app, { demo: true })
      const at = await lineageOf(runner.db.app, query.place, on)
      const conflicts = await lawConflicts(runner.db.app)
      const here = conflicts.filter(
        (one) => query.place === undefined || one.place.some((place) => at.includes(place)),
      )
      return {
        on,
        conflicts: here.map((one) =>
          conflictLine(packs, one, on, query.place === undefined ? undefined : at),
        ),
      }
    }),
    serve(getClause)(async ({ params }, { runner }) => {
      const ref = parseRef(params.ref)
      const packs = await releasedPacks(runner.db.app, { demo: true })
      const pack = packs.find((one) => one.head.id === ref?.pack)
      if (ref === undefined || pack === undefined) return notFound
      if (articleLabel(pack, ref.article) === undefined) return notFound
      return clausePage(pack, ref.article)
    }),
  ]
}

function reaches(pack: Pack, lineage: readonly string[]): boolean {
  return pack.head.place === '0' || lineage.includes(pack.head.place)
}

function keysOf(packs: readonly Pack[]): string[] {
  return [...new Set(packs.flatMap((pack) => rulesOf(pack).map((rule) => rule.key)))].toSorted()
}

function packPage(pack: Pack, on: string) {
  return {
    pack: summaryOf(pack, on),
    note: pack.head.note ?? null,
    effectiveNote: pack.head.effective.note ?? null,
    repeals: pack.head.repeals.map(({ pack: id, title }) => ({ pack: id ?? null, title })),
    articles: articlesOf(pack),
    lines: linesOf(pack),
    inconsistencies: (pack.inconsistencies?.inconsistencies ?? []).map(
      ({ entry, class: of, about, article }) => ({ entry, class: of, about, article }),
    ),
  }
}

function conflictLine(
  packs: readonly Pack[],
  conflict: Conflict,
  on: string,
  lineage: readonly string[] | undefined,
) {
  const judged = judgeConflict(conflict, on, lineage)
  return {
    id: conflict.id,
    label: conflict.label,
    place: conflict.place,
    mark: conflict.mark,
    sides: conflict.sides.map(({ ref, says }) => {
      const pack = packs.find((one) => one.head.id === parseRef(ref)?.pack)
      return {
        ref,
        title: clauseTitle(packs, ref),
        says,
        inForce: pack !== undefined && inForce(pack, on),
        wins: judged?.wins.includes(ref) ?? false,
      }
    }),
    why: judged?.why ?? null,
    periods: conflict.periods.map(({ from, wins, why }) => ({ from: from ?? null, wins, why })),
    note: conflict.note ?? null,
  }
}

function clausePage(pack: Pack, article: string) {
  const { head } = pack
  const ref = `${head.id}#${article}`
  return {
    ref,
    title: clauseTitle([pack], ref),
    pack: head.id,
    article,
    packTitle: head.title,
    articleTitle: articleTitle(pack, article) ?? null,
    number: head.number ?? null,
    rank: head.rank,
    from: head.effective.from,
    to: head.effective.to ?? null,
  }
}
