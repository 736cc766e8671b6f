import * as z from 'zod'
import { face, idSchema, none, textSchema } from '#kernel/faces.ts'

/** 照片 or 文件. */
export const fileKinds = ['photo', 'document'] as const
export type FileKind = (typeof fileKinds)[number]

/** 整改前, 整改后, 其他. */
export const phases = ['before', 'after', 'other'] as const
export type Phase = (typeof phases)[number]

/** Every reason for which a file is not taken, in the order in which it is looked for. */
export const fileFaults = [
  'empty',
  'too_large',
  'unknown_type',
  'heic',
  'photo_too_large',
  'too_many_pixels',
  'animated',
  'damaged_photo',
  'damaged_document',
  'unsafe_archive',
  'archive_bomb',
  'encrypted',
  'macros',
  'entities',
] as const
export type FileFault = (typeof fileFaults)[number]

/** How evidence is handed in with an act: which upload, what it shows, why it is used again. */
export const attachmentShape = z.strictObject({
  upload: idSchema,
  phase: z.enum(phases),
  note: textSchema(500).nullish(),
  reuseReason: textSchema(200).nullish(),
})
export type Attachment = z.infer<typeof attachmentShape>

/** A use of the same content elsewhere; the number is told only to whoever may see the place. */
export const useShape = z.strictObject({
  subjectKind: z.string(),
  subjectId: z.string().nullable(),
  number: z.string().nullable(),
  phase: z.enum(phases),
  at: z.string(),
})
export type Use = z.infer<typeof useShape>

export const uploadView = z.strictObject({
  id: z.string(),
  hash: z.string(),
  kind: z.enum(fileKinds),
  mime: z.string(),
  size: z.int(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  name: z.string(),
  takenAt: z.string().nullable(),
  position: z.string().nullable(),
  firstUse: z.boolean(),
  uses: z.array(useShape),
})
export type UploadView = z.infer<typeof uploadView>

export const evidenceView = z.strictObject({
  id: z.string(),
  subject: z.strictObject({ kind: z.string(), id: z.string() }),
  kind: z.enum(fileKinds),
  phase: z.enum(phases),
  hash: z.string(),
  mime: z.string(),
  size: z.int(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  name: z.string().nullable(),
  note: z.string().nullable(),
  takenAt: z.string().nullable(),
  uploadedAt: z.string(),
  uploadedBy: z.string(),
  uploadedOrg: z.string(),
  position: z.string().nullable(),
  earlier: z.array(useShape),
  reuseReason: z.string().nullable(),
})
export type EvidenceView = z.infer<typeof evidenceView>

/** A position as it is kept: latitude and longitude in degrees, `34.128,114.072`. */
export const positionPattern = /^-?\d{1,2}(\.\d{1,6})?,-?\d{1,3}(\.\d{1,6})?$/

/**
 * One file a request, as multipart/form-data, the fields before the file. `declaredUnclassified`
 * answers the question before the upload (禁止处理涉密信息). `position` is off unless it is
 * chosen for this photo: `photo` keeps the one in the photo, otherwise the device's is given.
 */
export const uploadEvidence = face({
  method: 'POST',
  path: '/api/evidence',
  query: none,
  body: z.strictObject({
    declaredUnclassified: z.enum(['true', 'false']).default('false'),
    position: z
      .union([z.literal('none'), z.literal('photo'), z.string().regex(positionPattern)], {
        error: '位置应写作“纬度,经度”，或选择不附位置',
      })
      .default('none'),
  }),
  answer: uploadView,
  summary: 'Upload one photo or document',
})
export const readEvidence = face({
  method: 'GET',
  path: '/api/evidence/{id}',
  query: none,
  body: none,
  answer: evidenceView,
  summary: 'What is known about one piece of evidence',
})
export const readEvidenceContent = face({
  method: 'GET',
  path: '/api/evidence/{id}/content',
  query: none,
  body: none,
  answer: z.unknown(),
  summary: 'The file itself, always as a download',
})
export const previewSizes = ['small', 'large'] as const
export type PreviewSize = (typeof previewSizes)[number]

export const readEvidencePreview = face({
  method: 'GET',
  path: '/api/evidence/{id}/preview',
  query: z.strictObject({ size: z.enum(previewSizes).default('small') }),
  body: none,
  answer: z.unknown(),
  summary: 'A small picture of a photo',
})
