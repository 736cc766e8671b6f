import type { XmlNode } from 'easy-template-x'
import { inflateEntry, readZip } from '#files/index.ts'
import { attributeOf, childOf, childrenOf, parse, textOf, twips } from './nodes.ts'
import { readBlocks } from './read-blocks.ts'
import type { Reading } from './read-paragraphs.ts'
import type { Margin, Paper } from './shapes.ts'
import { Styles } from './styles.ts'

const LIMITS = { entries: 5000, bytes: 100 * 1024 * 1024, ratio: 500 }

/** Reads what a page shows out of a filled Word file. */
export async function readPaper(bytes: Buffer): Promise<Paper> {
  const parts = await readParts(bytes)
  const xmlOf = (name: string) => {
    const part = parts.get(name)
    return part ? parse(part.toString('utf8')) : undefined
  }
  const styles = new Styles(xmlOf('word/styles.xml'))
  const reading = (part: string): Reading => {
    const relations = relationsOf(xmlOf(`word/_rels/${part}.rels`))
    return { styles, image: (id) => parts.get(`word/${relations.get(id) ?? ''}`) }
  }
  const body = childOf(xmlOf('word/document.xml'), 'w:body')
  const settings = xmlOf('word/settings.xml')
  const section = childOf(body, 'w:sectPr') ?? lastSection(body)
  const relations = relationsOf(xmlOf('word/_rels/document.xml.rels'))
  const margins = (kind: string) =>
    Object.fromEntries(
      childrenOf(section, `w:${kind}Reference`).map((reference): [string, Margin] => {
        const part = relations.get(attributeOf(reference, 'r:id') ?? '') ?? ''
        const root = xmlOf(`word/${part}`)
        return [attributeOf(reference, 'type') ?? 'default', readBlocks(root, reading(part))]
      }),
    )
  const grid = childOf(section, 'w:docGrid')
  const type = attributeOf(grid, 'type') ?? ''
  return {
    title: titleOf(xmlOf('docProps/core.xml')),
    ...pageOf(section),
    pitch: /lines/i.test(type) ? twips(attributeOf(grid, 'linePitch')) : 0,
    charSpace: type === 'linesAndChars' ? Number(attributeOf(grid, 'charSpace') ?? 0) / 4096 : 0,
    tabStop: twips(attributeOf(childOf(settings, 'w:defaultTabStop'), 'val'), 36) || 36,
    even: childOf(settings, 'w:evenAndOddHeaders') !== undefined,
    firstApart: childOf(section, 'w:titlePg') !== undefined,
    headers: margins('header'),
    footers: margins('footer'),
    blocks: readBlocks(body, reading('document.xml')),
  }
}

async function readParts(bytes: Buffer): Promise<Map<string, Buffer>> {
  const parts = new Map<string, Buffer>()
  for (const entry of readZip(bytes, LIMITS)) {
    if (!/^(word|docProps)\//.test(entry.name) || entry.name.endsWith('/')) continue
    const pieces: Buffer[] = []
    await inflateEntry(bytes, entry, (piece) => pieces.push(piece) > 0)
    parts.set(entry.name, Buffer.concat(pieces))
  }
  return parts
}

/** Parts by the id of the relation; what leads out of the file is left out. */
function relationsOf(root: XmlNode | undefined): Map<string, string> {
  return new Map(
    childrenOf(root, 'Relationship')
      .filter((one) => attributeOf(one, 'TargetMode') !== 'External')
      .map((one) => [
        attributeOf(one, 'Id') ?? '',
        (attributeOf(one, 'Target') ?? '').replace(/^\/?word\//, ''),
      ]),
  )
}

function lastSection(body: XmlNode | undefined): XmlNode | undefined {
  return childrenOf(body, 'w:p')
    .map((paragraph) => childOf(paragraph, 'w:pPr', 'w:sectPr'))
    .findLast((section) => section !== undefined)
}

function titleOf(core: XmlNode | undefined): string {
  const title = childOf(core, 'dc:title')
  return title ? textOf(title) : ''
}

/** The page, A4 with the standard's margins where the file does not say. */
function pageOf(section: XmlNode | undefined) {
  const size = childOf(section, 'w:pgSz')
  const margin = childOf(section, 'w:pgMar')
  const side = (name: string, otherwise: number) =>
    Math.abs(twips(attributeOf(margin, name), otherwise))
  return {
    width: between(twips(attributeOf(size, 'w'), 595.3), 200, 2000),
    height: between(twips(attributeOf(size, 'h'), 841.9), 200, 2000),
    margin: {
      top: side('top', 104.9),
      right: side('right', 73.7),
      bottom: side('bottom', 99.2),
      left: side('left', 79.4),
    },
    header: side('header', 42.5),
    footer: side('footer', 62.4),
  }
}

function between(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}
