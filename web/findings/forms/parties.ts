import type { Party } from '#findings/words.ts'
import type { PartyInput } from './party-field.tsx'

/** The four answerable parties of a hand-over, with what each is there for. */
export const PARTIES = [
  ['rectifier', '整改单位', '负责整改的单位和责任人。'],
  ['territory', '属地（块）', '负责属地初验和督促。'],
  ['sectorParty', '行业监管（条）', '负责本行业监管的部门。'],
  ['rechecker', '复查单位', '政府发现的和重大隐患，应由整改单位以外的单位复查。'],
] as const

/** What is missing of a party, or null. */
export function partyError(value: PartyInput | null, label: string): string | null {
  if (!value?.org) return `请选择${label}`
  return value.name.trim() ? null : `请填写${label}的责任人`
}

/** A party as the server takes it. */
export function partyGiven(value: PartyInput | null): Party {
  return { org: value?.org ?? '', name: value?.name.trim() ?? '' }
}
