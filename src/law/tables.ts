import { createHash } from 'node:crypto'
import { canonicalJson, type Json, type Queryable, rows } from '#kernel/index.ts'
import type { Conflict, Pack, PackContent } from './formats.ts'
import { folderHash, plain, readLaw, versionOf } from './load.ts'

/** What a load changed: versions that were new, and versions that now hold. */
export type Loaded = { readonly entered: number; readonly released: number }

/**
 * Enters the packs of a folder that came with the product and releases them as seeds, all or
 * nothing when given one connection in a transaction. A version that is already there stays as
 * it is, and a folder that was entered before is not read again. A pack that an office has released itself is entered but not released over it.
 * Throws when a file of the folder is not well formed.
 */
export async function loadLaw(on: Queryable, dir: string, now: string): Promise<Loaded> {
  const hash = folderHash(dir)
  const known = await rows(on, 'select 1 from law_seed where hash = $1', [hash])
  if (known.length > 0) return { entered: 0, released: 0 }
  const law = readLaw(dir)
  const wrong = law.problems.find((problem) => problem.severity === 'error')
  if (wrong !== undefined) throw new Error(`${wrong.file}:${wrong.line} ${wrong.message}`)
  let entered = 0
  let released = 0
  for (const { pack } of law.packs) {
    entered += await enterPack(on, pack, null, now)
    released += await releaseSeed(on, pack.version, pack.head.id, now)
  }
  for (const conflict of law.conflicts) await enterConflict(on, conflict, now)
  await on.query(
    'insert into law_seed (hash, entered_at) values ($1, $2) on conflict (hash) do nothing',
    [hash, now],
  )
  return { entered, released }
}

/** Enters one version, as a draft until it is released; answers 0 where it was there already. */
export async function enterPack(
  on: Queryable,
  pack: PackContent,
  by: string | null,
  now: string,
): Promise<number> {
  const { version: _, ...content } = pack as Pack
  const { head } = pack
  const answer = await on.query(
    `insert into law_pack (version, id, title, place, rank, mark, demo, issued, effective_from,
       effective_to, content, entered_by, entered_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     on conflict (version) do nothing`,
    [
      versionOf(content),
      head.id,
      head.title,
      head.place,
      head.rank,
      head.mark,
      head.demo,
      head.issued ?? null,
      head.effective.from,
      head.effective.to ?? null,
      JSON.stringify(plain(content)),
      by,
      now,
    ],
  )
  return answer.rowCount ?? 0
}

async function releaseSeed(on: Queryable, version: string, id: string, now: string) {
  const answer = await on.query(
    `insert into law_release (version, seed, first_at, released_at)
     select $1, true, $3, $3
      where not exists (select 1 from law_release r join law_pack p using (version)
                         where p.id = $2 and not r.seed and r.released_at is not null)
     on conflict (version) do nothing`,
    [version, id, now],
  )
  return answer.rowCount ?? 0
}

async function enterConflict(on: Queryable, conflict: Conflict, now: string): Promise<void> {
  const content = JSON.parse(JSON.stringify(conflict)) as Json
  const version = createHash('sha256').update(canonicalJson(content)).digest('hex')
  await on.query(
    `insert into law_conflict (id, version, content, entered_at) values ($1, $2, $3, $4)
     on conflict (id, version) do nothing`,
    [conflict.id, version, JSON.stringify(content), now],
  )
}

/**
 * The packs that held at an instant: of each instrument the version released last before it.
 * Without an instant, those that hold now. Demonstration packs come only where asked for.
 */
export async function releasedPacks(
  on: Queryable,
  ask: { at?: string; demo?: boolean } = {},
): Promise<Pack[]> {
  const found = await rows<{ version: string; content: PackContent }>(
    on,
    `select version, content from (
       select distinct on (p.id) p.version, p.content, p.id, p.demo
         from law_release r join law_pack p using (version)
        where r.released_at <= coalesce($1::timestamptz, 'infinity')
        order by p.id, r.released_at desc, p.entered_at desc) latest
      where not demo or $2
      order by id`,
    [ask.at ?? null, ask.demo ?? false],
  )
  return found.map((row) => ({ ...row.content, version: row.version }))
}

/** Particular versions, for replaying an act under the packs that it cites. */
export async function packVersions(on: Queryable, versions: readonly string[]): Promise<Pack[]> {
  const found = await rows<{ version: string; content: PackContent }>(
    on,
    `select version, content from law_pack where version = any ($1) order by id`,
    [versions],
  )
  return found.map((row) => ({ ...row.content, version: row.version }))
}

/** The conflicts on record, each in its newest version. */
export async function lawConflicts(on: Queryable): Promise<Conflict[]> {
  const found = await rows<{ content: Conflict }>(
    on,
    `select distinct on (id) content from law_conflict order by id, entered_at desc`,
  )
  return found.map((row) => row.content)
}

/** Every version of one instrument that was ever entered, the newest first. */
export async function versionsOf(
  on: Queryable,
  id: string,
): Promise<{ version: string; enteredAt: string; releasedAt: string | null; seed: boolean }[]> {
  return rows(
    on,
    `select p.version, p.entered_at as "enteredAt", r.released_at as "releasedAt",
            coalesce(r.seed, false) as seed
       from law_pack p left join law_release r using (version)
      where p.id = $1 order by p.entered_at desc, p.version`,
    [id],
  )
}
