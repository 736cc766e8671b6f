/** A township with its villages, as the seed of one province holds them. */
export type Township = {
  /** Code of the place above: six digits. */
  readonly county: string
  /** Nine digits. */
  readonly code: string
  readonly name: string
  readonly villages: readonly { readonly code: string; readonly name: string }[]
}

/**
 * The endings that most names of villages have. A name is written as its stem and one control
 * character, which ends it and says which ending it had; the last one stands for none of them.
 */
const ENDINGS = [
  '村民委员会',
  '村委会',
  '社区居民委员会',
  '社区居委会',
  '居民委员会',
  '居委会',
  '村',
  '社区',
  '生活区',
  '管理区',
  '嘎查委员会',
  '',
] as const

const FIRST_MARK = 0x0e
const STEP = '\u0001'
const STEP_END = '\u0002'

/**
 * Writes the townships of a province as lines: `=` and a county's code; then for each township
 * three digits, its name, a tab, and its villages. A village's last three digits are one more
 * than those before unless a step says otherwise.
 */
export function writeDivisions(townships: readonly Township[]): string {
  let county = ''
  const lines: string[] = []
  for (const township of townships) {
    if (township.county !== county) lines.push(`=${township.county}`)
    county = township.county
    lines.push(`${township.code.slice(6)}${township.name}\t${writeVillages(township)}`)
  }
  return `${lines.join('\n')}\n`
}

function writeVillages(township: Township): string {
  let last = 0
  let text = ''
  for (const { code, name } of township.villages) {
    const serial = Number(code.slice(9))
    if (serial !== last + 1) text += `${STEP}${serial - last}${STEP_END}`
    last = serial
    const ending = ENDINGS.findIndex((end) => name.endsWith(end) && name.length > end.length)
    text += name.slice(0, name.length - ENDINGS[ending]!.length)
    text += String.fromCharCode(FIRST_MARK + ending)
  }
  return text
}

/** Reads what `writeDivisions` wrote. */
export function* readDivisions(text: string): Generator<Township> {
  let county = ''
  for (const line of text.split('\n')) {
    if (line === '') continue
    if (line.startsWith('=')) {
      county = line.slice(1)
      continue
    }
    const tab = line.indexOf('\t')
    const code = county + line.slice(0, 3)
    yield {
      county,
      code,
      name: line.slice(3, tab),
      villages: readVillages(code, line.slice(tab + 1)),
    }
  }
}

function readVillages(township: string, text: string): { code: string; name: string }[] {
  const villages: { code: string; name: string }[] = []
  let serial = 0
  let at = 0
  for (let end = 0; end < text.length; end += 1) {
    const sign = text.charCodeAt(end)
    if (text[end] === STEP) {
      const close = text.indexOf(STEP_END, end)
      serial += Number(text.slice(end + 1, close)) - 1
      at = close + 1
      end = close
    } else if (sign >= FIRST_MARK && sign < FIRST_MARK + ENDINGS.length) {
      serial += 1
      const code = township + String(serial).padStart(3, '0')
      villages.push({ code, name: text.slice(at, end) + ENDINGS[sign - FIRST_MARK]! })
      at = end + 1
    }
  }
  return villages
}
