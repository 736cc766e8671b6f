import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { parse } from 'yaml'
import * as z from 'zod'
import type { Database, Queryable } from '#kernel/index.ts'
import { readDivisions } from './division-lines.ts'
import { initialsOf } from './initials.ts'
import type { RegionRow } from './tables.ts'
import { CODE_KINDS, LEVELS, type CodeKind, type Level } from './vocabulary.ts'

/** A place as a seed gives it. */
export type PlaceSeed = Pick<RegionRow, 'jur' | 'name' | 'level' | 'parent_jur'> &
  Partial<Omit<RegionRow, 'jur' | 'name' | 'level' | 'parent_jur'>>

const FOLDER = join(import.meta.dirname, '../../seeds/divisions')

/** The day of the statistical codes; earlier dates of a place are not known from them. */
const SOURCE_DATE = '2023-06-30'
const SOURCE = '国家统计局统计用区划代码 2023-06-30'

/** Rows of one insert: enough to make round trips cheap, few enough to keep memory low. */
const BATCH = 5000

const EXCEPTIONS = z.strictObject({
  places: z.array(
    z.strictObject({
      jur: z.string(),
      code: z.string().optional(),
      name: z.string(),
      initials: z.string(),
      level: z.enum(LEVELS),
      parent: z.string(),
      kind: z.enum(CODE_KINDS).default('own'),
      governs: z.array(z.string()).default([]),
      from: z.string().default(SOURCE_DATE),
      source: z.string(),
    }),
  ),
  moved: z.array(
    z.strictObject({
      jur: z.string(),
      level: z.enum(LEVELS),
      parent: z.string(),
      source: z.string(),
    }),
  ),
})

/**
 * Loads the nation down to its counties, with the places that the official codes do not cover or
 * put elsewhere. Loading again adds nothing. Answers how many places were added.
 */
export async function seedPlaces(db: Pick<Database, 'owner'>): Promise<number> {
  return insertPlaces(db.owner, nationalPlaces())
}

/** The provinces, by two digits, whose townships and villages can be loaded. */
export function loadableProvinces(folder = FOLDER): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.lines.br'))
    .map((name) => name.slice(0, 2))
    .toSorted()
}

/**
 * Loads the townships and villages of a province (two digits). Loading again adds nothing.
 * Answers how many places were added; a code that no seed covers is a fault.
 */
export async function loadDivisions(
  db: Pick<Database, 'owner'>,
  province: string,
): Promise<number> {
  if (!loadableProvinces().includes(province))
    throw new Error(`没有省级代码 ${province} 的区划数据`)
  const added = await seedPlaces(db)
  const text = brotliDecompressSync(readFileSync(join(FOLDER, `${province}.lines.br`))).toString()
  const client = await db.owner.connect()
  try {
    await client.query('begin')
    const below = await insertPlaces(client, placesBelowCounties(text))
    await client.query('commit')
    return added + below
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

/** The places of the nation down to its counties. */
export function nationalPlaces(): PlaceSeed[] {
  const exceptions = EXCEPTIONS.parse(
    parse(readFileSync(join(FOLDER, 'exceptions.yaml'), 'utf8')) as unknown,
  )
  const moved = new Map<string, { level?: Level; parent: string; source: string }>(
    exceptions.moved.map((place) => [place.jur, place]),
  )
  const own = exceptions.places.map((place) => {
    for (const jur of place.governs) moved.set(jur, { parent: place.jur, source: place.source })
    return seedOf(place.jur, place.name, place.level, place.kind, place.parent, {
      code: place.code ?? null,
      initials: place.initials,
      valid_from: place.from,
      source: place.source,
    })
  })
  const nation = seedOf('0', '全国', 'nation', 'official', null, {
    code: null,
    initials: 'qg',
  })
  const official = readFileSync(join(FOLDER, 'nation.tsv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [code, level, kind, name, initials] = line.split('\t') as [
        string,
        Level,
        CodeKind,
        string,
        string,
      ]
      const other = moved.get(code)
      const parent = code.length === 2 ? '0' : code.slice(0, -2)
      return seedOf(code, name, other?.level ?? level, kind, other?.parent ?? parent, {
        initials,
        displaced: other !== undefined,
        source: other?.source ?? SOURCE,
      })
    })
  return [nation, ...official, ...own]
}

/** Townships and villages; from 400 on, a township's code is a zone that only statistics know. */
function* placesBelowCounties(text: string): Generator<PlaceSeed> {
  for (const township of readDivisions(text)) {
    const kind = township.code[6]! >= '4' ? 'statistical' : 'official'
    yield seedOf(township.code, township.name, 'township', kind, township.county)
    for (const { code, name } of township.villages) {
      yield seedOf(code, name, 'village', 'statistical', township.code)
    }
  }
}

function seedOf(
  jur: string,
  name: string,
  level: Level,
  kind: CodeKind,
  parent: string | null,
  more: Partial<RegionRow> = {},
): PlaceSeed {
  return { jur, code: jur, name, level, code_kind: kind, parent_jur: parent, ...more }
}

/**
 * Adds places, leaving those already there as they are. Superiors must be there or among them.
 * Answers how many were added.
 */
export async function insertPlaces(on: Queryable, places: Iterable<PlaceSeed>): Promise<number> {
  let added = 0
  let batch: PlaceSeed[] = []
  const flush = async () => {
    if (batch.length > 0) added += await insertBatch(on, batch)
    batch = []
  }
  for (const place of places) {
    batch.push(place)
    if (batch.length >= BATCH) await flush()
  }
  await flush()
  return added
}

async function insertBatch(on: Queryable, batch: readonly PlaceSeed[]): Promise<number> {
  const { rowCount } = await on.query(
    `insert into region (jur, code, code_kind, name, initials, level, parent_jur, displaced,
       valid_from, valid_to, source, demo)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
       $7::text[], $8::boolean[], $9::date[], $10::date[], $11::text[], $12::boolean[])
     on conflict (jur) do nothing`,
    [
      batch.map((p) => p.jur),
      batch.map((p) => p.code ?? null),
      batch.map((p) => p.code_kind ?? 'own'),
      batch.map((p) => p.name),
      batch.map((p) => p.initials ?? initialsOf(p.name)),
      batch.map((p) => p.level),
      batch.map((p) => p.parent_jur),
      batch.map((p) => p.displaced ?? false),
      batch.map((p) => p.valid_from ?? SOURCE_DATE),
      batch.map((p) => p.valid_to ?? null),
      batch.map((p) => p.source ?? SOURCE),
      batch.map((p) => p.demo ?? false),
    ],
  )
  return rowCount ?? 0
}
