import {
  officeMarkup,
  RelType,
  TagPlacement,
  TemplatePlugin,
  xml,
  type ScopeData,
  type Tag,
  type TemplateContext,
  type XmlNode,
} from 'easy-template-x'

/** A piece of a text: words, and where they lead when somebody opens them. */
export type Piece = { readonly text: string; readonly target: string | null }

/** A text some of whose words can be opened. */
export type Pieces = { readonly pieces: readonly Piece[] }

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/**
 * Writes a text of pieces where a plain tag stands. Each piece keeps the style of the tag, so that
 * a link looks like the text around it, as the standard of official papers wants; and a template
 * needs no other tags for it.
 */
export class PiecesPlugin extends TemplatePlugin {
  override readonly contentType = 'pieces'

  override async simpleTagReplacements(
    tag: Tag,
    data: ScopeData,
    { currentPart }: TemplateContext,
  ): Promise<void> {
    const { pieces } = data.getScopeData() as unknown as Pieces
    if (tag.placement === TagPlacement.Attribute) {
      const words = pieces.map(({ text }) => text).join('')
      const attributes = tag.xmlNode.attributes ?? {}
      attributes[tag.attributeName] = (attributes[tag.attributeName] ?? '').replace(
        tag.rawText,
        words,
      )
      return
    }
    const words = officeMarkup.query.containingTextNode(tag.xmlTextNode)
    const run = officeMarkup.query.containingRunNode(words)
    const style = run.childNodes?.find((child) => officeMarkup.query.isRunPropertiesNode(child))
    const [, after] = xml.modify.splitByChild(run, words, true)
    const links = run.nodeName === 'w:r' && !xml.query.findParentByName(run, 'w:hyperlink')
    for (const { text, target } of pieces) {
      const piece = runOf(run.nodeName, style, text)
      const id =
        links && target !== null
          ? await currentPart.rels.add(target, RelType.Link, 'External')
          : null
      xml.modify.insertBefore(id === null ? piece : linkOf(id, piece), after)
    }
    if (officeMarkup.query.isEmptyRun(after)) xml.modify.remove(after)
    else if (style) xml.modify.insertChild(after, xml.create.cloneNode(style, true), 0)
  }
}

function runOf(name: string, style: XmlNode | undefined, text: string): XmlNode {
  const words = xml.create.generalNode(name.replace(/r$/, 't'), {
    attributes: { 'xml:space': 'preserve' },
    childNodes: [xml.create.textNode(text)],
  })
  const childNodes = style ? [xml.create.cloneNode(style, true), words] : [words]
  return xml.create.generalNode(name, { childNodes })
}

function linkOf(id: string, run: XmlNode): XmlNode {
  return xml.create.generalNode('w:hyperlink', {
    attributes: { 'xmlns:r': RELATIONS, 'r:id': id, 'w:history': '1' },
    childNodes: [run],
  })
}
