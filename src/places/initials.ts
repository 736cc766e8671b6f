import { pinyin } from 'pinyin-pro'

/** The pinyin initials of a name for search: 青杨县 → qyx. Letters and digits stay, signs go. */
export function initialsOf(name: string): string {
  return pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}
