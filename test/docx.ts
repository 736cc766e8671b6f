import { inflateEntry, readZip } from '#files/index.ts'

const LIMITS = { entries: 500, bytes: 50 * 1024 * 1024, ratio: 500 }

/** A Word file read back without the packages that wrote it. */
export type ReadDocx = {
  readonly parts: ReadonlyMap<string, string>
  /** The paragraphs of the document in their order, table cells included. */
  readonly paragraphs: readonly string[]
  /** What a reader would have to repair. */
  readonly problems: readonly string[]
}

/**
 * Reads a Word file: every XML part must be well-formed, every part must have a content type, every
 * relation must lead to a part, and no table may be without a row.
 */
export async function readDocx(bytes: Buffer): Promise<ReadDocx> {
  const parts = new Map<string, string>()
  for (const entry of readZip(bytes, LIMITS)) {
    if (entry.name.endsWith('/')) continue
    const pieces: Buffer[] = []
    await inflateEntry(bytes, entry, (piece) => pieces.push(piece) > 0)
    parts.set(entry.name, Buffer.concat(pieces).toString('utf8'))
  }
  const document = parts.get('word/document.xml') ?? ''
  const problems = [
    ...[...parts].flatMap(([name, text]) =>
      /\.(xml|rels)$/.test(name) ? malformed(name, text) : [],
    ),
    ...untyped(parts),
    ...dangling(parts),
    ...[...document.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)]
      .filter(([table]) => !table.includes('<w:tr>'))
      .map(() => 'a table without rows'),
    ...(document === '' ? ['no document'] : []),
  ]
  const paragraphs = [...document.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([paragraph]) =>
    [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:br\/>/g)]
      .map(([whole, text]) => (whole === '<w:br/>' ? '\n' : unescaped(text ?? '')))
      .join(''),
  )
  return { parts, paragraphs, problems }
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}

/** Tags that are opened and closed in turn, attributes in quotes, no bare ampersand. */
function malformed(name: string, text: string): string[] {
  const open: string[] = []
  const tag = /<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y
  let at = text.startsWith('<?xml') ? text.indexOf('?>') + 2 : 0
  while (at < text.length) {
    const next = text.indexOf('<', at)
    const between = text.slice(at, next === -1 ? text.length : next)
    if (/&(?!(amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)/i.test(between)) return [`${name}: bare &`]
    if (next === -1) break
    tag.lastIndex = next
    const found = tag.exec(text)
    if (!found) return [`${name}: no tag at ${next}`]
    const [whole, end, element, , empty] = found
    if (end) {
      if (open.pop() !== element) return [`${name}: </${element}> out of turn`]
    } else if (!empty) open.push(element!)
    at = next + whole.length
  }
  return open.length > 0 ? [`${name}: <${open.at(-1)}> is not closed`] : []
}

function untyped(parts: ReadonlyMap<string, string>): string[] {
  const types = parts.get('[Content_Types].xml') ?? ''
  const extensions = new Set([...types.matchAll(/Extension="([^"]+)"/g)].map(([, one]) => one))
  const overrides = new Set([...types.matchAll(/PartName="\/([^"]+)"/g)].map(([, one]) => one))
  const without = [...parts.keys()].filter(
    (name) =>
      name !== '[Content_Types].xml' &&
      !overrides.has(name) &&
      !extensions.has(name.split('.').at(-1)),
  )
  const missing = [...overrides].filter((name) => name !== undefined && !parts.has(name))
  return [
    ...without.map((name) => `${name} has no content type`),
    ...missing.map((name) => `${name} has a content type and is not there`),
  ]
}

function dangling(parts: ReadonlyMap<string, string>): string[] {
  return [...parts].flatMap(([name, text]) => {
    if (!name.endsWith('.rels')) return []
    const folder = name.replace(/_rels\/[^/]*$/, '')
    return [...text.matchAll(/<Relationship\b[^>]*>/g)]
      .filter(([relation]) => !relation.includes('TargetMode="External"'))
      .map(([relation]) => /Target="([^"]+)"/.exec(relation)?.[1] ?? '')
      .filter((target) => !parts.has(target.startsWith('/') ? target.slice(1) : folder + target))
      .map((target) => `${name}: ${target} is not there`)
  })
}
