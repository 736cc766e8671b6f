import { createRequire } from 'node:module'
import type { pinyin as Pinyin } from 'pinyin-pro'

const require = createRequire(import.meta.url)
let pinyin: typeof Pinyin | undefined

/** The dictionary takes a quarter of a second and 17 MB; it is read when first asked. */
function dictionary(): typeof Pinyin {
  pinyin ??= (require('pinyin-pro') as { pinyin: typeof Pinyin }).pinyin
  return pinyin
}

/** The pinyin initials of a name for search: 青杨县 → qyx. Letters and digits stay, signs go. */
export function initialsOf(name: string): string {
  return dictionary()(name, {
    pattern: 'first',
    toneType: 'none',
    type: 'array',
    nonZh: 'consecutive',
  })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}
