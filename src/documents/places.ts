import { xml, type XmlNode } from 'easy-template-x'

/** A paragraph of a template: where a reader finds it, and its words. */
export type Spot = { readonly place: string; readonly text: string }

/**
 * The paragraphs of a part in their order. A paragraph is named as one counts in Word, empty ones
 * too: 第3段; one within a table by table, row and cell. Its first words follow.
 */
export function spotsOf(part: string, before = ''): Spot[] {
  const spots: Spot[] = []
  const count = { paragraph: 0, table: 0 }
  const walk = (node: XmlNode, cell: string | null): void => {
    if (node.nodeName === 'w:p') {
      if (cell === null) count.paragraph += 1
      const at = cell ?? `第${count.paragraph}段`
      const text = wordsOf(node)
      spots.push({ place: `${before}${at}${quoted(text)}`, text })
    }
    if (node.nodeName === 'w:tbl' && cell === null) {
      count.table += 1
      for (const [place, one] of cellsOf(node, count.table)) walk(one, place)
      return
    }
    for (const child of node.childNodes ?? []) walk(child, cell)
  }
  walk(xml.parser.parse(part), null)
  return spots
}

function cellsOf(table: XmlNode, nth: number): [string, XmlNode][] {
  return named(table, 'w:tr').flatMap((row, at) =>
    named(row, 'w:tc').map((cell, of): [string, XmlNode] => [
      `第${nth}个表格第${at + 1}行第${of + 1}格`,
      cell,
    ]),
  )
}

function named(node: XmlNode, name: string): XmlNode[] {
  return (node.childNodes ?? []).filter(({ nodeName }) => nodeName === name)
}

/** The words of a paragraph without those of paragraphs within it. */
function wordsOf(node: XmlNode): string {
  return (node.childNodes ?? [])
    .filter(({ nodeName }) => nodeName !== 'w:p')
    .map((child) => {
      if (node.nodeName === 'w:t' && xml.query.isTextNode(child)) return child.textContent
      return wordsOf(child)
    })
    .join('')
}

const FIRST_WORDS = 16

function quoted(text: string): string {
  const words = text.trim()
  if (words === '') return ''
  return `“${words.slice(0, FIRST_WORDS)}${words.length > FIRST_WORDS ? '…' : ''}”`
}

/** The places of the tags of these paragraphs, in their order. */
export function tagPlaces(spots: readonly Spot[]): string[] {
  return spots.flatMap(({ place, text }) => [...text.matchAll(WHOLE)].map(() => place))
}

const WHOLE = /\{[^{}]*\}/g

/** What is wrong with the first brace without its other half in the same paragraph. */
export function halfTag(spots: readonly Spot[]): string | null {
  const halves = spots
    .map(({ place, text }) => ({ place, left: text.replaceAll(WHOLE, '') }))
    .filter(({ left }) => /[{}]/.test(left))
  const [half, next] = halves
  if (!half) return null
  const at = half.left.search(/[{}]/)
  const words = half.left.slice(at, at + 20)
  const end = next === undefined ? -1 : next.left.search(/[{}]/)
  if (next && half.left[at] === '{' && next.left[end] === '}') {
    const tag = `${half.left.slice(at)}${next.left.slice(0, end + 1)}`
    return `标签“${tag.slice(0, 40)}”分在两段，${half.place}和${next.place}，应当写在同一段内`
  }
  return `标签不完整：“${words}”，在${half.place}`
}
