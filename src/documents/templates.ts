import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { isRefusal, refuse, scoped, scopeOf, type Queryable, type Refusal } from '#kernel/index.ts'
import { placeOfBody } from '#places/index.ts'
import {
  faultTexts,
  inflateEntry,
  inspectFile,
  readZip,
  type FileStore,
  type Upload,
} from '#files/index.ts'
import { BrokenTemplate, DOCX, render, tagsOf, type DocumentData } from './render.ts'
import { halfTag, spotsOf, tagPlaces, type Spot } from './places.ts'
import { judgeTags, type FoundTag, type Judged } from './rules.ts'
import { FORM_TAGS } from './forms.ts'
import { templatesOf } from './tables.ts'
import type { DocumentForm, TagSpec } from './words.ts'

const FOLDER = join(import.meta.dirname, '../../templates')
const CLAUSE = 'bihuan-house-rules#documents'
const MOST_BYTES = 5 * 1024 * 1024

/** The template that comes with the product. */
export function builtIn(form: DocumentForm): Promise<Buffer> {
  return readFile(join(FOLDER, `${form}.docx`))
}

/** The template that an office writes a form with: its own, or ours. */
export async function templateFor(
  client: Queryable,
  store: FileStore,
  of: { readonly jur: string; readonly org: string; readonly form: DocumentForm },
): Promise<Buffer> {
  const own = (await templatesOf(client, of.jur, of.org)).find(({ form }) => form === of.form)
  return own ? store.read(own.hash) : builtIn(of.form)
}

/**
 * The same for a reader whose scope need not cover the office: which template an office uses is no
 * secret. Not to be called inside a transaction.
 */
export async function officeTemplate(
  pool: Pool,
  store: FileStore,
  { org, form }: { readonly org: string; readonly form: DocumentForm },
): Promise<Buffer> {
  const jur = await placeOfBody(pool, org)
  if (jur === undefined) return builtIn(form)
  return scoped(pool, scopeOf(jur), (client) => templateFor(client, store, { jur, org, form }))
}

/** Reads an uploaded file to its end; a refusal where it is longer than any template. */
export async function readUpload({ stream }: Upload): Promise<Buffer | Refusal> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of stream as AsyncIterable<Buffer>) {
    size += piece.length
    if (size <= MOST_BYTES) pieces.push(piece)
  }
  return size > MOST_BYTES ? refused('文件超过5MB') : Buffer.concat(pieces)
}

/**
 * Checks an uploaded template by its content, never its name: a whole Word document without
 * macros and without parts to be fetched from elsewhere, whose tags are all known and whole, and
 * which can be filled. Answers its tags and what it leaves out.
 */
export async function judgeTemplate(form: DocumentForm, bytes: Buffer): Promise<Judged | Refusal> {
  const file = await inspectFile(bytes, { keepPosition: false })
  if ('fault' in file) return refuse(faultTexts[file.fault], CLAUSE)
  if (file.mime !== DOCX) return refused('应当为Word文档（.docx）')
  const spots = await judgeParts(bytes)
  if (isRefusal(spots)) return spots
  try {
    const judged = judgeTags(form, withPlaces(await tagsOf(bytes), spots))
    if (isRefusal(judged)) return judged
    await render(bytes, sample(FORM_TAGS[form]))
    return judged
  } catch (error) {
    if (error instanceof BrokenTemplate) return refused(`标签不完整，无法填写（${error.message}）`)
    throw error
  }
}

const LIMITS = { entries: 5000, bytes: 100 * 1024 * 1024, ratio: 150 }

/**
 * Refuses macro-enabled parts, relations that a reader would follow out of the file, and halves of
 * tags; otherwise the paragraphs of the document itself.
 */
async function judgeParts(bytes: Buffer): Promise<readonly Spot[] | Refusal> {
  let document: readonly Spot[] = []
  for (const entry of readZip(bytes, LIMITS)) {
    if (!/\.(rels|xml)$/.test(entry.name)) continue
    const pieces: Buffer[] = []
    await inflateEntry(bytes, entry, (piece) => pieces.push(piece) > 0)
    const judged = judgePart(entry.name, Buffer.concat(pieces).toString('utf8'))
    if (isRefusal(judged)) return judged
    if (entry.name === 'word/document.xml') document = judged
  }
  return document
}

function judgePart(name: string, text: string): readonly Spot[] | Refusal {
  if (name === '[Content_Types].xml') {
    return /macroEnabled/i.test(text) ? refused('不接受启用宏的文档') : []
  }
  if (name.endsWith('.rels')) {
    const external = /TargetMode\s*=\s*["']External["']/i.test(withoutLinks(text))
    return external ? refused('文档引用了外部文件') : []
  }
  const part = /^word\/(document|header|footer)\d*\.xml$/.exec(name)?.[1] as keyof typeof PARTS
  if (part === undefined) return []
  const spots = spotsOf(text, PARTS[part])
  const half = halfTag(spots)
  return half === null ? spots : refused(half)
}

const PARTS = { document: '', header: '页眉', footer: '页脚' } as const

/** Tags with their places; where a text box hides some from the count, without. */
function withPlaces(tags: readonly FoundTag[], spots: readonly Spot[]): readonly FoundTag[] {
  const places = tagPlaces(spots)
  if (places.length !== tags.length) return tags
  return tags.map((tag, at) => ({ ...tag, place: places[at]! }))
}

/** A hyperlink is followed by a person; everything else external by the program. */
function withoutLinks(relations: string): string {
  return relations.replaceAll(/<Relationship\b[^>]*\/relationships\/hyperlink"[^>]*>/g, '')
}

/** Every value of a form with a word in it, to see that the template can be filled. */
export function sample(specs: readonly TagSpec[]): DocumentData {
  return Object.fromEntries(
    specs.map(({ name, label, list }) => [name, list ? [sample(list)] : label]),
  )
}

function refused(what: string): Refusal {
  return refuse(`模板未采用：${what}。`, CLAUSE)
}
