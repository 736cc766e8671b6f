/** Words of the journal for server and browser. On screens it is called 存证, a proof 回执. */
import * as z from 'zod'
import { face, idSchema, none } from '#kernel/faces.ts'

/** One finding of `journal verify`: a stable code and a sentence that says what and where. */
export const verifyProblem = z.strictObject({
  code: z.string(),
  message: z.string(),
  index: z.int().optional(),
  kind: z.string().optional(),
  id: z.string().optional(),
  field: z.string().optional(),
})
export type VerifyProblem = z.infer<typeof verifyProblem>

export const verifyReport = z.strictObject({
  ok: z.boolean(),
  /** Entries in the log, over all origins of the deployment. */
  size: z.int(),
  /** Root of the present origin's tree as recomputed, base64. */
  root: z.string(),
  /** The last signed checkpoint, as it stands. */
  checkpoint: z.string().nullable(),
  /** Effects folded, those of waiting entries included. */
  replayed: z.int(),
  pending: z.int(),
  ledgerRows: z.int(),
  /** Fifty of each code; problemCount says how many there are in all. */
  problems: z.array(verifyProblem),
  problemCount: z.int(),
})
export type VerifyReport = z.infer<typeof verifyReport>

/** A receipt that can be checked offline: the entry, its proof (C2SP tlog-proof) and the key. */
export const receipt = z.strictObject({
  format: z.literal('bihuan-receipt@1'),
  act: z.uuid(),
  /** Position in its log. */
  index: z.int(),
  entry: z.string(),
  leafHash: z.string(),
  vkey: z.string(),
  proof: z.string(),
})
export type Receipt = z.infer<typeof receipt>

/** One act as lists and timelines show it; index is null until the act is sequenced. */
export const journalLine = z.strictObject({
  actId: idSchema,
  index: z.int().nullable(),
  jur: z.string(),
  act: z.string(),
  at: z.string(),
  subject: z.strictObject({ kind: z.string(), id: z.string() }),
})
export type JournalLine = z.infer<typeof journalLine>

export const journalStatus = z.strictObject({
  origin: z.string(),
  size: z.int(),
  pending: z.int(),
  checkpointAt: z.string().nullable(),
  recent: z.array(journalLine),
})
export type JournalStatus = z.infer<typeof journalStatus>

export const showJournal = face({
  method: 'GET',
  path: '/api/journal',
  query: none,
  body: none,
  answer: journalStatus,
  summary: '存证概况与管辖范围内最近的存证',
})

export const downloadReceipt = face({
  method: 'GET',
  path: '/api/journal/receipts/{actId}',
  query: none,
  body: none,
  answer: receipt,
  summary: '下载一次操作的存证回执',
})

export const verifyNow = face({
  method: 'POST',
  path: '/api/journal/verification',
  query: none,
  body: none,
  answer: verifyReport,
  summary: '核验存证与台账是否一致',
})
