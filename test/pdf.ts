import { inflateSync } from 'node:zlib'

export type ReadPdf = {
  /** The text of each page as a reader would take it out, without spaces. */
  readonly pages: readonly string[]
  readonly sizes: readonly (readonly [number, number])[]
  readonly fonts: readonly string[]
}

/** Reads a PDF back without the package that wrote it: pages, their sizes, text by ToUnicode. */
export function readPdf(bytes: Buffer): ReadPdf {
  const objects = objectsOf(bytes)
  const at = (reference: string | undefined) => objects.get(Number(reference))
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head))
  const fonts = new Map<string, Map<string, string>>()
  const read = pages.map(({ head }) => {
    const resources = at(/\/Resources (\d+) 0 R/.exec(head)?.[1])?.head ?? head
    for (const [, name, font] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(at(font)?.head ?? '')?.[1]
      fonts.set(name!, mapOf(at(unicode)?.stream?.toString('latin1') ?? ''))
    }
    const content = at(/\/Contents (\d+) 0 R/.exec(head)?.[1])?.stream?.toString('latin1') ?? ''
    return textOf(content, fonts)
  })
  return {
    pages: read,
    sizes: pages.map(({ head }) => {
      const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(head)
      return [Number(box?.[1]), Number(box?.[2])]
    }),
    fonts: [...bytes.toString('latin1').matchAll(/\/BaseFont \/([^\s/]+)/g)].map(([, one]) => one!),
  }
}

type PdfObject = { readonly head: string; readonly stream: Buffer | undefined }

function objectsOf(bytes: Buffer): Map<number, PdfObject> {
  const text = bytes.toString('latin1')
  const found = new Map<number, PdfObject>()
  for (const begin of text.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const from = begin.index + begin[0].length
    const end = text.indexOf('\nendobj', from)
    const stream = text.slice(from, end).indexOf('stream\n')
    const head = stream === -1 ? text.slice(from, end) : text.slice(from, from + stream)
    const raw =
      stream === -1
        ? undefined
        : bytes.subarray(from + stream + 7, text.lastIndexOf('\nendstream', end))
    const packed = head.includes('/FlateDecode')
    found.set(Number(begin[1]), { head, stream: raw && packed ? inflateSync(raw) : raw })
  }
  return found
}

function mapOf(cmap: string): Map<string, string> {
  const known = new Map<string, string>()
  for (const [, from, , list] of cmap.matchAll(/<([\da-f]+)> <([\da-f]+)> \[([^\]]*)\]/gi)) {
    const texts = [...list!.matchAll(/<([\da-f ]*)>/gi)].map(([, one]) => one!.replaceAll(' ', ''))
    texts.forEach((one, index) => {
      const glyph = (Number.parseInt(from!, 16) + index).toString(16).padStart(4, '0')
      known.set(glyph, Buffer.from(one, 'hex').swap16().toString('utf16le'))
    })
  }
  return known
}

function textOf(content: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let font: ReadonlyMap<string, string> | undefined
  let text = ''
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name) font = fonts.get(name)
    for (const [, glyphs] of (shown ?? '').matchAll(/<([\da-f]+)>/gi)) {
      for (const glyph of glyphs!.match(/.{4}/g) ?? []) text += font?.get(glyph) ?? '\uFFFD'
    }
  }
  return text.replaceAll(/\s/g, '')
}
