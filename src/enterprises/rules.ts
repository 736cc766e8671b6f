import { refuse, type Refusal } from '#kernel/refusal.ts'
import type { Registration, SubjectKind } from './words.ts'

const CLAUSE = 'bihuan-house-rules#subjects'

/** The mark on a subject whose code was kept although it fails its check. */
export const CODE_CHECK_MARK = 'subject.credit-code-check'

/** What a kind of subject needs beside its name. */
export const NEEDS = {
  enterprise: [],
  sole_trader: [],
  public_body: [],
  construction_project: [],
  self_built_house: ['address'],
  vehicle: ['identifier'],
  vessel: ['identifier'],
  special_equipment: [],
  public_area: ['address'],
} as const satisfies Record<SubjectKind, readonly ('address' | 'identifier')[]>

const SENTENCES = {
  address: '该类对象应当填写地址或者所在位置。',
  identifier: '车辆应当填写号牌号码，船舶应当填写船名船号。',
} as const

/** What a registration is judged by, beside itself. */
export type Known = {
  /** Whether the code is already that of another subject. */
  readonly codeTaken: boolean
  /** Whether the owner is a body that the actor may name. */
  readonly ownerKnown: boolean
}

/**
 * Judges the registration of a subject. A code that fails the check of GB 32100 is questioned once
 * and kept with a reason, for real codes are known to fail it. Answers whether it is to be marked.
 */
export function judgeRegistration(
  given: Registration,
  known: Known,
): Refusal | { readonly markCode: boolean } {
  for (const need of NEEDS[given.kind]) {
    if (!given[need]) return refuse(SENTENCES[need], CLAUSE)
  }
  if (!known.ownerKnown) {
    return refuse('所填的权属单位未登记；无权属单位的，请留空，由属地负责。', CLAUSE)
  }
  if (known.codeTaken) {
    return refuse('该统一社会信用代码已经登记，请先查找已有对象，避免重复建档。', CLAUSE)
  }
  const code = given.creditCode ?? null
  if (code === null || codeDoubt(code) === null) return { markCode: false }
  if (!given.keepCodeBecause) {
    return refuse('统一社会信用代码校验未通过。请核对证照；经核对无误的，请填写保留理由。', CLAUSE)
  }
  return { markCode: true }
}

/**
 * What is to be doubted of a registration code, or null: a unified code (18 signs), a registration
 * number (15 digits, GS 15-2006) and an organization code (9 signs, GB 11714) have a check of their
 * own; older numbers have none and are taken as they are written.
 */
export function codeDoubt(code: string): string | null {
  if (code.length === 18) {
    return creditCodeHolds(code) ? null : `统一社会信用代码 ${code} 校验未通过`
  }
  if (/^\d{15}$/.test(code)) {
    return registrationNumberHolds(code) ? null : `15 位注册号 ${code} 校验未通过`
  }
  if (/^[0-9A-Z]{8}[0-9X]$/.test(code)) {
    return organizationCodeHolds(code) ? null : `组织机构代码 ${code} 校验未通过`
  }
  if (/^\d{13}$/.test(code)) return null
  return `代码 ${code} 共 ${code.length} 位，不是现行或者原有代码的位数`
}

/** The check of a registration number of 15 digits: ISO 7064, modulo 11 and 10. */
function registrationNumberHolds(code: string): boolean {
  let product = 10
  for (const digit of code.slice(0, 14)) {
    product = (((product + Number(digit)) % 10 || 10) * 2) % 11
  }
  return (product + Number(code[14])) % 10 === 1
}

const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const

/** The check of an organization code: weighted signs modulo 11, an X for ten. */
function organizationCodeHolds(code: string): boolean {
  const sum = WEIGHTS.reduce((all, weight, at) => all + weight * parseInt(code[at]!, 36), 0)
  const check = 11 - (sum % 11)
  return (check === 10 ? 'X' : check === 11 ? '0' : String(check)) === code[8]
}

const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/**
 * Whether a unified social credit code passes its check of GB 32100-2015: 18 signs without
 * I, O, S, V and Z, weighted by powers of three, modulo 31.
 */
export function creditCodeHolds(code: string): boolean {
  if (code.length !== 18 || !/^[1-9A-Z][1-9A-Z][0-9]{6}/.test(code)) return false
  let sum = 0
  let weight = 1
  for (const sign of code.slice(0, 17)) {
    const value = SIGNS.indexOf(sign)
    if (value < 0) return false
    sum += value * weight
    weight = (weight * 3) % 31
  }
  return SIGNS[(31 - (sum % 31)) % 31] === code[17]
}
