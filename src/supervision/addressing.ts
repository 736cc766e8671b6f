import { refuse, type Refusal } from '#kernel/refusal.ts'
import { directs, HIGH_BODIES, placed, type Body } from '#places/rules.ts'

export type { Body } from '#places/rules.ts'

const CLAUSE = 'bihuan-house-rules#addressing'

/** What is said where a kind of issuer may not, by what it wrote to. */
const SENTENCES: Readonly<Record<string, string>> = {
  committee_office:
    '安委会办公室应向下级安委会办公室或者本委员会成员单位行文，由其督促有关单位和企业。',
  department: '部门应向下级对口部门或者本行业企业行文；涉及同级部门的，由安委会办公室协调。',
  rescue: '消防救援机构应向下级消防救援机构或者有关单位行文。',
  government: '人民政府应向本级部门、下级人民政府或者本地单位行文。',
  township: '乡镇（街道）应向所辖村（社区）和本地单位行文。',
}

/**
 * Why a body may not be addressed by another, or null where it may. A coordinating office writes
 * to its counterpart offices and its committee's member units, never to a party committee or a
 * government; a department to lower departments of its line and enterprises; nobody upward.
 */
export function addressRefused(issuer: Body, to: Body): Refusal | null {
  if (issuer.id === to.id) return refuse('受文单位应为本单位以外的单位。', CLAUSE)
  if (HIGH_BODIES.includes(to.kind) && issuer.kind !== 'government') {
    return refuse('不得向党委、政府及其委员会下达督办；应由本级党委、政府行文。', CLAUSE)
  }
  if (directs(issuer, to)) return null
  if (placed(issuer.place, to.place) === null) {
    return refuse('受文单位应为本地区本级或者下级的单位。', CLAUSE)
  }
  return refuse(SENTENCES[issuer.kind] ?? '本单位不签发督办文书。', CLAUSE)
}
