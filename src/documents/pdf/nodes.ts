import { xml, type XmlNode } from 'easy-template-x'

/** An XML part as nodes. */
export function parse(text: string): XmlNode {
  return xml.parser.parse(text)
}

export function childrenOf(node: XmlNode | undefined, name?: string): XmlNode[] {
  const all = node?.childNodes ?? []
  return name === undefined ? all : all.filter(({ nodeName }) => nodeName === name)
}

export function childOf(node: XmlNode | undefined, ...path: string[]): XmlNode | undefined {
  return path.reduce<XmlNode | undefined>(
    (at, name) => at?.childNodes?.find(({ nodeName }) => nodeName === name),
    node,
  )
}

/** An attribute without regard to its prefix being there. */
export function attributeOf(node: XmlNode | undefined, name: string): string | undefined {
  if (!node || !xml.query.isGeneralNode(node)) return undefined
  return node.attributes?.[name] ?? node.attributes?.[`w:${name}`]
}

export function textOf(node: XmlNode): string {
  if (xml.query.isTextNode(node)) return node.textContent ?? ''
  return (node.childNodes ?? []).map(textOf).join('')
}

/** The first descendant of a name. */
export function findNode(node: XmlNode | undefined, name: string): XmlNode | undefined {
  for (const child of node?.childNodes ?? []) {
    if (child.nodeName === name) return child
    const found = findNode(child, name)
    if (found) return found
  }
  return undefined
}

/** Properties from the nearest to the farthest: what stands first counts. */
export type Chain = readonly XmlNode[]

/** The value of an attribute of a property, from the nearest place that gives it. */
export function given(chain: Chain, property: string, attribute = 'val'): string | undefined {
  for (const node of chain) {
    const value = attributeOf(childOf(node, property), attribute)
    if (value !== undefined) return value
  }
  return undefined
}

/** A property that is on by standing there, and off by saying so. */
export function isOn(chain: Chain, property: string): boolean {
  for (const node of chain) {
    const found = childOf(node, property)
    if (found) return !['0', 'false', 'off', 'none'].includes(attributeOf(found, 'val') ?? 'true')
  }
  return false
}

/** Twentieths of a point. */
export function twips(text: string | undefined, otherwise = 0): number {
  const number = Number(text)
  return text === undefined || !Number.isFinite(number) ? otherwise : number / 20
}
