import type { Multipart } from '@fastify/multipart'
import { MOST_BYTES } from './inspect.ts'
import type { Upload } from './receive.ts'

/** The limits to register @fastify/multipart with: one file, few and short fields. */
export const MULTIPART_LIMITS = {
  files: 1,
  fields: 10,
  fieldSize: 2000,
  fieldNameSize: 60,
  headerPairs: 20,
  fileSize: MOST_BYTES + 1,
} as const

/** A request as @fastify/multipart extends it. */
type FormRequest = { parts(): AsyncIterableIterator<Multipart> }

/**
 * Takes a multipart form apart: the fields that stand before the file, as text, and the file as
 * a stream that must be read to its end. Undefined where the form holds no file.
 */
export async function readForm(
  request: FormRequest,
): Promise<{ fields: Record<string, string>; upload: Upload } | undefined> {
  const fields: Record<string, string> = Object.create(null)
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      return { fields, upload: { filename: part.filename, stream: part.file } }
    }
    fields[part.fieldname] = String(part.value)
  }
  return undefined
}
