import { createDefaultPlugins, TemplateHandler, type TemplateData } from 'easy-template-x'
import { PiecesPlugin, type Pieces } from './pieces.ts'
import type { FoundTag } from './rules.ts'

/** What a template is filled with: texts, texts that can be opened, and lists of the same. */
export type DocumentData = { readonly [tag: string]: string | Pieces | readonly DocumentData[] }

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** A template that the engine cannot read: a tag cut in two, a brace without its other half. */
export class BrokenTemplate extends Error {}

const AT = { Open: 'open', Close: 'close', SelfClosed: 'value' } as const

/** The tags of a template in the order of its text. Throws BrokenTemplate where one is not whole. */
export async function tagsOf(template: Buffer): Promise<FoundTag[]> {
  try {
    const tags = await new TemplateHandler().parseTags(template)
    return tags.map(({ name, disposition }) => ({ name: name ?? '', at: AT[disposition] }))
  } catch (error) {
    throw new BrokenTemplate((error as Error).message)
  }
}

/** Fills a template. Lines of a text become lines of the paragraph. */
export async function render(template: Buffer, data: DocumentData): Promise<Buffer> {
  try {
    const plugins = [...createDefaultPlugins(), new PiecesPlugin()]
    return await new TemplateHandler({ plugins }).process(template, cleaned(data))
  } catch (error) {
    throw new BrokenTemplate((error as Error).message)
  }
}

/** Characters that XML does not know would make a file that Word has to repair. */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

function cleaned(data: DocumentData): TemplateData {
  return Object.fromEntries(Object.entries(data).map(([tag, value]) => [tag, cleanedValue(value)]))
}

function cleanedValue(value: DocumentData[string]): TemplateData[string] {
  if (typeof value === 'string') return value.replaceAll(NOT_XML, '')
  if (!('pieces' in value)) return value.map(cleaned)
  const pieces = value.pieces.map(({ text, target }) => ({
    text: text.replaceAll(NOT_XML, ''),
    target,
  }))
  return { _type: 'pieces', pieces }
}
