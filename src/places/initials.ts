import { createRequire } from 'node:module'
import type { pinyin as Pinyin, polyphonic as Polyphonic } from 'pinyin-pro'

const require = createRequire(import.meta.url)
type Dictionary = { readonly pinyin: typeof Pinyin; readonly polyphonic: typeof Polyphonic }
let read: Dictionary | undefined

/** The dictionary takes a quarter of a second and 17 MB; it is read when first asked. */
function dictionary(): Dictionary {
  read ??= require('pinyin-pro') as Dictionary
  return read
}

/** The pinyin initials of a name for search: 青杨县 → qyx. Letters and digits stay, signs go. */
export function initialsOf(name: string): string {
  return dictionary()
    .pinyin(name, {
      pattern: 'first',
      toneType: 'none',
      type: 'array',
      nonZh: 'consecutive',
    })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}

const MOST_READINGS = 5

/**
 * The initials of a name as it is usually read, and as it reads where one of its characters is read
 * otherwise: 重庆 → cq, zq; 长乐 → cl, zl, cy. At most five.
 */
export function readingsOf(name: string): string[] {
  const usual = initialsOf(name)
  const han = /^\p{Script=Han}+/u.exec(name.normalize('NFKC'))?.[0] ?? ''
  const each = dictionary().polyphonic(han, { pattern: 'first', toneType: 'none', type: 'array' })
  const found = new Set([usual])
  each.slice(0, usual.length).forEach((letters, at) => {
    for (const letter of letters) {
      if (/^[a-z]$/.test(letter)) found.add(usual.slice(0, at) + letter + usual.slice(at + 1))
    }
  })
  return [...found].filter((reading) => reading !== '').slice(0, MOST_READINGS)
}
