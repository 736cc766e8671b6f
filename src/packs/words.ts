import * as z from 'zod'
import { face, none, textSchema } from '#kernel/faces.ts'
import { clauseUnits, inconsistencyClasses } from '#law/words.ts'

/** 草稿 → 已提请发布 → 已发布; a draft that is not wanted is 已撤回, never deleted. */
export const PACK_STATES = ['draft', 'proposed', 'released', 'withdrawn'] as const
export type PackState = (typeof PACK_STATES)[number]

export const PACK_ACTS = ['correct', 'propose', 'release', 'withdraw'] as const
export type PackAct = (typeof PACK_ACTS)[number]

const importProblem = z.strictObject({
  class: z.enum(inconsistencyClasses).nullable(),
  severity: z.enum(['error', 'warning', 'note']),
  /** The row of the table, or the file and line of the draft. */
  at: z.string(),
  message: z.string(),
})
/** What does not add up in a sheet that was read, and whose it is (errata of the document, …). */
export type ImportProblem = Readonly<z.output<typeof importProblem>>

const packDraft = z.strictObject({
  id: z.string(),
  revision: z.int(),
  state: z.enum(PACK_STATES),
  pack: z.string(),
  version: z.string(),
  title: z.string(),
  fileName: z.string().nullable(),
  errors: z.int(),
  office: z.string(),
  officeName: z.string(),
  madeAt: z.string(),
  madeBy: z.string(),
  proposedAt: z.string().nullable(),
  /** Whether the reader proposed it, who then cannot release it. */
  mine: z.boolean(),
  proposedBy: z.string().nullable(),
  releasedAt: z.string().nullable(),
  releasedBy: z.string().nullable(),
  reason: z.string().nullable(),
})
export type PackDraft = Readonly<z.output<typeof packDraft>>

const sheetRow = z.strictObject({
  level: z.string().nullable(),
  category: z.string().nullable(),
  item: z.string(),
  points: z.string(),
  bounds: z.string().nullable(),
  criteria: z.array(
    z.strictObject({
      key: z.string(),
      number: z.int(),
      notApplicable: z.boolean(),
      clauses: z.array(
        z.strictObject({ label: z.string(), points: z.string(), unit: z.enum(clauseUnits) }),
      ),
    }),
  ),
})
/** An item of a sheet as a row of the printed table; headings stand at their first item. */
export type SheetRow = Readonly<z.output<typeof sheetRow>>

const packDetail = z.strictObject({
  draft: packDraft,
  columns: z.array(z.string()),
  points: z.string(),
  rows: z.array(sheetRow),
  /** Coefficients, rows outside the sum and grades, in words. */
  beside: z.array(z.string()),
  problems: z.array(importProblem),
})
export type PackDetail = Readonly<z.output<typeof packDetail>>

/** What came of an act, in a sentence. */
export const packMoved = z.strictObject({ id: z.string(), revision: z.int(), say: z.string() })
export type PackMoved = Readonly<z.output<typeof packMoved>>

export const listPackDrafts = face({
  method: 'GET',
  path: '/api/packs',
  query: none,
  body: none,
  answer: z.strictObject({ rows: z.array(packDraft) }),
  summary: '本机关的打分表草稿',
})
export const readPackDraft = face({
  method: 'GET',
  path: '/api/packs/{id}',
  query: none,
  body: none,
  answer: packDetail,
  summary: '一份打分表草稿，连同对不上之处',
})
export const packDraftFile = face({
  method: 'GET',
  path: '/api/packs/{id}/file',
  query: none,
  body: none,
  answer: z.unknown(),
  summary: '草稿的 scoring.yaml，改正后再上传',
})
/** The fields stand before the file. */
export const bringSheet = face({
  method: 'POST',
  path: '/api/packs',
  query: none,
  body: z.strictObject({ title: textSchema(200) }),
  answer: packMoved,
  summary: '导入打分表',
})
export const correctSheet = face({
  method: 'POST',
  path: '/api/packs/{id}/correction',
  query: none,
  body: z.strictObject({ revision: z.coerce.number().int().min(1) }),
  answer: packMoved,
  summary: '上传改正后的打分表',
})
const seen = { revision: z.int().min(1) }
export const proposeSheet = face({
  method: 'POST',
  path: '/api/packs/{id}/proposal',
  query: none,
  body: z.strictObject(seen),
  answer: packMoved,
  summary: '提请发布打分表',
})
export const releaseSheet = face({
  method: 'POST',
  path: '/api/packs/{id}/release',
  query: none,
  body: z.strictObject(seen),
  answer: packMoved,
  summary: '发布打分表',
})
export const withdrawSheet = face({
  method: 'POST',
  path: '/api/packs/{id}/withdrawal',
  query: none,
  body: z.strictObject({ ...seen, reason: textSchema(1000) }),
  answer: packMoved,
  summary: '撤回打分表草稿',
})
