import { STEP_WORD_LABELS, UNIT_LABELS, VALUE_LABELS } from '#law/texts.ts'
import type { LawValue } from '#law/words.ts'

const units: Readonly<Record<string, string>> = UNIT_LABELS
const words: Readonly<Record<string, string>> = { ...VALUE_LABELS, ...STEP_WORD_LABELS }

/** A value of the law as it is read: `15 个工作日`, `需要`, `是`. */
export function valueText(value: LawValue | null, unit: string | null): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'object') return value.map((one) => words[one] ?? one).join('、')
  const text = typeof value === 'string' ? (words[value] ?? value) : String(value)
  return unit ? `${text} ${units[unit] ?? unit}` : text
}
